"""The time that counts since a base award: where it begins, for each subject.

An award rests on an earlier one, its base, and on what was done since. A subject may hold the base more than once, or
it may not be known when; a later discipline may make the time begin anew. Where a run of years is asked, the base is
the one kindest to the subject: the earliest from whose end the years are unbroken, for the longer the time the more it
holds. Where none is asked, or the run fails for every base, it is the latest.
"""

from typing import Any

import numpy as np

from tdkt_law.columns import ALL_YEARS, FIRST_YEAR, Masks, span
from tdkt_law.conditions.bits import after, earlier_by, earliest, filled, until
from tdkt_law.conditions.context import Context, Pair, Params, Window, codes_of

DISCIPLINE_END = "discipline/end"


def grade_names(at_least: str, titles: Any) -> tuple[str, ...]:
    """The columns of years rated so or better, or holding a title that stands for the grade."""
    return (f"ratings/{at_least}", *(f"awards/{code}" for code in codes_of(titles)))


def steady_names(run: Params) -> tuple[str, ...]:
    """The columns one of which must hold in every year of a run's time; none where the run asks nothing of the others."""
    if run["every"]:
        return grade_names(run["at_least"], run["or_titles"])
    if run["others_at_least"] is None:
        return ()
    # Whoever has the higher grade of a run, or the title for it, has the lower one.
    titles = grade_names(run["at_least"], run["or_titles"])
    return (f"ratings/{run['others_at_least']}", *titles)


def clock_names(ctx: Context, base: Params) -> tuple[str, ...]:
    """The columns from whose years the time counts."""
    return ctx.award_names(codes_of(base["award"]), any_ground=False, clock=True)


def clocks(ctx: Context, base: Params) -> Pair:
    """(yes, may) of the years at whose end time begins to count, discipline considered."""
    yes, may = ctx.session.either(clock_names(ctx, base))
    if not ctx.after_discipline:
        return yes, may
    low, high = ctx.columns.narrow_number(DISCIPLINE_END)
    return _anew(yes, high), _anew(may, low)


def since_base(ctx: Context, base: Params, run: Params | None) -> Window:
    """The time since the base award, fit for the run asked of it."""
    steady = () if run is None else steady_names(run)
    gap = 0 if run is None else run["years"]
    key = (
        "since", clock_names(ctx, base), ctx.year, ctx.after_discipline, base["latest"],
        max(gap, base["years"]), run is None, steady,
    )  # fmt: skip
    found = ctx.session.kept(key)
    if found is None:
        found = _window(ctx, base, run, steady)
        ctx.session.keep(key, found)
    window: Window = found
    return window


def _window(ctx: Context, base: Params, run: Params | None, steady: tuple[str, ...]) -> Window:
    before, up_to = span(FIRST_YEAR, ctx.year - 1), span(FIRST_YEAR, ctx.year)
    yes, may = (mask & before for mask in clocks(ctx, base))
    if run is None or base["latest"]:
        # What must be found is looked for after the latest base there may be.
        certain = np.where(yes != 0, ~filled(may), 0)
        return Window(certain & up_to, _since_known(yes, may) & up_to)
    gap = max(run["years"], base["years"])
    enough = span(FIRST_YEAR, ctx.year - gap)
    good, perhaps = ctx.session.either(steady) if steady else (ALL_YEARS, ALL_YEARS)
    certain = _kindest(yes & enough, ~good & up_to, _since_known(yes, yes))
    possible = _kindest(may & enough, ~perhaps & up_to, _since_known(yes, may))
    return Window(certain & up_to, possible & up_to)


def _kindest(bases: Masks, broken: Any, otherwise: Masks) -> Masks:
    """After the earliest base from whose end no year is broken."""
    base = earliest(bases & ~earlier_by(filled(np.atleast_1d(broken)), 1))
    return np.where(base != 0, after(base), otherwise)


def _since_known(yes: Masks, may: Masks) -> Masks:
    """After the latest base known, else after the earliest possible one."""
    return np.where(yes != 0, ~filled(yes), after(earliest(may)))


def _anew(mask: Masks, ended: np.ndarray[Any, np.dtype[np.int32]]) -> Masks:
    """The masks with every year up to the end of a discipline moved to that end; 0 is no discipline."""
    earlier, to_end = until(ended - np.int32(1)), until(ended)
    moved = np.where((mask & to_end) != 0, to_end & ~earlier, 0)
    return (mask & ~earlier) | moved
