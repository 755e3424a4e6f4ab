"""The tables of a file as rows of typed cells, each with its address: worksheets of .xlsx, tables of .docx."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final, NamedTuple, cast

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from tdkt.imports.files import FileKind, Package
from tdkt.imports.word import word_tables
from tdkt.kernel.answers import Refused

_NS: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ADDRESS: Final = re.compile(r"([A-Z]+)(\d+)")


class ErrorCell(NamedTuple):
    """A cell whose formula failed; ``code`` is what Excel shows, e.g. ``#DIV/0!``."""

    code: str


Cell = str | float | int | bool | date | datetime | time | timedelta | ErrorCell


class Merged(NamedTuple):
    """Merged cells; rows and columns count from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True)
class Sheet:
    """One table. ``rows()`` yields every row from the file's first one, each starting at column ``left``."""

    name: str
    rows: Callable[[], Iterator[list[Cell]]]
    height: int
    left: int = 0
    merged: tuple[Merged, ...] = ()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)


def column_letter(column: int) -> str:
    """
    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The A1 address of a cell counted from 0.

    >>> address(11, 2)
    'C12'
    """
    return f"{column_letter(column)}{row + 1}"


def read_sheets(package: Package) -> Iterator[Sheet]:
    """The tables of a file that passed ``file_check``, one at a time so that only one is in memory.

    Raises: Refused when the workbook itself cannot be read.
    """
    if package.kind is FileKind.DOCX:
        for number, table in enumerate(word_tables(package.path), start=1):
            yield Sheet(
                name=f"Bảng {number}",
                rows=lambda rows=table.rows: iter([list(row) for row in rows]),  # type: ignore[misc]
                height=len(table.rows),
                merged=tuple(Merged(*merge) for merge in table.merged),
            )
        return
    errors = _error_cells(package) if package.parts_with_errors else {}
    try:
        with CalamineWorkbook.from_path(package.path) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                start = sheet.start
                if start is None:
                    continue
                yield Sheet(
                    name=name,
                    rows=cast("Callable[[], Iterator[list[Cell]]]", sheet.iter_rows),
                    height=sheet.total_height,
                    left=start[1],
                    merged=tuple(
                        Merged(*top, *bottom) for top, bottom in sheet.merged_cell_ranges or ()
                    ),
                    errors=errors.get(name, {}),
                )
    except PasswordError as error:
        raise Refused("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.") from error
    except CalamineError as error:
        raise Refused(
            "Bảng tính bị hỏng nên không đọc được. Hãy mở bằng Excel, lưu lại rồi tải lên lần nữa."
        ) from error


def rows_in(package: Package) -> int:
    """How many rows the file's tables have in all."""
    return sum(sheet.height for sheet in read_sheets(package))


def _error_cells(package: Package) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet name → cell → error: the reader gives them as blank cells, which they are not."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(package.path) as archive:
        for name, part in _sheet_parts(archive).items():
            if part in package.parts_with_errors:
                with archive.open(part) as stream:
                    found[name] = dict(_errors_of(stream))
    return found


def _errors_of(stream: object) -> Iterator[tuple[tuple[int, int], str]]:
    for _, row in etree.iterparse(stream, tag=f"{_NS}row", resolve_entities=False):
        for cell in row:
            if cell.get("t") == "e" and (at := _ADDRESS.fullmatch(cell.get("r", ""))):
                column = 0
                for letter in at[1]:
                    column = column * 26 + ord(letter) - 64
                yield (int(at[2]) - 1, column - 1), cell.findtext(f"{_NS}v") or "#N/A"
        row.clear()


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False)
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {
        link.get("Id"): str(Path("xl") / link.get("Target", "")).replace("xl//xl/", "xl/")
        for link in links
    }
    book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    return {
        sheet.get("name", ""): targets.get(sheet.get(f"{_REL}id"), "").removeprefix("/")
        for sheet in book.iter(f"{_NS}sheet")
    }
