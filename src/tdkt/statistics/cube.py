"""Honours counted once, by everything figures ask for: every honour figure is a sum of the cube's cells.

Facets (``registry.facet_models``) already count the province's honours by most dimensions and by whole years; only the
days at the edges of another period are counted from rows. What facets do not hold (a unit, a month) is one grouped
query over an index, of the honours asked about alone. Honours that no longer count on the day (cancelled, stripped) are
taken out and corrected ones counted as corrected: the few with events are read beside, once for all that asks
(``changes``).
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import Any, Final, TypeGuard

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import ExtractMonth
from django.db.models.lookups import In

from tdkt.accounts.selectors import Reach
from tdkt.registry.facet_models import UNKNOWN_YEAR, Facet
from tdkt.registry.models import Honour, HonourEvent
from tdkt.registry.selectors import honours_by_facet
from tdkt.registry.states import ENDING_EVENTS, HonourEventKind, RecipientKind
from tdkt.statistics.periods import Period, PeriodKind
from tdkt.statistics.where import DIMENSIONS, EVERY, OF_FACETS, OF_ROWS, Values, Where, where

_OF_EVENTS: Final = (*ENDING_EVENTS, HonourEventKind.CORRECTED, HonourEventKind.RESTORED)
_FIELDS: Final = (
    *DIMENSIONS, *OF_FACETS, "organisation_id", "is_posthumous", "decided_on", "year",
)  # fmt: skip
POSTHUMOUS: Final = "is_posthumous"
MONTH: Final = "month"
_DAY: Final = timedelta(days=1)
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
    def _rows(self) -> list[tuple[Any, ...]]:
        return [(*key, n) for key, n in self.cells.items()]

    def _holding(self, wanted: Where) -> list[tuple[Any, ...]]:
        """The cells the condition holds, each with its count behind its values."""
        rows = self._rows
        # One condition after the other: each leaves the next fewer cells.
        for name, values in wanted.conditions:
            place = self.dimensions.index(name)
            rows = [row for row in rows if row[place] in values]
        return rows

    def count(self, wanted: Where = EVERY) -> int:
        """How many honours."""
        return sum(row[-1] for row in self._holding(wanted))

    def by(self, dimension: str, wanted: Where = EVERY) -> Counter[Any]:
        """How many honours for each value of one dimension."""
        place = self.dimensions.index(dimension)
        counts: Counter[Any] = Counter()
        for row in self._holding(wanted):
            counts[row[place]] += row[-1]
        return counts


@dataclass(frozen=True)
class Changed:
    """An honour with events: as recorded, and as it counts that day (None: it does not count)."""

    honour_id: int
    recorded: Mapping[str, Any]
    now: Mapping[str, Any] | None


# What ``changed`` found of the same reach and day; None: asked here.
Changes = Sequence[Changed] | None


def cube(
    reach: Reach,
    period: Period,
    *,
    as_of: date,
    extra: tuple[str, ...] = (),
    changes: Changes = None,
) -> Cube:
    """The honours of the period within reach, as they stood that day. At most four queries."""
    return _counted(reach, period, as_of, extra, changes)


def history(reach: Reach, *, as_of: date, changes: Changes = None) -> dict[int, Cube]:
    """A cube for every year of decision, the latest first. At most three queries."""
    whole = _counted(reach, None, as_of, ("decided_year",), changes)
    years: dict[int, dict[tuple[Any, ...], int]] = {}
    for (*key, year), n in whole.cells.items():
        years.setdefault(year, {})[tuple(key)] = n
    return {year: Cube(DIMENSIONS, years[year]) for year in sorted(years, reverse=True)}


def honours_by(
    reach: Reach,
    period: Period,
    dimension: str,
    wanted: Where = EVERY,
    *,
    as_of: date,
    changes: Changes = None,
) -> Counter[Any]:
    """How many honours the condition holds for each value of a dimension that only rows hold. At most two queries.

    The database reads the honours of the condition alone: for a unit or a month of one level it is the cheaper way.
    """
    rows = _with_months(Honour.objects.filter(_fitting(reach, period, wanted, as_of)), [dimension])
    counted = rows.order_by().values_list(dimension).annotate(n=Count("pk"))
    counts: Counter[Any] = Counter(dict(counted.values_list(dimension, "n")))
    for values, sign in _moves(reach, period, as_of, changes):
        if wanted.holds(values):
            counts[values[dimension]] += sign
    return +counts


def _counted(
    reach: Reach,
    period: Period | None,
    as_of: date,
    extra: tuple[str, ...],
    changes: Changes,
) -> Cube:
    dimensions = (*DIMENSIONS, *extra)
    of_rows = [name for name in extra if name in OF_ROWS]
    if reach.whole_province and not {*of_rows} - {POSTHUMOUS}:
        cells = _from_facets(reach, period, as_of, dimensions)
    else:
        cells = _from_rows(reach, period, as_of, dimensions, of_rows)
    for values, sign in _moves(reach, period, as_of, changes):
        cells[tuple(values[name] for name in dimensions)] += sign
    return Cube(dimensions, {key: n for key, n in cells.items() if n})


def _moves(
    reach: Reach, period: Period | None, as_of: date, changes: Changes
) -> Iterator[tuple[Mapping[str, Any], int]]:
    """What events take from a count over the recorded rows, and what they put in its place: (values, -1 or 1)."""
    for change in changed(reach, as_of=as_of) if changes is None else changes:
        for values, sign in ((change.recorded, -1), (change.now, 1)):
            if values is not None and _counts(values, reach, period, as_of):
                yield values, sign


def _from_facets(
    reach: Reach, period: Period | None, as_of: date, dimensions: tuple[str, ...]
) -> Counter[tuple[Any, ...]]:
    """The facets' own counts and the period's edges; the few posthumous ones counted apart."""
    held = [name for name in dimensions if name != POSTHUMOUS]
    places = [place for place, name in enumerate(dimensions) if name == POSTHUMOUS]
    apart: dict[int, int] = {}
    if places:
        ours = Q(authority_id=reach.authority_id, is_posthumous=True)  # as their index begins
        apart = honours_by_facet(ours & _in_period(reach, period, as_of))
    edges = _edges(reach, period, as_of)
    cells: Counter[tuple[Any, ...]] = Counter()
    whole_years = ("decided_year", "n")
    for pk, decided_year, n, *key in _facets(reach, period).values_list("pk", *whole_years, *held):
        counted = edges[pk]
        if not _by_day(period) or decided_year == period.year:
            counted += n
        if not places:
            cells[tuple(key)] += counted
            continue
        dead_here = apart.get(pk, 0)
        for value, count in ((False, counted - dead_here), (True, dead_here)):
            cells[(*key[: places[0]], value, *key[places[0] :])] += count
    return cells


def _edges(reach: Reach, period: Period | None, as_of: date) -> Counter[int]:
    """By facet, what the days at the edges add to the facets' whole years or take from them."""
    ours = Q(authority_id=reach.authority_id)
    edges: Counter[int] = Counter()
    if period is None or period.kind == PeriodKind.ACHIEVEMENT:
        edges.subtract(honours_by_facet(ours & Q(order_day__gt=as_of)))
        return edges
    first, last = date(period.year, 1, 1), date(period.year, 12, 31)
    until = min(period.end, as_of)
    if until < last:
        edges.subtract(
            honours_by_facet(ours & Q(order_day__gt=max(until, first - _DAY), order_day__lte=last))
        )
    if period.start < first:
        before = Q(order_day__gte=period.start, order_day__lte=min(first - _DAY, as_of))
        edges.update(honours_by_facet(ours & before))
    return edges


def _by_day(period: Period | None) -> TypeGuard[Period]:
    """Whether the period begins or ends within a year of decision."""
    return period is not None and period.kind == PeriodKind.STATISTICAL


def _from_rows(
    reach: Reach,
    period: Period | None,
    as_of: date,
    dimensions: tuple[str, ...],
    of_rows: list[str],
) -> Counter[tuple[Any, ...]]:
    """Rows grouped by facet and what facets do not hold; the facet then names the rest."""
    rows = _with_months(Honour.objects.filter(_in_period(reach, period, as_of)), of_rows)
    # As in ``honours_by_facet``: the index of facets kept out.
    counted = rows.order_by().values_list(F("facet_id") + 0, *of_rows).annotate(n=Count("pk"))
    held = [name for name in dimensions if name not in of_rows]
    facets = {row["pk"]: row for row in _facets(reach, period).values("pk", *held)}
    cells: Counter[tuple[Any, ...]] = Counter()
    for pk, *values, n in counted:
        named = facets[pk] | dict(zip(of_rows, values, strict=True))
        cells[tuple(named[name] for name in dimensions)] += n
    return cells


def _with_months(rows: QuerySet[Honour], dimensions: Iterable[str]) -> QuerySet[Honour]:
    """With the month of the decision; none where its day is not known (``order_day`` is then the first of all)."""
    known = Case(When(order_day__gt=date.min, then=_Month("order_day")))
    return rows.annotate(month=known) if MONTH in dimensions else rows


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
    reach: Reach, period: Period, wanted: Where = EVERY, *, as_of: date, changes: Changes = None
) -> QuerySet[Honour]:
    """Exactly the honours a figure counted: as many as the cube's count of the same ``wanted``."""
    rows = _fitting(reach, period, wanted, as_of)
    moved = changed(reach, as_of=as_of) if changes is None else changes
    if not moved:
        return Honour.objects.filter(rows)
    standing = [
        change.honour_id
        for change in moved
        if change.now is not None
        and _counts(change.now, reach, period, as_of)
        and wanted.holds(change.now)
    ]
    rows = (rows & ~Q(pk__in=[change.honour_id for change in moved])) | Q(pk__in=standing)
    return Honour.objects.filter(rows)


def people_counted(
    reach: Reach, period: Period, level: str, *, as_of: date, changes: Changes = None
) -> int:
    """Distinct persons honoured at one level; somebody honoured twice is one. At most two queries."""
    of_level = where(kind=RecipientKind.PERSON, level=level)
    honours = honours_counted(reach, period, of_level, as_of=as_of, changes=changes)
    return honours.order_by().aggregate(n=Count("recipient_id", distinct=True))["n"]


def _fitting(reach: Reach, period: Period, wanted: Where, as_of: date) -> Q:
    """The recorded rows of the period that the condition holds."""
    of_facets, of_rows = wanted.split()
    rows = _of_days(period, as_of) & of_rows.without(MONTH).q()
    if MONTH in of_rows.allowed:
        rows &= _of_months(period, of_rows.allowed[MONTH], as_of)
    if not of_facets.conditions and period.kind != PeriodKind.ACHIEVEMENT:
        return rows & _of_reach(reach)
    facets = _facets(reach, period).filter(of_facets.q()).values("pk")
    if reach.organisation_ids is not None:
        # A unit's own rows are few: found by its index, the facets' kept out.
        return rows & _of_reach(reach) & Q(In(F("facet_id") + 0, facets))
    rows &= Q(facet__in=facets)
    # The facets are the authority's own, and their index holds all else that is asked.
    return rows & _of_reach(reach) if POSTHUMOUS in of_rows.allowed else rows


def _of_months(period: Period, months: Values, as_of: date) -> Q:
    """The days of these months within the period: spans, which an index answers."""
    if period.kind == PeriodKind.ACHIEVEMENT:
        return Q(decided_on__month__in=sorted(months, key=str))
    days = Q(pk__in=())
    for year, month in product((period.start.year, period.end.year), map(int, months)):
        first = max(date(year, month, 1), period.start)
        last = min(date(year, month, monthrange(year, month)[1]), period.end, as_of)
        if first <= last:
            days |= Q(order_day__gte=first, order_day__lte=last)
    return days


def _in_period(reach: Reach, period: Period | None, as_of: date) -> Q:
    return (
        _of_reach(reach) & _of_days(period, as_of)
        if period is None
        else _fitting(reach, period, EVERY, as_of)
    )


def _of_reach(reach: Reach) -> Q:
    """The authority's rows, or its units': were the authority named beside these, no index would hold all asked."""
    if reach.organisation_ids is None:
        return Q(authority_id=reach.authority_id)
    return Q(organisation_id__in=reach.organisation_ids)


def _of_days(period: Period | None, as_of: date) -> Q:
    """The period's days up to that day; a year of achievement has none of its own, its facets say it."""
    if period is None:
        return Q(order_day__gt=date.min, order_day__lte=as_of)
    if period.kind == PeriodKind.ACHIEVEMENT:
        return Q(order_day__lte=as_of)
    return Q(order_day__gte=period.start, order_day__lte=min(period.end, as_of))


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
