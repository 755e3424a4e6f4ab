"""Honours counted once, by everything figures ask for: every honour figure is a sum of the cube's cells.

Facets (``registry.facet_models``) already count the province's honours by most dimensions; what they do not hold (a
unit, a month, another year than the decision's) is one grouped query over an index. Honours that no longer count on the
day (cancelled, stripped) are taken out and corrected ones counted as corrected: the few with events are read beside.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractMonth

from tdkt.accounts.selectors import Reach
from tdkt.registry.facet_models import UNKNOWN_YEAR, Facet
from tdkt.registry.models import Honour, HonourEvent
from tdkt.registry.states import ENDING_EVENTS, HonourEventKind, RecipientKind
from tdkt.statistics.periods import Period, PeriodKind
from tdkt.statistics.where import DIMENSIONS, EVERY, OF_FACETS, OF_ROWS, Where, where

_OF_EVENTS: Final = (*ENDING_EVENTS, HonourEventKind.CORRECTED, HonourEventKind.RESTORED)
_FIELDS: Final = (
    *DIMENSIONS, *OF_FACETS, "organisation_id", "is_posthumous", "decided_on", "year",
)  # fmt: skip
POSTHUMOUS: Final = "is_posthumous"
Cells = Mapping[tuple[Any, ...], int]


class _Month(ExtractMonth):
    """The month of a day. On SQLite a day is text; Django would call Python for every row."""

    def as_sqlite(
        self, compiler: Any, connection: Any, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        del connection, extra
        day, parameters = compiler.compile(self.lhs)
        return f"CAST(substr({day}, 6, 2) AS INTEGER)", tuple(parameters)


@dataclass(frozen=True)
class Cube:
    """Counts of honours by the values of ``dimensions``, in that order."""

    dimensions: tuple[str, ...]
    cells: Cells

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
    """The honours of the period within reach, as they stood that day. Three queries."""
    return _counted(reach, period, as_of, extra)


def history(reach: Reach, *, as_of: date) -> dict[int, Cube]:
    """A cube for every year of decision, the latest first. Three queries."""
    whole = _counted(reach, None, as_of, ("decided_year",))
    years: dict[int, dict[tuple[Any, ...], int]] = {}
    for (*key, year), n in whole.cells.items():
        years.setdefault(year, {})[tuple(key)] = n
    return {year: Cube(DIMENSIONS, years[year]) for year in sorted(years, reverse=True)}


def _counted(reach: Reach, period: Period | None, as_of: date, extra: tuple[str, ...]) -> Cube:
    dimensions = (*DIMENSIONS, *extra)
    of_rows = [name for name in extra if name in OF_ROWS]
    by_day = period is not None and period.kind == PeriodKind.STATISTICAL
    if reach.whole_province and not by_day and not {*of_rows} - {POSTHUMOUS}:
        cells = _from_facets(reach, period, as_of, dimensions)
    else:
        cells = _from_rows(reach, period, as_of, dimensions, of_rows)
    for change in changed(reach, as_of=as_of):
        for values, sign in ((change.recorded, -1), (change.now, 1)):
            if values is not None and _counts(values, reach, period, as_of):
                cells[tuple(values[name] for name in dimensions)] += sign
    return Cube(dimensions, {key: n for key, n in cells.items() if n})


def _from_facets(
    reach: Reach, period: Period | None, as_of: date, dimensions: tuple[str, ...]
) -> Counter[tuple[Any, ...]]:
    """The facets' own counts, less the honours decided after the day; the few posthumous ones counted apart."""
    of_period = _facets(reach, period)
    held = [name for name in dimensions if name != POSTHUMOUS]
    places = [place for place, name in enumerate(dimensions) if name == POSTHUMOUS]
    apart: dict[int, int] = {}
    if places:
        dead = Honour.objects.filter(_in_period(reach, period, as_of), is_posthumous=True)
        apart = dict(dead.order_by().values_list("facet_id").annotate(n=Count("pk")))
    later = Honour.objects.filter(authority_id=reach.authority_id, order_day__gt=as_of)
    too_late = dict(later.order_by().values_list("facet_id").annotate(n=Count("pk")))
    cells: Counter[tuple[Any, ...]] = Counter()
    for pk, n, *key in of_period.values_list("pk", "n", *held):
        counted = n - too_late.get(pk, 0)
        if not places:
            cells[tuple(key)] += counted
            continue
        dead_here = apart.get(pk, 0)
        for value, count in ((False, counted - dead_here), (True, dead_here)):
            cells[(*key[: places[0]], value, *key[places[0] :])] += count
    return cells


def _from_rows(
    reach: Reach,
    period: Period | None,
    as_of: date,
    dimensions: tuple[str, ...],
    of_rows: list[str],
) -> Counter[tuple[Any, ...]]:
    """Rows grouped by facet and what facets do not hold; the facet then names the rest."""
    rows = Honour.objects.filter(_in_period(reach, period, as_of))
    if "month" in of_rows:
        rows = rows.annotate(month=_Month("order_day"))
    counted = rows.order_by().values_list("facet_id", *of_rows).annotate(n=Count("pk"))
    held = [name for name in dimensions if name not in of_rows]
    facets = {row["pk"]: row for row in _facets(reach, period).values("pk", *held)}
    cells: Counter[tuple[Any, ...]] = Counter()
    for pk, *values, n in counted:
        named = facets[pk] | dict(zip(of_rows, values, strict=True))
        cells[tuple(named[name] for name in dimensions)] += n
    return cells


def _facets(reach: Reach, period: Period | None) -> QuerySet[Facet]:
    found = Facet.objects.filter(authority_id=reach.authority_id)
    if period is None:
        return found.exclude(decided_year=UNKNOWN_YEAR)
    if period.kind == PeriodKind.ACHIEVEMENT:
        return found.filter(year=period.year)
    return found.filter(decided_year__in={period.start.year, period.end.year})


def changed(reach: Reach, *, as_of: date) -> list[Changed]:
    """The authority's honours that were cancelled, stripped, restored or corrected up to that day. One query."""
    # Asked this way round a database starts from the few events, not from the million honours.
    ours = Honour.objects.filter(pk=OuterRef("honour_id"), authority_id=reach.authority_id)
    events = (
        HonourEvent.objects.filter(Exists(ours), kind__in=_OF_EVENTS, on__lte=as_of)
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
        Changed(pk, before, None if pk in ended else standing[pk])
        for pk, before in recorded.items()
    ]


def honours_counted(
    reach: Reach, period: Period, wanted: Where = EVERY, *, as_of: date
) -> QuerySet[Honour]:
    """Exactly the honours a figure counted: as many as the cube's count of the same ``wanted``."""
    of_facets, of_rows = wanted.split()
    rows = _in_period(reach, period, as_of) & of_rows.q()
    if of_facets.conditions:
        rows &= Q(facet__in=_facets(reach, period).filter(of_facets.q()))
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
    """Distinct persons honoured, by level; somebody honoured twice at one level is one. Two queries."""
    people = honours_counted(reach, period, where(kind=RecipientKind.PERSON), as_of=as_of)
    counted = people.order_by().values_list("level")
    return Counter(dict(counted.annotate(n=Count("recipient_id", distinct=True))))


def _in_period(reach: Reach, period: Period | None, as_of: date) -> Q:
    rows = reach.within("organisation_id")
    if period is None:
        return rows & Q(order_day__gt=date.min, order_day__lte=as_of)
    if period.kind == PeriodKind.ACHIEVEMENT:
        return rows & Q(facet__in=_facets(reach, period), order_day__lte=as_of)
    return rows & Q(order_day__gte=period.start, order_day__lte=min(period.end, as_of))


def _counts(values: Mapping[str, Any], reach: Reach, period: Period | None, as_of: date) -> bool:
    """``_in_period`` for one honour's values."""
    if (
        reach.organisation_ids is not None
        and values["organisation_id"] not in reach.organisation_ids
    ):
        return False
    day = values["decided_on"]
    if period is None:
        return day is not None and day <= as_of
    if period.kind == PeriodKind.ACHIEVEMENT:
        return values["year"] == period.year and (day is None or day <= as_of)
    return day is not None and period.start <= day <= min(period.end, as_of)


def _corrected(values: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    new = dict(values) | {name: value for name, value in change.items() if name in values}
    if isinstance(new["decided_on"], str):
        new["decided_on"] = date.fromisoformat(new["decided_on"])
    new["decided_year"] = new["decided_on"].year if new["decided_on"] else None
    return _with_month(new)


def _with_month(values: dict[str, Any]) -> dict[str, Any]:
    day = values["decided_on"]
    return values | {"month": day.month if day else None}
