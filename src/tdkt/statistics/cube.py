"""Honours counted once, by everything figures ask for: every honour figure is a sum of the cube's cells.

Honours that no longer count on the day (cancelled, stripped) are taken out, corrected ones are counted as corrected:
their rows never change, so the few honours with such events are read beside the one grouped query.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth

from tdkt.accounts.selectors import Reach
from tdkt.kernel.models import LedgerHead
from tdkt.registry.models import Honour, HonourEvent
from tdkt.registry.states import ENDING_EVENTS, HonourEventKind, RecipientKind
from tdkt.statistics.periods import Period, PeriodKind
from tdkt.statistics.where import EVERY, Where

DIMENSIONS: Final = (
    "level", "kind", "award", "method", "group", "is_enterprise", "is_small", "is_posthumous",
)  # fmt: skip
EXTRA: Final = ("organisation_id", "movement_code", "month")  # asked for by name; they multiply the cells
_OF_EVENTS: Final = (*ENDING_EVENTS, HonourEventKind.CORRECTED, HonourEventKind.RESTORED)
_FIELDS: Final = (
    *DIMENSIONS, "organisation_id", "movement_code", "decided_on", "decided_year", "year", "recipient_id",
)  # fmt: skip
CELLS_KEPT: Final = 48  # cubes kept in the process


@dataclass(frozen=True)
class Cube:
    """Counts of honours by the values of ``dimensions``, in that order."""

    dimensions: tuple[str, ...]
    cells: Mapping[tuple[Any, ...], int]

    @cached_property
    def _named(self) -> list[tuple[dict[str, Any], int]]:
        return [(dict(zip(self.dimensions, key, strict=True)), n) for key, n in self.cells.items()]

    def count(self, wanted: Where = EVERY) -> int:
        """How many honours."""
        return sum(n for cell, n in self._named if wanted.holds(cell))

    def by(self, dimension: str, wanted: Where = EVERY) -> Counter[Any]:
        """How many honours for each value of one dimension."""
        counts: Counter[Any] = Counter()
        for cell, n in self._named:
            if wanted.holds(cell):
                counts[cell[dimension]] += n
        return counts


@dataclass(frozen=True)
class Changed:
    """An honour with events: as recorded, and as it counts that day (None: it does not count)."""

    honour_id: int
    recorded: Mapping[str, Any]
    now: Mapping[str, Any] | None


def cube(reach: Reach, period: Period, *, as_of: date, extra: tuple[str, ...] = ()) -> Cube:
    """The honours of the period within reach, as they stood that day. Two queries and the ledger's head.

    A head names one state of the authority's records, so a cube counted under it is kept and not counted again.
    """
    return _at_head(reach, period, as_of, extra)


def history(reach: Reach, *, as_of: date) -> dict[int, Cube]:
    """A cube for every year of decision, the latest first. Two queries and the ledger's head."""
    whole = _at_head(reach, None, as_of, ("decided_year",))
    years: dict[int, dict[tuple[Any, ...], int]] = {}
    for (*key, year), n in whole.cells.items():
        years.setdefault(year, {})[tuple(key)] = n
    return {year: Cube(DIMENSIONS, years[year]) for year in sorted(years, reverse=True)}


def _at_head(reach: Reach, period: Period | None, as_of: date, extra: tuple[str, ...]) -> Cube:
    head = LedgerHead.objects.filter(authority=reach.authority_id).values_list("hash", flat=True)
    state = head.first()
    if state is None:
        return _counted(reach, period, as_of, extra)
    return _kept(state, _Asked(reach), period, as_of, extra)


class _Asked:
    """A reach as the key of a kept cube: equal when it sees the same rows."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.key = (reach.authority_id, reach.organisation_ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=CELLS_KEPT)
def _kept(state: str, asked: _Asked, period: Period | None, as_of: date, extra: tuple[str, ...]) -> Cube:
    return _counted(asked.reach, period, as_of, extra)


def _counted(reach: Reach, period: Period | None, as_of: date, extra: tuple[str, ...]) -> Cube:
    dimensions = (*DIMENSIONS, *extra)
    rows = Honour.objects.filter(_in_period(reach, period, as_of))
    if "month" in extra:
        rows = rows.annotate(month=ExtractMonth("decided_on"))
    cells: Counter[tuple[Any, ...]] = Counter()
    for *key, n in rows.order_by().values_list(*dimensions).annotate(n=Count("pk")):
        cells[tuple(key)] = n
    for change in changed(reach, as_of=as_of):
        for values, sign in ((change.recorded, -1), (change.now, 1)):
            if values is not None and _counts(values, reach, period, as_of):
                cells[tuple(values[name] for name in dimensions)] += sign
    return Cube(dimensions, {key: n for key, n in cells.items() if n})


def changed(reach: Reach, *, as_of: date) -> list[Changed]:
    """The authority's honours that were cancelled, stripped, restored or corrected up to that day. One query."""
    events = (
        HonourEvent.objects.filter(
            honour__authority_id=reach.authority_id, kind__in=_OF_EVENTS, on__lte=as_of
        )
        .order_by("honour_id", "on", "id")
        .values_list("honour_id", "kind", "change", *(f"honour__{name}" for name in _FIELDS))
    )
    recorded: dict[int, dict[str, Any]] = {}
    standing: dict[int, dict[str, Any]] = {}
    ended: set[int] = set()
    for honour_id, kind, change, *values in events:
        if honour_id not in recorded:
            recorded[honour_id] = _with_month(dict(zip(_FIELDS, values, strict=True)))
            standing[honour_id] = recorded[honour_id]
        if kind in ENDING_EVENTS:
            ended.add(honour_id)
        elif kind == HonourEventKind.RESTORED:
            ended.discard(honour_id)
        else:
            standing[honour_id] = _corrected(standing[honour_id], change)
    return [
        Changed(pk, before, None if pk in ended else standing[pk]) for pk, before in recorded.items()
    ]


def honours_counted(
    reach: Reach, period: Period, wanted: Where = EVERY, *, as_of: date
) -> QuerySet[Honour]:
    """Exactly the honours a figure counted: as many as the cube's count of the same ``wanted``."""
    rows = _in_period(reach, period, as_of) & wanted.q()
    moved = changed(reach, as_of=as_of)
    if moved:
        standing = [
            change.honour_id
            for change in moved
            if change.now is not None
            and _counts(change.now, reach, period, as_of)
            and wanted.holds(change.now)
        ]
        rows = (rows & ~Q(pk__in=[change.honour_id for change in moved])) | Q(pk__in=standing)
    return Honour.objects.filter(rows)


def people_counted(reach: Reach, period: Period, *, as_of: date) -> Counter[str]:
    """Distinct persons honoured, by level; somebody honoured twice at one level is one. One query and the events."""
    counted = (
        honours_counted(reach, period, Where((("kind", frozenset([RecipientKind.PERSON.value])),)), as_of=as_of)
        .order_by()
        .values_list("level")
        .annotate(n=Count("recipient_id", distinct=True))
    )  # fmt: skip
    return Counter(dict(counted))


def _in_period(reach: Reach, period: Period | None, as_of: date) -> Q:
    rows = reach.within("organisation_id")
    if period is None:
        return rows & Q(decided_on__lte=as_of)
    rows &= period.q()
    if period.kind == PeriodKind.ACHIEVEMENT or as_of < period.end:
        rows &= Q(decided_on__lte=as_of) | Q(decided_on__isnull=True)
    return rows


def _counts(values: Mapping[str, Any], reach: Reach, period: Period | None, as_of: date) -> bool:
    """``_in_period`` for one honour's values."""
    seen = reach.organisation_ids is None or values["organisation_id"] in reach.organisation_ids
    decided = values["decided_on"] is None or values["decided_on"] <= as_of
    if period is None:
        return seen and decided and values["decided_on"] is not None
    return seen and decided and period.holds(
        decided_year=values["decided_year"], decided_on=values["decided_on"], year=values["year"]
    )


def _corrected(values: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    new = dict(values) | {name: value for name, value in change.items() if name in values}
    if "decided_on" in change:
        day = change["decided_on"]
        new["decided_on"] = date.fromisoformat(day) if day else None
        new["decided_year"] = new["decided_on"].year if new["decided_on"] else None
    return _with_month(new)


def _with_month(values: dict[str, Any]) -> dict[str, Any]:
    day = values["decided_on"]
    return values | {"month": day.month if day else None}
