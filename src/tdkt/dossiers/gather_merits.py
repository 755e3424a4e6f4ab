"""Ratings, discipline, matters under way and collectives' numbers, for thousands at once."""

from collections import defaultdict
from typing import Any, Final

import numpy as np
from django.db.models import BigIntegerField, F, Sum, Value
from django.db.models.functions import Cast

from tdkt.dossiers.reading import Reading
from tdkt.dossiers.sheet import (
    ABSENT,
    Ints,
    Sheet,
    coded,
    flag,
    number,
    still_whole,
    table,
    unknown_years,
)
from tdkt.registry.models import CollectiveYear, Discipline, Hold, Rating
from tdkt.registry.states import Standing, YearKind
from tdkt_law.columns import ALL_YEARS, FIRST_YEAR, span
from tdkt_law.facts.codes import DISCIPLINE, GRADES
from tdkt_law.verdicts import MET, NOT_MET, UNKNOWN

_MEMBERS: Final = {
    "members": "total", "completed": "completed", "ldtt": "ldtt", "cstd_co_so": "cstd_co_so",
    "women": "women",
}  # fmt: skip
_WORST: Final = "members/worst_discipline"


def gather_ratings(sheet: Sheet, reading: Reading) -> None:
    """Fill the columns of yearly grades. One query."""
    # A recipient has one rating of a year and kind of year, so a sum of their bits joins them.
    one_bit: Any = Cast(Value(1), BigIntegerField())
    one_bit = one_bit.bitleftshift(F("year") - FIRST_YEAR)
    rows = (
        Rating.objects.filter(reading.rows_of(), year__lte=reading.on.year)
        .annotate(
            mark=coded("grade", GRADES),
            checked=coded("standing", (Standing.CHECKED,)),
        )
        .order_by()
        .values("recipient_id", "year_kind", "mark", "checked")
        .annotate(years=Cast(Sum(one_bit, output_field=BigIntegerField()), BigIntegerField()))
    )
    places, found = reading.places.rows(table(rows, "recipient_id", "mark", "checked", "years"))
    lost = places[:0]
    if reading.verified_only:
        kept = found[:, 1] == 0
        lost, places, found = places[~kept], places[kept], found[kept]
    unknown = unknown_years(still_whole("ratings" in reading.complete, lost, sheet.size))
    mark, years = found[:, 0], found[:, 2].view(np.uint64)
    rated = sheet.masks(places, years)
    for place, grade in enumerate(GRADES[1:], 1):
        so, less = mark >= place, mark < place
        possible = sheet.masks(places[so], years[so])
        # Where two papers grade one year differently, sure is what both say.
        sure = possible & ~sheet.masks(places[less], years[less])
        sheet.whole_mask(f"ratings/{grade}", sure, possible | (unknown & ~rated))


def gather_discipline(sheet: Sheet, reading: Reading) -> None:
    """Fill the columns of discipline: few have any, so these are told one by one. One query."""
    by_place = _by_place(
        reading,
        Discipline.objects.filter(reading.rows_of(), valid_from__lte=reading.on)
        .order_by("id")
        .values_list("recipient_id", "form", "valid_from", "valid_to"),
    )
    whole, today = "discipline" in reading.complete, reading.on
    unknown = np.uint64(0) if whole else ALL_YEARS
    sure, possible = (np.zeros((len(DISCIPLINE), sheet.size), np.uint64) for _ in range(2))
    ends = np.zeros(sheet.size, np.int64)
    latest = np.full(sheet.size, 0 if whole else np.iinfo(np.int32).max, np.int64)
    under = np.full(sheet.size, NOT_MET if whole else UNKNOWN, np.int8)
    for place, rows in by_place.items():
        for form, first, last in rows:
            rank = DISCIPLINE.index(form)
            end = (last or first).year
            sure[1 : rank + 1, place] |= span(first.year, end)
            possible[1 : rank + 1, place] |= span(first.year, end if last else today.year)
        ends[place] = max((last or first).year for _, first, last in rows)
        # Without a last day it may still run.
        still = max(last.year if last else max(first.year, today.year) for _, first, last in rows)
        latest[place] = still if whole else max(still, today.year)
        if any(last is not None and last >= today for _, _, last in rows):
            under[place] = MET
        elif not whole or any(last is None for _, _, last in rows):
            under[place] = UNKNOWN
    for rank, form in enumerate(DISCIPLINE[1:], 1):
        sheet.whole_mask(f"discipline/{form}", sure[rank], sure[rank] | possible[rank] | unknown)
    everybody = np.arange(sheet.size)
    sheet.number("discipline/end", everybody, ends, latest)
    sheet.truth("disciplined", under)


def gather_holds(sheet: Sheet, reading: Reading) -> None:
    """Fill ``pending``. One query."""
    held = Hold.objects.filter(reading.rows_of(), since__lte=reading.on)
    by_place = _by_place(reading, held.order_by("id").values_list("recipient_id", "since", "until"))
    pending = np.full(sheet.size, NOT_MET if "pending" in reading.complete else UNKNOWN, np.int8)
    for place, rows in by_place.items():
        # Lifted from ``until`` on; one lifted the day it began never held.
        if any(until is None or until > max(reading.on, since) for since, until in rows):
            pending[place] = MET
    sheet.truth("pending", pending)


def gather_collectives(sheet: Sheet, reading: Reading) -> None:
    """Fill the numbers of members in the year asked. One query."""
    rows = CollectiveYear.objects.filter(reading.rows_of(), year=reading.year)
    places, found = reading.places.rows(
        table(
            rows, "recipient_id", coded("year_kind", (YearKind.CALENDAR, YearKind.SCHOOL)),
            coded("worst_discipline", DISCIPLINE), flag("none_disciplined"),
            *(number(name) for name in _MEMBERS),
        )
    )  # fmt: skip
    # Where both a calendar and a school year are told, the calendar year: it is written last.
    order = np.argsort(-found[:, 0], kind="stable")
    by_place = dict(zip(places[order].tolist(), order.tolist(), strict=True))
    chosen = np.array(list(by_place.values()), np.int64)
    places, found = places[chosen], found[chosen]
    worst = np.where(found[:, 2] == 1, 0, found[:, 1])
    known: dict[str, Ints] = {_WORST: worst}
    known |= {f"members/{name}": found[:, 3 + i] for i, name in enumerate(_MEMBERS.values())}
    for name, values in known.items():
        here = values != ABSENT
        sheet.number(name, places[here], values[here])


def _by_place(reading: Reading, rows: Any) -> dict[int, list[tuple[Any, ...]]]:
    """Rows whose first value is the recipient, by place; few."""
    listed = list(rows)
    places, here = reading.places.find(np.array([row[0] for row in listed], np.int64))
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for place, known, row in zip(places.tolist(), here.tolist(), listed, strict=True):
        if known:
            found[place].append(row[1:])
    return found
