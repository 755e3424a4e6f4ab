"""What one unit's page shows: itself, what it came from and became, its honours, its people's by year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.safestring import mark_safe

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.documents.chart_specs import bar_chart
from tdkt.documents.charts import chart_svg
from tdkt.kernel.dates import format_date
from tdkt.kernel.numbers import format_decimal
from tdkt.organisations.models import Organisation, Succession
from tdkt.organisations.selectors import children_on, descendants, predecessors
from tdkt.organisations.units import current_successors, day_of, parent_on, successions_of
from tdkt.registry.models import Recipient
from tdkt.registry.people_selectors import honours_of, unit_counts
from tdkt.web.people.links import awards_url, page_url, recipient_url
from tdkt.web.people.ribbons import award_name, history_ribbon
from tdkt.web.people.tables import honours_tables
from tdkt.web.tables import Cell, Column, Row, Table
from tdkt_law.awards import awards

YEARS_SHOWN = 6
MEMBERS_SHOWN = 10


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
    members = Recipient.objects.filter(authority_id=reach.authority_id, organisation_id__in=bodies)
    counts = unit_counts(reach, units, on=reach.on)
    above = parent_on(body, on=day)
    seen = reach.organisation_ids
    newest, earlier = honours_tables(history, became=_became(history))
    return {
        "body": body, "day": day, "on": on, "ngay": f"{day:%d/%m/%Y}", "whole": whole, "has_past": len(own) > 1,
        "ended": body.valid_to is not None and body.valid_to < reach.on,
        "facts": _facts(body, above, day),
        "above": (above.name, page_url("organisations-detail", above.code, ngay=f"{day:%d/%m/%Y}"))
        if above is not None and (seen is None or above.pk in seen) else None,
        "came": [_linked(link, link.predecessor, seen) for link in came],
        "became": [_linked(link, link.successor, seen) for link in became],
        "below": len(below) - 1,
        "children_url": f"{page_url('organisations-children', body.code, ngay=f'{day:%d/%m/%Y}')}",
        "ribbon": history_ribbon(history, today=reach.on) if history else None,
        "table": newest, "earlier": earlier, "honour_count": len(history),
        "awards": _counts_table(counts, body) if counts else None,
        "chart": _chart(counts, body),
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
        f"{code.code_value} ({code.scheme}{_span(code.valid_from, code.valid_to)})"
        for code in body.codes.order_by("scheme", "valid_from")
    )
    place = (
        f"{format_decimal(body.latitude)}; {format_decimal(body.longitude)}"
        if body.latitude is not None and body.longitude is not None
        else None
    )
    return [
        ("Loại", body.get_kind_display()),
        ("Tên gọn", body.short_name or None),
        ("Từ ngày", format_date(body.valid_from) if body.valid_from else None),
        ("Đến hết ngày", format_date(body.valid_to) if body.valid_to else "còn hoạt động"),
        (f"Trực thuộc (ngày {format_date(day)})", above.name if above else "không trực thuộc đơn vị nào trong cây"),
        ("Mã công khai", codes or None),
        ("Vĩ độ; kinh độ", place),
        ("Diện tích (km²)", format_decimal(body.area_km2) if body.area_km2 is not None else None),
        *([("Ghi chú", body.note)] if body.note else []),
    ]  # fmt: skip


def _span(start: date | None, end: date | None) -> str:
    since = f", từ {format_date(start)}" if start else ""
    return since + (f", đến {format_date(end)}" if end else "")


def _counts_table(counts: Mapping[tuple[int, str, str], int], body: Organisation) -> Table:
    """Awards down, the latest years across, every number a door to its list."""
    cells: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for (year, award, _kind), n in counts.items():
        cells[award][year] += n
    years = sorted({year for year, _, _ in counts if year}, reverse=True)
    shown, earlier = years[:YEARS_SHOWN], years[YEARS_SHOWN:]
    order = {code: place for place, code in enumerate(awards())}
    columns = [
        Column("Danh hiệu, hình thức"),
        *(Column(str(year), number=True) for year in shown),
        *([Column(f"Trước {shown[-1]}", number=True)] if earlier else []),
        *([Column("Chưa rõ năm", number=True)] if any(not year for year, _, _ in counts) else []),
        Column("Tổng", number=True),
    ]
    rows = [
        Row(
            [
                award_name(code),
                *(_door(cells[code].get(year, 0), body, year=year, award=code) for year in shown),
                *([sum(cells[code].get(year, 0) for year in earlier)] if earlier else []),
                *([cells[code].get(0, 0)] if len(columns) > _fixed(shown, earlier) else []),
                _door(sum(cells[code].values()), body, award=code),
            ]
        )
        for code in sorted(cells, key=lambda code: (order.get(code, len(order)), code))
    ]
    totals = [sum(cells[code].get(year, 0) for code in cells) for year in shown]
    rows.append(
        Row(
            [
                "Tổng",
                *(_door(n, body, year=year) for n, year in zip(totals, shown, strict=True)),
                *([sum(n for (year, _, _), n in counts.items() if year in earlier)] if earlier else []),
                *([sum(n for (year, _, _), n in counts.items() if not year)]
                  if len(columns) > _fixed(shown, earlier) else []),
                _door(sum(counts.values()), body),
            ],
            total=True,
        )
    )  # fmt: skip
    return Table("Số lượt khen thưởng theo năm quyết định", columns, rows, scroll=True)


def _fixed(shown: list[int], earlier: list[int]) -> int:
    """Columns of the table when every year is known."""
    return 2 + len(shown) + bool(earlier)


def _door(n: int, body: Organisation, *, year: int | None = None, award: str = "") -> Cell:
    return Cell(n, awards_url(unit=body.code, year=year, award=award) if n else "")


def _chart(counts: Mapping[tuple[int, str, str], int], body: Organisation) -> str:
    """Bars by decided year, people and collectives together; empty below two years."""
    by_year: dict[int, int] = defaultdict(int)
    for (year, _, _), n in counts.items():
        if year:
            by_year[year] += n
    if len(by_year) < 2:
        return ""
    rows = [
        {"x": str(year), "y": by_year.get(year, 0), "url": awards_url(unit=body.code, year=year)}
        for year in range(max(min(by_year), max(by_year) - 14), max(by_year) + 1)
    ]
    spec = bar_chart(
        rows, x="x", y="y", unit="lượt", horizontal=False, width=max(500, 50 * len(rows))
    )
    drawn = chart_svg(spec, alt=f"Số lượt khen thưởng của {body.name} theo năm quyết định")
    return mark_safe(drawn)  # noqa: S308 -- our own drawing, cleaned by chart_svg
