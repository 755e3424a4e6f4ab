"""Awards held: as a base, so many times, so many years in a row, proposed right after."""

from typing import Final

import numpy as np

from tdkt_law.columns import FIRST_YEAR, Masks, bit, span
from tdkt_law.conditions.bits import Flags, counted, decide, longest, runs
from tdkt_law.conditions.context import Context, Params, Trace, Window, codes_of
from tdkt_law.conditions.params import Kind, Param
from tdkt_law.conditions.since import DISCIPLINE_END, clock_names
from tdkt_law.verdicts import Truths, every, some


def count_in(yes: Masks, may: Masks, window: Window, needed: int, names: tuple[str, ...]) -> Trace:
    """Are there at least ``needed`` years inside the window?"""
    low, high = counted(yes & window.certain), counted(may & window.possible)
    return Trace(decide(low >= needed, high >= needed), low, high, needed, window, names)


def row_in(
    ctx: Context, yes: Masks, may: Masks, window: Window, needed: int, names: tuple[str, ...]
) -> Trace:
    """Are there ``needed`` years in a row inside the window?"""
    inside, perhaps = yes & window.certain, may & window.possible
    verdict = decide(runs(inside, needed) != 0, runs(perhaps, needed) != 0)
    low, high = (longest(inside), longest(perhaps)) if ctx.findings else (None, None)
    return Trace(verdict, low, high, needed, window, names)


def base(ctx: Context, params: Params) -> Trace:
    """Was the base award earned before the year asked, and at least ``years`` years before it?"""
    names = clock_names(ctx, params)
    yes, may = ctx.session.either(names)
    before, years, window = (
        span(FIRST_YEAR, ctx.year - 1),
        params["years"],
        ctx.window("since_base"),
    )
    early = span(FIRST_YEAR, ctx.year - max(years, 1))
    certain, possible = (yes & early) != 0, (may & early) != 0
    if params["latest"]:
        late = before & ~early
        certain &= (may & late) == 0
        possible = possible & ((yes & late) == 0)
    elif ctx.run is not None and years:
        # The same base must be old enough and begin the run.
        certain = certain & (counted(window.certain) >= years)
        possible = possible & (counted(window.possible) >= years)
    if ctx.after_discipline:
        names += (DISCIPLINE_END,)
    low, high = counted(yes & before), counted(may & before)
    return Trace(decide(certain, possible), low, high, 1, window, names)


def held(ctx: Context, params: Params) -> Trace:
    """Was one of the awards earned so many times in the window, in a row where that is asked?

    ``ending`` [0, -1] asks that the years in a row end in the year asked or the one before.
    """
    names = ctx.award_names(codes_of(params["award"]), any_ground=params["any_ground"])
    times = params["times"]
    if params["ending"] is None:
        soon = ctx.in_years(names, params["within"], times)
    else:
        soon = _in_a_row(ctx, names, params)
    if soon is not None:
        return Trace(soon, names=names)
    yes, may = ctx.session.either(names)
    window = ctx.window(params["within"])
    if not params["consecutive"]:
        return count_in(yes, may, window, times, names)
    if params["ending"] is None:
        return row_in(ctx, yes, may, window, times, names)
    inside, perhaps = yes & window.certain, may & window.possible
    rows = [
        span(ctx.year + end - times + 1, ctx.year + end)
        for end in params["ending"]
        if ctx.year + end - times >= FIRST_YEAR - 1
    ]
    verdict = decide(_whole(inside, rows), _whole(perhaps, rows))
    if not ctx.findings:
        return Trace(verdict, names=names)
    low, high = (_most(mask, rows) for mask in (inside, perhaps))
    return Trace(verdict, low, high, times, window, names)


def _in_a_row(ctx: Context, names: tuple[str, ...], params: Params) -> Truths | None:
    """The short way for years in a row ending in a given year of the career; None where it does not apply."""
    if ctx.findings or params["within"] != "career":
        return None
    rows = []
    for end in params["ending"]:
        last = ctx.year + end
        found = ctx.session.yearly(names, range(last - params["times"] + 1, last + 1))
        if found is None:
            return None
        rows.append(every(found, 1))
    return some(rows, 1)


def _whole(mask: Masks, rows: list[np.uint64]) -> Flags:
    found = np.zeros(mask.shape, np.bool_)
    for row in rows:
        found |= (mask & row) == row
    return found


def _most(mask: Masks, rows: list[np.uint64]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    found = np.zeros(mask.shape, np.uint8)
    for row in rows:
        found = np.maximum(found, counted(mask & row))
    return found


def proposed_next_year(ctx: Context, params: Params) -> Trace:
    """Is it proposed in the year right after one in which the award was earned?"""
    names = tuple(f"awards/{code}" for code in codes_of(params["after"]))
    yes, may = ctx.session.either(names)
    last = bit(ctx.proposed_on.year - 1)
    return Trace(decide((yes & last) != 0, (may & last) != 0), names=names)


def _fits(params: Params) -> str:
    if params["ending"] is not None and not params["consecutive"]:
        return "ending: chỉ dùng khi consecutive: true"
    return window_holds(params["within"], params["times"])


def window_holds(within: object, count: int) -> str:
    """What is wrong when a count of years is asked in a window that is shorter."""
    years = 1 if within == "year" else within["last"] if isinstance(within, dict) else 64
    return f"within: cửa sổ {years} năm không chứa đủ {count} năm" if count > years else ""


KINDS: Final = (
    Kind(
        "base",
        "Đã được tặng hình thức làm mốc tính thời gian",
        base,
        {
            "award": Param("awards", required=True),
            "latest": Param("boolean", default=False),
            "years": Param("integer", default=0, least=0, most=60),
        },
    ),
    Kind(
        "held",
        "Đã được tặng danh hiệu, hình thức đủ số lần",
        held,
        {
            "award": Param("awards", required=True),
            "times": Param("integer", default=1, most=60),
            "consecutive": Param("boolean", default=False),
            "ending": Param("offsets"),
            "within": Param("within", default="career"),
            "any_ground": Param("boolean", default=False),
        },
        relation=_fits,
    ),
    Kind(
        "proposed_next_year",
        "Đề nghị trong năm liền kề sau năm đạt danh hiệu",
        proposed_next_year,
        {"after": Param("awards", required=True)},
    ),
)
