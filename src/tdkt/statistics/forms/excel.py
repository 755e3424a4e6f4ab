"""A filled form as .xlsx, laid out and headed as the printed one."""

from io import BytesIO
from typing import Any, Final

import xlsxwriter

from tdkt.organisations.models import Authority
from tdkt.statistics.forms.fill import CheckResult, FilledCell, FilledForm
from tdkt.statistics.forms.shapes import header

FONT: Final = "Times New Roman"
LABEL_WIDTH: Final = 46
COLUMN_WIDTH: Final = 12
OK: Final = "khớp"
UNCHECKED: Final = "chưa kiểm tra được: có ô chưa có dữ liệu"


def form_workbook(filled: FilledForm, authority: Authority) -> bytes:
    """The form as the bytes of an .xlsx file. Counts are numbers, shares are percents, unknown cells say so."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": filled.form.title, "author": authority.government})
    _Sheet(book, filled, authority).write()
    book.close()
    return target.getvalue()


class _Sheet:
    """One worksheet being written; ``line`` is the next free row."""

    def __init__(self, book: Any, filled: FilledForm, authority: Authority) -> None:
        self.book, self.filled, self.form = book, filled, filled.form
        self.authority = authority
        self.sheet = book.add_worksheet(self.form.key.replace(".", " ").strip())
        self.lead = 2  # columns before the first number: the row's head and its code
        self.last = self.lead + len(self.form.columns) - 1
        self.line = 0
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def style(self, **wanted: object) -> Any:
        values: dict[str, object] = {
            "font_name": FONT,
            "font_size": 11,
            "valign": "vcenter",
        } | wanted
        key = tuple(sorted(values.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(values)
        return self._formats[key]

    def write(self) -> None:
        self._set_page()
        self._write_head()
        self._write_header()
        for row in self.filled.rows:
            self._write_row(
                row.row.code, row.row.label, row.row.indent, row.cells, heading=row.row.is_heading
            )
        self._write_below()
        self._write_signatures()

    def _set_page(self) -> None:
        sheet = self.sheet
        sheet.set_column(0, 0, LABEL_WIDTH)
        sheet.set_column(1, 1, 8)
        sheet.set_column(self.lead, self.last, COLUMN_WIDTH)
        sheet.set_paper(9)
        if len(self.form.columns) > 3:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.hide_gridlines(2)
        head = (*self.form.head, "")[0]
        sheet.set_footer(f'&L&"{FONT}"&9{head}, {self.filled.period.year}&R&"{FONT}"&9Trang &P/&N')

    def _write_head(self) -> None:
        left = list(self.form.head)
        right = [
            f"Đơn vị báo cáo: {self.authority.government}",
            f"Đơn vị nhận báo cáo: {self.form.receiver}",
        ]
        split = max(1, self.last - 4)
        for place in range(max(len(left), len(right))):
            if place < len(left):
                self.sheet.write(self.line, 0, left[place], self.style(bold=place == 0))
            if place < len(right):
                self.sheet.write(self.line, max(split, 2), right[place], self.style())
            self.line += 1
        self.line += 1
        self._banner(self.form.title.upper(), bold=True, font_size=14)
        self._banner(f"Năm {self.filled.period.year}", bold=True)
        self._banner(f"Kỳ số liệu: {self.filled.period.label}", italic=True)
        self._banner(f"Đơn vị tính: {self.form.unit}", italic=True, align="right")

    def _banner(self, text: str, **style: object) -> None:
        wanted = {"align": "center"} | style
        self.sheet.merge_range(self.line, 0, self.line, self.last, text, self.style(**wanted))
        self.line += 1

    def _write_header(self) -> None:
        head = self.style(bold=True, border=1, align="center", text_wrap=True)
        lines = header(self.form.columns)
        first, depth = self.line, len(lines)
        self._block(first, 0, depth, 1, self.form.row_head, head)
        self._block(first, 1, depth, 1, "Mã số" if self.form.has_codes else "TT", head)
        for offset, cells in enumerate(lines):
            for cell in cells:
                self._block(
                    first + offset, self.lead + cell.place, cell.rows, cell.columns, cell.text, head
                )
        for offset in range(depth):
            self.sheet.set_row(first + offset, 34 if offset else 20)
        number = self.style(border=1, align="center", italic=True, font_size=10)
        self.line = first + depth
        for place, text in enumerate(("A", "B", *(column.number for column in self.form.columns))):
            self.sheet.write(self.line, place, text, number)
        self.sheet.repeat_rows(first, self.line)
        self.sheet.freeze_panes(self.line + 1, 2)
        self.line += 1

    def _block(self, row: int, column: int, rows: int, columns: int, text: str, style: Any) -> None:
        if rows == columns == 1:
            self.sheet.write(row, column, text, style)
        else:
            self.sheet.merge_range(row, column, row + rows - 1, column + columns - 1, text, style)

    def _write_row(
        self, code: str, label: str, indent: int, cells: tuple[FilledCell, ...], *, heading: bool
    ) -> None:
        bold = heading or (indent == 0 and not self.form.row_head.startswith("Danh"))
        style = self.style(border=1, bold=bold, italic=heading, indent=indent, text_wrap=True)
        self.sheet.write(self.line, 0, label, style)
        self.sheet.write(self.line, 1, code, self.style(border=1, align="center"))
        for place in range(len(self.form.columns)):
            if place < len(cells):
                self._write_cell(self.lead + place, cells[place])
            else:
                self.sheet.write_blank(self.line, self.lead + place, None, self.style(border=1))
        self.line += 1

    def _write_cell(self, column: int, cell: FilledCell, *, border: int = 1) -> None:
        value = cell.value
        if value.value is None:
            style = self.style(
                border=border, align="center", italic=True, font_size=9, text_wrap=True
            )
            self.sheet.write(self.line, column, value.text, style)
        elif value.hedge:
            self.sheet.write(
                self.line, column, value.text, self.style(border=border, align="right")
            )
        else:
            form = "#,##0.0" if value.value != value.value.to_integral_value() else "#,##0"
            style = self.style(border=border, num_format=form, align="right")
            self.sheet.write_number(self.line, column, float(value.value), style)

    def _write_below(self) -> None:
        self.line += 1
        for line in self.filled.lines:
            self.sheet.write(
                self.line, 0, line.label, self.style(bold=line.is_total, text_wrap=True)
            )
            self._write_cell(2, line.cell, border=0)
            self.line += 1
        for check in self.filled.checks:
            self.sheet.write(
                self.line, 0, f"Đối chiếu: {check.text}", self.style(italic=True, text_wrap=True)
            )
            self.sheet.write(
                self.line, 2, verdict(check), self.style(italic=True, bold=check.ok is False)
            )
            self.line += 1
        for note in self.form.notes:
            self.sheet.write(self.line, 0, f"Ghi chú: {note}", self.style(italic=True))
            self.line += 1

    def _write_signatures(self) -> None:
        self.line += 1
        for column, title, below in (
            (0, "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"),
            (max(2, self.last - 2), "THỦ TRƯỞNG ĐƠN VỊ", "(Ký, đóng dấu, ghi rõ họ tên)"),
        ):
            align = "center" if column == 0 else "left"
            self.sheet.write(self.line, column, title, self.style(bold=True, align=align))
            self.sheet.write(self.line + 1, column, below, self.style(italic=True, align=align))


def verdict(check: CheckResult) -> str:
    """What a check found, in words."""
    if check.ok is None:
        return UNCHECKED
    if not check.ok:
        return "KHÔNG KHỚP: " + "; ".join(check.faults)
    return f"{OK} (trừ {check.skipped} chỗ chưa có dữ liệu)" if check.skipped else OK
