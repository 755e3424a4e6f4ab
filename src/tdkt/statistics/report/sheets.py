"""Annexes of the report as Excel files: the same tables, numbers as numbers, nothing read as a formula."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from tdkt.documents.paper import Annex, Cell, Column, Paragraph, Table
from tdkt.documents.wording import annex_lines, bracketed, header_cells, header_height

_WHOLE: Final = re.compile(r"-?\d{1,3}(?:\.\d{3})*")
_DECIMAL: Final = re.compile(r"-?\d{1,3}(?:\.\d{3})*,\d+")
_FONT: Final = "Times New Roman"
# The same annex gives the same bytes: the clock of the machine is not part of it.
_MADE: Final = datetime(1980, 1, 1, tzinfo=UTC)
_WIDTH: Final = 11  # characters a column of weight 1 gets


def annex_xlsx(annex: Annex, *, issuer: str) -> bytes:
    """The annex as a workbook: one sheet a table, landscape A4, header repeated on every page."""
    out = BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties(
            {"title": annex.title, "author": issuer.replace("\n", " "), "created": _MADE}
        )
        tables = [block for block in annex.blocks if isinstance(block, Table)]
        said = " ".join(
            run.text for block in annex.blocks if isinstance(block, Paragraph) for run in block.runs
        )
        for place, table in enumerate(tables or [None], start=1):
            name = f"Phụ lục {annex.number}" + (f" ({place})" if len(tables) > 1 else "")
            _Sheet(book, name).write(annex, table, issuer=issuer, said=said)
    return out.getvalue()


class _Sheet:
    def __init__(self, book: Any, name: str) -> None:
        self.book = book
        self.sheet = book.add_worksheet(name[:31])
        self.row = 0
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **settings: Any) -> Any:
        key = tuple(sorted(settings.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(
                {
                    "font_name": _FONT,
                    "font_size": 12,
                    "valign": "vcenter",
                    "text_wrap": True,
                    **settings,
                }
            )
        return self.formats[key]

    def write(self, annex: Annex, table: Table | None, *, issuer: str, said: str) -> None:
        width = len(table.columns) if table else 6
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P")
        self._line(issuer.replace("\n", " ").upper(), width, bold=True, align="left")
        for text in annex_lines(annex):
            self._line(text, width, bold=True, align="center")
        self._line(bracketed(annex.note), width, italic=True, align="center")
        if table is None:
            self._line(said, width, italic=True, align="left")
            return
        if table.caption:
            self._line(table.caption, width, bold=True, align="center")
        self.row += 1
        self._header(table.columns)
        self._body(table)
        if table.note:
            self._line(table.note, width, italic=True, align="left")

    def _line(self, text: str, width: int, **settings: Any) -> None:
        if not text:
            return
        form = self.format(**settings)
        if width > 1:
            self.sheet.merge_range(self.row, 0, self.row, width - 1, "", form)
        self.sheet.write_string(self.row, 0, text, form)
        self.row += 1

    def _header(self, columns: Sequence[Column]) -> None:
        form = self.format(bold=True, border=1, align="center", bg_color="#F1F5F9")
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, max(6, column.width * _WIDTH))
        for cell in header_cells(columns):
            first, last = self.row + cell.row, self.row + cell.row + cell.rows - 1
            if cell.columns > 1 or cell.rows > 1:
                self.sheet.merge_range(
                    first, cell.column, last, cell.column + cell.columns - 1, "", form
                )
            self.sheet.write_string(first, cell.column, cell.text, form)
        height = header_height(columns)
        self.sheet.repeat_rows(self.row, self.row + height - 1)
        self.row += height
        self.sheet.freeze_panes(self.row, min(2, len(columns)))

    def _body(self, table: Table) -> None:
        if table.codes:
            form = self.format(italic=True, border=1, align="center", font_size=10)
            for place, text in enumerate(table.codes):
                self.sheet.write_string(self.row, place, text, form)
            self.row += 1
        for row in table.rows:
            place = 0
            for cell in row:
                place += self._cell(
                    cell if isinstance(cell, Cell) else Cell(cell), table.columns[place], place
                )
            self.row += 1

    def _cell(self, cell: Cell, column: Column, place: int) -> int:
        align = cell.align or column.align
        settings: dict[str, Any] = {
            "border": 1,
            "bold": cell.bold,
            "italic": cell.italic,
            "align": align,
        }
        number = None if align == "left" or place == 0 else _number(cell.text)
        if number is not None:
            settings["num_format"] = "#,##0" if float(number).is_integer() else "#,##0.0##"
        form = self.format(**settings)
        if cell.span > 1:
            self.sheet.merge_range(self.row, place, self.row, place + cell.span - 1, "", form)
        if number is not None:
            self.sheet.write_number(self.row, place, number, form)
        else:
            self.sheet.write_string(self.row, place, cell.text, form)
        return cell.span


def _number(text: str) -> float | None:
    """3.320 → 3320, 76,7 → 76.7; anything else, "05" and "76,7%" too, stays text."""
    if _WHOLE.fullmatch(text) and (text == "0" or not text.startswith("0")):
        return int(text.replace(".", ""))
    if _DECIMAL.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    return None
