"""What one recipient's page shows."""

from typing import Any

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.organisations.units import current_successors
from tdkt.registry.forms import UnmaskForm, birth_text
from tdkt.registry.identity import national_id_mask, national_id_open
from tdkt.registry.merit_selectors import merits_of
from tdkt.registry.models import Person, Post, Recipient
from tdkt.registry.people_selectors import (
    honours_of,
    honours_of_within,
    is_at_home,
    likely_same,
)
from tdkt.registry.states import BirthPrecision, RecipientKind
from tdkt.web.eligibility.tabs import person_tabs, tabs_seen
from tdkt.web.links import page_url, recipient_url
from tdkt.web.merits.sections import merit_sections
from tdkt.web.people.ribbons import history_ribbon
from tdkt.web.people.tables import honours_tables
from tdkt.web.tables import Cell, Column, Row, Table

BIRTH_WORDS = {
    BirthPrecision.YEAR: "chỉ biết năm",
    BirthPrecision.CONVENTIONAL: "ngày sinh quy ước, tính như chỉ biết năm",
}


def detail_context(
    reach: Reach, recipient: Recipient, *, unmask: UnmaskForm | None = None, national_id: str = ""
) -> dict[str, Any]:
    """Everything of the page as of the day of the reach; a constant number of queries."""
    at_home = is_at_home(reach, recipient)
    history = (
        honours_of(reach, [recipient.pk], on=reach.on)
        if at_home
        else honours_of_within(reach, recipient, on=reach.on)
    )
    person = recipient.person if recipient.kind == RecipientKind.PERSON else None
    posts = (
        list(person.posts.select_related("organisation").order_by("-valid_from", "-id"))
        if person and at_home
        else []
    )
    unit = recipient.organisation or recipient.body
    bodies = {entry.honour.organisation_id for entry in history if entry.honour.organisation_id}
    became = current_successors(bodies | ({unit.pk} if unit else set()))
    newest, earlier = honours_tables(history, became=became)
    rated = at_home and recipient.kind != RecipientKind.HOUSEHOLD
    collective = recipient.kind == RecipientKind.COLLECTIVE
    merits = merits_of(reach, [recipient.pk], collectives=collective) if rated else None
    return {
        "recipient": recipient, "at_home": at_home, "unit": unit,
        "tabs": tabs_seen(reach, person_tabs(recipient)) if at_home else [],
        "unit_url": page_url("organisations-detail", unit.code) if unit else "",
        "unit_now": [
            (body.name, page_url("organisations-detail", body.code)) for body in became.get(unit.pk, ())
        ] if unit else [],
        "facts": _facts(person, posts) if person and at_home else [],
        "posts": _posts_table(posts) if posts else None,
        "ribbon": history_ribbon(history, today=reach.on, merits=merits) if history or merits else None,
        "merits": merit_sections(reach, merits, recipient) if merits is not None else None,
        "table": newest, "earlier": earlier, "total": len(history),
        "counted": sum(entry.counts for entry in history), "ended": sum(not entry.counts for entry in history),
        "same": [_likeness(found) for found in likely_same(reach, recipient)],
        "national_id": national_id, "may_unmask": reach.may(Capability.UNMASK) and at_home,
        "has_number": bool(person and person.national_id_sealed),
        "unmask": unmask or UnmaskForm(), "may_record": reach.may(Capability.RECORD), "on": reach.on,
    }  # fmt: skip


def _facts(person: Person, posts: list[Post]) -> list[tuple[str, object]]:
    held = next((post for post in posts if post.valid_to is None), None)
    birth = birth_text(person.birth_date, person.birth_precision)
    words = BIRTH_WORDS.get(BirthPrecision(person.birth_precision)) if birth else None
    sealed = person.national_id_sealed
    return [
        ("Chức vụ hiện nay", held.title if held else None),
        ("Nhóm đối tượng", held.get_group_display() if held and held.group else None),
        ("Giới tính", person.get_gender_display() if person.gender else None),
        ("Ngày sinh", f"{birth} ({words})" if words else birth),
        ("Dân tộc", person.ethnic_group or None),
        ("Số định danh", national_id_mask(national_id_open(bytes(sealed))) if sealed else None),
    ]


def _posts_table(posts: list[Post]) -> Table:
    rows = [
        Row(
            [
                Cell(post.title, note="quyền, phụ trách" if post.is_acting else ""),
                Cell(
                    post.organisation.name,
                    page_url("organisations-detail", post.organisation.code),
                )
                if post.organisation
                else None,
                post.valid_from,
                Cell(post.valid_to) if post.valid_to else Cell("đang giữ"),
            ]
        )
        for post in posts
    ]
    columns = [
        Column("Chức vụ"),
        Column("Đơn vị"),
        Column("Từ ngày", nowrap=True),
        Column("Đến ngày", nowrap=True),
    ]
    return Table("Quá trình giữ chức vụ", columns, rows)


def _likeness(found: Any) -> dict[str, object]:
    other = found.recipient
    twin = getattr(other, "person", None)
    born = birth_text(twin.birth_date, twin.birth_precision) if twin else None
    unit = other.organisation or other.body
    about = [unit.name if unit else "chưa rõ đơn vị"] + ([f"sinh {born}"] if born else [])
    return {
        "name": other.name, "url": recipient_url(other), "about": ", ".join(about), "why": ", ".join(found.why),
    }  # fmt: skip
