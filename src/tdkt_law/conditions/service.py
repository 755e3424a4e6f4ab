"""Time served: years of service, months worked in the year, months in leadership posts."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tdkt_law.catalogue.catalogue import PostRow
from tdkt_law.conditions.bits import Flags, decide
from tdkt_law.conditions.context import Context, Params, Trace
from tdkt_law.conditions.params import Kind, Param
from tdkt_law.verdicts import MET, NOT_MET, UNKNOWN, Truths, some

Months: TypeAlias = NDArray[np.int64]

MONTHS_FROM: Final = 1900
"""``service/since`` counts months from January of this year."""


def service(ctx: Context, params: Params) -> Trace:
    """So many years of service up to the day of proposal, or so many months worked in the year asked?"""
    if params["months_in_year"] is not None:
        low, high = ctx.columns.narrow_number("service/months")
        names, needed = ("service/months",), params["months_in_year"]
    else:
        first, last = ctx.columns.narrow_number("service/since")
        now = (ctx.proposed_on.year - MONTHS_FROM) * 12 + ctx.proposed_on.month - 1
        low, high = np.maximum(now - last, 0) // 12, np.maximum(now - first, 0) // 12
        names, needed = ("service/since",), params["years"]
    return Trace(decide(low >= needed, high >= needed), low, high, needed, None, names)


def post(ctx: Context, params: Params) -> Trace:
    """Do the months in leadership posts earn the award, by one of the rows of the table of posts?

    Unknown where the table of that day has no row of the award: its text was not to be had.
    """
    rows = ctx.catalogue.posts(params["award"] or ctx.award, ctx.law_day)
    names = tuple(dict.fromkeys(f"posts/{row.group}/months" for row in rows))
    earned = some((_by_row(ctx, row) for row in rows), 1) if rows else np.full(1, UNKNOWN)
    return Trace(earned, names=(*names, "female"))


def _by_row(ctx: Context, row: PostRow) -> Truths:
    low, high = (m.astype(np.int64) for m in ctx.columns.narrow_number(f"posts/{row.group}/months"))

    def verdict(part: int, less: int) -> Truths:
        """The verdict when ``part`` thirds of the time are asked, and ``less`` months fewer."""

        def reaches(months: Months, asked: int) -> Flags:
            return (months + less) * 3 >= asked * part

        sure, possible = reaches(low, row.months), reaches(high, row.months)
        if row.below is not None:
            sure, possible = sure & ~reaches(high, row.below), possible & ~reaches(low, row.below)
        return decide(sure, possible)

    men = verdict(3, 0)
    if not (row.women_third or row.women_less):
        return men
    women = verdict(2 if row.women_third else 3, row.women_less)
    female = ctx.columns.narrow_truth("female")
    either = np.where(men == women, men, UNKNOWN)
    return np.where(female == MET, women, np.where(female == NOT_MET, men, either))


KINDS: Final = (
    Kind(
        "service",
        "Thời gian công tác",
        service,
        {
            "years": Param("integer", most=80),
            "months_in_year": Param("integer", most=12),
        },
        one_of=("years", "months_in_year"),
    ),
    Kind("post", "Thời gian giữ chức vụ lãnh đạo", post, {"award": Param("award")}),
)
