"""The figures a report may show, as one book of values: what each is called, its unit, and how it is printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import Final

from tdkt.kernel.numbers import format_count, format_decimal, format_int, number_in_words
from tdkt.kernel.stated import Hedge, Unit
from tdkt.kernel.text import fold

UNKNOWN: Final = "chưa có dữ liệu"
_ATTACHED: Final = (Unit.PERCENT, Unit.PERMILLE)  # stick to the number: 76,7%
_SPACED: Final = (Unit.POINTS,)  # follow it after a blank: 27 điểm %
_NOT_PADDED: Final = (
    Unit.RANK,
    Unit.PERCENT,
    Unit.POINTS,
    Unit.PERMILLE,
    Unit.CRITERIA,
    Unit.DOCTORS,
)


class Form(StrEnum):
    """How a figure is printed, written after a bar: ``{{ code|chu }}``."""

    PLAIN = ""
    NUMBER = "so"
    WORDS = "chu"
    WITH_UNIT = "don_vi"
    SIZE = "muc"


FORMS: Final[Mapping[Form, str]] = {
    Form.PLAIN: "như thường lệ: 05, 3.320, 76,7%, 27 điểm %",
    Form.NUMBER: "chỉ con số, không kèm % hay điểm %",
    Form.WORDS: "bằng chữ",
    Form.WITH_UNIT: "kèm đơn vị tính: 880 tập thể",
    Form.SIZE: "mức tăng, giảm không kèm dấu trừ: giảm 16 vụ",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure as the report prints it.

    ``value`` None: not known. Percents and points are as printed (76.7), not ratios. ``places`` fixes the
    decimals; None keeps those the value has. ``unknown`` is what an unknown one prints. ``frozen`` is the text of an issued report, used instead of all.
    """

    code: str
    name: str
    unit: str = Unit.COUNT
    value: Decimal | None = None
    hedge: str = Hedge.EXACT
    places: int | None = None
    declared: bool = False
    frozen: str | None = None
    unknown: str = UNKNOWN

    @property
    def unit_word(self) -> str:
        """The unit as words, e.g. "tập thể"; empty for a bare count."""
        return str(Unit(self.unit).label) if self.unit in Unit.values else self.unit

    @property
    def noun(self) -> str:
        """The unit where the printed figure does not carry it."""
        return "" if self.unit in (*_ATTACHED, *_SPACED) else self.unit_word

    def text(self, form: Form = Form.PLAIN) -> str:
        """The figure as printed; "chưa có dữ liệu" when not known."""
        if self.frozen is not None and form is Form.PLAIN:
            return self.frozen
        if self.value is None:
            return self.unknown
        hedge = f"{Hedge(self.hedge).label} " if self.hedge else ""
        if form is Form.WORDS:
            return hedge + self._in_words(self.value)
        value = abs(self.value) if form is Form.SIZE else self.value
        return hedge + self._written(value) + self._unit_after(form)

    def _written(self, value: Decimal) -> str:
        if value == value.to_integral_value() and not self.places:
            count = int(value)
            if count < 0:
                return format_int(count)
            return format_count(count, pad=self.unit not in _NOT_PADDED and not self.hedge)
        if self.places is not None:
            return format_decimal(value, self.places)
        return format_decimal(value.normalize())

    def _in_words(self, value: Decimal) -> str:
        if value != value.to_integral_value():
            return self._written(value)
        return number_in_words(int(value))

    def _unit_after(self, form: Form) -> str:
        if form is Form.NUMBER:
            return ""
        if self.unit in _ATTACHED:
            return self.unit_word
        if self.unit in _SPACED or (form is Form.WITH_UNIT and self.unit_word):
            return f" {self.unit_word}"
        return ""


class Book:
    """Every figure of one authority and year by its code; ``LiveBook`` reads them from the records when asked."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.code: entry for entry in entries}

    def get(self, code: str) -> Entry | None:
        """The figure of that code, or None."""
        return self._entries.get(code)

    def names(self) -> Mapping[str, str]:
        """Code → name of every figure that can be picked from the list."""
        return {code: entry.name for code, entry in self._entries.items()}

    def __contains__(self, code: str) -> bool:
        return self.get(code) is not None

    def known(self, code: str) -> bool:
        """Whether the figure exists and its value is known."""
        return self.value(code) is not None

    def value(self, code: str) -> Decimal | None:
        """The value, or None when the figure does not exist or is not known."""
        entry = self.get(code)
        return entry.value if entry else None

    @cached_property
    def _by_value(self) -> dict[Decimal, list[Entry]]:
        found: dict[Decimal, list[Entry]] = {}
        for code in self._compared():
            entry = self.get(code)
            if entry is not None and entry.value is not None:
                found.setdefault(entry.value, []).append(entry)
        return found

    def _compared(self) -> Iterable[str]:
        """Codes a number typed by hand is compared with."""
        return self._entries

    def bearing(self, value: Decimal) -> list[Entry]:
        """The figures whose printed value is exactly that."""
        return self._by_value.get(value, [])

    def near(self, code: str, *, n: int = 3) -> list[str]:
        """The codes that look most like ``code``, the nearest first."""
        names = self.names()
        found = get_close_matches(code, names, n=n, cutoff=0.6)
        if found:
            return found
        words = fold(code.replace(".", " ").replace("_", " ")).split()
        scored = [
            (sum(word in fold(f"{key} {name}") for word in words), key)
            for key, name in names.items()
        ]
        best = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1]))
        return [key for _, key in best[:n]]

    def search(self, words: str, *, n: int = 30) -> list[Entry]:
        """Figures whose code or name has every word, without diacritics."""
        asked = fold(words.replace(".", " ").replace("_", " ")).split()
        codes = [
            code
            for code, name in self.names().items()
            if all(
                word in fold(f"{code.replace('.', ' ').replace('_', ' ')} {name}") for word in asked
            )
        ]
        found = [self.get(code) for code in codes[:n]]
        return [entry for entry in found if entry is not None]
