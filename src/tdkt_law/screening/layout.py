"""The columns a facts file may have: their names, what sort of fact each is, how Arrow holds it.

One row is one subject, ``id`` names it. Every other column is a column of ``tdkt_law.columns`` of the same name; a mask
or a number may have its upper bound beside it, ``name?``; a mask may be given year by year instead, each year a truth
``name@2024``. Null is "not known": of a mask or number that bound, so a null in ``name`` alone leaves everything possible;
of a truth unknown.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import Enum
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Final

import numpy as np
import pyarrow as pa

from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import Catalogue, descend
from tdkt_law.columns import (
    ALL_YEARS,
    FIRST_YEAR,
    LAST_YEAR,
    NO_YEAR,
    NUMBER_LEAST,
    NUMBER_MOST,
    OF_YEAR,
    UPPER,
)
from tdkt_law.conditions import achievements, initiatives
from tdkt_law.facts.codes import DISCIPLINE, GRADES, GROUNDS, ORGANISERS, RECIPIENT_KINDS, SCOPES
from tdkt_law.facts.posts import ALL_GROUPS
from tdkt_law.verdicts import UNKNOWN

ID: Final = "id"
ID_TYPES: Final = (pa.int64(), pa.int32(), pa.string(), pa.large_string())


class Sort(Enum):
    """What sort of fact a column holds: its Arrow type, and the bounds of what is not known."""

    MASK = (pa.uint64(), NO_YEAR, ALL_YEARS)
    NUMBER = (pa.int32(), NUMBER_LEAST, NUMBER_MOST)
    TRUTH = (pa.int8(), UNKNOWN, UNKNOWN)

    @property
    def arrow(self) -> pa.DataType:
        """How Arrow holds it."""
        return self.value[0]

    @property
    def least(self) -> np.generic:
        """The lower bound of what is not known."""
        least: np.generic = self.value[1]
        return least

    @property
    def most(self) -> np.generic:
        """The upper bound of what is not known."""
        most: np.generic = self.value[2]
        return most


class FactsFileError(ValueError):
    """A facts file that cannot be read, in words: which file, which column, what is allowed."""

    def __init__(self, path: object, message: str, *, column: str = "") -> None:
        self.path, self.column, self.reason = str(path), column, message
        super().__init__(f"{path}: {f'cột “{column}”: ' if column else ''}{message}")

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        # It comes back whole from another process.
        return _again, (self.path, self.reason, self.column)


def _again(path: str, message: str, column: str) -> FactsFileError:
    return FactsFileError(path, message, column=column)


@lru_cache(maxsize=4)
def sorts(catalogue: Catalogue) -> Mapping[str, Sort]:
    """Every column the catalogue knows, without the upper bounds."""
    found = {
        f"awards/{code}{tail}": Sort.MASK
        for code in awards()
        for tail in ("", "/regular", "/clock")
    }
    found |= {f"ratings/{grade}": Sort.MASK for grade in GRADES[1:]}
    found |= {f"discipline/{form}": Sort.MASK for form in DISCIPLINE[1:]}
    found |= {
        initiatives.column(scope, use, count, replicable=replicable): Sort.MASK
        for scope in SCOPES
        for use in initiatives.USES
        for count in range(1, initiatives.MOST_IN_A_YEAR + 1)
        for replicable in (False, True)
    }
    members = ("total", "completed", "ldtt", "cstt", "cstd_co_so", "women", "worst_discipline")
    numbers = (
        *(f"members/{name}" for name in members),
        *(f"bloc/{organiser}/rank" for organiser in ORGANISERS),
        *(f"posts/{group}/months" for group in ALL_GROUPS),
        "age/years", "founded/year", "service/since", "service/months", "discipline/end",
    )  # fmt: skip
    found |= dict.fromkeys(numbers, Sort.NUMBER)
    truths = (
        *(f"is/{kind}" for kind in RECIPIENT_KINDS), *_asked(catalogue), "female", "flag_eligible",
        "disciplined", "pending", "direct_worker", "enterprise",
    )  # fmt: skip
    return MappingProxyType(found | dict.fromkeys(truths, Sort.TRUTH))


def _asked(catalogue: Catalogue) -> Iterable[str]:
    """The columns of what is attested and of achievements, which the conditions themselves name."""
    general = (
        one
        for regime in catalogue.regimes.values()
        for ground in GROUNDS
        for root in catalogue.general(regime.start, ground)
        for one in descend(root)
    )
    for one in chain((one for _, _, _, one in catalogue.walk()), general):
        if one.kind == "attested":
            yield f"attested/{one.id}"
        elif one.kind == "achievement":
            yield achievements.column(one.params)


def fact_of(column: str) -> str:
    """The name of the fact a column says something of: without a year, without the mark of an upper bound."""
    return column.partition(OF_YEAR)[0].removesuffix(UPPER)


def sort_of(column: str, known: Mapping[str, Sort]) -> Sort | None:
    """The sort of a column as it stands in a file; None when no fact has such a column."""
    fact, of_year, year = column.partition(OF_YEAR)
    sort = known.get(fact.removesuffix(UPPER))
    if of_year:
        within = year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR
        return Sort.TRUTH if within and known.get(fact) is Sort.MASK else None
    return None if sort is Sort.TRUTH and fact.endswith(UPPER) else sort


def check_schema(path: object, schema: pa.Schema, known: Mapping[str, Sort]) -> None:
    """Is every column one the catalogue knows, of its type, with ``id`` and at least one recipient kind among them?

    Raises: FactsFileError.
    """
    if len(set(schema.names)) != len(schema.names):
        twice = next(name for name in schema.names if schema.names.count(name) > 1)
        raise FactsFileError(path, "có hai cột cùng tên; mỗi tên chỉ một cột.", column=twice)
    if ID not in schema.names:
        raise FactsFileError(
            path, "thiếu cột này; mỗi dòng cần một mã (số nguyên hoặc chữ).", column=ID
        )
    if schema.field(ID).type not in ID_TYPES:
        _wrong_type(path, ID, schema.field(ID).type, "int64 hoặc string")
    for field in schema:
        if field.name == ID:
            continue
        sort = sort_of(field.name, known)
        if sort is None:
            near = get_close_matches(fact_of(field.name), known, n=3, cutoff=0.6)
            hint = f" Gần giống: {', '.join(near)}." if near else ""
            raise FactsFileError(
                path,
                f"không có dữ kiện nào tên như vậy trong luật đã nạp.{hint} Tên cột: xem docs/screening.md.",
                column=field.name,
            )
        if field.type != sort.arrow:
            _wrong_type(path, field.name, field.type, str(sort.arrow))
    masks = {name.removesuffix(UPPER) for name in schema.names if OF_YEAR not in name}
    for name in schema.names:
        if OF_YEAR in name and fact_of(name) in masks:
            raise FactsFileError(
                path, f"ghi theo từng năm mà lại có cột “{fact_of(name)}” cho mọi năm; chỉ dùng một cách.",
                column=name,
            )  # fmt: skip
    if not any(name.startswith("is/") for name in schema.names):
        raise FactsFileError(
            path, "không có cột is/… nào (is/ca_nhan, is/tap_the…), nên không biết mỗi dòng là ai."
        )


def _wrong_type(path: object, column: str, found: pa.DataType, allowed: str) -> None:
    raise FactsFileError(path, f"có kiểu {found}; được dùng: {allowed}.", column=column)
