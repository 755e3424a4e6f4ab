"""One recipient's history as a facts file, from the registry; each entry leads to its record.

What the law must not know is left out, not filled in: an absent list is unknown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from tdkt.accounts.selectors import Reach
from tdkt.dossiers.codes import STANDINGS, award_code, spends_for_all, subject_of, telling
from tdkt.dossiers.honours_now import HonourNow, honour_now
from tdkt.dossiers.whose import require_whole_history, whole_lists
from tdkt.kernel.dated import valid_on
from tdkt.organisations.models import Authority, Organisation, Succession
from tdkt.registry.models import (
    CollectiveYear,
    Discipline,
    Hold,
    Honour,
    Initiative,
    InitiativeUse,
    Post,
    Rating,
    Recipient,
)
from tdkt.registry.people_selectors import HonourOn, honour_on
from tdkt.registry.states import RecipientKind, YearKind
from tdkt_law.awards import awards

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """The record an entry comes from. ``code`` addresses its page; "" where only the recipient's page shows it."""

    kind: str  # honour, rating, initiative, discipline, hold, post, collective_year
    pk: int
    code: str
    label: str
    standing: str = ""


@dataclass(slots=True)
class Told:
    """A facts file, and by path of entry ("awards[2]", "ratings.2023") the record it comes from."""

    facts: dict[str, Any]
    links: dict[str, Link] = field(default_factory=dict)


def facts_of(
    who: Reach | Authority,
    recipient: Recipient,
    *,
    on: date,
    year: int | None = None,
    complete: Collection[str] | None = None,
    all_judged: bool = False,
) -> Mapping[str, Any]:
    """The facts file of a person, collective or household as of a day.

    ``year`` is the one whose collective numbers are told, by default that of the day. ``complete`` names the lists
    known to be whole, by default what the authority's settings say. ``all_judged`` attests every condition that only
    a person can say. Raises: Refused when the whole history is not the office's to read.
    """
    return told_of(who, recipient, on=on, year=year, complete=complete, all_judged=all_judged).facts


def told_of(
    who: Reach | Authority,
    recipient: Recipient,
    *,
    on: date,
    year: int | None = None,
    complete: Collection[str] | None = None,
    all_judged: bool = False,
) -> Told:
    """As ``facts_of``, with the record behind each entry. At most 12 queries."""
    require_whole_history(who, recipient)
    if complete is None:
        complete = whole_lists(recipient.authority_id, on=on)
    honours = _honours(recipient, on)
    told = Told({"proposed_on": on.isoformat()})
    _subject(told, recipient, honours, on)
    _awards(told, honours)
    _ratings(told, recipient, on)
    _initiatives(told, recipient, on)
    _stretches(told, recipient, on)
    if recipient.kind == RecipientKind.PERSON:
        _service(told, recipient, on)
    else:
        _collective(told, recipient, year or on.year)
    # An empty list says "none": it may stand only where the list is whole.
    for name in ("awards", "ratings", "initiatives", "discipline", "pending"):
        if not told.facts.get(name):
            told.facts.pop(name, None)
    told.facts["complete"] = sorted(complete)
    if all_judged:
        told.facts["attested"] = {"all_judged": True}
    return told


def _honours(recipient: Recipient, on: date) -> list[tuple[HonourOn, HonourNow]]:
    """Those that count, in the order they were decided."""
    rows = (
        Honour.objects.filter(Q(decided_on__isnull=True) | Q(decided_on__lte=on))
        .filter(recipient=recipient)
        .select_related("document")
        .prefetch_related("events")
        .order_by("order_day", "id")
    )
    found = []
    for row in rows:
        events = sorted(
            (one for one in row.events.all() if one.on <= on), key=lambda one: (one.on, one.pk)
        )
        now = honour_now(row, events)
        if now is not None:
            found.append((honour_on(row, events), now))
    return found


def _subject(
    told: Told, recipient: Recipient, honours: list[tuple[HonourOn, HonourNow]], on: date
) -> None:
    group, words = "", recipient.name
    person = None
    if recipient.kind == RecipientKind.PERSON:
        person = getattr(recipient, "person", None)
        post = (
            Post.objects.filter(valid_on(on), person_id=recipient.pk)
            .order_by(F("valid_from").desc(nulls_last=True), "-id")
            .first()
        )
        group, words = (post.group, post.title) if post else ("", "")
        group = group or _newest_group(honours)
    subject = subject_of(
        recipient.kind,
        group=group,
        tells=telling(recipient.kind, words),
        body_kind=recipient.body.kind if recipient.body else "",
        unit_kind=recipient.organisation.kind if recipient.organisation else "",
    )
    if person is not None and person.gender:
        subject["gender"] = str(person.gender)
    if person is not None and person.birth_date:
        subject["birth"] = person.birth_date.isoformat()
    told.facts["subject"] = subject


def _newest_group(honours: list[tuple[HonourOn, HonourNow]]) -> str:
    """The group written on the honour of the latest year of decision, of equals the one recorded last."""
    dated = [
        (now.decided_on.year if now.decided_on else 0, shown.honour.pk, now.group)
        for shown, now in honours
        if now.group
    ]
    return max(dated)[2] if dated else ""


def _awards(told: Told, honours: list[tuple[HonourOn, HonourNow]]) -> None:
    entries: list[Entry] = []
    for shown, now in honours:
        honour = shown.honour
        entry: Entry = {"code": now.code, **_year(now.year, school=now.school)}
        if now.period:
            entry["period"] = list(now.period)
        entry["ground"] = now.ground
        if now.level:
            entry["level"] = now.level
        if now.decided_on:
            entry["decided_on"] = now.decided_on.isoformat()
        if honour.document:
            entry["number"] = str(honour.document.number)
            entry["issuer"] = honour.document.issuer
        entry["standing"] = STANDINGS[honour.standing]
        told.links[f"awards[{len(entries)}]"] = Link(
            "honour", honour.pk, honour.code, _honour_label(shown, now), honour.standing
        )
        entries.append(entry)
    told.facts["awards"] = entries


def _honour_label(shown: HonourOn, now: HonourNow) -> str:
    """ "CSTĐ cơ sở 2023, QĐ số 12/QĐ-UBND ngày 15/03/2023" """
    parts = [awards()[now.code].short_name]
    if now.year is not None:
        parts[0] += f" {year_words(now.year, school=now.school)}"
    document = shown.honour.document
    if document is not None:
        symbol = f"/{document.symbol}" if document.symbol else ""
        parts.append(f"QĐ số {document.number}{symbol}")
    if now.decided_on:
        parts[-1] += f" ngày {now.decided_on:%d/%m/%Y}"
    return ", ".join(parts)


def _ratings(told: Told, recipient: Recipient, on: date) -> None:
    ratings: Entry = {}
    for row in Rating.objects.filter(recipient=recipient, year__lte=on.year).order_by(
        "year", "year_kind"
    ):
        key = year_words(row.year, school=row.year_kind == YearKind.SCHOOL)
        ratings[key] = {"grade": str(row.grade), "standing": STANDINGS[row.standing]}
        told.links[f"ratings.{key}"] = Link(
            "rating", row.pk, "", f"{row.get_grade_display()} {key}", row.standing
        )
    told.facts["ratings"] = ratings


def _initiatives(told: Told, recipient: Recipient, on: date) -> None:
    rows = Initiative.objects.filter(
        Q(recognised_on__isnull=True) | Q(recognised_on__lte=on),
        shares__recipient=recipient,
        year__lte=on.year,
    ).order_by("year", "id")
    uses: dict[int, list[InitiativeUse]] = {}
    for use in InitiativeUse.objects.filter(recipient=recipient).order_by("id"):
        uses.setdefault(use.initiative_id, []).append(use)
    entries: list[Entry] = []
    for row in rows:
        entry: Entry = {
            "id": row.code,
            "name": row.title,
            **_year(row.year, school=row.year_kind == YearKind.SCHOOL),
            "scope": str(row.scope),
            "kind": str(row.kind),
        }
        if row.influence:
            # Recognised for its effect: what is left blank may only not be recorded.
            entry |= {"influence": str(row.influence), "replicable": True}
        if row.recognised_by:
            entry["recognised_by"] = row.recognised_by
        if row.recognised_on:
            entry["recognised_on"] = row.recognised_on.isoformat()
        spent = uses.get(row.pk, [])
        if row.uses_known or any(spends_for_all(use.award) for use in spent):
            codes = ((award_code(use.award), use.year) for use in spent)
            entry["used_for"] = [f"{code}/{year}" for code, year in codes if code]
        entry["standing"] = STANDINGS[row.standing]
        told.links[f"initiatives[{len(entries)}]"] = Link(
            "initiative", row.pk, row.code, row.title, row.standing
        )
        entries.append(entry)
    told.facts["initiatives"] = entries


def _stretches(told: Told, recipient: Recipient, on: date) -> None:
    discipline: list[Entry] = []
    for row in Discipline.objects.filter(recipient=recipient, valid_from__lte=on).order_by(
        "valid_from", "id"
    ):
        told.links[f"discipline[{len(discipline)}]"] = Link(
            "discipline", row.pk, row.code, row.get_form_display(), row.standing
        )
        discipline.append(_days(form=str(row.form), first=row.valid_from, last=row.valid_to))
    told.facts["discipline"] = discipline
    pending: list[Entry] = []
    for hold in Hold.objects.filter(recipient=recipient, since__lte=on).order_by("since", "id"):
        last = hold.until - timedelta(days=1) if hold.until else None  # lifted from that day
        if last is not None and last < hold.since:
            continue
        told.links[f"pending[{len(pending)}]"] = Link(
            "hold", hold.pk, hold.code, hold.get_ground_display(), hold.standing
        )
        pending.append(_days(kind=str(hold.ground), first=hold.since, last=last))
    told.facts["pending"] = pending


def _service(told: Told, recipient: Recipient, on: date) -> None:
    spells: list[Entry] = []
    posts: list[Entry] = []
    rows = Post.objects.filter(person_id=recipient.pk, valid_from__lte=on).order_by(
        "valid_from", "id"
    )
    for row in rows.select_related("organisation"):
        unit = {"unit": row.organisation.name} if row.organisation else {}
        spells.append(_days(first=row.valid_from, last=row.valid_to) | unit)
        if row.leadership:
            told.links[f"service.posts[{len(posts)}]"] = Link("post", row.pk, "", row.title)
            posts.append(
                {"post": row.leadership, "acting": row.is_acting}
                | _days(first=row.valid_from, last=row.valid_to)
            )
    service: Entry = {}
    if spells:
        service["spells"] = spells
    if posts:
        service["posts"] = posts
    if service:
        told.facts["service"] = service


def _collective(told: Told, recipient: Recipient, year: int) -> None:
    collective: Entry = {}
    # Where both a calendar and a school year are told, the calendar year.
    row = (
        CollectiveYear.objects.filter(recipient=recipient, year=year)
        .order_by("year_kind", "id")
        .first()
    )
    if row is not None:
        collective["as_of"] = year_words(year, school=row.year_kind == YearKind.SCHOOL)
        for name in ("members", "completed", "ldtt", "cstd_co_so", "women"):
            if getattr(row, name) is not None:
                collective[name] = getattr(row, name)
        if row.none_disciplined or row.worst_discipline:
            collective["worst_discipline"] = str(row.worst_discipline or "none")
        told.links["collective"] = Link(
            "collective_year",
            row.pk,
            "",
            f"Số liệu tập thể năm {collective['as_of']}",
            row.standing,
        )
    founded = _founded(recipient.body)
    if founded is not None:
        collective["founded"] = founded.isoformat()
    if collective:
        told.facts["collective"] = collective


def _founded(body: Organisation | None) -> date | None:
    """The first day of a body that came from no other; what came from another began with one of these, nobody says which."""
    if body is None or body.valid_from is None:
        return None
    return None if Succession.objects.filter(successor=body).exists() else body.valid_from


def _days(*, first: date | None, last: date | None, **named: str) -> Entry:
    found: Entry = dict(named)
    if first is not None:
        found["from"] = first.isoformat()
    if last is not None:
        found["to"] = last.isoformat()
    return found


def _year(year: int | None, *, school: bool) -> Entry:
    if year is None:
        return {}
    return {"school_year": year_words(year, school=True)} if school else {"year": year}


def year_words(year: int, *, school: bool) -> str:
    """ "2023", or "2023-2024" for a school year."""
    return f"{year}-{year + 1}" if school else str(year)
