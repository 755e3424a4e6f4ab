"""Whole numbers with given row and column sums: how a year's lines fall on months, senders and districts."""

from collections.abc import Sequence
from typing import Final

_ROUNDS: Final = 30


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """``total`` split by weights; largest remainders first, so the parts add up.

    >>> shares(10, [1, 1, 1])
    [4, 3, 3]
    """
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return parts


def allot(
    row_sums: Sequence[int], column_sums: Sequence[int], weights: Sequence[Sequence[float]]
) -> list[list[int]]:
    """A matrix of whole numbers with exactly these sums, near the proportions of ``weights``.

    Proportional fitting, then rounding by largest remainder. A weight of 0 stays 0 as long as the sums allow.
    Raises: ValueError when the row sums and the column sums differ.

    >>> allot([3, 1], [2, 2], [[1, 1], [0, 1]])
    [[2, 1], [0, 1]]
    """
    if sum(row_sums) != sum(column_sums):
        raise ValueError(f"Tổng hàng {sum(row_sums)} khác tổng cột {sum(column_sums)}.")
    exact = _fitted(row_sums, column_sums, weights)
    matrix = [[int(value + 1e-9) for value in line] for line in exact]
    rows_left = [want - sum(line) for want, line in zip(row_sums, matrix, strict=True)]
    columns_left = [want - sum(line[at] for line in matrix) for at, want in enumerate(column_sums)]
    # Small columns choose first: the large ones find room in any row.
    for j in sorted(range(len(column_sums)), key=lambda at: (column_sums[at], at)):
        wanting = sorted(range(len(row_sums)), key=lambda at: (matrix[at][j] - exact[at][j], at))
        for only_fitting in (True, False):
            for i in wanting:
                if columns_left[j] and rows_left[i] and (exact[i][j] > 0 or not only_fitting):
                    step = 1 if only_fitting else min(rows_left[i], columns_left[j])
                    matrix[i][j] += step
                    rows_left[i] -= step
                    columns_left[j] -= step
    return matrix


def _fitted(
    row_sums: Sequence[int], column_sums: Sequence[int], weights: Sequence[Sequence[float]]
) -> list[list[float]]:
    exact = [[float(value) for value in line] for line in weights]
    for _ in range(_ROUNDS):
        for at, want in enumerate(column_sums):
            have = sum(line[at] for line in exact)
            if have:
                factor = want / have
                for line in exact:
                    line[at] *= factor
        for line, want in zip(exact, row_sums, strict=True):
            have = sum(line)
            factor = want / have if have else 0.0
            line[:] = [value * factor for value in line]
    # Rounding down must never overshoot a column.
    for at, want in enumerate(column_sums):
        have = sum(line[at] for line in exact)
        if have > want and have:
            for line in exact:
                line[at] *= want / have
    return exact
