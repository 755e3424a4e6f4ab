"""Lists as Excel files: numbers as numbers, days as days, no text ever read as a formula or a link."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from django.http import FileResponse

UNKNOWN: Final = "chưa có dữ liệu"
TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD_ROW: Final = 3
_FONT: Final = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}


@dataclass(frozen=True)
class SheetColumn:
    """One column: its width in characters; ``year`` numbers are not grouped by thousands."""

    label: str
    width: int = 20
    year: bool = False


def excel_answer(
    *,
    name: str,
    title: str,
    about: str,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[object]],
) -> FileResponse:
    """The list as a download called ``name``.xlsx: title, what it is, a frozen header with filters, the rows.

    Rows are written as they come and are never all in memory. None says "chưa có dữ liệu". Values are text,
    int, Decimal, date or bool.
    """
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 -- FileResponse closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title})
        _sheet(book, title, about, columns, rows)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=TYPE)


def _sheet(
    book: Any,
    title: str,
    about: str,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[object]],
) -> None:
    sheet = book.add_worksheet("Danh sách")
    head = book.add_format(
        {**_FONT, "bold": True, "bg_color": "#f4efe6", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )  # fmt: skip
    text = book.add_format({**_FONT, "text_wrap": True})
    formats = {
        bool: text,
        str: text,
        int: book.add_format({**_FONT, "num_format": "#,##0"}),
        Decimal: book.add_format({**_FONT, "num_format": "#,##0.####"}),
        date: book.add_format({**_FONT, "num_format": "dd/mm/yyyy", "align": "left"}),
    }
    year = book.add_format({**_FONT, "num_format": "0"})
    unknown = book.add_format({**_FONT, "italic": True, "font_color": "#57606a"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    sheet.write_string(0, 0, title, book.add_format({**_FONT, "bold": True, "font_size": 14}))
    sheet.write_string(1, 0, about, book.add_format({**_FONT, "italic": True}))
    for place, column in enumerate(columns):
        sheet.write_string(_HEAD_ROW, place, column.label, head)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    last = _HEAD_ROW
    for last, row in enumerate(rows, start=_HEAD_ROW + 1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            if value is None:
                sheet.write_string(last, place, UNKNOWN, unknown)
            elif isinstance(value, bool):
                sheet.write_string(last, place, "có" if value else "không", text)
            elif isinstance(value, int | Decimal):
                sheet.write_number(
                    last, place, value, year if column.year else formats[type(value)]
                )
            elif isinstance(value, date):
                sheet.write_datetime(last, place, value, formats[date])
            else:
                sheet.write_string(last, place, str(value), text)
    sheet.autofilter(_HEAD_ROW, 0, max(last, _HEAD_ROW + 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer("&C&P")
