"""Time at work as numbers: since when, months of a year, months in leadership posts."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from tdkt_law.columns import LAST_YEAR
from tdkt_law.facts.codes import (
    LEAVE_AT_WORK,
    LEAVE_STUDY,
    LEAVE_UNSAID,
    SCHOOL_YEAR_BEGINS,
)
from tdkt_law.facts.model import Service, Stretch
from tdkt_law.facts.posts import ALL_GROUPS, month_number, months_by_group
from tdkt_law.facts.row import MOST

DAYS_OF_YEAR: Final = 365
LAST_MONTH: Final = month_number(date(LAST_YEAR + 1, 12, 1))
ACTING_COUNTS: Final = "acting_posts_count"
"""The setting by which months in charge without appointment count as months in the post, or do not."""


def service_numbers(
    service: Service, year: int, until: date, *, acting: bool | None = None, school: bool = False
) -> dict[str, tuple[int, int]]:
    """Bounds (low, high) by column name: service/since, service/months, posts/<group>/months.

    Units: months; ``service/since`` counts from January 1900. What is unknown is left out. ``acting``: do months in
    charge without appointment count? None: it is not settled, they are possible and not sure.
    """
    found = {}
    since = service.since
    if since is None and service.spells.whole and service.spells.entries:
        since = min(one.start for one in service.spells.entries)
    if since is not None:
        found["service/since"] = (month_number(since), month_number(since))
    months = months_at_work(service, year, school=school)
    if months is not None:
        found["service/months"] = months
    if service.posts.entries or service.posts.whole:
        sure = months_by_group(service.posts.entries, until, acting=acting is True)
        possible = months_by_group(service.posts.entries, until, acting=acting is not False)
        for group in ALL_GROUPS:
            high = possible[group] if service.posts.whole else MOST
            found[f"posts/{group}/months"] = (sure[group], high)
    return found


def months_at_work(service: Service, year: int, *, school: bool = False) -> tuple[int, int] | None:
    """Months worked in a calendar year, or in a school year, September to August; least and most.

    Maternity leave (NĐ 98 Điều 4 khoản 5), treatment of wounds and study of under a year (NĐ 65 Điều 5) are work. Sick
    leave and longer study may be: the text was not to be had.
    """
    first = month_number(date(year, SCHOOL_YEAR_BEGINS if school else 1, 1))
    whole_year = set(range(first, first + 12))
    leave = service.leave.entries
    kept = [one for one in leave if one.kind in LEAVE_AT_WORK or _short_study(one)]
    perhaps = [one for one in leave if one.kind in LEAVE_UNSAID and one not in kept]
    if service.months_in_year is not None and year in service.months_in_year:
        worked = service.months_in_year[year]
        # A written number may or may not have left such leave out already.
        return worked, min(worked + len(whole_year & _months(kept + perhaps)), 12)
    off = _months([one for one in leave if one not in kept and one not in perhaps])
    since = None if service.since is None else _months([Stretch("", service.since, None, "")])
    if service.spells.entries:
        here, whole = _months(service.spells.entries), service.spells.whole
    elif since is not None:
        here, whole = since, True
    else:
        return None
    low = len((whole_year & here) - off - _months(perhaps))
    # Nobody worked before the day service began, whatever spells are not listed.
    most = here if whole else whole_year if since is None else since
    return low, max(low, len((whole_year & most) - off))


def _short_study(one: Stretch) -> bool:
    """Is it study of under a year? Study still going on is not known to be."""
    if one.kind != LEAVE_STUDY or one.end is None:
        return False
    return (one.end - one.start).days < DAYS_OF_YEAR - 1


def _months(stretches: Iterable[Stretch]) -> set[int]:
    """The months the stretches touch; one still going on reaches as far as anybody asks."""
    found: set[int] = set()
    for one in stretches:
        last = month_number(one.end) if one.end else LAST_MONTH
        found.update(range(month_number(one.start), last + 1))
    return found
