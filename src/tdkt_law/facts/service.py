"""Time at work as numbers: since when, months of a year, months in leadership posts."""

from datetime import date
from typing import Final

from tdkt_law.facts.codes import LEAVE_AT_WORK
from tdkt_law.facts.model import Service, Stretch
from tdkt_law.facts.posts import ALL_GROUPS, month_number, months_by_group
from tdkt_law.facts.row import MOST

ACTING_COUNTS: Final = "acting_posts_count"
"""The setting by which months in charge without appointment count as months in the post, or do not."""


def service_numbers(
    service: Service, year: int, until: date, *, acting: bool | None = None
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
    months = months_at_work(service, year)
    if months is not None:
        found["service/months"] = months
    if service.posts.entries or service.posts.whole:
        sure = months_by_group(service.posts.entries, until, acting=acting is True)
        possible = months_by_group(service.posts.entries, until, acting=acting is not False)
        for group in ALL_GROUPS:
            high = possible[group] if service.posts.whole else MOST
            found[f"posts/{group}/months"] = (sure[group], high)
    return found


def months_at_work(service: Service, year: int) -> tuple[int, int] | None:
    """Months worked in a calendar year; maternity leave and treatment of wounds are work (NĐ 98 Điều 4 khoản 5)."""
    kept = _months([one for one in service.leave.entries if one.kind in LEAVE_AT_WORK], year)
    if service.months_in_year is not None and year in service.months_in_year:
        worked = service.months_in_year[year]
        # A written number may or may not have left such leave out already.
        return worked, min(worked + len(kept), 12)
    away = _months([one for one in service.leave.entries if one.kind not in LEAVE_AT_WORK], year)
    if service.spells.entries:
        here = _months(service.spells.entries, year)
        whole = service.spells.whole
    elif service.since is not None:
        here, whole = _months([Stretch("", service.since, None, "")], year), True
    else:
        return None
    low = len(here - away)
    return low, low if whole else 12


def _months(stretches: list[Stretch] | tuple[Stretch, ...], year: int) -> set[int]:
    """The months 1..12 of a year that the stretches touch."""
    found: set[int] = set()
    for one in stretches:
        last = one.end or date(year, 12, 31)
        found.update(
            month
            for month in range(1, 13)
            if (one.start.year, one.start.month) <= (year, month) <= (last.year, last.month)
        )
    return found
