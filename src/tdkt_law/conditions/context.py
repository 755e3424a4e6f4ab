"""What a condition is asked with, and what it answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.columns import FIRST_YEAR, Columns, Masks, bit, span
from tdkt_law.conditions.bits import first_and_last
from tdkt_law.verdicts import Truths, every, some

Params: TypeAlias = Mapping[str, Any]
Pair: TypeAlias = tuple[Masks, Masks]
Counts: TypeAlias = NDArray[np.integer]


MOST_YEARLY = 12
"""Looking at more years one by one costs more than at all in a mask."""


@dataclass(frozen=True, slots=True)
class Window:
    """The years in which a condition looks, as masks.

    ``certain`` bounds what must be found, ``possible`` what may be found; they differ only where the year from which
    time counts is not known. In ``steady`` nothing may be broken for a run to be certain, in ``perhaps_steady`` for it
    to be possible.
    """

    certain: Masks
    possible: Masks
    steady: Masks
    perhaps_steady: Masks

    @property
    def years(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """(first, last) year of each subject's window, the possible one where no certain one is; (0, 0): no year."""
        return first_and_last(np.where(self.certain != 0, self.certain, self.possible))


@dataclass(frozen=True, slots=True)
class Trace:
    """What a condition found.

    ``low``..``high`` bounds what was counted (years, months, percent, whatever the kind counts) and ``needed`` is what
    it takes; None where nothing is counted. ``names`` are the columns read.
    """

    verdict: Truths
    low: Counts | None = None
    high: Counts | None = None
    needed: int | None = None
    within: Window | None = None
    names: tuple[str, ...] = ()

    @property
    def window(self) -> tuple[NDArray[np.int32], NDArray[np.int32]] | None:
        """(first, last) year in which the condition looked; None where it looks at no years."""
        return None if self.within is None else self.within.years


class Session:
    """The columns of some subjects, with what was already worked out from them. Lives for one chunk."""

    __slots__ = ("_kept", "columns")

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._kept: dict[Any, Any] = {}

    def either(self, names: Iterable[str]) -> Pair:
        """(yes, may) of years in which any of the named masks holds."""
        listed = tuple(names)
        if listed not in self._kept:
            yes, may = self.columns.narrow_mask(listed[0])
            for name in listed[1:]:
                more, perhaps = self.columns.narrow_mask(name)
                yes, may = yes | more, may | perhaps
            self._kept[listed] = yes, may
        pair: Pair = self._kept[listed]
        return pair

    def yearly(self, names: Iterable[str], years: Iterable[int]) -> list[Truths] | None:
        """Whether any of the named masks holds in each of the years; None unless all are given year by year."""
        wanted = tuple(years)
        found = [self.columns.years(name, wanted) for name in names]
        given = [one for one in found if one is not None]
        if len(given) < len(found):
            return None
        return [some(year, 1) for year in zip(*given, strict=True)]

    def kept(self, key: Any) -> Any:
        """What was kept under the key, None where nothing was."""
        return self._kept.get(key)

    def keep(self, key: Any, value: Any) -> None:
        """Keep something for other conditions of the same subjects."""
        self._kept[key] = value


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a condition may look at.

    ``year`` is the year asked, ``law_day`` the day whose law is applied, ``base`` the base award in scope, ``run`` the
    run asked since then, ``since_base`` the time since then, ``after_discipline`` whether that time begins anew when a discipline ends, ``findings``
    whether what was counted is wanted as well as the verdict.
    """

    catalogue: Catalogue
    session: Session
    award: str
    ground: str
    year: int
    law_day: date
    proposed_on: date
    choices: Mapping[str, str] = field(default_factory=dict)
    base: Params | None = None
    run: Params | None = None
    since_base: Window | None = None
    after_discipline: bool = False
    findings: bool = False
    path: tuple[str, ...] = ()

    def choice(self, reading: str) -> str:
        """The option of a reading that holds in this evaluation."""
        return self.choices.get(reading) or self.catalogue.choice(reading)

    @property
    def columns(self) -> Columns:
        """The subjects asked about."""
        return self.session.columns

    def award_names(
        self, codes: Iterable[str], *, any_ground: bool, clock: bool = False
    ) -> tuple[str, ...]:
        """The columns that say in which years the awards were earned: a proposal by công trạng rests only on awards
        that were not for a campaign or a sudden feat."""
        if any_ground or self.ground != "cong_trang":
            return tuple(f"awards/{code}" for code in codes)
        which = "clock" if clock else "regular"
        return tuple(f"awards/{code}/{which}" for code in codes)

    def in_years(
        self, names: tuple[str, ...], within: str | Mapping[str, int], needed: int
    ) -> Truths | None:
        """Does any of the named masks hold in ``needed`` years of a window: the short way, for one year of it or all.

        None where it does not apply: a wide window, another number, masks not given year by year, findings wanted.
        """
        if self.findings or (within != "year" and not isinstance(within, Mapping)):
            return None
        count = within["last"] if isinstance(within, Mapping) else 1
        if count > MOST_YEARLY or needed not in {1, count}:
            return None
        found = self.session.yearly(names, range(self.year - count + 1, self.year + 1))
        if found is None:
            return None
        return some(found, 1) if needed == 1 else every(found, 1)

    def window(self, within: str | Mapping[str, int]) -> Window:
        """The years a condition looks in: year, {last: n}, since_base, career, before.

        Raises: ValueError for since_base where no base award is in scope.
        """
        if isinstance(within, Mapping):
            return fixed(span(self.year - within["last"] + 1, self.year))
        match within:
            case "year":
                return fixed(bit(self.year))
            case "career":
                return fixed(span(FIRST_YEAR, self.year))
            case "before":
                return fixed(span(FIRST_YEAR, self.year - 1))
        if self.since_base is None:
            raise ValueError(f"award {self.award}: no base award in scope")
        return self.since_base


def fixed(mask: np.uint64) -> Window:
    """The same window for everybody."""
    one = np.full(1, mask)
    return Window(one, one, one, one)


def codes_of(value: Any) -> tuple[str, ...]:
    """One code or a list of codes, as a tuple; None is none."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
