"""Days on which a decision can be dated: no weekend, no public holiday, none of the days off around Tết."""

import random
from datetime import date, timedelta
from functools import cache
from typing import Final

# First day of Tết and the anniversary of the Hùng Kings (10th of the third lunar month); computed lunar dates.
_TET: Final = {
    2009: date(2009, 1, 26), 2010: date(2010, 2, 14), 2011: date(2011, 2, 3), 2012: date(2012, 1, 23), 2013: date(2013, 2, 10), 2014: date(2014, 1, 31),
    2015: date(2015, 2, 19), 2016: date(2016, 2, 8), 2017: date(2017, 1, 28), 2018: date(2018, 2, 16),
    2019: date(2019, 2, 5), 2020: date(2020, 1, 25), 2021: date(2021, 2, 12), 2022: date(2022, 2, 1),
    2023: date(2023, 1, 22), 2024: date(2024, 2, 10), 2025: date(2025, 1, 29),
}  # fmt: skip
_HUNG_KINGS: Final = {
    2009: date(2009, 4, 5), 2010: date(2010, 4, 23), 2011: date(2011, 4, 12), 2012: date(2012, 3, 31), 2013: date(2013, 4, 19), 2014: date(2014, 4, 9),
    2015: date(2015, 4, 28), 2016: date(2016, 4, 16), 2017: date(2017, 4, 6), 2018: date(2018, 4, 25),
    2019: date(2019, 4, 14), 2020: date(2020, 4, 2), 2021: date(2021, 4, 21), 2022: date(2022, 4, 10),
    2023: date(2023, 4, 29), 2024: date(2024, 4, 18), 2025: date(2025, 4, 7),
}  # fmt: skip


@cache
def days_off(year: int) -> frozenset[date]:
    """Public holidays of a year, wide enough to cover the substitute days that were announced each year."""
    spans = [
        (date(year, 1, 1), 0, 3),
        (_TET[year], -3, 7),
        (_HUNG_KINGS[year], 0, 2),
        (date(year, 4, 30), -1, 4),
        (date(year, 9, 2), -1, 2),
    ]
    return frozenset(
        first + timedelta(days=shift)
        for first, low, high in spans
        for shift in range(low, high + 1)
    )


@cache
def working_days(year: int, month: int, first_day: int = 1, last_day: int = 31) -> tuple[date, ...]:
    """The working days of a month from ``first_day`` to ``last_day``.

    >>> working_days(2022, 2)[0].isoformat()
    '2022-02-09'
    """
    day, found = date(year, month, first_day), []
    while day.month == month and day.day <= last_day:
        if day.weekday() < 5 and day not in days_off(year):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def some_working_day(
    rng: random.Random, year: int, month: int, first_day: int = 1, last_day: int = 31
) -> date:
    return rng.choice(working_days(year, month, first_day, last_day))
