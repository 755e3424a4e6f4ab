"""The refused rows back to their owner: the same sheets, columns and values, and one more column that says why."""

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import Said
from tdkt.imports.files import file_check
from tdkt.imports.headers import find_header
from tdkt.imports.models import ImportRun
from tdkt.imports.selectors import import_runs
from tdkt.imports.sheets import ErrorCell, Sheet, read_sheets
from tdkt.imports.staging import run_folder, staged, upload_path
from tdkt.imports.states import ImportKind, ImportState
from tdkt.kernel.answers import Refused

REASON_HEADER: Final = "Lý do không nhận"
_MARK: Final = "#fde2e1"


def refusals_file(*, actor: Reach, run_id: int) -> Path:
    """The user's own rows as .xlsx with a reason column at the end; refused rows are coloured.

    A Word list comes back as a workbook, one sheet a table. Raises Refused when nothing was refused.
    """
    run = import_runs(actor).filter(pk=run_id).first()
    if run is None or not run.refused:
        raise Refused("Lần nhập này không có dòng nào bị từ chối.")
    if run.state == ImportState.DISCARDED:
        raise Refused("Lần nhập này đã bỏ, tệp không còn được giữ.")
    reasons: dict[str, dict[int, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for row in staged(run.code, "refusals"):
        said = Said(*row)
        reasons[said.sheet][said.row].append(said)
    target = run_folder(run.code) / "refusals.xlsx"
    draft = target.with_suffix(".tmp")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(draft, options) as book:
        formats = {
            "mark": book.add_format({"bg_color": _MARK}),
            "mark_day": book.add_format({"bg_color": _MARK, "num_format": "dd/mm/yyyy"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
            "head": book.add_format({"bold": True, "bg_color": _MARK}),
        }
        for sheet in read_sheets(file_check(run.file_name, upload_path(run))):
            _copy(book, sheet, run, reasons.get(sheet.name, {}), formats)
    draft.replace(target)
    return target


def _copy(
    book: Any, sheet: Sheet, run: ImportRun, reasons: dict[int, list[Said]], formats: dict[str, Any]
) -> None:
    page = book.add_worksheet(sheet.name)
    header = find_header(sheet, ImportKind(run.kind))
    last = sheet.left + max((len(row) for row in sheet.rows()), default=0)
    for number, row in enumerate(sheet.rows()):
        said = reasons.get(number + 1)
        for place, cell in enumerate(row, start=sheet.left):
            code = sheet.errors.get((number, place))
            _write(page, number, place, code or cell, formats, marked=bool(said))
        if header is not None and number == header.row:
            page.write_string(number, last, REASON_HEADER, formats["head"])
        elif said:
            reason = " ".join(f"{s.header}: {s.reason}" for s in said)
            page.write_string(number, last, reason[:32_000], formats["mark"])
    page.set_column(sheet.left, last - 1, 18)
    page.set_column(last, last, 70)


def _write(
    page: Any, row: int, column: int, cell: Any, formats: dict[str, Any], *, marked: bool
) -> None:
    style = formats["mark"] if marked else None
    if isinstance(cell, ErrorCell):
        cell = cell.code
    if cell == "":
        if marked:
            page.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        page.write_string(row, column, cell, style)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell, style)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell, style)
    elif isinstance(cell, datetime | date):
        page.write_datetime(row, column, cell, formats["mark_day" if marked else "day"])
    else:
        page.write_string(row, column, str(cell), style)
