# ruff: noqa: S608 -- only numbers and names of ours are written into the SQL; words are parameters
"""The list of honours, a page at a time: under 100 ms at a million honours, whatever the filters.

The planners of both databases guess wrongly where it matters (PostgreSQL walks the index of the order through a
million rows for a rare match, SQLite sorts half the table for a common one), and neither knows how filters go
together. We do: facets know exactly how many honours fit, so the way is chosen here, and ``column + 0`` keeps the
other indexes out of it. Four indexes, each covering every filter of a list (facet, unit, recipient, day):

* ``pick``: few fit. Collect them by the most selective index, sort, cut the page. The total comes with it.
* ``walk``: many fit. Follow the order (``honour_day``) from the page's key until the page is full.
* ``years``: facets alone are asked. Years are taken from the key on until they hold a page; the total is a sum.
* ``names``: a common syllable. Follow the names' order and keep people who have an honour that fits.

A page after or before a key costs what the first costs. Totals are exact to ``EXACT_TO``; beyond it on request.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import connection

from tdkt.registry.honour_scope import FacetRow, Scope, ended_by_kind
from tdkt.registry.models import Honour
from tdkt.registry.search import names_counted

EXACT_TO: Final = 10_000
FEW_NAMES: Final = 2_000
FEW_HONOURS: Final = 50_000  # entries of an index read in some 10 ms
DENSE_YEAR: Final = 5_000  # a year with so many fitting fills a page within a thousand entries

Parameters = list[Any]


@dataclass(frozen=True)
class HonourPage:
    """One page. ``total`` is EXACT_TO + 1 for "more than that" unless ``exact``; ``by_kind`` only when exact."""

    honours: list[Honour]
    total: int
    exact: bool
    by_kind: dict[str, int] = field(default_factory=dict)
    has_next: bool = False
    has_previous: bool = False


@dataclass(frozen=True)
class Key:
    """The row a page starts after (or, ``backwards``, ends before)."""

    day: date
    id: int
    sort_key: str
    recipient_id: int
    backwards: bool = False


def honour_key(scope: Scope, code: str, *, backwards: bool = False) -> Key | None:
    """The key of the honour with this public code; None when there is none."""
    row = (
        Honour.objects.filter(authority_id=scope.authority_id, code=code)
        .values_list("order_day", "id", "recipient__sort_key", "recipient_id")
        .first()
    )
    return Key(*row, backwards=backwards) if row else None


def honour_page(
    scope: Scope, *, key: Key | None = None, size: int = 50, exact: bool = False
) -> HonourPage:
    """The page of ``size`` honours after ``key``: newest first, or in the order of names when one is searched."""
    ids, by_kind = _answer(scope, key, size + 1, exact=exact)
    total = sum(by_kind.values())
    over = total > EXACT_TO and not exact and not _sums_are_free(scope)
    honours = _load(scope, ids)
    backwards = key is not None and key.backwards
    if len(honours) > size:
        honours = honours[1:] if backwards else honours[:size]
    more = len(ids) > size
    return HonourPage(
        honours=honours,
        total=EXACT_TO + 1 if over else total,
        exact=not over,
        by_kind={} if over else dict(by_kind),
        has_next=True if backwards else more,
        has_previous=more if backwards else key is not None,
    )


def honours_in_order(scope: Scope, *, most: int, step: int = 5_000) -> Iterator[Honour]:
    """The whole list in its order, at most ``most``, some thousands at a time: for exports."""
    key = None
    while most > 0:
        ids, _ = _answer(scope, key, min(step, most), exact=False)
        honours = _load(scope, ids)
        yield from honours
        if len(honours) < step:
            return
        most -= len(honours)
        last = honours[-1]
        key = Key(last.order_day, last.pk, last.recipient.sort_key, last.recipient_id)


def _sums_are_free(scope: Scope) -> bool:
    """Facets alone are asked: their counts say the total exactly, however large."""
    return (
        scope.unit_ids is None
        and scope.document is None
        and not scope.name
        and scope.first_day is None
        and scope.last_day is None
    )


def _answer(
    scope: Scope, key: Key | None, limit: int, *, exact: bool
) -> tuple[list[int], Counter[str]]:
    """Ids of the page (in no order) and the counts by kind of recipient, by the cheapest way."""
    if scope.size == 0 or scope.unit_ids == frozenset():
        return [], Counter()
    if scope.document is not None:
        return _pick(scope, key, limit, "h.document_id = %s", [scope.document.pk])
    few_names = bool(scope.name) and names_counted(scope.name, most=FEW_NAMES + 1) <= FEW_NAMES
    if few_names:
        return _pick(
            scope,
            key,
            limit,
            f"h.recipient_id IN ({scope.name.ids_sql})",
            [scope.name.parameter],
            by="name",
        )
    if _sums_are_free(scope):
        return _years(scope, key, limit), _facet_counts(scope)
    units = _units_counted(scope.unit_ids) if scope.unit_ids is not None else None
    if units is not None and units <= FEW_HONOURS:
        return _pick(
            scope,
            key,
            limit,
            f"h.organisation_id IN ({_numbers(scope.unit_ids or ())})",
            [],
            by="unit",
        )
    if scope.chosen and scope.size <= _most_picked(scope):
        return _pick(
            scope,
            key,
            limit,
            f"h.facet_id IN ({_numbers(f.id for f in scope.facets)})",
            [],
            by="facet",
        )
    ids = _names(scope, key, limit) if scope.name else _walk(scope, key, limit)
    return ids, _count(scope, most=None if exact else EXACT_TO + 1)


def _most_picked(scope: Scope) -> int:
    """How many honours of facets are worth reading through; SQLite looks up each one's name, PostgreSQL joins sets."""
    by_name_in_sqlite = bool(scope.name) and connection.vendor == "sqlite"
    return FEW_HONOURS if by_name_in_sqlite else 2 * FEW_HONOURS


# --- the four ways -------------------------------------------------------------------------------
def _pick(
    scope: Scope, key: Key | None, limit: int, driver: str, parameters: Parameters, *, by: str = ""
) -> tuple[list[int], Counter[str]]:
    """Everything that fits, found through ``driver``; counted, sorted and cut in one query."""
    where, more = _conditions(scope, leave_out=by)
    columns, source = "h.id, h.order_day, h.facet_id", "registry_honour h"
    if scope.name:
        columns += ", r.sort_key, r.id AS recipient_id"
        source += " JOIN registry_recipient r ON r.id = h.recipient_id"
        where.append(f"r.authority_id = {scope.authority_id:d}")
        if by != "name":
            where.append(scope.name.join_sql("h.recipient_id + 0", "r"))
            more.append(scope.name.parameter)
    after, keys = _after(scope, key, "picked")
    rows = _query(
        f"WITH picked AS MATERIALIZED (SELECT {columns} FROM {source} WHERE {' AND '.join([driver, *where])}) "
        "SELECT f.kind, count(*) FROM picked JOIN registry_facet f ON f.id = picked.facet_id GROUP BY f.kind "
        f"UNION ALL SELECT * FROM (SELECT '', picked.id FROM picked WHERE {after} "
        f"ORDER BY {_order(scope, key, 'picked', 'picked.recipient_id')} LIMIT {limit:d}) AS page",
        [*parameters, *more, *keys],
    )
    counts = Counter({kind: n for kind, n in rows if kind})
    return [value for kind, value in rows if not kind], counts


def _walk(
    scope: Scope, key: Key | None, limit: int, *, facets: Iterable[FacetRow] = ()
) -> list[int]:
    where, parameters = _conditions(scope, facets=facets)
    after, keys = _after(scope, key, "h")
    rows = _query(
        f"SELECT h.id FROM registry_honour h WHERE h.authority_id = {scope.authority_id:d} AND "
        f"{' AND '.join([after, *where])} ORDER BY {_order(scope, key, 'h', '')} LIMIT {limit:d}",
        [*keys, *parameters],
    )
    return [row[0] for row in rows]


def _years(scope: Scope, key: Key | None, limit: int) -> list[int]:
    if not scope.chosen:
        return _walk(scope, key, limit)
    sizes: Counter[int] = Counter()
    for facet in scope.facets:
        sizes[facet.year] += facet.n
    backwards = key is not None and key.backwards
    start = (0 if key.day == date.min else key.day.year) if key else None
    window, held = set(), -len(scope.ended)
    for year in sorted(sizes, reverse=not backwards):
        if start is not None and (year < start if backwards else year > start):
            continue
        if held >= limit:
            break
        window.add(year)
        if year != start:  # of the key's own year nobody knows how much is left
            held += sizes[year]
    facets = [facet for facet in scope.facets if facet.year in window]
    if facets and min(sizes[year] for year in window) >= DENSE_YEAR:
        return _walk(scope, key, limit, facets=facets)
    if not facets:
        return []
    where, parameters = _conditions(scope, leave_out="facet")
    after, keys = _after(scope, key, "picked")
    where.append(f"h.facet_id IN ({_numbers(f.id for f in facets)})")
    rows = _query(
        f"WITH picked AS MATERIALIZED (SELECT h.id, h.order_day FROM registry_honour h WHERE {' AND '.join(where)}) "
        f"SELECT picked.id FROM picked WHERE {after} ORDER BY {_order(scope, key, 'picked', '')} LIMIT {limit:d}",
        [*parameters, *keys],
    )
    return [row[0] for row in rows]


def _names(scope: Scope, key: Key | None, limit: int) -> list[int]:
    """First the people, along the order of names, then their honours: no page holds more people than lines."""
    where, parameters = _conditions(scope)
    fits = " AND ".join(["TRUE", *where])
    test, syllables = scope.name.row_sql("r")
    way, sign = ("DESC", "<=") if key and key.backwards else ("ASC", ">=")
    start, keys = ("TRUE", []) if key is None else (
        f"(r.sort_key, r.id) {sign} (%s, %s)", [key.sort_key, key.recipient_id]
    )  # fmt: skip
    people = _query(
        f"SELECT r.id FROM registry_recipient r WHERE r.authority_id = {scope.authority_id:d} AND {start} AND {test} "
        f"AND (SELECT 1 FROM registry_honour h WHERE h.recipient_id = r.id AND {fits} LIMIT 1) IS NOT NULL "
        f"ORDER BY r.sort_key {way}, r.id {way} LIMIT {limit + 1:d}",
        [*keys, *syllables, *parameters],
    )
    if not people:
        return []
    after, keys = _after(scope, key, "h", "r")
    rows = _query(
        "SELECT h.id FROM registry_honour h JOIN registry_recipient r ON r.id = h.recipient_id "
        f"WHERE h.recipient_id IN ({_numbers(row[0] for row in people)}) AND {after} AND {fits} "
        f"ORDER BY {_order(scope, key, 'h', 'r.id', 'r')} LIMIT {limit:d}",
        [*keys, *parameters],
    )
    return [row[0] for row in rows]


# --- counting ------------------------------------------------------------------------------------
def _facet_counts(scope: Scope) -> Counter[str]:
    counts: Counter[str] = Counter()
    for facet in scope.facets:
        counts[facet.kind] += facet.n
    counts.subtract(ended_by_kind(scope))
    return +counts


def _units_counted(unit_ids: frozenset[int]) -> int:
    """How many honours the units have, counted to just above FEW_HONOURS."""
    rows = _query(
        f"SELECT count(*) FROM (SELECT 1 FROM registry_honour h WHERE h.organisation_id IN ({_numbers(unit_ids)}) "
        f"LIMIT {FEW_HONOURS + 1:d}) AS met",
        [],
    )
    return int(rows[0][0])


def _count(scope: Scope, *, most: int | None) -> Counter[str]:
    """By kind of recipient, counted to ``most`` along an index that covers the filters."""
    where, parameters = _conditions(scope)
    source = "registry_honour h"
    if scope.name and connection.vendor == "postgresql":
        source = "registry_recipient r JOIN registry_honour h ON h.recipient_id = r.id"
        where = [
            f"r.authority_id = {scope.authority_id:d} AND r.search @@ to_tsquery('simple', %s)",
            *where,
        ]
        parameters = [scope.name.parameter, *parameters]
    elif scope.name:
        source = "registry_recipient_fts t CROSS JOIN registry_honour h ON h.recipient_id = t.rowid"
        where = ["registry_recipient_fts MATCH %s", *where]
        # Facets and units are the authority's own, and the index holds them: no honour is read beside it.
        if not scope.chosen and scope.unit_ids is None:
            where.append(f"h.authority_id = {scope.authority_id:d}")
        parameters = [scope.name.parameter, *parameters]
    else:
        where.append(f"h.authority_id = {scope.authority_id:d}")
    stop = "" if most is None else f"LIMIT {most:d}"
    rows = _query(
        f"SELECT f.kind, count(*) FROM (SELECT h.facet_id FROM {source} WHERE {' AND '.join(where)} {stop}) AS met "
        "JOIN registry_facet f ON f.id = met.facet_id GROUP BY f.kind",
        parameters,
    )
    return Counter(dict(rows))


# --- pieces of SQL; only numbers of ours are written into it, words are parameters -----------------
def _conditions(
    scope: Scope, *, leave_out: str = "", facets: Iterable[FacetRow] = ()
) -> tuple[list[str], Parameters]:
    """What every honour of the list fulfils, with indexes kept out; ``leave_out`` is what the driver says."""
    where: list[str] = []
    parameters: Parameters = []
    rows = list(facets) or (scope.facets if scope.chosen else ())
    if rows and leave_out != "facet":
        where.append(f"h.facet_id + 0 IN ({_numbers(f.id for f in rows)})")
    if scope.unit_ids is not None and leave_out != "unit":
        where.append(f"h.organisation_id + 0 IN ({_numbers(scope.unit_ids)})")
    if scope.first_day:
        where.append("h.order_day >= %s")
        parameters.append(scope.first_day.isoformat())
    if scope.last_day:
        where.append("h.order_day <= %s")
        parameters.append(scope.last_day.isoformat())
    if scope.ended:
        where.append(f"h.id NOT IN ({_numbers(scope.ended)})")
    return where, parameters


def _after(scope: Scope, key: Key | None, table: str, people: str = "") -> tuple[str, Parameters]:
    if key is None:
        return "TRUE", []
    sign = ">" if key.backwards else "<"
    newer = f"({table}.order_day, {table}.id) {sign} (%s, %s)"
    day = [key.day.isoformat(), key.id]
    if not scope.name:
        return newer, day
    who = f"{people or table}.sort_key, {people + '.id' if people else table + '.recipient_id'}"
    other = "<" if key.backwards else ">"
    name = [key.sort_key, key.recipient_id]
    return f"(({who}) {other} (%s, %s) OR (({who}) = (%s, %s) AND {newer}))", [*name, *name, *day]


def _order(scope: Scope, key: Key | None, table: str, recipient: str, people: str = "") -> str:
    backwards = key is not None and key.backwards
    down, up = ("ASC", "DESC") if backwards else ("DESC", "ASC")
    days = f"{table}.order_day {down}, {table}.id {down}"
    return f"{people or table}.sort_key {up}, {recipient} {up}, {days}" if scope.name else days


def _numbers(values: Iterable[int]) -> str:
    return ",".join(f"{value:d}" for value in sorted(values))


def _query(sql: str, parameters: Parameters) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _load(scope: Scope, ids: list[int]) -> list[Honour]:
    # Of the recipient only the order of names is asked.
    beside = ("organisation", "document", *(["recipient"] if scope.name else []))
    found = Honour.objects.filter(pk__in=ids).select_related(*beside)
    return _ordered(scope, found)


def _ordered(scope: Scope, honours: Iterable[Honour]) -> list[Honour]:
    newest = sorted(honours, key=lambda h: (h.order_day, h.pk), reverse=True)
    if not scope.name:
        return newest
    return sorted(newest, key=lambda h: (h.recipient.sort_key, h.recipient_id))
