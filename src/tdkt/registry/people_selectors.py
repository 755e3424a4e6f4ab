"""Reading recipients: who may be seen, one recipient's history as of a day, and who may be the same person."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from tdkt.accounts.selectors import Reach
from tdkt.kernel.text import confusable_key
from tdkt.organisations.models import Organisation
from tdkt.registry.models import Facet, Honour, HonourEvent, Person, Recipient
from tdkt.registry.selectors import honours_by_facet, honours_ended
from tdkt.registry.states import ENDING_EVENTS, BirthPrecision, HonourEventKind, RecipientKind

_CANDIDATES: Final = 300  # of one common name; the likeliest of these are shown
_SWAPPED: Final = 5  # syllables in which i and y are tried for one another
_FACETS: Final = 500  # above it the few thousand facets are read whole
SAME_ID: Final = "cùng số định danh"
_LETTER_I: Final = re.compile(r"(?:qu|[bcdfghjklmnpqrstvwxz]*)[iy]")


def recipients_at_home(reach: Reach) -> QuerySet[Recipient]:
    """Recipients whose unit of today, or who as a body, lie in the reach: their whole history is read."""
    if reach.organisation_ids is None:
        return Recipient.objects.filter(authority_id=reach.authority_id)
    return Recipient.objects.filter(_home(reach.organisation_ids))


def recipients_visible(reach: Reach) -> QuerySet[Recipient]:
    """Those at home, and those honoured while in a unit of the reach, of whom only these honours are read."""
    if reach.organisation_ids is None:
        return recipients_at_home(reach)
    honoured = Honour.objects.filter(reach.within("organisation_id"), recipient=OuterRef("pk"))
    return Recipient.objects.filter(
        _home(reach.organisation_ids) | Exists(honoured), authority_id=reach.authority_id
    )


def _home(organisation_ids: frozenset[int]) -> Q:
    # The units are the authority's own. Naming it too would lead SQLite to read all its recipients.
    return Q(organisation_id__in=organisation_ids) | Q(body_id__in=organisation_ids)


def is_at_home(reach: Reach, recipient: Recipient) -> bool:
    """Does the reach read this recipient's whole history?"""
    return reach.organisation_ids is None or (
        recipient.organisation_id in reach.organisation_ids
        or recipient.body_id in reach.organisation_ids
    )


@dataclass(frozen=True)
class HonourOn:
    """An honour and what has befallen it by a day. ``ended`` is the event by which it stopped counting."""

    honour: Honour
    events: Sequence[HonourEvent]
    ended: HonourEvent | None

    @property
    def counts(self) -> bool:
        return self.ended is None

    @property
    def name_now(self) -> str:
        """The name as the corrections of that day have it."""
        name = self.honour.name_then
        for event in self.events:
            if event.kind == HonourEventKind.CORRECTED:
                name = str(event.change.get("name_then", name))
        return name


def honours_of(reach: Reach, recipients: Iterable[int], *, on: date) -> list[HonourOn]:
    """The history of these recipients as of ``on``, the newest first, without a decided day last. Two queries.

    Limited to the authority alone: ask ``is_at_home`` first, else use ``honours_of_within``.
    """
    return _history(
        Honour.objects.filter(authority_id=reach.authority_id, recipient_id__in=list(recipients)),
        on,
    )


def honours_of_within(reach: Reach, recipient: Recipient, *, on: date) -> list[HonourOn]:
    """Of one recipient's history, what was earned in a unit of the reach."""
    return _history(Honour.objects.filter(reach.within("organisation_id"), recipient=recipient), on)


def _history(honours: QuerySet[Honour], on: date) -> list[HonourOn]:
    events = HonourEvent.objects.filter(on__lte=on).select_related("document").order_by("on", "id")
    rows = (
        honours.select_related("document", "organisation")
        .prefetch_related(Prefetch("events", queryset=events, to_attr="events_by_day"))
        .order_by("-order_day", "-id")
    )
    return [honour_on(row, row.events_by_day) for row in rows]


def honour_on(honour: Honour, events: Sequence[HonourEvent]) -> HonourOn:
    """``events`` are those up to the day, in order."""
    ended: HonourEvent | None = None
    for event in events:
        if event.kind in ENDING_EVENTS:
            ended = event
        elif event.kind == HonourEventKind.RESTORED:
            ended = None
    return HonourOn(honour, events, ended)


@dataclass(frozen=True)
class Likeness:
    """Somebody who may be the same, and why one may think so. Never merged by a program."""

    recipient: Recipient
    why: tuple[str, ...]


def likely_same(reach: Reach, recipient: Recipient, *, most: int = 8) -> list[Likeness]:
    """Recipients of the same kind with the same name, or one that is easily confused with it; the likeliest first.

    Left out are people known to be others: two whole birth dates, or two national IDs, that differ. Only
    recipients the reach may see. At most two queries.
    """
    person = getattr(recipient, "person", None) if recipient.kind == RecipientKind.PERSON else None
    named = Q(folded__in=_spellings(recipient.folded))
    if person is not None and person.national_id_hash:
        named |= Q(person__national_id_hash=person.national_id_hash)
    candidates = (
        recipients_visible(reach)
        .filter(named, kind=recipient.kind)
        .exclude(pk=recipient.pk)
        .select_related("person", "organisation", "body")
        .order_by("id")[:_CANDIDATES]
    )
    found = []
    for other in candidates:
        why = _likeness(recipient, person, other)
        if why:
            found.append((len(why), Likeness(other, tuple(why))))
    found.sort(key=lambda pair: (-pair[0], pair[1].recipient.pk))
    return [likeness for _, likeness in found[:most]]


def _likeness(recipient: Recipient, person: Person | None, other: Recipient) -> list[str]:
    """Reasons, or none when the two are known to differ."""
    twin = getattr(other, "person", None)
    about_them = [] if person is None or twin is None else _likeness_of_people(person, twin)
    about_name = _likeness_of_names(recipient, other)
    if about_them is None or not (about_name or SAME_ID in about_them):
        return []
    why = about_them + about_name
    if other.organisation_id is not None and other.organisation_id == recipient.organisation_id:
        why.append("cùng đơn vị")
    return why


def _likeness_of_names(one: Recipient, other: Recipient) -> list[str]:
    if one.folded == other.folded:
        return ["cùng tên" if one.name == other.name else "tên giống nhau khi bỏ dấu"]
    if confusable_key(one.name) == confusable_key(other.name):
        return ["tên dễ nhầm (i/y, dấu)"]
    return []


def _likeness_of_people(one: Person, other: Person) -> list[str] | None:
    """None when number or birth says that they are two; a birth known by its year weighs as a year."""
    if one.national_id_hash and other.national_id_hash:
        return [SAME_ID] if one.national_id_hash == other.national_id_hash else None
    if one.birth_date is None or other.birth_date is None:
        return []
    if {one.birth_precision, other.birth_precision} == {BirthPrecision.DAY}:
        return ["cùng ngày sinh"] if one.birth_date == other.birth_date else None
    return ["cùng năm sinh"] if one.birth_date.year == other.birth_date.year else None


def _spellings(folded: str) -> list[str]:
    """The folded name with i and y tried for one another where a syllable's vowel opens with them.

    >>> sorted(_spellings("ly a my"))
    ['li a mi', 'li a my', 'ly a mi', 'ly a my']
    """
    choices = []
    for place, word in enumerate(folded.split()):
        match = _LETTER_I.match(word) if place < _SWAPPED else None
        choices.append((word,) if match is None else tuple(_swapped(word, match.end())))
    return [" ".join(way) for way in product(*choices)]


def _swapped(word: str, end: int) -> tuple[str, str]:
    return tuple(f"{word[: end - 1]}{letter}{word[end:]}" for letter in "iy")  # type: ignore[return-value]


def unit_counts(
    reach: Reach, organisation_ids: Iterable[int], *, on: date
) -> dict[tuple[int, str, str], int]:
    """(decided year, award, recipient kind) → honours of these units that count on that day; year 0 is not known.

    Four queries; of most of a province the honours elsewhere, or of no unit, are counted and taken from the facets'
    own counts. Facets carry the authority: another province's honours fall out with them.
    """
    wanted = set(organisation_ids)
    if reach.organisation_ids is not None:
        wanted &= reach.organisation_ids
    mine = Honour.objects.filter(organisation_id__in=wanted).order_by()
    by_facet = _by_facet(reach.authority_id, wanted)
    ended = honours_ended(reach.authority_id, on=on)
    for facet_id in mine.filter(pk__in=list(ended)).values_list("facet_id", flat=True):
        by_facet[facet_id] -= 1
    counts: dict[tuple[int, str, str], int] = defaultdict(int)
    facets = Facet.objects.filter(authority_id=reach.authority_id)
    if len(by_facet) < _FACETS:
        facets = facets.filter(pk__in=by_facet)
    for pk, year, award, kind in facets.values_list("id", "decided_year", "award", "kind"):
        counts[year, award, kind] += by_facet.get(pk, 0)
    return {key: n for key, n in counts.items() if n}


def _by_facet(authority_id: int, wanted: set[int]) -> dict[int, int]:
    """Facet → honours of these units."""
    ours = Organisation.objects.filter(authority_id=authority_id)
    others = set(ours.values_list("pk", flat=True)) - wanted
    if len(others) > len(wanted):
        return honours_by_facet(Q(organisation_id__in=wanted))
    facets = Facet.objects.filter(authority_id=authority_id, n__gt=0).values_list("pk", "n")
    elsewhere = (
        honours_by_facet(Q(organisation_id__in=others)),
        honours_by_facet(Q(organisation__isnull=True)),
    )
    return {pk: n - sum(part.get(pk, 0) for part in elsewhere) for pk, n in facets}
