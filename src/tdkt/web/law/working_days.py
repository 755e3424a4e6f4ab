"""A year of working days as twelve small tables, and a limit of working days counted day by day."""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tdkt_law.calendar import add_working_days, days_off, is_working, make_up_days

WEEKDAYS: Final = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
WEEKDAY_NAMES: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_MONDAY: Final = calendar.Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Square:
    """A day of the calendar. ``look``: "off" a named day off, "make-up" worked in exchange, "weekend", or empty."""

    day: date
    look: str
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its weeks of seven squares, None outside the month; how many days are worked."""

    title: str
    weeks: tuple[tuple[Square | None, ...], ...]
    working: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch of days that do not count, and why."""

    first: date
    last: date
    why: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A limit of ``days`` working days from ``event``, which itself does not count, to ``last``."""

    event: date
    days: int
    last: date
    first: date
    skipped: tuple[Skipped, ...]

    @property
    def weekday(self) -> str:
        return WEEKDAY_NAMES[self.last.weekday()]


def months(year: int) -> tuple[Month, ...]:
    """The twelve months. Raises: NoCalendar."""
    off = {one.day: one.name for one in days_off(year)}
    worked = {one.day: one.name for one in make_up_days(year)}

    def square(day: date) -> Square:
        if day in worked:
            return Square(day, "make-up", worked[day])
        if day in off:
            return Square(day, "off", off[day])
        return Square(day, "" if day.weekday() < 5 else "weekend", "")

    return tuple(_month(year, month, square) for month in range(1, 13))


def _month(year: int, month: int, square: Callable[[date], Square]) -> Month:
    weeks = tuple(
        tuple(square(day) if day.month == month else None for day in week)
        for week in _MONDAY.monthdatescalendar(year, month)
    )
    worked = sum(one is not None and is_working(one.day) for week in weeks for one in week)
    return Month(f"Tháng {month}", weeks, worked)


def counted(event: date, days: int) -> Counted:
    """The limit, with every stretch it steps over. Raises: NoCalendar, ValueError for less than one day."""
    last = add_working_days(event, days)
    span = [event + timedelta(step) for step in range(1, (last - event).days + 1)]
    first = next(day for day in span if is_working(day))
    return Counted(event, days, last, first, tuple(_skipped(span)))


def _skipped(span: list[date]) -> Iterator[Skipped]:
    """Days in a row with the same reason are one stretch; a weekend is one."""
    names = {one.day: one.name for year in {day.year for day in span} for one in days_off(year)}
    run: list[date] = []
    why = ""
    for day in span:
        now = "" if is_working(day) else names.get(day, "nghỉ hằng tuần")
        if run and now != why:
            yield Skipped(run[0], run[-1], why)
            run = []
        if now:
            run.append(day)
        why = now
    if run:
        yield Skipped(run[0], run[-1], why)
