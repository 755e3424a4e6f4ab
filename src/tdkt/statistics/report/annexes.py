"""The report's three annexes: I documents, II commendation (Biểu 01 and Biểu 03), III role models."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tdkt.documents.paper import Annex, Block, Cell, Column, Paragraph, Row, Table
from tdkt.kernel.dates import format_date
from tdkt.statistics.report.book import UNKNOWN
from tdkt.statistics.report.forms import commendation_tables
from tdkt.statistics.report.sentences import Desk
from tdkt.statistics.report.words import BLANK_CELL, BLANK_NOTE, count

DOCUMENTS, COMMENDATION, ROLE_MODELS = "I", "II", "III"


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """The name of an annex as a file of its own, without accents."""

    number: str
    stem: str


ANNEX_FILES: Final = (
    AnnexFile(DOCUMENTS, "phu-luc-1-van-ban"),
    AnnexFile(COMMENDATION, "phu-luc-2-khen-thuong"),
    AnnexFile(ROLE_MODELS, "phu-luc-3-dien-hinh-tien-tien"),
)


def report_annexes(desk: Desk) -> tuple[Annex, ...]:
    """The annexes, on landscape pages, each made from the same records as the text."""
    note = f"Kèm theo Báo cáo tổng kết phong trào thi đua, công tác khen thưởng năm {desk.year}"
    made = (
        (
            DOCUMENTS,
            f"Văn bản chỉ đạo về công tác thi đua, khen thưởng năm {desk.year}",
            documents_blocks(desk),
        ),
        (COMMENDATION, f"Tổng hợp kết quả khen thưởng năm {desk.year}", commendation_tables(desk)),
        (ROLE_MODELS, f"Danh sách điển hình tiên tiến năm {desk.year}", role_model_blocks(desk)),
    )
    return tuple(
        Annex(title=title, blocks=tuple(blocks), number=number, note=note, landscape=True)
        for number, title, blocks in made
    )


def documents_blocks(desk: Desk) -> Sequence[Block]:
    """Annex I: the documents the register knows, beside the number declared."""
    columns = (
        Column("TT", 0.7, "center"),
        Column("Loại văn bản", 1.3),
        Column("Số, ký hiệu", 2, "center"),
        Column("Ngày ban hành", 1.4, "center"),
        Column("Cơ quan ban hành", 2.4),
        Column("Trích yếu nội dung", 6),
    )
    known = desk.facts.documents
    rows: list[Row] = [
        (
            str(place),
            each.kind,
            each.reference or BLANK_CELL,
            format_date(each.issued_on) if each.issued_on else BLANK_CELL,
            each.issuer,
            each.title or each.topic or BLANK_CELL,
        )
        for place, each in enumerate(known, start=1)
    ]
    declared = desk.book.value("van_ban.ban_hanh")
    missing = int(declared) - len(known) if declared is not None else 0
    if missing > 0:
        text = f"{count(missing)} văn bản chưa có trong sổ văn bản ({UNKNOWN})"
        place = str(len(known) + 1) if missing == 1 else f"{len(known) + 1}-{len(known) + missing}"
        rows.append((place, Cell(text, italic=True, span=5)))
    if not rows:
        return [Paragraph.of(f"Văn bản chỉ đạo trong năm: {UNKNOWN}.", italic=True)]
    if declared is not None:
        total = desk.book.get("van_ban.ban_hanh")
        rows.append(
            (
                Cell(
                    "Tổng số văn bản đã ban hành trong năm theo số khai",
                    bold=True,
                    span=5,
                    align="center",
                ),
                Cell(total.text() if total else BLANK_CELL, bold=True, figure="van_ban.ban_hanh"),
            )
        )
    return [Table(columns, tuple(rows), note=BLANK_NOTE if _has_blank(rows) else "", size=12)]


def role_model_blocks(desk: Desk) -> Sequence[Block]:
    """Annex III: the role models of the year."""
    found = desk.facts.role_models
    if not found:
        return [Paragraph.of(f"Danh sách điển hình tiên tiến: {UNKNOWN}.", italic=True)]
    columns = (
        Column("TT", 0.5, "center"),
        Column("Tên điển hình", 2.4),
        Column("Đơn vị", 3),
        Column("Lĩnh vực", 1.8),
        Column("Thành tích tiêu biểu", 4.5),
        Column("Phong trào thi đua", 2.6),
    )
    rows: tuple[Row, ...] = tuple(
        (
            str(place),
            each.name,
            each.unit_name or BLANK_CELL,
            each.field or BLANK_CELL,
            each.achievement or BLANK_CELL,
            each.movement.name if each.movement else BLANK_CELL,
        )
        for place, each in enumerate(found, start=1)
    )
    return [Table(columns, rows, note=BLANK_NOTE if _has_blank(rows) else "", size=11)]


def _has_blank(rows: Sequence[Row]) -> bool:
    return any(cell == BLANK_CELL for row in rows for cell in row)
