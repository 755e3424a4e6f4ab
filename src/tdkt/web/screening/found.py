"""The rows of a screening: one for each recipient and award, of the group asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from time import perf_counter
from typing import Final

import numpy as np

from tdkt.accounts.selectors import Reach
from tdkt.dossiers.eligibility import Found, Screened, screen
from tdkt.dossiers.steps import Step
from tdkt.kernel.numbers import format_decimal, format_int
from tdkt.registry.models import Recipient
from tdkt.registry.people_list import posts_held
from tdkt.web.eligibility.asked import law_on
from tdkt.web.links import page_url
from tdkt.web.screening.asked import ONE_SHORT, QUALIFIED, UNSETTLED, Asked
from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.catalogue.model import Regime
from tdkt_law.verdicts import MET, NOT_MET

DIRECT_WORDS: Final = ("không", "chưa rõ", "có")
CHUNK: Final = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One recipient for one award; ``step`` is the condition that lacks, None where none does."""

    recipient_id: int
    award: str
    direct: int
    declared: bool
    step: Step | None


@dataclass(frozen=True, slots=True)
class Count:
    """Of one award: how many stand in each group, and how many more lack two conditions' data or more."""

    award: str
    groups: dict[str, int]
    unknown: int


@dataclass(frozen=True, slots=True)
class Answer:
    """``lines`` of the group asked for, the highest award first, in each direct workers first."""

    size: int
    lines: Sequence[Line]
    counts: Sequence[Count]
    regime: Regime
    seconds: str


def screening_answer(reach: Reach, asked: Asked) -> Answer:
    """Raises: Refused without the right to read, NoLaw for a day outside the catalogue."""
    begun = perf_counter()
    regime = law_on(asked.law, asked.on)
    told = screen(
        reach, kind=asked.kind, on=asked.on, year=asked.year, awards=(asked.award,) if asked.award else None,
        unit=asked.unit, bloc=asked.bloc, certain=asked.unit is not None or not reach.whole_province, law=asked.law,
    )  # fmt: skip
    lines = [line for one in told.awards for line in _lines(one, asked)]
    return Answer(
        size=told.size, lines=lines, counts=[_count(one) for one in told.awards],
        regime=regime, seconds=format_decimal(Decimal(f"{perf_counter() - begun:.1f}"), 1),
    )  # fmt: skip


def _group(one: Screened, group: str) -> tuple[Found, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:  # fmt: skip
    found = one.qualified if group == QUALIFIED else one.one_short
    if group == QUALIFIED:
        return found, np.ones(len(found), np.bool_)
    lacks = found.state == NOT_MET
    return found, lacks if group == ONE_SHORT else ~lacks


def _lines(one: Screened, asked: Asked) -> Iterator[Line]:
    found, chosen = _group(one, asked.group)
    if asked.direct_only:
        chosen = chosen & (found.direct == MET)
    for at in np.flatnonzero(chosen).tolist():
        step = int(found.step[at])
        yield Line(
            int(found.ids[at]), one.award, int(found.direct[at]), bool(found.declared[at]),
            one.steps[step] if step >= 0 else None,
        )  # fmt: skip


def _count(one: Screened) -> Count:
    groups = {
        group: int(_group(one, group)[1].sum()) for group in (QUALIFIED, ONE_SHORT, UNSETTLED)
    }
    return Count(one.award, groups, max(one.counts[1] - groups[UNSETTLED], 0))


@dataclass(frozen=True, slots=True)
class Told:
    """A line with the records it names."""

    line: Line
    recipient: Recipient
    post: str
    unit: str
    lacks: str
    clause: str

    def url(self, asked: Asked) -> str:
        return page_url(
            "people-eligibility-award", self.recipient.code, self.line.award,
            ngay=f"{asked.on:%d/%m/%Y}", nam=asked.year,
        )  # fmt: skip


def told_lines(lines: Sequence[Line], law: Catalogue) -> Iterator[Told]:
    """The lines with names, posts and units; two queries for each ``CHUNK`` of them."""
    for start in range(0, len(lines), CHUNK):
        part = lines[start : start + CHUNK]
        ids = {line.recipient_id for line in part}
        known = Recipient.objects.select_related("organisation", "body").in_bulk(ids)
        posts = posts_held(list(ids))
        for line in part:
            recipient = known[line.recipient_id]
            unit = recipient.organisation or recipient.body
            post = posts.get(recipient.pk)
            yield Told(
                line, recipient, post.title if post else "", unit.name if unit else "",
                (line.step.condition.text or line.step.condition.id) if line.step else "",
                law.cite(line.step.source) if line.step else "",
            )  # fmt: skip


def award_words(code: str) -> str:
    return awards()[code].name


def size_words(answer: Answer, kind_words: str) -> str:
    """ "Đã rà soát 1.234 cá nhân trong 0,8 giây." """
    return f"Đã rà soát {format_int(answer.size)} {kind_words} trong {answer.seconds} giây."
