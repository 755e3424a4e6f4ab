"""Which columns of a file a question reads: found by asking it once of nobody in particular."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.columns import OF_YEAR, UPPER, Columns, Masks, Numbers
from tdkt_law.conditions.plan import Asked
from tdkt_law.evaluate import many
from tdkt_law.verdicts import UNKNOWN, Truths


def needed(catalogue: Catalogue, asked: Sequence[Asked], given: Iterable[str]) -> frozenset[str]:
    """Those of the columns given that the questions look at, upper bounds with them."""
    watching = _Watching(given)
    many(catalogue, watching, asked)
    return frozenset(watching.seen)


class _Watching(Columns):
    """One subject of whom nothing is known, that remembers what was asked of it. Every condition of a plan is decided
    whatever the others say, so one subject tells of all."""

    __slots__ = ("_given", "seen")

    def __init__(self, given: Iterable[str]) -> None:
        self._given = frozenset(given)
        yearly: dict[str, NDArray[Any]] = {
            name: np.full(1, UNKNOWN) for name in self._given if OF_YEAR in name
        }
        super().__init__(1, yearly)
        self.seen: set[str] = set()

    def part(self, start: int, stop: int) -> Columns:  # noqa: ARG002 -- it has one subject
        return self

    def narrow_mask(self, name: str) -> tuple[Masks, Masks]:
        self._saw(*(one for one in self._given if one.partition(OF_YEAR)[0] == name))
        self._saw(name, name + UPPER)
        return super().narrow_mask(name)

    def narrow_number(self, name: str) -> tuple[Numbers, Numbers]:
        self._saw(name, name + UPPER)
        return super().narrow_number(name)

    def narrow_truth(self, name: str) -> Truths:
        self._saw(name)
        return super().narrow_truth(name)

    def years(self, name: str, years: Iterable[int]) -> tuple[Truths, ...] | None:
        wanted = tuple(years)
        found = super().years(name, wanted)
        if found is not None:
            self._saw(*(f"{name}{OF_YEAR}{year}" for year in wanted))
        return found

    def _saw(self, *names: str) -> None:
        self.seen.update(self._given.intersection(names))
