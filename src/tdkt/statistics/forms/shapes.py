"""What a form is: rows and columns, each with the condition it puts on honours, and what must agree in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tdkt.statistics.periods import PeriodKind
from tdkt.statistics.where import EVERY, Where


@dataclass(frozen=True)
class Column:
    """One column. ``heads`` are its headings from the top down; columns that begin alike share the cells above.

    ``where`` None: the form asks for it and no record holds it yet. ``share_of``: the place (from 0) of the column
    it is divided by, as a percent, its own ``where`` being the part.
    """

    number: str
    heads: tuple[str, ...]
    where: Where | None = EVERY
    share_of: int | None = None


@dataclass(frozen=True)
class Row:
    """One row. A heading has no cells; ``figures`` fills its cells from figures instead, one code a column ("" none)."""

    code: str
    label: str
    where: Where | None = EVERY
    indent: int = 0
    is_heading: bool = False
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """What must agree: the sum of some rows (or columns) with that of others, by code (or number)."""

    text: str
    whole: tuple[str, ...]
    parts: tuple[str, ...]
    of_columns: bool = False


@dataclass(frozen=True)
class Form:
    """One form for one year. ``register`` "" counts honours, else rows of that register.

    ``outside`` are conditions on records the form has no place for, each printed under it; ``head`` are the lines at
    the top left, ``notes`` those under the table.
    """

    key: str
    title: str
    unit: str
    rows: Sequence[Row]
    columns: Sequence[Column]
    base: Where = EVERY
    register: str = ""
    period_kind: PeriodKind = PeriodKind.STATISTICAL
    head: tuple[str, ...] = ()
    receiver: str = ""
    checks: tuple[Check, ...] = ()
    outside: tuple[tuple[str, Where], ...] = ()
    whole: Where | None = None
    notes: tuple[str, ...] = ()
    row_head: str = "Chỉ tiêu"
    has_codes: bool = True


@dataclass
class HeadCell:
    """A heading as drawn over several columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1
    place: int = field(default=0)  # of its first column, from 0


def header(columns: Sequence[Column]) -> list[list[HeadCell]]:
    """The headings, line by line: alike neighbours joined, short ones stretched down."""
    depth = max(len(column.heads) for column in columns)
    lines: list[list[HeadCell]] = [[] for _ in range(depth)]
    for place, column in enumerate(columns):
        for level, text in enumerate(column.heads):
            last = level == len(column.heads) - 1
            before = columns[place - 1].heads if place else ()
            joined = not last and before[: level + 1] == column.heads[: level + 1]
            if joined and len(before) > level + 1:
                next(cell for cell in reversed(lines[level])).columns += 1
            else:
                rows = depth - level if last else 1
                lines[level].append(HeadCell(text, rows=rows, place=place))
    return lines
