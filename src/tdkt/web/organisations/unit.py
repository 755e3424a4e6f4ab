"""What one unit's page shows: itself, what it came from and became, its honours, its people's by year."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.dates import format_date
from tdkt.kernel.numbers import format_decimal
from tdkt.organisations.models import Organisation, Succession
from tdkt.organisations.selectors import children_on, descendants, predecessors
from tdkt.organisations.units import current_successors, day_of, parent_on, successions_of
from tdkt.registry.merit_selectors import merits_of
from tdkt.registry.models import Recipient
from tdkt.registry.people_selectors import honours_of, unit_counts
from tdkt.web.eligibility.tabs import tabs_seen, unit_tabs
from tdkt.web.links import page_url, recipient_url
from tdkt.web.merits.sections import merit_sections
from tdkt.web.organisations.counts import counts_chart, counts_table
from tdkt.web.people.ribbons import history_ribbon
from tdkt.web.people.tables import honours_tables

MEMBERS_SHOWN = 10
SCHEMES = {"gso": "mã đơn vị hành chính"}


def unit_context(reach: Reach, body: Organisation, *, on: date, whole: bool) -> dict[str, Any]:
    """As of ``on``, or the nearest day on which the body existed; ``whole`` counts its predecessors too."""
    day = day_of(body, on=on)
    came, became = successions_of(body)
    below = descendants([body.pk], children_on(body.authority_id, on=day))
    own = predecessors([body.pk], authority_id=body.authority_id)
    units = predecessors(below, authority_id=body.authority_id) if whole else below
    bodies = own if whole else {body.pk}
    as_recipients = list(
        Recipient.objects.filter(authority_id=reach.authority_id, body_id__in=bodies)
    )
    history = honours_of(reach, [one.pk for one in as_recipients], on=reach.on)
    merits = merits_of(reach, [one.pk for one in as_recipients], collectives=True)
    own_recipient = next((one for one in as_recipients if one.body_id == body.pk), None)
    members = Recipient.objects.filter(authority_id=reach.authority_id, organisation_id__in=bodies)
    counts = unit_counts(reach, units, on=reach.on)
    above = parent_on(body, on=day)
    # The list of honours reads the unit with its tree of today and all before it: no door where we counted otherwise.
    doors = body.code if whole and day == reach.on else ""
    seen = reach.organisation_ids
    newest, earlier = honours_tables(history, became=_became(history))
    return {
        "tabs": tabs_seen(reach, unit_tabs(body)),
        "body": body, "day": day, "on": on, "ngay": f"{day:%d/%m/%Y}", "whole": whole, "has_past": len(own) > 1,
        "ended": body.valid_to is not None and body.valid_to < reach.on,
        "facts": _facts(body, above, day),
        "above": (above.name, page_url("organisations-detail", above.code, ngay=f"{day:%d/%m/%Y}"))
        if above is not None and (seen is None or above.pk in seen) else None,
        "came": [_linked(link, link.predecessor, seen) for link in came],
        "became": [_linked(link, link.successor, seen) for link in became],
        "below": len(below) - 1,
        "children_url": f"{page_url('organisations-children', body.code, ngay=f'{day:%d/%m/%Y}')}",
        "ribbon": history_ribbon(history, today=reach.on, merits=merits) if history or merits else None,
        "merits": merit_sections(reach, merits, own_recipient) if as_recipients else None,
        "table": newest, "earlier": earlier, "honour_count": len(history),
        "awards": counts_table(counts, doors) if counts else None,
        "chart": counts_chart(counts, doors, name=body.name),
        "total": sum(counts.values()),
        "members": [
            (one, recipient_url(one)) for one in members.order_by("sort_key", "id")[:MEMBERS_SHOWN]
        ],
        "member_count": members.count(),
        "members_url": page_url("people-list", don_vi=body.code),
        "may_record": reach.may(Capability.RECORD),
    }  # fmt: skip


def _became(history: Iterable[Any]) -> Mapping[int, list[Organisation]]:
    return current_successors(
        entry.honour.organisation_id for entry in history if entry.honour.organisation_id
    )


def _linked(link: Succession, other: Organisation, seen: frozenset[int] | None) -> dict[str, str]:
    """One line of succession; a body outside the reach is named, without a page."""
    visible = seen is None or other.pk in seen
    return {
        "name": other.name, "kind": link.get_kind_display(), "on": format_date(link.on), "note": link.note,
        "url": page_url("organisations-detail", other.code) if visible else "",
    }  # fmt: skip


def _facts(body: Organisation, above: Organisation | None, day: date) -> list[tuple[str, object]]:
    codes = "; ".join(
        f"{SCHEMES.get(code.scheme, code.scheme)} {code.code_value}{_span(code.valid_from, code.valid_to)}"
        for code in body.codes.order_by("scheme", "valid_from")
    )
    place = (
        f"vĩ độ {format_decimal(body.latitude, 4)}; kinh độ {format_decimal(body.longitude, 4)}"
        if body.latitude is not None and body.longitude is not None
        else None
    )
    return [
        ("Loại", body.get_kind_display()),
        *([("Tên gọn", body.short_name)] if body.short_name else []),
        ("Từ ngày", format_date(body.valid_from) if body.valid_from else None),
        ("Đến hết ngày", format_date(body.valid_to) if body.valid_to else "còn hoạt động"),
        (f"Trực thuộc (ngày {format_date(day)})", above.name if above else "không trực thuộc đơn vị nào trong cây"),
        ("Mã công khai", codes or None),
        ("Tọa độ", place),
        ("Diện tích (km²)", format_decimal(body.area_km2) if body.area_km2 is not None else None),
        *([("Ghi chú", body.note)] if body.note else []),
    ]  # fmt: skip


def _span(start: date | None, end: date | None) -> str:
    said = [f"từ {format_date(start)}"] if start else []
    said += [f"đến hết {format_date(end)}"] if end else []
    return f" ({', '.join(said)})" if said else ""
