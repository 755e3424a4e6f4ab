"""Whom a change of rules affects: the same records, asked under the rules that hold and under those to be laid down."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from tdkt.accounts.selectors import Reach
from tdkt.dossiers.eligibility import columns_of_records
from tdkt.registry.models import Recipient
from tdkt.registry.states import RecipientKind
from tdkt.web.eligibility.asked import season_year
from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.conditions.initiatives import VALID_YEARS
from tdkt_law.conditions.service import WOMEN_THIRD
from tdkt_law.evaluate import Asked, Outcome, many
from tdkt_law.facts.service import ACTING_COUNTS
from tdkt_law.verdicts import Truths, Verdict

SHOWN: Final = 200
ANY: Final = "any"
ASKED_OF_PEOPLE: Final = (VALID_YEARS, WOMEN_THIRD, ACTING_COUNTS)
"""The settings that decide whether somebody qualifies; the others say how much, how many, in what order."""


@dataclass(frozen=True, slots=True)
class Turned:
    """One recipient whose verdict on an award changes."""

    recipient: Recipient
    award: str
    ground: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """One award on one ground, for one kind of recipient: how many go from which verdict to which."""

    award: str
    ground: str
    kind: str
    moves: Mapping[tuple[str, str], int]

    @property
    def count(self) -> int:
        return sum(self.moves.values())


@dataclass(frozen=True, slots=True)
class Affected:
    """``size`` recipients were asked, ``people`` of them change verdict on some award; ``turned`` the first ``SHOWN``
    changes by name. ``asked`` False: nothing changes that decides a verdict, and nobody was asked."""

    asked: bool
    year: int
    size: int = 0
    people: int = 0
    changes: int = 0
    effects: tuple[Effect, ...] = ()
    turned: tuple[Turned, ...] = ()


def decides_otherwise(old: Catalogue, new: Catalogue) -> bool:
    """Could anybody's verdict differ: criteria, readings, or a setting asked of people?"""
    codes = {*old.awards, *new.awards}
    return (
        any(old.choice(one) != new.choice(one) for one in new.readings)
        or any(old.setting(one) != new.setting(one) for one in ASKED_OF_PEOPLE)
        or any(old.tracks(code) != new.tracks(code) for code in codes)
    )


def affected(reach: Reach, old: Catalogue, new: Catalogue, on: date) -> Affected:
    """Everybody the office reads, under both, for a proposal made on ``on`` about the year of that season.

    What only a person can say is taken for met under both. Raises: Refused without the right to read.
    """
    year = season_year(on)
    if not decides_otherwise(old, new):
        return Affected(asked=False, year=year)
    size, found = 0, []
    for kind in RecipientKind.values:
        ids, outcomes = _asked(reach, kind, old, new, on, year)
        size += len(ids)
        for code, before, after in outcomes:
            found += [(kind, code, *one) for one in _turned(len(ids), ids, before, after)]
    people = {int(one) for *_, ids, _, _ in found for one in ids}
    return Affected(
        asked=True,
        year=year,
        size=size,
        people=len(people),
        changes=sum(len(ids) for *_, ids, _, _ in found),
        effects=tuple(
            Effect(code, ground, kind, Counter(zip(map(_word, before), map(_word, after), strict=True)))
            for kind, code, ground, _, before, after in found
        ),
        turned=_named(found),
    )  # fmt: skip


def _word(verdict: int) -> str:
    return Verdict(int(verdict)).code


def _asked(
    reach: Reach, kind: str, old: Catalogue, new: Catalogue, on: date, year: int
) -> tuple[np.ndarray, Iterator[tuple[str, Outcome, Outcome]]]:
    """The recipients of a kind, and each award with its outcome under the old rules and under the new."""
    codes = [code for code, one in awards().items() if not one.register_only]
    questions = [Asked(code, on, year, ANY) for code in codes]
    # What a fact counts as may itself be a rule: the columns are gathered under each.
    ids, before = _under(reach, kind, old, on, year, questions)
    _, after = _under(reach, kind, new, on, year, questions)
    return ids, zip(codes, before, after, strict=True)


def _under(
    reach: Reach, kind: str, law: Catalogue, on: date, year: int, questions: list[Asked]
) -> tuple[np.ndarray, list[Outcome]]:
    ids, columns = columns_of_records(reach, kind=kind, on=on, year=year, all_judged=True, law=law)
    return ids, many(law, columns, questions)


def _turned(
    size: int, ids: np.ndarray, before: Outcome, after: Outcome
) -> Iterator[tuple[str, np.ndarray, Truths, Truths]]:
    """(ground, ids, verdicts before, verdicts after) of those whose verdict on a ground differs."""
    nobody = np.zeros(size, np.int8)
    for ground in dict.fromkeys((*before.by_ground, *after.by_ground)):
        old, new = before.by_ground.get(ground, nobody), after.by_ground.get(ground, nobody)
        differ = np.flatnonzero(old != new)
        if len(differ):
            yield ground, ids[differ], old[differ], new[differ]


def _named(found: list[tuple[str, str, str, np.ndarray, Truths, Truths]]) -> tuple[Turned, ...]:
    """The first changes, in the order of the awards."""
    first = [
        (int(pk), code, ground, int(old), int(new))
        for _, code, ground, ids, before, after in found
        for pk, old, new in zip(ids[:SHOWN], before, after, strict=False)
    ][:SHOWN]
    people = Recipient.objects.select_related("organisation").in_bulk({pk for pk, *_ in first})
    return tuple(
        Turned(people[pk], code, ground, _word(old), _word(new)) for pk, code, ground, old, new in first
    )  # fmt: skip
