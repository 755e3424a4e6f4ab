"""Which row is the header, and which column is which: by Vietnamese words, in any order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from tdkt.imports.cells import shown
from tdkt.imports.columns import COLUMNS, Column
from tdkt.imports.sheets import Cell, Sheet, column_letter
from tdkt.imports.states import ImportKind
from tdkt.kernel.answers import Refused
from tdkt.kernel.text import fold

SEARCHED_ROWS: Final = 15
# The template's own pages beside the list.
SKIPPED_SHEETS: Final = frozenset(map(fold, ("Hướng dẫn", "Ví dụ", "Danh mục")))
_BRACKETS: Final = re.compile(r"\([^)]*\)|\*")
_ORDINAL: Final = re.compile(r"\(?(\d{1,2}|[A-H])\)?")


@dataclass(frozen=True)
class Header:
    """``row`` counts from 0; ``places`` is key → place in the row's list; ``ignored`` are headers nobody knows."""

    row: int
    places: dict[str, int]
    ignored: tuple[str, ...]

    def missing(self, kind: ImportKind, given: frozenset[str]) -> list[Column]:
        """Required columns that neither the sheet nor the values common to the list have."""
        return [
            column
            for column in COLUMNS[kind]
            if column.required and column.key not in self.places and column.key not in given
        ]


def find_header(sheet: Sheet, kind: ImportKind) -> Header | None:
    """The row among the first 15 that names the most columns; None when no row names two.

    A heading merged over several columns is read together with the row below it ("Quyết định" over "Số").
    Raises: Refused when two columns of that row carry the same name.
    """
    rows = [[shown(cell) for cell in row] for row in islice(sheet.rows(), SEARCHED_ROWS)]
    best: tuple[int, dict[int, str]] = (0, {})
    for number, row in enumerate(rows):
        above = _spread(sheet, number - 1, rows[number - 1]) if number else []
        found = _match(row, above, kind)
        if len(set(found.values())) > len(set(best[1].values())):
            best = (number, found)
    number, found = best
    if len(set(found.values())) < 2:
        return None
    _refuse_doubles(sheet, found, kind)
    ignored = tuple(
        f"{own} ({column_letter(sheet.left + place)})"
        for place, own in enumerate(rows[number])
        if own and place not in found
    )
    return Header(number, {key: place for place, key in found.items()}, ignored)


def is_numbering(row: Sequence[Cell]) -> bool:
    """Is it the row of column numbers some lists put under the header: 1, 2, 3 … or (1), (2) …?"""
    filled = [shown(cell) for cell in row if cell != ""]
    marks = [match[1] for text in filled if (match := _ORDINAL.fullmatch(text))]
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    return (
        len(marks) == len(filled) >= 3
        and len(numbers) >= 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def _keys(heading: str) -> tuple[str, ...]:
    return fold(heading), fold(_BRACKETS.sub(" ", heading))


def _match(row: list[str], above: list[str], kind: ImportKind) -> dict[int, str]:
    """Place → key of every heading that names a column."""
    known = {heading: c.key for c in COLUMNS[kind] for heading in c.headings}
    found: dict[int, str] = {}
    for place, own in enumerate(row):
        over = above[place] if place < len(above) else ""
        for heading in (f"{over} {own}", own) if own else (over,):
            key = next((known[k] for k in _keys(heading) if k in known), None)
            if key is not None:
                found[place] = key
                break
    return found


def _spread(sheet: Sheet, number: int, row: list[str]) -> list[str]:
    """The row above with the text of a merged heading over all the columns it spans."""
    spread = list(row)
    for merge in sheet.merged:
        if merge.top <= number <= merge.bottom:
            left, right = merge.left - sheet.left, merge.right - sheet.left
            text = row[left] if 0 <= left < len(row) else ""
            for place in range(max(left, 0), min(right + 1, len(spread))):
                spread[place] = spread[place] or text
    return spread


def _refuse_doubles(sheet: Sheet, found: dict[int, str], kind: ImportKind) -> None:
    for column in COLUMNS[kind]:
        same = [place for place, key in found.items() if key == column.key]
        if len(same) > 1:
            where = " và ".join(column_letter(sheet.left + place) for place in same)
            raise Refused(
                f"Trang “{sheet.name}”: hai cột {where} cùng là “{column.header}”. Hãy bỏ hoặc đổi tên một cột."
            )
