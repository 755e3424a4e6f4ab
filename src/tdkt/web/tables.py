"""Tables of records as values: what a page hands to ``{% data_table %}``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from django.http import QueryDict

from tdkt.kernel.dates import format_date
from tdkt.kernel.numbers import format_decimal, format_int

EXACT_TO = 10_000  # totals are counted to here; beyond it the pager says "trên 10.000"


@dataclass(frozen=True)
class Column:
    """One column. ``sort`` is the key the header's link asks for; empty: not sortable."""

    label: str
    sort: str = ""
    number: bool = False
    nowrap: bool = False
    hidden_label: bool = False
    sort_url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True)
class Cell:
    """One cell. ``value`` None is unknown and says so; ``note`` is a second, quieter line."""

    value: object
    url: str = ""
    note: str = ""
    award: bool = False
    mark: Literal["", "ok", "warn", "bad"] = ""

    @property
    def written(self) -> object:
        """Numbers and days the Vietnamese way; anything else as it is."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return format_int(self.value)
        if isinstance(self.value, Decimal):
            return format_decimal(self.value)
        if isinstance(self.value, date):
            return format_date(self.value)
        return self.value


@dataclass(frozen=True)
class Row:
    """One record; the first cell is its header and carries ``url``."""

    cells: Sequence[object]
    url: str = ""
    total: bool = False

    @property
    def drawn(self) -> list[Cell]:
        cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in self.cells]
        if self.url and not cells[0].url:
            first = cells[0]
            cells[0] = Cell(first.value, self.url, first.note, first.award, first.mark)
        return cells


@dataclass(frozen=True)
class Pager:
    """Paging by key: only the next and the previous page have an address.

    ``total`` None is not counted; above ``EXACT_TO`` the count stopped there and ``count_url`` counts on request.
    """

    total: int | None = None
    shown: int = 0
    noun: str = "dòng"
    next_url: str = ""
    previous_url: str = ""
    count_url: str = ""
    exact: bool = False

    @property
    def is_over(self) -> bool:
        return self.total is not None and self.total > EXACT_TO and not self.exact

    @property
    def counted(self) -> int | None:
        return EXACT_TO if self.is_over else self.total


@dataclass(frozen=True)
class Table:
    """A list of records. On the phone rows become cards, or with ``scroll`` the table scrolls sideways."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    pager: Pager | None = None
    export_url: str = ""
    scroll: bool = False
    tall: bool = False
    show_caption: bool = False


def sortable(columns: Sequence[Column], query: QueryDict, *, default: str) -> list[Column]:
    """The columns with the links of their headers, from ``?sort=key`` or ``?sort=-key`` of the request.

    A header pressed again turns the order round; the page key is dropped, other filters are kept.
    """
    asked = query.get("sort", default)
    out = []
    for column in columns:
        if not column.sort:
            out.append(column)
            continue
        now: Literal["", "ascending", "descending"] = ""
        if asked.removeprefix("-") == column.sort:
            now = "descending" if asked.startswith("-") else "ascending"
        link = query.copy()
        for key in ("after", "before"):
            link.pop(key, None)
        link["sort"] = f"-{column.sort}" if now == "ascending" else column.sort
        out.append(replace(column, sort_url=f"?{link.urlencode()}", sorted=now))
    return out


def without(query: QueryDict, *keys: str) -> str:
    """The address of this page without these filters, for the cross on a chip; the page key goes too."""
    left = query.copy()
    for key in (*keys, "after", "before"):
        left.pop(key, None)
    return f"?{left.urlencode()}" if left else "?"


def chips(query: QueryDict, labels: Mapping[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Filters in force as (name, value as shown, address without it). ``labels``: key → (name, shown value)."""
    return [
        (name, shown, without(query, key))
        for key, (name, shown) in labels.items()
        if query.get(key)
    ]
