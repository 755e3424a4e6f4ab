"""Years rated so or better: a number of them, an unbroken run."""

from typing import Final

from tdkt_law.columns import ALL_YEARS, FIRST_YEAR, span
from tdkt_law.conditions.bits import counted, decide, filled, longest, runs
from tdkt_law.conditions.context import Context, Params, Trace
from tdkt_law.conditions.history import count_in, row_in, window_holds
from tdkt_law.conditions.params import Kind, Param
from tdkt_law.conditions.since import grade_names, steady_names
from tdkt_law.facts.codes import GRADES

RATED: Final = GRADES[1:]


def rated(ctx: Context, params: Params) -> Trace:
    """Are so many years in the window rated so or better, or hold a title that stands for the grade?"""
    names = grade_names(params["at_least"], params["or_titles"])
    years = params["years"]
    soon = ctx.in_years(names, params["within"], years)
    if soon is not None:
        return Trace(soon, names=names)
    yes, may = ctx.session.either(names)
    window = ctx.window(params["within"])
    if params["consecutive"]:
        return row_in(ctx, yes, may, window, years, names)
    return count_in(yes, may, window, years, names)


def run(ctx: Context, params: Params) -> Trace:
    """Is there an unbroken run of years at the grade?

    ``every`` (a person): every year of the time since the base award, at least so many; without a base award the years
    up to the year asked. Else (a collective): a run of so many years lies inside, every other year is rated at least
    ``others_at_least``.
    """
    names = grade_names(params["at_least"], params["or_titles"])
    yes, may = ctx.session.either(names)
    needed = params["years"]
    if ctx.since_base is None and params["every"]:
        up_to = span(FIRST_YEAR, ctx.year)
        low, high = (counted(up_to & ~filled(~mask & up_to)) for mask in (yes, may))
        return Trace(
            decide(low >= needed, high >= needed), low, high, needed, ctx.window("career"), names
        )
    window = ctx.since_base or ctx.window("career")
    steady = steady_names(params)
    good, perhaps = ctx.session.either(steady) if steady else (ALL_YEARS, ALL_YEARS)
    inside, maybe = yes & window.certain, may & window.possible
    verdict = decide(
        (runs(inside, needed) != 0) & ((window.steady & ~good) == 0),
        (runs(maybe, needed) != 0) & ((window.perhaps_steady & ~perhaps) == 0),
    )
    if not ctx.findings:
        return Trace(verdict, names=names)
    low, high = longest(inside), longest(maybe)
    return Trace(verdict, low, high, needed, window, tuple(dict.fromkeys((*names, *steady))))


def _lower(params: Params) -> str:
    others = params["others_at_least"]
    if others is None:
        return ""
    if params["every"]:
        return "others_at_least: chỉ dùng khi every: false"
    if GRADES.index(others) > GRADES.index(params["at_least"]):
        return "others_at_least: cao hơn at_least"
    return ""


KINDS: Final = (
    Kind(
        "rated",
        "Đủ số năm đạt mức xếp loại",
        rated,
        {
            "at_least": Param("word", required=True, allowed=RATED),
            "years": Param("integer", default=1, most=60),
            "within": Param("within", default="year"),
            "or_titles": Param("awards"),
            "consecutive": Param("boolean", default=False),
        },
        relation=lambda params: window_holds(params["within"], params["years"]),
    ),
    Kind(
        "run",
        "Số năm liên tục đạt mức xếp loại",
        run,
        {
            "at_least": Param("word", required=True, allowed=RATED),
            "years": Param("integer", required=True, most=60),
            "every": Param("boolean", required=True),
            "others_at_least": Param("word", allowed=RATED),
            "or_titles": Param("awards"),
        },
        relation=_lower,
    ),
)
