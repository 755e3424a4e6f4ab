"""Honours as rows: of the table on screen and of the exported file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from tdkt.registry.models import Honour, HonourEvent
from tdkt.registry.states import (
    ENDING_EVENTS,
    HonourEventKind,
    Level,
    Method,
    RecipientGroup,
    RecipientKind,
    YearKind,
)
from tdkt.web.awards.filter_form import award_name
from tdkt.web.excel import SheetColumn
from tdkt.web.links import document_url, page_url
from tdkt.web.tables import Cell, Column, Row
from tdkt_law.awards import awards

COLUMNS: Final = [
    Column("Tên khi được khen"), Column("Đơn vị khi đó"), Column("Danh hiệu, hình thức"), Column("Cấp", nowrap=True),
    Column("Loại hình"), Column("Năm", nowrap=True), Column("Quyết định", nowrap=True), Column("Đối tượng"),
]  # fmt: skip
_SHORT_LEVELS: Final = {
    Level.STATE: "Nhà nước", Level.PROVINCE: "Tỉnh", Level.BASE: "Cơ sở", Level.OTHER: "Ngoài ba cấp",
}  # fmt: skip
_SHORT_GROUPS: Final = {
    RecipientGroup.PROVINCE_LEADER: "lãnh đạo tỉnh", RecipientGroup.DEPARTMENT_LEADER: "lãnh đạo sở, ngành",
    RecipientGroup.ENTREPRENEUR: "doanh nhân", RecipientGroup.OTHER_LEADER: "lãnh đạo khác",
    RecipientGroup.DIRECT_WORKER: "trực tiếp",
}  # fmt: skip
SHEET: Final = [
    SheetColumn("Tên khi được khen", 28), SheetColumn("Chức vụ khi đó", 22), SheetColumn("Đơn vị khi đó", 34),
    SheetColumn("Danh hiệu, hình thức", 40), SheetColumn("Cấp", 16), SheetColumn("Loại hình", 16),
    SheetColumn("Năm thành tích", 14, year=True), SheetColumn("Số quyết định", 20), SheetColumn("Ngày quyết định", 14),
    SheetColumn("Đối tượng", 14), SheetColumn("Nhóm đối tượng", 40), SheetColumn("Tiền thưởng (đồng)", 18),
]  # fmt: skip


def year_words(honour: Honour) -> str | None:
    """The year of achievement as said: "2022", "năm học 2021–2022", "2017–2021"; None when not known."""
    if honour.period_from and honour.period_to:
        return f"{honour.period_from}–{honour.period_to}"
    if honour.year is None:
        return None
    if honour.year_kind == YearKind.SCHOOL:
        return f"năm học {honour.year}–{honour.year + 1}"
    return str(honour.year)


def _year(honour: Honour) -> Cell:
    """The same in a narrow column."""
    words = year_words(honour)
    school = "năm học "
    if words and words.startswith(school):
        return Cell(words.removeprefix(school), note=school.strip())
    return Cell(words)


def event_words(events: Sequence[HonourEvent]) -> str:
    """What befell an honour, for a second line: whether it still counts, else that it was corrected."""
    turning = [e for e in events if e.kind in ENDING_EVENTS or e.kind == HonourEventKind.RESTORED]
    if turning and turning[-1].kind in ENDING_EVENTS:
        return f"{turning[-1].get_kind_display()} từ {turning[-1].on:%d/%m/%Y}"
    if any(event.kind == HonourEventKind.CORRECTED for event in events):
        return "Có đính chính"
    return ""


def table_rows(honours: Iterable[Honour], events: Mapping[int, Sequence[HonourEvent]]) -> list[Row]:
    rows = []
    unit_url, decision_url = cache(_unit_url), cache(document_url)  # a page names few of them
    for honour in honours:
        document, unit = honour.document, honour.organisation
        about = RecipientKind(honour.kind).label
        if honour.is_small:
            about = "Tập thể nhỏ"
        rows.append(
            Row(
                [
                    Cell(honour.name_then, note=honour.post_then),
                    Cell(
                        honour.unit_then or (unit.name if unit else None),
                        # A body's own award writes the body above it: no link that opens another unit.
                        unit_url(unit.code) if unit and unit.name != honour.name_then else "",
                    ),
                    Cell(
                        award_name(honour.award),
                        award=True,
                        note=event_words(events.get(honour.pk, ())),
                    ),
                    _SHORT_LEVELS[Level(honour.level)],
                    Method(honour.method).label,
                    _year(honour),
                    Cell(
                        document.reference or str(document),
                        decision_url(document),
                        note=_day(honour),
                    )
                    if document
                    else Cell(None, note=honour.get_standing_display()),
                    Cell(
                        about,
                        note=_SHORT_GROUPS.get(RecipientGroup(honour.group), "")
                        if honour.group
                        else "",
                    ),
                ],
                url=page_url("awards-detail", honour.code),
            )
        )
    return rows


def _unit_url(code: str) -> str:
    return page_url("organisations-detail", code)


def sheet_rows(honours: Iterable[Honour]) -> Iterator[list[object]]:
    for honour in honours:
        document, unit = honour.document, honour.organisation
        known = awards().get(honour.award)
        period = honour.period_from is not None or honour.year_kind == YearKind.SCHOOL
        yield [
            honour.name_then,
            honour.post_then,
            honour.unit_then or (unit.name if unit else None),
            known.name if known else honour.award,
            Level(honour.level).label,
            Method(honour.method).label,
            year_words(honour) if period else honour.year,
            (document.reference or str(document)) if document else None,
            honour.decided_on,
            RecipientKind(honour.kind).label,
            RecipientGroup(honour.group).label if honour.group else "",
            honour.prize,
        ]


def _day(honour: Honour) -> str:
    return f"{honour.decided_on:%d/%m/%Y}" if honour.decided_on else "chưa rõ ngày"
