"""Years as bits, for N subjects at once. No loop over subjects; a shift is by the same number for all."""

import numpy as np
from numpy.typing import NDArray

from tdkt_law.columns import FIRST_YEAR, LAST_YEAR, Masks
from tdkt_law.verdicts import Truths

_ONE = np.uint64(1)
Flags = NDArray[np.bool_]


def earlier_by(mask: Masks, years: int) -> Masks:
    """The mask with every year moved so many years back."""
    return mask >> np.uint64(years)


def decide(certain: Flags, possible: Flags) -> Truths:
    """Met where certain, unknown where only possible, not met where impossible; impossible outweighs certain."""
    both = np.logical_and(certain, possible)
    return np.add(both, possible, dtype=np.int8)


def counted(mask: Masks) -> NDArray[np.uint8]:
    """How many years each mask holds."""
    return np.bitwise_count(mask)


def filled(mask: Masks) -> Masks:
    """Every year up to the latest year of the mask, that one included; empty stays empty."""
    out: Masks = mask | earlier_by(mask, 1)
    for step in (2, 4, 8, 16, 32):
        out |= earlier_by(out, step)
    return out


def earliest(mask: Masks) -> Masks:
    """Only the earliest year of the mask."""
    return mask & (~mask + _ONE)


def after(single: Masks) -> Masks:
    """Every year after that of a mask of at most one year; no year where the mask is empty."""
    # -(x << 1) has the bits above x; it is 0 for x = 0 and for the last bit.
    return ~(single << _ONE) + _ONE


def runs(mask: Masks, length: int) -> Masks:
    """The first years of the unbroken runs of ``length`` years inside the mask."""
    out, reached = mask, 1
    while reached < length:
        step = min(reached, length - reached)
        out = out & earlier_by(out, step)
        reached += step
    return out


def longest(mask: Masks) -> NDArray[np.uint8]:
    """The length of the longest unbroken run of each mask; up to 64 steps, so for findings only."""
    length = np.zeros(mask.shape, np.uint8)
    left = mask
    while left.any():
        length += left != 0
        left = left & earlier_by(left, 1)
    return length


def until(years: NDArray[np.int32]) -> Masks:
    """Every year up to each given year, that one included; no year before the first, all after the last."""
    count = np.clip(years, FIRST_YEAR - 1, LAST_YEAR) - (FIRST_YEAR - 1)
    whole = count >= 64
    shifted = (_ONE << np.where(whole, 0, count).astype(np.uint64)) - _ONE
    return np.where(whole, ~np.uint64(0), shifted)


def first_and_last(mask: Masks) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The earliest and the latest year of each mask; (0, 0) where it holds none."""
    below = counted(earliest(mask) - _ONE).astype(np.int32)
    top = counted(filled(mask)).astype(np.int32)
    some = mask != 0
    return np.where(some, FIRST_YEAR + below, 0), np.where(some, FIRST_YEAR - 1 + top, 0)
