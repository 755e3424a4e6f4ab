"""Three-valued answers of the law: met, not met, unknown (Kleene), as numbers that arrays can hold.

``all`` is the minimum, ``any`` the maximum, ``not`` turns the scale round: the same for one case and for a million.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Truths: TypeAlias = NDArray[np.int8]
"""Verdicts of N subjects, each 0 (not met), 1 (unknown) or 2 (met)."""


class Verdict(IntEnum):
    """What the law says of a condition or a whole award."""

    NOT_MET = 0
    UNKNOWN = 1
    MET = 2

    @property
    def code(self) -> str:
        """The word other programs read: met, not_met, unknown."""
        return self.name.lower()

    @property
    def condition_label(self) -> str:
        """What the screen says of one condition."""
        return ("Không đạt", "Chưa đủ căn cứ", "Đạt")[self]

    @property
    def line_label(self) -> str:
        """What the screen says of a whole line."""
        return ("Không đủ điều kiện", "Cần bổ sung, xác minh", "Đủ điều kiện")[self]


NOT_MET: Final = np.int8(0)
UNKNOWN: Final = np.int8(1)
MET: Final = np.int8(2)


def every(verdicts: Iterable[Truths], size: int) -> Truths:
    """Met where all are; met everywhere when there are none. Shape (size,), or the verdicts' own where that is wider."""
    return _folded(np.minimum, verdicts, MET, size)


def some(verdicts: Iterable[Truths], size: int) -> Truths:
    """Met where one is; not met anywhere when there are none. Shape as ``every``."""
    return _folded(np.maximum, verdicts, NOT_MET, size)


def _folded(fold: np.ufunc, verdicts: Iterable[Truths], none: np.int8, size: int) -> Truths:
    # What is alike for everybody, shape (1,), is folded first: a wide array against a narrow one is slow.
    one, wide = none, None
    for verdict in verdicts:
        if verdict.size == 1:
            one = fold(one, verdict[0])
        else:
            wide = verdict if wide is None else fold(wide, verdict)
    # Not met outweighs all, met outweighs any.
    if wide is None or one == MET - none:
        return np.full(size, one)
    if one == none:
        return wide
    found: Truths = fold(wide, one)
    return found


def opposite(verdict: Truths) -> Truths:
    """Met where not met and the reverse; unknown stays."""
    return np.subtract(MET, verdict, dtype=np.int8)


def between(low: NDArray[np.integer], high: NDArray[np.integer], at_least: int) -> Truths:
    """Is a number known only to lie in low..high at least so much? Shapes (N,), low <= high."""
    return (low >= at_least).astype(np.int8) + (high >= at_least).astype(np.int8)
