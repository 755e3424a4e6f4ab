"""Dates and years the Vietnamese way: day first; written, read, partly known.

Spreadsheet serial numbers are the business of whoever reads the spreadsheet.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Final, Self

from tdkt.kernel.text import fold, nfc

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2199
_VIETNAM: Final = timezone(timedelta(hours=7))

_CLOCK: Final = r"(?: \d{1,2}:\d{2}(?::\d{2})?)?"
_DAY_FIRST: Final = re.compile(r"(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d+)" + _CLOCK, re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})")
_IN_WORDS: Final = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d+)")
_ISO_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")
_MONTH: Final = re.compile(r"(\d{1,2})[/.-](\d{4})")
_MONTH_IN_WORDS: Final = re.compile(r"(?:thang )?(\d{1,2}) nam (\d{4})")
_YEAR: Final = re.compile(r"(?:nam )?(\d{4})")
_YEARS: Final = re.compile(r"(nam hoc |nam )?(\d{4})(?: (\d{4}))?")


class UnreadableDate(ValueError):
    """The text is no date or year, or an impossible one; the message says how to write it."""


def format_date(day: date) -> str:
    """A date as lists and screens write it, two digits for day and month.

    >>> format_date(date(2022, 1, 9))
    '09/01/2022'
    """
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_date_long(day: date) -> str:
    """A date as papers write it: a zero before days under 10 and before months 1 and 2.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I.

    >>> format_date_long(date(2022, 1, 19)), format_date_long(date(2022, 7, 1))
    ('ngày 19 tháng 01 năm 2022', 'ngày 01 tháng 7 năm 2022')
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year:04d}"


def _checked_year(year: int, shown: str) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableDate(f"“{shown}”: năm {year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}.")
    return year


def _checked_month(year: int, month: int, shown: str) -> int:
    _checked_year(year, shown)
    if not 1 <= month <= 12:
        raise UnreadableDate(f"“{shown}”: không có tháng {month}.")
    return month


def _build(year: int, month: int, day: int, shown: str) -> date:
    _checked_year(year, shown)
    if month > 12 and 1 <= day <= 12:
        raise UnreadableDate(
            f"“{shown}”: không có tháng {month}. Hãy viết ngày trước, tháng sau: "
            f"{month:02d}/{day:02d}/{year} nếu ý là ngày {month} tháng {day}."
        )
    _checked_month(year, month, shown)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise UnreadableDate(f"“{shown}”: tháng {month}/{year} không có ngày {day}.")
    return date(year, month, day)


def _day_first(day: str, month: str, year: str, shown: str) -> date:
    if len(year) != 4:
        raise UnreadableDate(f"“{shown}”: năm phải đủ bốn chữ số, ví dụ 19/01/2022.")
    return _build(int(year), int(month), int(day), shown)


def parse_date(text: str) -> date:
    """The day someone typed: day first, or an ISO date or moment.

    Read are 19/1/2022, 19-01-2022, 19.1.2022, "ngày 19 tháng 01 năm 2022" with or without "ngày",
    2022-01-19, 2022-01-19T08:00:00. A time of day is dropped; where it has a UTC offset, the day is
    the one in Vietnam.
    Raises: UnreadableDate for anything else, two-digit years, month-first and impossible dates.

    >>> parse_date("01 tháng 7 năm 2022") == parse_date("1/7/2022") == parse_date("2022-07-01")
    True
    """
    shown = nfc(text)
    if not shown:
        raise UnreadableDate("Ô để trống; hãy ghi ngày, ví dụ 19/01/2022.")
    if match := _DAY_FIRST.fullmatch(shown):
        return _day_first(match[1], match[3], match[4], shown)
    if match := _YEAR_FIRST.fullmatch(shown):
        return _build(int(match[1]), int(match[3]), int(match[4]), shown)
    if _ISO_MOMENT.fullmatch(shown):
        return _parse_moment(shown)
    if match := _IN_WORDS.fullmatch(fold(shown)):
        return _day_first(match[1], match[2], match[3], shown)
    raise UnreadableDate(
        f"“{shown[:60]}” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 19/01/2022."
    )


def _parse_moment(shown: str) -> date:
    year, month, day = (int(part) for part in shown[:10].split("-"))
    _build(year, month, day, shown)
    try:
        moment = datetime.fromisoformat(shown)
    except ValueError as error:
        raise UnreadableDate(f"“{shown[:60]}”: giờ phút không đọc được.") from error
    return (moment.astimezone(_VIETNAM) if moment.tzinfo else moment).date()


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which perhaps only the year, or year and month, is known.

    Raises: UnreadableDate for a day without month, or a date that does not exist.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise UnreadableDate(f"“{self.year}”: có ngày thì phải có tháng.")
        _checked_year(self.year, str(self.year))
        if self.month is not None:
            _checked_month(self.year, self.month, f"{self.month}/{self.year}")
            if self.day is not None:
                shown = f"{self.day}/{self.month}/{self.year}"
                _build(self.year, self.month, self.day, shown)

    def __str__(self) -> str:
        """What is known, day first.

        >>> str(PartialDate(1985)), str(PartialDate(1985, 7)), str(PartialDate(1985, 7, 2))
        ('1985', '07/1985', '02/07/1985')
        """
        if self.month is None:
            return f"{self.year}"
        return (
            f"{self.day:02d}/" if self.day is not None else ""
        ) + f"{self.month:02d}/{self.year}"

    @property
    def first_day(self) -> date:
        """The earliest day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def parse_partial_date(text: str) -> PartialDate:
    """A whole date, "7/1985", "tháng 7 năm 1985", "1985" or "năm 1985".

    Raises: UnreadableDate.

    >>> parse_partial_date("7/1985")
    PartialDate(year=1985, month=7, day=None)
    """
    shown = nfc(text)
    folded = fold(shown)
    if match := _MONTH.fullmatch(shown) or _MONTH_IN_WORDS.fullmatch(folded):
        year = int(match[2])
        return PartialDate(year, _checked_month(year, int(match[1]), shown))
    if match := _YEAR.fullmatch(folded):
        return PartialDate(_checked_year(int(match[1]), shown))
    whole = parse_date(text)
    return PartialDate(whole.year, whole.month, whole.day)


class YearKind(StrEnum):
    """How a year of achievement is counted; most bodies by calendar, education by school year."""

    CALENDAR = "calendar"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, order=True)
class AwardYear:
    """The year an achievement belongs to; ordered by its first year, calendar before school."""

    first: int
    kind: YearKind = YearKind.CALENDAR

    def __post_init__(self) -> None:
        _checked_year(self.first, str(self.first))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2021", "năm 2021", "2021-2022" or "năm học 2021-2022".

        Raises: UnreadableDate, also when the second year does not follow the first.

        >>> AwardYear.parse("năm học 2021 – 2022").code
        '2021-2022'
        """
        shown = nfc(text)
        match = _YEARS.fullmatch(fold(shown))
        if not match:
            raise UnreadableDate(
                f"“{shown[:60]}” không phải là năm. Hãy viết 2022, hoặc 2021-2022 nếu là năm học."
            )
        first = _checked_year(int(match[2]), shown)
        if match[3] is None:
            if match[1] == "nam hoc ":
                raise UnreadableDate(
                    f"“{shown}”: năm học phải ghi hai năm, ví dụ {first}-{first + 1}."
                )
            return cls(first)
        if int(match[3]) != first + 1:
            raise UnreadableDate(
                f"“{shown}”: năm học gồm hai năm liền nhau, ví dụ {first}-{first + 1}."
            )
        return cls(first, YearKind.SCHOOL)

    @property
    def code(self) -> str:
        """The short form, as in lists and data: "2021", "2021-2022"."""
        return f"{self.first}-{self.first + 1}" if self.kind is YearKind.SCHOOL else f"{self.first}"

    def __str__(self) -> str:
        """The year in a sentence.

        >>> str(AwardYear(2021)), str(AwardYear(2021, YearKind.SCHOOL))
        ('năm 2021', 'năm học 2021-2022')
        """
        return ("năm học " if self.kind is YearKind.SCHOOL else "năm ") + self.code

    def shifted(self, years: int) -> Self:
        """The year of the same kind so many years later; negative is earlier."""
        return type(self)(self.first + years, self.kind)
