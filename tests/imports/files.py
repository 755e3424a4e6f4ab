"""Invented lists as files: small ones cell by cell for tests, one of any size for benchmarks."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import xlsxwriter
from docx import Document
from xlsxwriter.utility import xl_cell_to_rowcol

from tdkt.imports.columns import COLUMNS
from tdkt.imports.states import ImportKind

FAMILIES = (
    "Lò", "Vàng", "Điêu", "Lường", "Tòng", "Giàng", "Sùng", "Thào", "Hạng", "Vừ", "Tẩn", "Phàn", "Chẻo", "Lý", "Lù",
    "Pờ", "Chu", "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đỗ", "Bùi", "Vũ", "Đặng",
)  # fmt: skip
MIDDLES = (
    "Văn", "Thị", "A", "Thị Minh", "Đức", "Quang", "Thu", "Ngọc", "Xuân", "Hữu", "Thanh", "Mạnh", "Kim", "Bích", "Hải",
)  # fmt: skip
GIVEN = (
    "An", "Ân", "Ánh", "Bình", "Chinh", "Cường", "Dung", "Đạt", "Đượm", "Giang", "Hà", "Hạnh", "Hiền", "Hòa", "Hùng",
    "Hưng", "Khánh", "Kiên", "Lan", "Liên", "Long", "Mai", "Mỹ", "Nam", "Nga", "Nhung", "Oanh", "Phương", "Quân", "Quý",
    "Sơn", "Tâm", "Thắng", "Thảo", "Thúy", "Tiến", "Toàn", "Trang", "Tuấn", "Tùng", "Uyên", "Vân", "Việt", "Xuân", "Yến",
)  # fmt: skip
POSTS = (
    "Giáo viên",
    "Trưởng phòng",
    "Phó Chủ tịch",
    "Công chức",
    "Trưởng bản",
    "Điều dưỡng",
    "Chiến sĩ",
)
ISSUER = "Ủy ban nhân dân tỉnh Lai Châu"
HONOUR_HEADERS = tuple(
    column.header for column in COLUMNS[ImportKind.HONOURS] if column.key not in {"movement", "level", "period"}
)  # fmt: skip


def xlsx(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    sheet: str = "Danh sách",
    merges: Sequence[str] = (),
    formulas: Sequence[tuple[str, str, str]] = (),
    more: dict[str, Sequence[Sequence[Any]]] | None = None,
) -> Path:
    """A workbook of plain cells; dates become date cells. ``formulas``: address, formula, shown value."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, table in {sheet: rows, **(more or {})}.items():
            page = book.add_worksheet(name)
            for i, row in enumerate(table):
                for j, value in enumerate(row):
                    if isinstance(value, date):
                        page.write_datetime(i, j, value, day)
                    elif isinstance(value, str):
                        page.write_string(i, j, value)
                    elif value is not None:
                        page.write(i, j, value)
            if name == sheet:
                for merge in merges:
                    top, left = xl_cell_to_rowcol(merge.split(":")[0])
                    page.merge_range(merge, table[top][left] if left < len(table[top]) else "")
                for address, formula, value in formulas:
                    page.write_formula(address, formula, None, value)
    return path


def docx(
    path: Path, *tables: Sequence[Sequence[str]], merge: tuple[int, int, int, int] | None = None
) -> Path:
    """A Word document with tables; ``merge`` joins (top, left, bottom, right) of the first."""
    document = Document()
    document.add_paragraph("DANH SÁCH")
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                table.cell(i, j).text = value
        document.add_paragraph("")
    if merge is not None:
        top, left, bottom, right = merge
        table = document.tables[0]
        table.cell(top, left).merge(table.cell(bottom, right))
    document.save(str(path))
    return path


def volume_rows(rows: int, units: Sequence[str]) -> Iterator[list[Any]]:
    """``rows`` lines of honours, the same every time: persons 77 %, collectives 21 %, households 2 %.

    Decisions of 1,800 lines; every fourth person comes twice; 2 % have a birth date, so that matching has work.
    """
    for i in range(rows):
        decision, ordinal = divmod(i, 1800)
        day = date(2012, 1, 9) + timedelta(days=5 * decision % 4000)
        unit = units[i * 7 % len(units)]
        turn = i % 100
        again = i % 4 == 1 and turn < 77
        who = i - again
        if turn < 77:
            family, middle = FAMILIES[who % len(FAMILIES)], MIDDLES[who // 7 % len(MIDDLES)]
            name = f"{family} {middle} {GIVEN[who // 3 % len(GIVEN)]}"
            kind, award, post = "Cá nhân", "Bằng khen của Chủ tịch UBND tỉnh", POSTS[i % len(POSTS)]
            unit = units[who * 7 % len(units)]
            post = POSTS[who % len(POSTS)]
            address = "Bà" if middle.startswith("Thị") else "Ông"
        elif turn < 98:
            name, kind, address, post = f"Tổ công tác số {i}", "Tập thể", "", ""
            award = "Tập thể lao động xuất sắc"
        else:
            name, kind, address, post = (
                f"Hộ ông {FAMILIES[i % 26]} Văn {GIVEN[i % 45]} {i}",
                "Hộ gia đình",
                "",
                "",
            )
            award = "BK tỉnh"
        key = crc32(f"{name}{unit}".encode())  # one person, one birthday, wherever the row stands
        born = (
            f"{key % 28 + 1:02d}/{key % 12 + 1:02d}/{1960 + key % 40}"
            if turn < 77 and i % 50 == 0
            else ""
        )
        small = "x" if kind == "Tập thể" and i % 4 else ""
        yield [
            ordinal + 1, f"{name} {i // 9000}" if kind == "Tập thể" else name, kind, address, post, unit, born, "", award,
            "Thường xuyên", "", str(day.year - again), f"{decision + 100}/QĐ-UBND", day.strftime("%d/%m/%Y"), ISSUER, "", "",
            small, "", 1_490_000, "", "",
        ]  # fmt: skip


def volume_honours(path: Path, rows: int, *, units: Sequence[str]) -> Path:
    """Write the honours list of ``volume_rows`` as .xlsx (about 60 bytes a row); 22 columns."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet("Danh sách")
        page.write_row(0, 0, HONOUR_HEADERS)
        for number, row in enumerate(volume_rows(rows, units), start=1):
            page.write_row(number, 0, row)
    return path
