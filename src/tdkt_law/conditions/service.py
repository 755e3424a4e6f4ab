"""Time served: years of service, months worked in the year, months in leadership posts."""

from typing import Final

import numpy as np

from tdkt_law.catalogue.catalogue import PostRow
from tdkt_law.conditions.bits import decide
from tdkt_law.conditions.context import Context, Params, Trace
from tdkt_law.conditions.params import Kind, Param
from tdkt_law.verdicts import MET, NOT_MET, UNKNOWN, Truths, opposite, some

MONTHS_FROM: Final = 1900
"""``service/since`` counts months from January of this year."""
WOMEN_THIRD: Final = "women_third"
"""The setting by which a province gives women in leadership posts the third less, or not."""


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

    Time that is too short in a post adds to the next lower one; time that earns a higher class by its own row does
    not come down (NĐ 152/2025 Điều 9 khoản 2 điểm b). Unknown where the table of that day has no row of the award: its
    text was not to be had.
    """
    rows = ctx.catalogue.posts(params["award"] or ctx.award, ctx.law_day)
    names = tuple(dict.fromkeys(f"posts/{row.group}/months" for row in rows))
    if not rows:
        return Trace(np.full(1, UNKNOWN), names=("female",))
    earned = some((_reaches(ctx, row, row.months) for row in rows), 1)
    higher = some((_reaches(ctx, row, row.below) for row in rows if row.below is not None), 1)
    return Trace(np.minimum(earned, opposite(higher)), names=(*names, "female"))


def _reaches(ctx: Context, row: PostRow, asked: int) -> Truths:
    """Are there so many months in the row's group or a higher one, less what women need not have?"""
    low, high = (m.astype(np.int64) for m in ctx.columns.narrow_number(f"posts/{row.group}/months"))

    def verdict(thirds: int, less: int) -> Truths:
        return decide((low + less) * 3 >= asked * thirds, (high + less) * 3 >= asked * thirds)

    men = verdict(3, 0)
    third = row.women_third and ctx.catalogue.told(WOMEN_THIRD, True)
    if not (third or row.women_less):
        return men
    women = verdict(2 if third else 3, row.women_less)
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
