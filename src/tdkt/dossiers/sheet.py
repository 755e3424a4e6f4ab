"""Columns being filled: rows of records go in by the place of their recipient, in any order."""

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import ExtractYear
from numpy.typing import NDArray

from tdkt_law.columns import (
    ALL_YEARS,
    FIRST_YEAR,
    LAST_YEAR,
    NO_YEAR,
    NUMBER_LEAST,
    NUMBER_MOST,
    UPPER,
    Columns,
)

Ints = NDArray[np.int64]
Masks = NDArray[np.uint64]
Flags = NDArray[np.bool_]

ABSENT: Final = -1
"""What stands for null in a table of whole numbers."""
_CHUNK: Final = 20_000


def table(rows: QuerySet[Any], *names: str | Case) -> Ints:
    """The rows as whole numbers, shape (n, number of names); the names must give neither nulls nor truths. One query.

    Read from the cursor itself, from PostgreSQL as the text it copies: millions of rows bear no conversion one by one.
    """
    query = rows.order_by().values_list(*names).query
    try:
        statement, values = query.sql_with_params()
    except EmptyResultSet:
        return np.zeros((0, len(names)), np.int64)
    if connection.vendor == "postgresql":
        composed = connection.ops.compose_sql(statement, values)  # type: ignore[attr-defined]
        return _copied(composed).reshape(-1, len(names))
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        chunks = iter(lambda: cursor.fetchmany(_CHUNK), [])
        flat = chain.from_iterable(chain.from_iterable(chunks))
        return np.fromiter(flat, np.int64).reshape(-1, len(names))


def _copied(statement: str) -> Ints:
    """All numbers of a query's rows, one after another."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({statement}) TO STDOUT (DELIMITER ' ')") as copy,
    ):
        text = b"".join(map(bytes, copy))
    return np.fromstring(text, np.int64, sep=" ")


def flag(name: str) -> Case:
    """A truth column as 1 or 0."""
    return Case(When(**{name: True}, then=Value(1)), default=Value(0), output_field=IntegerField())


def coded(name: str, codes: Sequence[str]) -> Case:
    """A text column as the place of its code in ``codes``; ``ABSENT`` for any other."""
    # Empty is asked first: of most rows that is all there is to ask.
    empty = When(**{name: ""}, then=Value(ABSENT))
    found = (When(**{name: code}, then=Value(place)) for place, code in enumerate(codes))
    return Case(empty, *found, default=Value(ABSENT), output_field=IntegerField())


def number(name: str) -> Case:
    """A number column with ``ABSENT`` for null."""
    return Case(
        When(**{f"{name}__isnull": True}, then=Value(ABSENT)), default=F(name), output_field=IntegerField()
    )  # fmt: skip


def year_of_day(name: str) -> Case:
    """The year of a date column, ``ABSENT`` for null."""
    return Case(
        When(**{f"{name}__isnull": True}, then=Value(ABSENT)), default=ExtractYear(name), output_field=IntegerField()
    )  # fmt: skip


def bits(years: Ints) -> Masks:
    """``columns.bit`` of each year."""
    known = (years >= FIRST_YEAR) & (years <= LAST_YEAR)
    shifted = np.left_shift(np.uint64(1), np.where(known, years - FIRST_YEAR, 0).astype(np.uint64))
    return np.where(known, shifted, NO_YEAR)


class Places:
    """Where each recipient stands; ``ids`` ascend."""

    def __init__(self, ids: Ints) -> None:
        self.ids = ids
        self.size = len(ids)

    def find(self, recipients: Ints) -> tuple[Ints, Flags]:
        """The place of each, and which of them are here at all."""
        if not self.size:
            return np.zeros(len(recipients), np.int64), np.zeros(len(recipients), np.bool_)
        places = np.minimum(np.searchsorted(self.ids, recipients), self.size - 1)
        return places, self.ids[places] == recipients

    def rows(self, found: Ints) -> tuple[Ints, Ints]:
        """Of a table whose first column is the recipient: (places, the other columns) of those that are here."""
        places, here = self.find(found[:, 0])
        return places[here], found[here, 1:]


class Sheet:
    """The columns of N recipients by name, while they are gathered."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.arrays: dict[str, NDArray[Any]] = {}

    def masks(self, places: Ints, years: Masks) -> Masks:
        """The years of each recipient joined, shape (size,); (1,) where there are none."""
        if not len(places):
            return np.zeros(1, np.uint64)
        joined = np.zeros(self.size, np.uint64)
        order = np.argsort(places, kind="stable")
        at = places[order]
        first = np.flatnonzero(np.concatenate(([True], at[1:] != at[:-1])))
        joined[at[first]] = np.bitwise_or.reduceat(years[order], first)
        return joined

    def mask(
        self, name: str, places: Ints, yes: Masks, may: Masks | None = None, *, unknown: Masks
    ) -> None:
        """A mask column from rows of years; ``may`` is ``yes`` when left out.

        ``unknown``, shape (1,) or (size,), are the years nobody knows about.
        """
        known = self.masks(places, yes)
        self._put(name, known)
        if knows_nothing(unknown):
            self._put(name + UPPER, ALL_YEARS)
        else:
            possible = known if may is None else self.masks(places, may)
            self._put(name + UPPER, possible | unknown)

    def whole_mask(self, name: str, yes: Masks, may: Masks) -> None:
        """A mask column whose bounds are ready, each of shape (size,) or (1,)."""
        self._put(name, yes)
        self._put(name + UPPER, may)

    def number(self, name: str, places: Ints, low: Ints, high: Ints | None = None) -> None:
        """A number column known of some recipients and unknown of the others."""
        for upper, values, unknown in (
            (name, low, NUMBER_LEAST),
            (name + UPPER, low if high is None else high, NUMBER_MOST),
        ):
            array = np.full(self.size, unknown, np.int32)
            array[places] = values
            self.arrays[upper] = array

    def truth(self, name: str, values: NDArray[Any] | int) -> None:
        """A truth column; one number says the same of all."""
        self.arrays[name] = np.broadcast_to(np.asarray(values, np.int8), (self.size,))

    def columns(self) -> Columns:
        """What was gathered; a column nobody filled is unknown."""
        return Columns(self.size, self.arrays)

    def _put(self, name: str, values: Any) -> None:
        self.arrays[name] = np.broadcast_to(np.asarray(values, np.uint64), (self.size,))


def unknown_years(whole: Flags) -> Masks:
    """Every year where the list is not whole, else none; ``whole`` has shape (1,) or (size,)."""
    return np.where(whole, NO_YEAR, ALL_YEARS)


def knows_nothing(unknown: Masks) -> bool:
    """Is every year unknown, of everybody?"""
    return len(unknown) == 1 and unknown[0] == ALL_YEARS


def still_whole(whole: bool, lost: Ints, size: int) -> Flags:
    """Is the list whole of each recipient, when those at the places ``lost`` some entries? Shape (1,) where all are
    alike."""
    if not whole or not len(lost):
        return np.full(1, whole)
    flags = np.full(size, whole)
    flags[lost] = False
    return flags
