"""A value of a facts file and where it stands: every reading of it either succeeds or says what is allowed."""

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Final

from tdkt_law.awards import UnknownAward, award, awards

FIRST, LAST = 1900, 2100
_SCHOOL_YEAR: Final = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")
_VIETNAMESE_DAY: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_WORDS: Final = {"true": True, "false": False, "có": True, "không": False}


class FactsError(ValueError):
    """A facts file says what cannot be read. ``path`` is where, ``allowed`` what could stand there."""

    def __init__(
        self, path: str, value: object, allowed: Sequence[str] = (), message: str = ""
    ) -> None:
        self.path = path
        self.value = value
        self.allowed = tuple(allowed)
        hint = f" Được dùng: {', '.join(self.allowed)}." if self.allowed else ""
        self.message = (
            message or f"{path or 'Tệp'}: giá trị {_shown(value)} không dùng được."
        ) + hint
        super().__init__(self.message)


def near_first(code: str, known: Iterable[str]) -> tuple[str, ...]:
    """All known codes, those that look like the one given first."""
    every = tuple(known)
    near = get_close_matches(code, every, n=5, cutoff=0.5)
    return (*near, *(one for one in every if one not in near))


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its path, "awards[2].year"."""

    value: Any
    path: str

    def bad(self, allowed: Sequence[str] = (), message: str = "") -> FactsError:
        """The error of this value here."""
        return FactsError(
            self.path, self.value, allowed, f"{self.path}: {message}" if message else ""
        )

    def fields(self, known: Sequence[str]) -> dict[str, "Node"]:
        """The parts of a mapping that were given; an unknown name is an error, a null is not given."""
        if not isinstance(self.value, Mapping):
            raise self.bad(message=f"cần một bảng “tên: giá trị”, gặp {_shown(self.value)}.")
        found = {}
        for name, value in self.value.items():
            inner = Node(value, f"{self.path}.{name}" if self.path else str(name))
            if name not in known:
                raise FactsError(
                    inner.path, name, near_first(str(name), known),
                    f"{inner.path}: không có mục “{name}”.",
                )  # fmt: skip
            if value is not None:
                found[name] = inner
        return found

    def items(self) -> Iterator["Node"]:
        """The members of a list, each with its place."""
        if not isinstance(self.value, list | tuple):
            raise self.bad(message=f"cần một danh sách, gặp {_shown(self.value)}.")
        for place, value in enumerate(self.value):
            yield Node(value, f"{self.path}[{place}]")

    def text(self) -> str:
        """Words; a bare number or day is taken as written."""
        if isinstance(self.value, str | int | float | date) and not isinstance(self.value, bool):
            return str(self.value).strip()
        raise self.bad(message=f"cần chữ, gặp {_shown(self.value)}.")

    def code(self, known: Sequence[str], aliases: Mapping[str, str] | None = None) -> str:
        """One code of a closed list; an error lists all of it, the nearest first."""
        if isinstance(self.value, str | int) and not isinstance(self.value, bool):
            code = str(self.value).strip()
            code = (aliases or {}).get(code, code)
            if code in known:
                return code
        raise self.bad(
            near_first(str(self.value), known),
            f"không biết mã {_shown(self.value)}.",
        )

    def award(self) -> str:
        """An award's code, an old long code included."""
        try:
            return award(self.text()).code
        except UnknownAward as unknown:
            near = (*unknown.near, *(code for code in awards() if code not in unknown.near))
            raise self.bad(near, f"không biết mã khen thưởng {_shown(self.value)}.") from None

    def truth(self) -> bool:
        """True or false."""
        if isinstance(self.value, bool):
            return self.value
        if isinstance(self.value, str) and self.value.strip().lower() in _WORDS:
            return _WORDS[self.value.strip().lower()]
        raise self.bad(("true", "false"), f"cần true hoặc false, gặp {_shown(self.value)}.")

    def number(self, least: int = 0, most: int = 2**31 - 2) -> int:
        """A whole number within bounds."""
        value = self.value
        if isinstance(value, str) and re.fullmatch(r"\d{1,10}", value.strip()):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.bad(
                message=f"cần một số nguyên từ {least} đến {most}, gặp {_shown(self.value)}."
            )
        return value

    def year(self) -> tuple[int, bool]:
        """A year, or a school year "2023-2024": its first year, and whether it is a school year."""
        text = str(self.value).strip()
        if not isinstance(self.value, bool) and re.fullmatch(r"\d{4}", text):
            year, school = int(text), False
        elif (match := _SCHOOL_YEAR.fullmatch(text)) and int(match[2]) == int(match[1]) + 1:
            year, school = int(match[1]), True
        else:
            year, school = 0, False
        if not FIRST <= year <= LAST:
            raise self.bad(
                ("2024", "2023-2024"),
                f"cần một năm ({FIRST}–{LAST}) hoặc một năm học, gặp {_shown(self.value)}.",
            )
        return year, school

    def day(self, *, end: bool = False) -> date:
        """A day: 2024-03-01, 01/03/2024, or a month 2010-01 (its first day, or its last when ``end``)."""
        value = self.value
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            found: date | None = value
        else:
            found = _day(str(value).strip(), end=end) if not isinstance(value, bool) else None
        if found is None or not FIRST <= found.year <= LAST:
            raise self.bad(
                ("2024-03-01", "01/03/2024", "2024-03"),
                f"cần một ngày có thật ({FIRST}–{LAST}), gặp {_shown(self.value)}.",
            )
        return found


def _day(text: str, *, end: bool) -> date | None:
    try:
        if match := _MONTH.fullmatch(text):
            year, month = int(match[1]), int(match[2])
            return date(year, month, calendar.monthrange(year, month)[1] if end else 1)
        if match := _VIETNAMESE_DAY.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text)
    except (ValueError, calendar.IllegalMonthError):
        return None
