"""A block of rows under check: values by column, and what was said of each row."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from tdkt.imports.cells import Fault, Memo, shown
from tdkt.imports.columns import COLUMNS, column
from tdkt.imports.headers import Header
from tdkt.imports.sheets import Cell, Sheet, address
from tdkt.imports.states import ImportKind

ADDED: Final = "them"
CHANGED: Final = "sua"
UNCHANGED: Final = "giu"
REFUSED: Final = "khong_nhan"
COMMON_CELL: Final = "giá trị chung"


class Said(NamedTuple):
    """One refusal or warning: where, what stood there, why. ``row`` counts from 1; ``cell`` is an A1 address."""

    sheet: str
    row: int
    cell: str
    header: str
    value: str
    reason: str


class Readers:
    """The memos of a kind's columns, kept for the whole file, and the values common to the list."""

    def __init__(self, kind: ImportKind, common: dict[str, str]) -> None:
        self.kind = kind
        self.memos = {c.key: Memo(c.reader, blank=c.blank) for c in COLUMNS[kind]}
        self.common = {
            key: self.memos[key][value] for key, value in common.items() if value.strip()
        }

    def common_faults(self) -> list[str]:
        """What is wrong with the common values themselves."""
        return [
            f"{column(self.kind, key).header}: {value.reason}"
            for key, value in self.common.items()
            if isinstance(value, Fault)
        ]


@dataclass
class Batch:
    """Rows of one sheet. ``values[key][i]`` is the value of row ``i``, None where the cell is blank or unread."""

    sheet: Sheet
    header: Header
    kind: ImportKind
    numbers: list[int]
    raw: list[list[Cell]]
    values: dict[str, list[Any]] = field(default_factory=dict)
    refusals: dict[int, list[Said]] = field(default_factory=lambda: defaultdict(list))
    warnings: dict[int, list[Said]] = field(default_factory=lambda: defaultdict(list))
    outcome: list[str] = field(default_factory=list)
    common: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.raw)

    def read(self, readers: Readers) -> None:
        """Read every column; unreadable and missing cells become refusals of their rows."""
        self.outcome = [""] * len(self)
        self.common = frozenset(readers.common)
        for spec in COLUMNS[self.kind]:
            place = self.header.places.get(spec.key)
            if place is None:
                self.values[spec.key] = [readers.common.get(spec.key, spec.blank)] * len(self)
                continue
            read = readers.memos[spec.key].column([row[place] for row in self.raw])
            if Fault in set(map(type, read)):
                for i, value in enumerate(read):
                    if type(value) is Fault:
                        self.refuse(i, spec.key, value.reason)
                        read[i] = None
            if spec.required and None in read:
                for i, value in enumerate(read):
                    if value is None and not self.said_of(i, spec.key):
                        self.refuse(i, spec.key, f"Chưa ghi “{spec.header}”.")
            self.values[spec.key] = read

    def rows(self, *keys: str) -> Iterator[tuple[Any, ...]]:
        """The values of some columns, row by row."""
        return zip(*(self.values[key] for key in keys), strict=True)

    def refuse(self, i: int, key: str, reason: str) -> None:
        self.refusals[i].append(self._said(i, key, reason))

    def warn(self, i: int, key: str, reason: str) -> None:
        self.warnings[i].append(self._said(i, key, reason))

    def said_of(self, i: int, key: str) -> bool:
        """Was the row already refused for that column?"""
        header = column(self.kind, key).header
        return i in self.refusals and any(said.header == header for said in self.refusals[i])

    def where(self, i: int) -> str:
        return f"dòng {self.numbers[i] + 1} trang “{self.sheet.name}”"

    def _said(self, i: int, key: str, reason: str) -> Said:
        header = column(self.kind, key).header
        place = self.header.places.get(key)
        if place is None:
            row = self.numbers[i] + 1
            cell = COMMON_CELL if key in self.common else f"dòng {row}"
            return Said(self.sheet.name, row, cell, header, "", reason)
        return Said(
            self.sheet.name,
            self.numbers[i] + 1,
            address(self.numbers[i], self.sheet.left + place),
            header,
            shown(self.raw[i][place]),
            reason,
        )
