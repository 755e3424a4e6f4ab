"""Whose answer the law of two days tells apart: the same histories, asked once under each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from tdkt.accounts.selectors import Reach
from tdkt.dossiers.eligibility import awards_for, columns_of_records
from tdkt.registry.models import Recipient
from tdkt.web.law.facets import law
from tdkt_law.evaluate import Asked, many
from tdkt_law.verdicts import Verdict

SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class Turned:
    """One recipient whose verdict differs."""

    recipient: Recipient
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """``moves``: (verdict under the first, under the second) → how many; ``turned``: the first ``SHOWN`` that differ."""

    size: int
    differ: int
    moves: Mapping[tuple[str, str], int]
    turned: tuple[Turned, ...]


def _word(verdict: int) -> str:
    return Verdict(int(verdict)).code


def can_be_asked(code: str, kind: str, day: date) -> bool:
    """Does the award ask a recipient of that kind something that can be computed under the law of the day?"""
    return code in awards_for(law(), kind, day)


def compare(
    reach: Reach, *, code: str, kind: str, year: int, first: date, second: date
) -> Compared:
    """The verdicts of everybody of a kind the office reads, on one award for the work of ``year``.

    The records are those of the office's day under both laws, so only the law differs; what only a person can say is
    taken for met; so "met" says that nothing computed stands in the way, not that all is proven. Raises: Refused without the right to read.
    """
    ids, columns = columns_of_records(
        reach, kind=kind, on=reach.on, year=year, all_judged=True, law=law()
    )
    before, after = (
        told.verdict
        for told in many(law(), columns, [Asked(code, day, year) for day in (first, second)])
    )
    pairs, counts = np.unique(np.stack([before, after]), axis=1, return_counts=True)
    moves = {
        (_word(old), _word(new)): int(count) for old, new, count in zip(*pairs, counts, strict=True)
    }
    differing = np.flatnonzero(before != after)
    shown = [int(one) for one in differing[:SHOWN]]
    named = (
        Recipient.objects.select_related("organisation").in_bulk([int(ids[one]) for one in shown])
        if shown
        else {}
    )
    return Compared(
        size=len(ids),
        differ=len(differing),
        moves=moves,
        turned=tuple(
            Turned(named[int(ids[one])], _word(before[one]), _word(after[one])) for one in shown
        ),
    )
