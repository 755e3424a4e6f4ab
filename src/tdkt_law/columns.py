"""What is known of N subjects, as columns: bit masks of years, numbers with bounds, truths.

Bit i of a mask is the period whose first year is ``FIRST_YEAR + i``; a school year 2023-2024 is 2023, so calendar and
school years share the index and a run may cross a transfer. Every fact is an interval, and more evidence narrows it:

* mask: a pair (yes, may) of uint64, yes within may: the years known, the years possible;
* number: a pair (low, high) of int32, low <= high;
* truth: int8, 0 no, 1 unknown, 2 yes.

The array ``name`` is the lower one; ``name + "?"`` the upper (may, high). ``name`` alone is known whole; a column that
is absent is unknown. A mask may be given year by year instead, each year a truth ``name@2024``: a year that is not given
is unknown. A rule that looks at few years then reads only those.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tdkt_law.verdicts import MET, NOT_MET, UNKNOWN, Truths

FIRST_YEAR: Final = 1976
LAST_YEAR: Final = FIRST_YEAR + 63
UPPER: Final = "?"
"""What follows a column's name in the name of its upper bound."""

OF_YEAR: Final = "@"
"""What stands before the year in the name of one year of a mask."""

NO_YEAR: Final = np.uint64(0)
ALL_YEARS: Final = np.uint64(2**64 - 1)
NUMBER_LEAST: Final = np.int32(0)
NUMBER_MOST: Final = np.int32(2**31 - 1)

Masks: TypeAlias = NDArray[np.uint64]
Numbers: TypeAlias = NDArray[np.int32]


def bit(year: int) -> np.uint64:
    """The mask of one year; no bit for a year outside 1976..2039.

    >>> int(bit(1978))
    4
    """
    return np.uint64(1 << (year - FIRST_YEAR)) if FIRST_YEAR <= year <= LAST_YEAR else NO_YEAR


def span(first: int, last: int) -> np.uint64:
    """The mask of the years first..last, both included, as far as they lie in 1976..2039; empty when first > last.

    >>> int(span(1977, 1979))
    14
    """
    first, last = max(first, FIRST_YEAR), min(last, LAST_YEAR)
    if first > last:
        return NO_YEAR
    return np.uint64(((1 << (last - first + 1)) - 1) << (first - FIRST_YEAR))


def years_of(mask: int | np.uint64) -> tuple[int, ...]:
    """The years of one mask, the earliest first.

    >>> years_of(span(2020, 2022))
    (2020, 2021, 2022)
    """
    bits = int(mask)
    return tuple(FIRST_YEAR + i for i in range(64) if bits >> i & 1)


class Columns:
    """Columns of ``size`` subjects by name; each array has shape (size,).

    Raises: ValueError when an array has another shape.
    """

    __slots__ = ("_arrays", "_by_year", "size")

    def __init__(self, size: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        for name, array in arrays.items():
            if array.shape != (size,):
                raise ValueError(f"column {name!r} has shape {array.shape}, not ({size},)")
        self.size = size
        self._arrays = MappingProxyType(dict(arrays))
        self._by_year: dict[str, dict[int, Truths]] = {}
        for name in arrays:
            mask, given, year = name.rpartition(OF_YEAR)
            if given:
                self._by_year.setdefault(mask, {})[int(year)] = arrays[name]

    @property
    def arrays(self) -> Mapping[str, NDArray[Any]]:
        """The arrays as given, by name."""
        return self._arrays

    def mask(self, name: str) -> tuple[Masks, Masks]:
        """(years known, years possible), uint64, shape (size,)."""
        yes, may = self.narrow_mask(name)
        return np.broadcast_to(yes, self.size), np.broadcast_to(may, self.size)

    def number(self, name: str) -> tuple[Numbers, Numbers]:
        """(low, high), int32, shape (size,)."""
        low, high = self.narrow_number(name)
        return np.broadcast_to(low, self.size), np.broadcast_to(high, self.size)

    def truth(self, name: str) -> Truths:
        """int8 of 0, 1, 2, shape (size,)."""
        return np.broadcast_to(self.narrow_truth(name), self.size)

    # The narrow ones give shape (1,) for what is unknown of everybody: it costs nothing to compute with.
    def narrow_mask(self, name: str) -> tuple[Masks, Masks]:
        """As ``mask``; arrays of shape (1,) where no column is given."""
        if name in self._by_year:
            return self._gathered(self._by_year[name])
        yes, may = self._bounds(name, NO_YEAR, ALL_YEARS)
        return yes.astype(np.uint64, copy=False), may.astype(np.uint64, copy=False)

    def narrow_number(self, name: str) -> tuple[Numbers, Numbers]:
        """As ``number``; arrays of shape (1,) where no column is given."""
        low, high = self._bounds(name, NUMBER_LEAST, NUMBER_MOST)
        return low.astype(np.int32, copy=False), high.astype(np.int32, copy=False)

    def narrow_truth(self, name: str) -> Truths:
        """As ``truth``; an array of shape (1,) where no column is given."""
        found = self._arrays.get(name)
        return np.full(1, UNKNOWN) if found is None else found.astype(np.int8, copy=False)

    def years(self, name: str, years: Iterable[int]) -> tuple[Truths, ...] | None:
        """Whether a mask holds in each of the years, shape (size,) or (1,) where unknown; None when the mask is not
        given year by year."""
        given = self._by_year.get(name)
        if given is None:
            return None
        return tuple(
            given[year]
            if year in given
            else np.full(1, UNKNOWN if FIRST_YEAR <= year <= LAST_YEAR else NOT_MET)
            for year in years
        )

    def part(self, start: int, stop: int) -> "Columns":
        """The subjects start..stop-1, without copying."""
        start, stop, _ = slice(start, stop).indices(self.size)
        return Columns(stop - start, {name: a[start:stop] for name, a in self._arrays.items()})

    def _gathered(self, given: Mapping[int, Truths]) -> tuple[Masks, Masks]:
        yes, no = np.zeros(self.size, np.uint64), np.zeros(self.size, np.uint64)
        for year, truth in given.items():
            yes |= np.where(truth == MET, bit(year), NO_YEAR)
            no |= np.where(truth == NOT_MET, bit(year), NO_YEAR)
        return yes, ~no

    def _bounds(
        self, name: str, least: np.generic, most: np.generic
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        lower, upper = self._arrays.get(name), self._arrays.get(name + UPPER)
        if lower is not None:
            return lower, lower if upper is None else upper
        return np.full(1, least), np.full(1, most) if upper is None else upper
