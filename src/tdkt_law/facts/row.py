"""One subject's columns before they stand beside others': plain integers by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tdkt_law.columns import ALL_YEARS, NUMBER_MOST, UPPER, Columns, bit, span

ALL: Final = int(ALL_YEARS)
MOST: Final = int(NUMBER_MOST)
NO, UNSURE, YES = 0, 1, 2


def year_bit(year: int) -> int:
    """``columns.bit`` as a plain integer."""
    return int(bit(year))


def year_span(first: int, last: int) -> int:
    """``columns.span`` as a plain integer."""
    return int(span(first, last))


def truth(value: bool | None) -> int:
    """no, unknown, yes as 0, 1, 2."""
    return UNSURE if value is None else YES if value else NO


@dataclass(slots=True)
class Row:
    """Masks (yes, may), numbers (low, high) and truths of one subject."""

    masks: dict[str, tuple[int, int]] = field(default_factory=dict)
    numbers: dict[str, tuple[int, int]] = field(default_factory=dict)
    truths: dict[str, int] = field(default_factory=dict)

    def number(self, name: str, value: int | None) -> None:
        """A number known exactly, or nothing when it is None."""
        if value is not None:
            self.numbers[name] = (value, value)


def stacked(rows: Sequence[Row]) -> Columns:
    """The rows as columns; what a row does not say is unknown of it. Upper bounds only where they differ."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, pairs in _pairs([row.masks for row in rows], (0, ALL)).items():
        _put(arrays, name, pairs, np.uint64)
    for name, pairs in _pairs([row.numbers for row in rows], (0, MOST)).items():
        _put(arrays, name, pairs, np.int32)
    for name in dict.fromkeys(name for row in rows for name in row.truths):
        arrays[name] = np.array([row.truths.get(name, UNSURE) for row in rows], np.int8)
    return Columns(len(rows), arrays)


def _pairs(
    rows: Sequence[Mapping[str, tuple[int, int]]], unknown: tuple[int, int]
) -> dict[str, list[tuple[int, int]]]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name, unknown) for row in rows] for name in names}


def _put(
    arrays: dict[str, NDArray[Any]], name: str, pairs: Sequence[tuple[int, int]], kind: Any
) -> None:
    arrays[name] = np.array([lower for lower, _ in pairs], kind)
    if any(lower != upper for lower, upper in pairs):
        arrays[name + UPPER] = np.array([upper for _, upper in pairs], kind)
