"""Vietnamese working days: which days are off, and the end of a time limit counted in working days or in days.

The week is Monday to Friday, as public bodies work. Days off come from the library ``holidays``; what it lacks or has wrong
stands in ``data/calendar.yaml``. The Tết block and swaps of a year are announced the year before: until then a year's
days are worked out from the Labour Code and marked as not confirmed. Every function speaks of the civil calendar
and never asks for today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from tdkt_law.own_data import own_data

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


class NoCalendar(LookupError):
    """The calendar does not reach that year."""

    def __init__(self, year: int, first: int, last: int) -> None:
        self.year = year
        super().__init__(
            f"Lịch làm việc chỉ có từ năm {first} đến năm {last}, không có năm {year}."
        )


@dataclass(frozen=True, slots=True)
class DayOff:
    """A named day off. ``confirmed`` False: worked out, the year's schedule was not announced when this was written."""

    day: date
    name: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class MakeUpDay:
    """A Saturday (or Sunday) on which public bodies work, in exchange for a day off."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class _Year:
    off: Mapping[date, str]
    working: Mapping[date, str]


@cache
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = own_data("calendar.yaml")
    return found


@cache
def _year(year: int) -> _Year:
    data = _data()
    first, last = data["first_year"], data["last_year"]
    if not first <= year <= last:
        raise NoCalendar(year, first, last)
    # Loading the library costs more than the rest of tdkt_law together, and most callers never ask for a working day.
    import holidays  # noqa: PLC0415 -- slow import

    # A swap near New Year is listed under the neighbouring year.
    known = holidays.country_holidays("VN", years=(year - 1, year, year + 1), language="vi")
    off = {day: name for day, name in known.items() if day.year == year}
    working = {day: "Làm bù" for day in getattr(known, "weekend_workdays", ()) if day.year == year}
    for entry in data["yearly"]:
        if year >= entry["first"]:
            month, day_of_month = map(int, entry["month_day"].split("-"))
            off.setdefault(date(year, month, day_of_month), entry["name"])
    for entry in data["changes"]:
        if entry["day"].year == year:
            ours, other = (working, off) if entry["works"] else (off, working)
            ours[entry["day"]] = entry["name"]
            other.pop(entry["day"], None)
    return _Year(off, working)


def is_confirmed(year: int) -> bool:
    """Was the year's schedule of days off announced when the data was written?"""
    published = _data()["published"]
    return bool(published["first"] <= year <= published["last"])


def days_off(year: int) -> tuple[DayOff, ...]:
    """The named days off of a year in order, days given for a weekend and swapped days among them; not the plain weekends.

    Raises: NoCalendar.
    """
    sure = is_confirmed(year)
    return tuple(DayOff(day, name, sure) for day, name in sorted(_year(year).off.items()))


def make_up_days(year: int) -> tuple[MakeUpDay, ...]:
    """The weekend days of a year on which public bodies work. Raises: NoCalendar."""
    return tuple(MakeUpDay(day, name) for day, name in sorted(_year(year).working.items()))


def is_working(day: date) -> bool:
    """Do public bodies work that day? Raises: NoCalendar."""
    year = _year(day.year)
    if day in year.working:
        return True
    return day.weekday() < _SATURDAY and day not in year.off


def working_days_between(first: date, last: date) -> int:
    """How many working days lie from ``first`` to ``last``, both included; 0 when ``last`` is earlier."""
    return sum(is_working(first + step * _DAY) for step in range((last - first).days + 1))


def next_working(day: date) -> date:
    """The day itself when it is a working day, else the next one that is."""
    while not is_working(day):
        day += _DAY
    return day


def last_working(day: date) -> date:
    """The day itself when it is a working day, else the last one before it that is."""
    while not is_working(day):
        day -= _DAY
    return day


def add_working_days(day: date, n: int) -> date:
    """The last day of a limit of ``n`` working days that starts with an event on ``day``.

    The day of the event does not count: day 1 is the next working day (Civil Code 2015, articles 147 and 148).
    Raises: ValueError when ``n`` is less than 1.
    """
    return _step(day, n, _DAY)


def subtract_working_days(day: date, n: int) -> date:
    """The latest day of an event after which ``n`` whole working days pass before ``day``.

    The notice of names must stand 10 working days before the council meets: the council's day in, the last day of
    posting out. Raises: ValueError when ``n`` is less than 1.
    """
    return _step(day, n, -_DAY) - _DAY


def add_days(day: date, n: int) -> date:
    """The last day of a limit of ``n`` plain days that starts with an event on ``day``.

    A limit that ends on a day off ends with the next working day (Civil Code 2015, article 148).
    Raises: ValueError when ``n`` is less than 1.
    """
    _refuse_less_than_one(n)
    return next_working(day + n * _DAY)


def _step(day: date, n: int, step: timedelta) -> date:
    _refuse_less_than_one(n)
    while n:
        day += step
        n -= is_working(day)
    return day


def _refuse_less_than_one(n: int) -> None:
    if n < 1:
        raise ValueError(f"Số ngày của thời hạn phải từ 1 trở lên, không phải {n}.")
