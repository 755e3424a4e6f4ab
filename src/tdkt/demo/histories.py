"""Titles the units themselves decided (Lao động tiên tiến, Chiến sĩ thi đua cơ sở): what fills a person's year ribbon."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tdkt.demo.people import People, Somebody
from tdkt.demo.plan import achievement_year, school_year
from tdkt.demo.records import Post
from tdkt.demo.working_days import some_working_day

FIRST_YEAR: Final = 2011
LAST_YEAR: Final = 2025
_PART: Final = 0.15  # of the people whose unit declared a history
_ADVANCED, _FIGHTER, _NO_NUMBER = 0.84, 0.3, 0.05
_RUN: Final = 3  # years of Chiến sĩ thi đua cơ sở behind a Chiến sĩ thi đua cấp tỉnh
_SENDERS: Final = frozenset({"huyen_xa", "giao_duc", "so_nganh", "trung_uong", "vu_trang"})


@dataclass(frozen=True, slots=True)
class BaseTitle:
    """One title of one year, as the unit declares it; ``number`` "" when it no longer knows the decision."""

    somebody: Somebody
    award: str
    year: int
    is_school: bool
    decided_on: date
    post: Post
    number: str


def base_titles(people: People, rng: random.Random) -> Iterator[BaseTitle]:
    """The declared titles of part of the people, all those behind a provincial title included."""
    for somebody in people.all:
        if not somebody.civil or somebody.sector not in _SENDERS:
            continue
        needed = _years_needed(somebody)
        if needed or rng.random() < _PART:
            yield from _of(somebody, needed, people, rng)


def _years_needed(somebody: Somebody) -> set[int]:
    school = somebody.sector == "giao_duc"
    found: set[int] = set()
    for award, _, _, day in somebody.awards:
        if award == "cstd_bo_tinh":
            last = school_year(day) if school else achievement_year(day)
            found |= set(range(last - _RUN + 1, last + 1))
    return found


def _of(
    somebody: Somebody, needed: set[int], people: People, rng: random.Random
) -> Iterator[BaseTitle]:
    school = somebody.sector == "giao_duc"
    days = [row[3].year for row in somebody.awards]
    first = max(min([*days, *needed]) - rng.randint(1, 4), FIRST_YEAR, somebody.born + 24)
    last = min(
        max(days) + rng.randint(0, 2),
        LAST_YEAR - school,
        somebody.born + 59,
        somebody.until.year - 1,
    )
    for year in range(min([first, *needed]), last + 1):
        advanced = year in needed or rng.random() < _ADVANCED
        fighter = year in needed or (advanced and rng.random() < _FIGHTER)
        if not advanced:
            continue
        day = (
            some_working_day(rng, year + 1, 6, 2, 28)
            if school
            else some_working_day(rng, year, 12, 1, 13)
        )
        post = people.post(somebody, day)
        if post is None or not post.organisation:
            continue
        somebody.first_day = min(somebody.first_day, day)
        number = "" if rng.random() < _NO_NUMBER else str(rng.randint(12, 980))
        for award in ("ldtt", "cstd_co_so")[: 1 + fighter]:
            yield BaseTitle(somebody, award, year, school, day, post, number)
