"""Who the recipients are, their posts and time at work, for thousands at once."""

from collections import defaultdict
from datetime import date
from typing import Any, Final

import numpy as np
from django.db.models import Case, F, IntegerField, Value, When

from tdkt.dossiers.codes import direct_worker, subject_of, telling
from tdkt.dossiers.gather_awards import GROUPS
from tdkt.dossiers.reading import Reading
from tdkt.dossiers.sheet import ABSENT, Ints, Sheet, coded, number, table
from tdkt.kernel.dated import valid_on
from tdkt.organisations.models import Organisation, Succession
from tdkt.organisations.states import OrganisationKind
from tdkt.registry.models import Post, Recipient
from tdkt.registry.states import Gender, RecipientKind
from tdkt_law.columns import NUMBER_MOST
from tdkt_law.facts.codes import RECIPIENT_KINDS
from tdkt_law.facts.columns import recipient_kinds
from tdkt_law.facts.model import PostHeld
from tdkt_law.facts.parse import parse
from tdkt_law.facts.posts import months_by_group
from tdkt_law.facts.row import truth
from tdkt_law.verdicts import MET, NOT_MET, UNKNOWN

UNIT_KINDS: Final = tuple(OrganisationKind.values)
_KINDS: Final = tuple(RecipientKind.values)
_PERSON: Final = _KINDS.index(RecipientKind.PERSON)
_MONTHS: Final = 12


def gather_subjects(sheet: Sheet, reading: Reading, groups: Ints) -> None:
    """Fill what kind of recipient each is, gender, direct work, founding.

    ``groups`` are those of everybody's newest honour, used where no post of the day names one. Five queries.
    """
    rows = Recipient.objects.filter(reading.recipients)
    places, found = reading.places.rows(
        table(
            rows, "pk", coded("kind", _KINDS), number("organisation_id"), number("body_id"),
            coded("person__gender", (Gender.MALE, Gender.FEMALE)),
        )
    )  # fmt: skip
    kind, unit, body, gender = (np.full(sheet.size, ABSENT, np.int64) for _ in range(4))
    for array, column in zip((kind, unit, body, gender), found.T, strict=True):
        array[places] = column
    group = groups.copy()
    tells = np.zeros(sheet.size, np.bool_)
    _posts_of_the_day(reading, group, tells)
    _names(reading, tells)
    group[kind != _PERSON] = ABSENT
    kinds, first = _organisations(reading)
    _by_kind(
        sheet, np.stack([kind, group, tells, _looked_up(kinds, body), _looked_up(kinds, unit)])
    )
    sheet.truth("female", np.choose(gender + 1, (UNKNOWN, NOT_MET, MET)))
    began = _looked_up(first, body)
    known = np.flatnonzero(began != ABSENT)
    sheet.number("founded/year", known, began[known])
    sheet.number("age/years", known, np.maximum(reading.year - began[known], 0))


def _posts_of_the_day(reading: Reading, group: Ints, tells: Any) -> None:
    """Into ``group`` the group of everybody's newest post, into ``tells`` whether its title tells a finer kind."""
    rows = (
        Post.objects.filter(valid_on(reading.on), reading.rows_of("person__recipient"))
        .order_by(F("valid_from").asc(nulls_first=True), "id")
        .values_list("person_id", "group", "title")
    )
    newest = {person: (of, title) for person, of, title in rows.iterator(chunk_size=20_000)}
    people = np.fromiter(newest, np.int64, len(newest))
    codes = [GROUPS.index(of) if of else ABSENT for of, _ in newest.values()]
    said = [telling(RecipientKind.PERSON, title) for _, title in newest.values()]
    places, here = reading.places.find(people)
    tells[places[here]] = np.array(said, np.bool_)[here]
    here &= np.array(codes, np.int64) != ABSENT
    group[places[here]] = np.array(codes, np.int64)[here]


def _names(reading: Reading, tells: Any) -> None:
    """Into ``tells`` whether a collective's name tells a finer kind."""
    rows = Recipient.objects.filter(
        reading.recipients, kind=RecipientKind.COLLECTIVE, body__isnull=True
    )
    told = [
        pk for pk, name in rows.values_list("pk", "name") if telling(RecipientKind.COLLECTIVE, name)
    ]
    places, here = reading.places.find(np.array(told, np.int64))
    tells[places[here]] = True


def _organisations(reading: Reading) -> tuple[dict[int, int], dict[int, int]]:
    """Kind of each organisation, as a place in ``UNIT_KINDS``; and the year those began that came from no other."""
    ours = Organisation.objects.filter(authority_id=reading.authority_id)
    later = set(
        Succession.objects.filter(successor__authority_id=reading.authority_id).values_list(
            "successor_id", flat=True
        )
    )
    kinds, first = {}, {}
    for pk, kind, began in ours.values_list("pk", "kind", "valid_from"):
        kinds[pk] = UNIT_KINDS.index(kind)
        if began is not None and pk not in later:
            first[pk] = began.year
    return kinds, first


def _looked_up(values: dict[int, int], keys: Ints) -> Ints:
    """The value of each key; ``ABSENT`` for those without."""
    if not values:
        return np.full(len(keys), ABSENT, np.int64)
    known = np.fromiter(values, np.int64, len(values))
    told = np.fromiter(values.values(), np.int64, len(values))
    order = np.argsort(known)
    known, told = known[order], told[order]
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[at] == keys, told[at], ABSENT)


def _by_kind(sheet: Sheet, alike: Ints) -> None:
    """Fill the truths that follow from kind, group, words, and the kinds of the organisations; the law is asked once for
    all that are alike."""
    truths = {name: np.full(sheet.size, NOT_MET, np.int8) for name in RECIPIENT_KINDS}
    enterprise, direct = (np.full(sheet.size, UNKNOWN, np.int8) for _ in range(2))
    sorts, which = np.unique(alike, axis=1, return_inverse=True)
    for place, (kind, group, tells, body, unit) in enumerate(sorts.T.tolist()):
        mine = which == place
        of = GROUPS[group] if group != ABSENT else ""
        subject = subject_of(
            _KINDS[kind], group=of, tells=bool(tells),
            body_kind=UNIT_KINDS[body] if body != ABSENT else "",
            unit_kind=UNIT_KINDS[unit] if unit != ABSENT else "",
        )  # fmt: skip
        facts = parse({"subject": subject}).facts
        for name in recipient_kinds(facts):
            truths[name][mine] = MET
        enterprise[mine] = truth(facts.subject.enterprise)
        direct[mine] = truth(direct_worker(of))
    for name, values in truths.items():
        sheet.truth(f"is/{name}", values)
    sheet.truth("enterprise", enterprise)
    sheet.truth("direct_worker", direct)


def gather_service(sheet: Sheet, reading: Reading, *, acting: bool | None) -> None:
    """Fill months worked in the year and months in leadership posts; ``acting`` months count only where True. Three
    queries."""
    held = Post.objects.filter(reading.rows_of("person__recipient"), valid_from__lte=reading.on)
    somewhere, _ = reading.places.rows(table(held.distinct(), "person_id"))
    year = reading.year
    in_year = held.filter(valid_from__lte=date(year, 12, 31)).exclude(valid_to__lt=date(year, 1, 1))
    places, found = reading.places.rows(
        table(in_year, "person_id", _first_month(year), _last_month(year))
    )
    one = np.uint64(1)
    first, last = found[:, 0].astype(np.uint64), found[:, 1].astype(np.uint64)
    worked = sheet.masks(places, ((one << last) - one) & ~((one << (first - one)) - one))
    months = np.broadcast_to(np.bitwise_count(worked), sheet.size)
    # The posts need not be all there was.
    sheet.number("service/months", somewhere, months[somewhere], np.full(len(somewhere), _MONTHS))
    _leadership(sheet, reading, acting=acting is True)


def _first_month(year: int) -> Case:
    """The first month of the year in a post."""
    later = (
        When(valid_from__gte=date(year, month, 1), then=Value(month)) for month in range(12, 1, -1)
    )
    return Case(*later, default=Value(1), output_field=IntegerField())


def _last_month(year: int) -> Case:
    """The last one."""
    earlier = (
        When(valid_to__lt=date(year, month + 1, 1), then=Value(month)) for month in range(1, 12)
    )
    return Case(*earlier, default=Value(_MONTHS), output_field=IntegerField())


def _leadership(sheet: Sheet, reading: Reading, *, acting: bool) -> None:
    """Months in the groups of leadership posts: few hold any, so these are told one by one."""
    rows = (
        Post.objects.filter(reading.rows_of("person__recipient"), valid_from__lte=reading.on)
        .exclude(leadership="")
        .values_list("person_id", "leadership", "valid_from", "valid_to", "is_acting")
    )
    posts: dict[int, list[PostHeld]] = defaultdict(list)
    for person, post, first, last, in_charge in rows:
        posts[person].append(PostHeld(post, first, last, in_charge, ""))
    places, here = reading.places.find(np.fromiter(posts, np.int64, len(posts)))
    told = [
        months_by_group(held, reading.on, acting=acting)
        for held, known in zip(posts.values(), here, strict=True)
        if known
    ]
    for group in told[0] if told else ():
        low = np.array([months[group] for months in told], np.int64)
        sheet.number(
            f"posts/{group}/months", places[here], low, np.full(len(low), NUMBER_MOST, np.int64)
        )
