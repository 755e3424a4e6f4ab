"""The file a user downloads to fill in: header, notes, drop-downs, an example page; read back by the same columns."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from tdkt.imports.cells import shown
from tdkt.imports.columns import Column, columns_by
from tdkt.imports.states import ImportKind
from tdkt.kernel.dates import YearKind

LIST_ROWS: Final = 5000  # rows that get drop-downs and formats
_INPUT_LONGEST: Final = 255  # Excel's own limit of an input message
_INK, _RED, _PAPER = "#1f2937", "#9d1c20", "#f4efe6"


def template(kind: ImportKind, *, on: date) -> bytes:
    """The .xlsx template of a kind: pages "Danh sách", "Hướng dẫn", "Ví dụ", "Danh mục".

    Of columns that stand for one year each it has the five that end with the year of ``on``. Only "Danh sách" is read back. Columns that hold numbers with leading zeros are formatted as text.
    """
    columns = columns_by(kind, lambda column: _is_shown(column, on))
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": f"Mẫu danh sách {kind.label.lower()}"})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14, "font_color": _RED}),
            "head": book.add_format(
                {"bold": True, "bg_color": _PAPER, "border": 1, "text_wrap": True, "valign": "vcenter"}
            ),
            "must": book.add_format(
                {"bold": True, "bg_color": _PAPER, "border": 1, "text_wrap": True, "valign": "vcenter",
                 "font_color": _RED}
            ),
            "text": book.add_format({"num_format": "@"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            "note": book.add_format({"italic": True, "font_color": _INK}),
        }  # fmt: skip
        page, guide = book.add_worksheet("Danh sách"), book.add_worksheet("Hướng dẫn")
        example, lists = book.add_worksheet("Ví dụ"), book.add_worksheet("Danh mục")
        places = _lists(lists, columns, formats)
        _list_page(page, kind, columns, formats, places)
        _guide(guide, columns, formats)
        _example(example, columns, formats)
        page.activate()
    return out.getvalue()


def _is_shown(column: Column, on: date) -> bool:
    year = column.of_year
    return year is None or (year.kind == YearKind.CALENDAR and on.year - 5 < year.first <= on.year)


def _head(page: Any, row: int, columns: Sequence[Column], formats: dict[str, Any]) -> None:
    for place, column in enumerate(columns):
        style = formats["must" if column.required else "head"]
        page.write_string(row, place, f"{column.header}{' *' if column.required else ''}", style)
        page.set_column(place, place, column.width, formats["text"] if column.as_text else None)
    page.set_row(row, 34)
    page.freeze_panes(row + 1, 0)


def _list_page(
    page: Any, kind: ImportKind, columns: Sequence[Column], formats: dict[str, Any], places: dict[str, str]
) -> None:  # fmt: skip
    page.write_string(0, 0, f"Danh sách {kind.label.lower()}", formats["title"])
    page.write_string(
        1, 0, "Cột có dấu * bắt buộc. Thứ tự cột tùy ý. Không gộp ô. Cách ghi từng cột: trang “Hướng dẫn”.", formats["note"]
    )  # fmt: skip
    _head(page, 2, columns, formats)
    for place, column in enumerate(columns):
        rule: dict[str, Any] = {"validate": "any"}
        if column.key in places:
            rule = {
                "validate": "list",
                "source": places[column.key],
                "error_type": "warning",
                "error_title": "Không có trong danh mục",
                "error_message": "Hãy chọn một giá trị trong danh sách thả xuống.",
            }
        if column.help:
            rule |= {
                "input_title": column.header[:32],
                "input_message": column.help[:_INPUT_LONGEST],
            }
        if len(rule) > 1:
            page.data_validation(3, place, 2 + LIST_ROWS, place, rule)


def _lists(page: Any, columns: Sequence[Column], formats: dict[str, Any]) -> dict[str, str]:
    """Write the closed lists side by side; key → the range a drop-down takes them from."""
    places = {}
    for place, column in enumerate([column for column in columns if column.options]):
        page.write_string(0, place, column.header, formats["head"])
        page.write_column(1, place, column.options)
        page.set_column(place, place, 34)
        letter = xlsxwriter.utility.xl_col_to_name(place)
        places[column.key] = f"='Danh mục'!${letter}$2:${letter}${1 + len(column.options)}"
    return places


def _guide(page: Any, columns: Sequence[Column], formats: dict[str, Any]) -> None:
    for place, (title, width) in enumerate(
        (
            ("Cột", 30),
            ("Bắt buộc", 10),
            ("Cách ghi", 70),
            ("Ví dụ", 34),
            ("Tên cột khác cũng được nhận", 60),
        )
    ):
        page.write_string(0, place, title, formats["head"])
        page.set_column(place, place, width, formats["wrap"])
    for row, column in enumerate(columns, start=1):
        texts = (
            column.header,
            "x" if column.required else "",
            _help(column),
            shown(column.example),
            "; ".join(column.aliases),
        )
        for place, text in enumerate(texts):
            page.write_string(row, place, text, formats["wrap"])


def _help(column: Column) -> str:
    options = f"Một trong: {'; '.join(column.options)}." if len(column.options) > 1 else ""
    return " ".join(filter(None, (column.help, options)))


def _example(page: Any, columns: Sequence[Column], formats: dict[str, Any]) -> None:
    _head(page, 0, columns, formats)
    for place, column in enumerate(columns):
        if column.example != "":
            page.write(1, place, column.example)
