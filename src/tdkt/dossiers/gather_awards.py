"""Awards held, for thousands at once: the years of achievement, by regular ground, and from when the next counts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from django.db.models import Q, QuerySet

from tdkt.dossiers.codes import award_code, ground_of, level_of
from tdkt.dossiers.honours_now import HonourNow, honour_now
from tdkt.dossiers.reading import Reading
from tdkt.dossiers.sheet import (
    ABSENT,
    Flags,
    Ints,
    Places,
    Sheet,
    bits,
    coded,
    number,
    still_whole,
    table,
    unknown_years,
)
from tdkt.registry.facet_models import UNKNOWN_YEAR
from tdkt.registry.models import Facet, Honour, HonourEvent
from tdkt.registry.states import ENDING_EVENTS, Ground, HonourEventKind, RecipientGroup, Standing
from tdkt_law.awards import awards
from tdkt_law.columns import ALL_YEARS
from tdkt_law.facts.codes import IRREGULAR_GROUNDS, MASS_ORGANISATION

CODES: Final = tuple(awards())
GROUPS: Final = tuple(RecipientGroup.values)
_GROUNDS: Final = tuple(Ground.values)
_CHANGING: Final = (*ENDING_EVENTS, HonourEventKind.RESTORED, HonourEventKind.CORRECTED)


@dataclass(frozen=True, slots=True)
class Honoured:
    """Honours that count, a row each, with ``ABSENT`` for what is not known.

    ``places`` of the recipients, ``award`` and ``group`` as places in ``CODES`` and ``GROUPS``, years of achievement,
    of the written period (``first``..``last``) and of the decision; ``irregular`` is a ground of campaigns and sudden
    feats, ``mass`` a mass organisation's. ``order`` grows with the time of recording.
    """

    places: Ints
    award: Ints
    year: Ints
    first: Ints
    last: Ints
    decided: Ints
    group: Ints
    order: Ints
    irregular: Flags
    mass: Flags
    checked: Flags

    def part(self, rows: Any) -> "Honoured":
        """Only these rows."""
        return Honoured(*(getattr(self, one.name)[rows] for one in fields(self)))

    def and_also(self, more: "Honoured") -> "Honoured":
        """These rows, then those."""
        pairs = ((getattr(self, one.name), getattr(more, one.name)) for one in fields(self))
        return Honoured(*(np.concatenate(pair) for pair in pairs))


@dataclass(frozen=True, slots=True)
class HeldAwards:
    """What other gatherings need of the awards; ``whole`` says of whom the list is whole, shape (1,) or (N,), ``groups``
    are those of everybody's newest honour, shape (N,)."""

    rows: Honoured
    whole: Flags
    groups: Ints


def gather_awards(sheet: Sheet, reading: Reading) -> HeldAwards:
    """Fill the columns of awards. At most four queries."""
    rows = _read(reading)
    groups = _newest_groups(rows, sheet.size)
    lost = rows.places[:0]
    if reading.verified_only:
        lost, rows = rows.places[~rows.checked], rows.part(rows.checked)
    whole = still_whole("awards" in reading.complete, lost, sheet.size)
    held = HeldAwards(rows, whole, groups)
    _fill(sheet, held)
    return held


def _newest_groups(rows: Honoured, size: int) -> Ints:
    """The group on the honour of the latest year of decision, of equals the one recorded last."""
    groups = np.full(size, ABSENT, np.int64)
    told = rows.part(rows.group != ABSENT)
    order = np.lexsort((told.order, told.decided))
    groups[told.places[order]] = told.group[order]  # of a place named twice the last one stays
    return groups


def _fill(sheet: Sheet, held: HeldAwards) -> None:
    rows, unknown = held.rows, unknown_years(held.whole)
    year = np.where(rows.year != ABSENT, rows.year, rows.last)
    # A decision rewards the year it falls in or the one before.
    of_decision = np.where(
        rows.decided != ABSENT, bits(rows.decided) | bits(rows.decided - 1), ALL_YEARS
    )
    sure = bits(year)
    possible = np.where(year != ABSENT, sure, of_decision)
    clock = np.where(rows.decided != ABSENT, rows.decided, rows.year)
    clock = np.where(rows.last != ABSENT, rows.last, clock)
    clock_sure = bits(clock)
    clock_possible = np.where(clock != ABSENT, clock_sure, ALL_YEARS)
    regular = ~(rows.irregular | rows.mass)
    found = dict(_by_code(rows.award))
    none = np.zeros(0, np.int64)
    for place, code in enumerate(CODES):
        mine = found.get(place, none)
        regularly = mine[regular[mine]]
        for name, chosen, yes, may in (
            (f"awards/{code}", mine, sure, possible),
            (f"awards/{code}/regular", regularly, sure, possible),
            (f"awards/{code}/clock", regularly, clock_sure, clock_possible),
        ):
            sheet.mask(name, rows.places[chosen], yes[chosen], may[chosen], unknown=unknown)


def _by_code(award: Ints) -> Iterator[tuple[int, Ints]]:
    """Each award that occurs, with its rows."""
    if len(award):
        order = np.argsort(award, kind="stable")
        codes, first = np.unique(award[order], return_index=True)
        yield from zip(map(int, codes), np.split(order, first[1:]), strict=True)


def _read(reading: Reading) -> Honoured:
    held = Honour.objects.filter(
        Q(decided_on__isnull=True) | Q(decided_on__lte=reading.on),
        reading.honours,
    )
    events = _changes(reading)
    found = table(
        held, "recipient_id", "pk", "facet_id", coded("ground", _GROUNDS), number("period_from"),
        number("period_to"),
    )  # fmt: skip
    if events:
        found = found[~np.isin(found[:, 1], np.fromiter(events, np.int64, len(events)))]
    places, found = reading.places.rows(found)
    rows = _Facets(reading.authority_id).told(places, found)
    rows = rows.part(rows.award != ABSENT)
    return rows.and_also(_changed(held, events, reading.places)) if events else rows


def _changes(reading: Reading) -> dict[int, list[HonourEvent]]:
    """Honours that ended or were corrected by the day, with their events in order: few among many."""
    found: dict[int, list[HonourEvent]] = defaultdict(list)
    events = HonourEvent.objects.filter(
        reading.within.q("honour__recipient"),
        honour__authority_id=reading.authority_id,
        on__lte=reading.on,
        kind__in=_CHANGING,
    )
    for event in events.order_by("on", "id"):
        found[event.honour_id].append(event)
    return found


def _changed(
    held: QuerySet[Honour], events: dict[int, list[HonourEvent]], places: Places
) -> Honoured:
    """What is left of the honours that something befell."""
    pairs = []
    # Joined rather than named: there may be more of them than a query takes.
    rows = (
        held.filter(events__kind__in=_CHANGING).distinct()
        if len(events) > 500
        else held.filter(pk__in=events)
    )
    for honour in rows:
        now = honour_now(honour, events.get(honour.pk, ()))
        if now is not None and honour.pk in events:
            pairs.append((honour, now))
    at, here = places.find(np.array([honour.recipient_id for honour, _ in pairs], np.int64))
    told = _told([now for _, now in pairs], [honour.pk for honour, _ in pairs], at)
    return told.part(here)


def _told(honours: Sequence[HonourNow], keys: Sequence[int], places: Ints) -> Honoured:
    def ints(values: Any) -> Ints:
        return np.array([ABSENT if value is None else value for value in values], np.int64)

    def flags(values: Any) -> Flags:
        return np.array(list(values), np.bool_)

    return Honoured(
        places=places,
        award=ints(CODES.index(one.code) for one in honours),
        year=ints(one.year for one in honours),
        first=ints(one.period[0] if one.period else None for one in honours),
        last=ints(one.period[1] if one.period else None for one in honours),
        decided=ints(one.decided_on.year if one.decided_on else None for one in honours),
        group=ints(GROUPS.index(one.group) if one.group else None for one in honours),
        order=ints(keys),
        irregular=flags(one.ground in IRREGULAR_GROUNDS for one in honours),
        mass=flags(one.level == MASS_ORGANISATION for one in honours),
        checked=flags(one.checked for one in honours),
    )


class _Facets:
    """What the facets say of honours, as arrays by the facet's id."""

    def __init__(self, authority_id: int) -> None:
        rows = list(
            Facet.objects.filter(authority_id=authority_id, n__gt=0).values_list(
                "id", "award", "year", "decided_year", "group", "level", "method", "standing"
            )
        )
        size = max((row[0] for row in rows), default=0) + 1
        self.award, self.year, self.decided, self.group = (
            np.full(size, ABSENT, np.int64) for _ in range(4)
        )
        self.irregular, self.mass, self.checked = (np.zeros(size, np.bool_) for _ in range(3))
        for pk, name, year, decided, group, level, method, standing in rows:
            code = award_code(name)
            if code is None:
                continue
            self.award[pk] = CODES.index(code)
            self.year[pk] = ABSENT if year == UNKNOWN_YEAR else year
            self.decided[pk] = ABSENT if decided == UNKNOWN_YEAR else decided
            self.group[pk] = GROUPS.index(group) if group else ABSENT
            self.irregular[pk] = ground_of("", method, code) in IRREGULAR_GROUNDS
            self.mass[pk] = level_of(level, code) == MASS_ORGANISATION
            self.checked[pk] = standing == Standing.CHECKED

    def told(self, places: Ints, found: Ints) -> Honoured:
        """Rows of (honour, facet, ground, period from, period to)."""
        order, facet, ground, first, last = found.T
        irregular = np.array([*(one in IRREGULAR_GROUNDS for one in _GROUNDS), False])
        return Honoured(
            places=places,
            award=self.award[facet],
            year=self.year[facet],
            # A period counts by its last year; without it nothing is written.
            first=np.where(
                (last != ABSENT) & (first == ABSENT), last, np.where(last == ABSENT, ABSENT, first)
            ),
            last=last,
            decided=self.decided[facet],
            group=self.group[facet],
            order=order,
            irregular=np.where(ground == ABSENT, self.irregular[facet], irregular[ground]),
            mass=self.mass[facet],
            checked=self.checked[facet],
        )
