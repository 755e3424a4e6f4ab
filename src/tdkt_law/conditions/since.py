"""The time that counts since a base award: where it begins, for each subject.

An award rests on an earlier one, its base, and on what was done since. A subject may hold the base more than once, or
it may not be known when; a later discipline may make the time begin anew. Where a run of years is asked, the base is
the one kindest to the subject: the earliest from whose end the years are unbroken, for the longer the time the more it
holds. Where none is asked, or the run fails for every base, it is the latest.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    yes, may = (mask & before for mask in ctx.session.either(clock_names(ctx, base)))
    ended = _ended(ctx)
    known = _after_known(yes, may) & ~ended.sooner & up_to
    if run is None or base["latest"]:
        # Time begins no later than after the latest base there may be, no earlier than after the latest one known.
        certain = np.where(yes != 0, ~filled(may), 0) & ~ended.later & up_to
        return Window(certain, known, certain | known, certain)
    enough = span(FIRST_YEAR, ctx.year - max(run["years"], base["years"]))
    good, perhaps = _steady(ctx, steady)
    # Unbroken from the sooner end of a discipline, long enough even from the later one.
    unbroken = _moved(yes, ended.sooner) & ~_before_broken(~good & up_to)
    certain = _after_earliest(_moved(unbroken, ended.later) & enough)
    failed = _after_known(yes, yes) & ~ended.later
    certain = np.where(certain != 0, certain, np.where(ended.known, failed, 0)) & up_to
    # A discipline that may end in any of several years may let time begin after any of them.
    free = ended.later & ~earlier_by(ended.sooner, 1) & (earliest(may) | after(earliest(may)))
    bases = (_moved(may, ended.sooner) | free) & ~_before_broken(~perhaps & up_to)
    possible = _after_earliest(bases & enough)
    possible = np.where(possible != 0, possible & up_to, known)
    return Window(certain, possible, certain, possible)


@dataclass(frozen=True, slots=True)
class _Ended:
    """Every year up to the end of the last discipline: up to the soonest it may be, and up to the latest. No year
    where the law does not begin anew, or there was none."""

    sooner: Masks
    later: Masks
    known: NDArray[np.bool_]


def _ended(ctx: Context) -> _Ended:
    if not ctx.after_discipline:
        return _Ended(np.zeros(1, np.uint64), np.zeros(1, np.uint64), np.ones(1, np.bool_))
    low, high = ctx.columns.narrow_number(DISCIPLINE_END)
    return _Ended(until(low), until(high), low == high)


def _moved(bases: Masks, ended: Masks) -> Masks:
    """The bases, those up to the end of a discipline moved to the year in which it ends."""
    before = earlier_by(ended, 1)
    return (bases & ~before) | np.where((bases & ended) != 0, ended & ~before, 0)


def _steady(ctx: Context, names: tuple[str, ...]) -> Pair:
    """(yes, may) of the years not broken; every year where nothing is asked of them."""
    whole = np.full(1, ALL_YEARS)
    return ctx.session.either(names) if names else (whole, whole)


def _before_broken(broken: Masks) -> Masks:
    """The years after which a broken one still follows."""
    return earlier_by(filled(broken), 1)


def _after_earliest(bases: Masks) -> Masks:
    """Every year after the earliest base; no year where there is none."""
    return after(earliest(bases))


def _after_known(yes: Masks, may: Masks) -> Masks:
    """Every year after the latest base known, else after the earliest possible one."""
    return np.where(yes != 0, ~filled(yes), _after_earliest(may))
