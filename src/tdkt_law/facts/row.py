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
    _put_bounds(arrays, [row.masks for row in rows], (0, ALL), np.uint64)
    _put_bounds(arrays, [row.numbers for row in rows], (0, MOST), np.int32)
    names = list(dict.fromkeys(name for row in rows for name in row.truths))
    truths = [[row.truths.get(name, UNSURE) for row in rows] for name in names]
    arrays.update(zip(names, np.array(truths, np.int8), strict=True))
    return Columns(len(rows), arrays)


def _put_bounds(
    arrays: dict[str, NDArray[Any]],
    rows: Sequence[Mapping[str, tuple[int, int]]],
    unknown: tuple[int, int],
    kind: Any,
) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    # One array for all names: for a single case that takes a third of the time of one for each.
    bounds = [[[row.get(name, unknown)[i] for row in rows] for name in names] for i in (0, 1)]
    lower, upper = np.array(bounds, kind)
    differ = (lower != upper).any(axis=-1)
    for place, name in enumerate(names):
        arrays[name] = lower[place]
        if differ[place]:
            arrays[name + UPPER] = upper[place]
