"""From a cell, however typed, to one value; what cannot be read becomes a ``Fault`` with its reason."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db.models import TextChoices

from tdkt.imports.sheets import Cell, ErrorCell
from tdkt.kernel.dates import (
    AwardYear,
    UnreadableDate,
    format_date,
    parse_date,
    parse_partial_date,
)
from tdkt.kernel.numbers import (
    UnreadableNumber,
    format_decimal,
    parse_int,
    parse_money,
    parse_number,
)
from tdkt.kernel.text import canonical_tone, confusable_key, fold, nfc
from tdkt.registry.identity import UnreadableNationalId, national_id_clean
from tdkt.registry.states import BirthPrecision

Reader = Callable[[Cell], Any]

_EXCEL_DAY_ONE: Final = date(1899, 12, 30).toordinal()
_REFERENCE: Final = re.compile(r"(?:số\s*:?\s*)?(\d{1,6}[a-zđ]?)\s*(?:/\s*(\S.*))?", re.IGNORECASE)
_PERIOD: Final = re.compile(r"(?:giai doan )?(\d{4}) (\d{4})")
_MEMO_SIZE: Final = 20_000


class UnreadableCell(ValueError):
    """The cell cannot be read as its column asks; the message says how to write it."""


class Fault(NamedTuple):
    """Stands where a value would: why the cell was not read."""

    reason: str


_UNREADABLE = (UnreadableCell, UnreadableDate, UnreadableNumber, UnreadableNationalId)


class Name(NamedTuple):
    """A name as written and its keys: ``strict`` for equal, ``folded`` for look-up, ``loose`` for "may be the same"."""

    text: str
    strict: str
    folded: str
    loose: str


class Birth(NamedTuple):
    day: date
    precision: str


class Memo(dict[Any, Any]):
    """Reads each distinct cell once; ``column`` maps a whole column at the speed of a dictionary."""

    def __init__(self, reader: Reader, *, blank: Any = None) -> None:
        super().__init__()
        self._reader = reader
        self._blank = blank

    def __missing__(self, cell: Cell) -> Any:
        value = self._read(cell)
        self[cell] = value
        return value

    def _read(self, cell: Cell) -> Any:
        if isinstance(cell, ErrorCell):
            return Fault(
                f"Ô có lỗi công thức {cell.code}; hãy sửa công thức hoặc ghi thẳng giá trị."
            )
        if isinstance(cell, str) and not nfc(cell):
            return self._blank
        try:
            return self._reader(cell)
        except _UNREADABLE as error:
            return Fault(str(error))

    def column(self, cells: list[Cell]) -> list[Any]:
        if len(self) > _MEMO_SIZE:
            self.clear()
        if bool in set(map(type, cells)):  # True would find what 1.0 was read as
            cells = [("có" if c else "không") if isinstance(c, bool) else c for c in cells]
        return list(map(self.__getitem__, cells))


def shown(cell: Cell) -> str:
    """The cell as a person sees it, for refusals.

    >>> shown(1821.0), shown(0.5), shown(date(2022, 1, 9))
    ('1821', '0,5', '09/01/2022')
    """
    if isinstance(cell, ErrorCell):
        return cell.code
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return (
            str(int(cell))
            if cell.is_integer()
            else format_decimal(Decimal(repr(cell))).replace(".", "")
        )
    if isinstance(cell, datetime):
        return format_date(cell.date())
    if isinstance(cell, date):
        return format_date(cell)
    return nfc(str(cell))


# --- readers -------------------------------------------------------------------------------------


def text(longest: int) -> Reader:
    """One line of text of at most so many characters, in NFC."""

    def read(cell: Cell) -> str:
        found = shown(cell)
        if len(found) > longest:
            raise UnreadableCell(f"Dài {len(found)} ký tự, tối đa {longest}.")
        return found

    return read


def name(longest: int) -> Reader:
    """The name of a person or body, with the keys it is compared by."""

    def read(cell: Cell) -> Name:
        if not isinstance(cell, str):
            raise UnreadableCell(f"“{shown(cell)}” không phải là tên.")
        found = text(longest)(cell)
        if not any(char.isalpha() for char in found):
            raise UnreadableCell(f"“{found}” không phải là tên: không có chữ nào.")
        return Name(found, canonical_tone(found).casefold(), fold(found), confusable_key(found))

    return read


def day(cell: Cell) -> date:
    """A date cell, or a date typed as text in any style the kernel reads."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float | int):
        raise UnreadableCell(_number_for_day(float(cell)))
    return parse_date(str(cell))


def birth(cell: Cell) -> Birth:
    """A day of birth as far as known; 01/01 is a day by convention and weighs as a year."""
    if isinstance(cell, float | int) and float(cell).is_integer() and 1800 <= cell <= 2199:
        return Birth(date(int(cell), 1, 1), BirthPrecision.YEAR)
    if isinstance(cell, str):
        known = parse_partial_date(cell)
        if known.day is None:
            return Birth(date(known.year, 1, 1), BirthPrecision.YEAR)
        found = known.first_day
    else:
        found = day(cell)
    conventional = (found.day, found.month) == (1, 1)
    return Birth(found, BirthPrecision.CONVENTIONAL if conventional else BirthPrecision.DAY)


def _number_for_day(number: float) -> str:
    said = f"Ô là số {shown(number)}, không phải ngày"
    if number.is_integer() and 1 < number < 100_000:
        meant = date.fromordinal(_EXCEL_DAY_ONE + int(number))
        return f"{said} (có thể là {format_date(meant)}). Hãy định dạng ô là Ngày (Date), hoặc gõ 19/01/2022."
    return f"{said}. Hãy gõ ngày/tháng/năm, ví dụ 19/01/2022."


def year(cell: Cell) -> AwardYear:
    """A calendar year ("2022") or a school year ("2021-2022")."""
    return AwardYear.parse(shown(cell))


def calendar_year(cell: Cell) -> int:
    """A calendar year."""
    found = AwardYear.parse(shown(cell))
    if found.kind != "calendar":
        raise UnreadableCell(f"“{shown(cell)}” là năm học; ở đây cần một năm, ví dụ {found.first}.")
    return found.first


def period(cell: Cell) -> tuple[int, int]:
    """From a year to a later one: "2017-2021"."""
    match = _PERIOD.fullmatch(fold(shown(cell)))
    if not match or not int(match[1]) < int(match[2]):
        raise UnreadableCell(
            f"“{shown(cell)}” không phải là giai đoạn. Hãy viết năm đầu-năm cuối, ví dụ 2017-2021."
        )
    return int(match[1]), int(match[2])


def decimal(cell: Cell) -> Decimal:
    """A number exactly as typed; at most four decimals, as the registers keep."""
    found = Decimal(repr(cell)) if isinstance(cell, float) else parse_number(shown(cell))
    exponent = found.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        raise UnreadableCell(f"“{shown(cell)}” có quá bốn chữ số thập phân; hãy làm tròn.")
    return found


def whole(*, least: int = 0, most: int = 2_000_000_000) -> Reader:
    """A whole number within bounds; a number cell with a fraction is refused, never rounded."""

    def read(cell: Cell) -> int:
        if isinstance(cell, float) and not cell.is_integer():
            raise UnreadableCell(_fraction_words(cell))
        found = int(cell) if isinstance(cell, float | int) else parse_int(shown(cell))
        if not least <= found <= most:
            raise UnreadableCell(f"“{shown(cell)}” nằm ngoài khoảng {least}–{most}.")
        return found

    return read


def _fraction_words(number: float) -> str:
    seen = shown(number)
    thousands = Decimal(repr(number)) * 1000
    hint = (
        f" Nếu ý là {thousands:.0f}, hãy gõ {thousands:.0f}." if thousands == int(thousands) else ""
    )
    return f"Ô là số {seen} (có phần lẻ); ở đây cần một số nguyên.{hint}"


def money(cell: Cell) -> int:
    """An amount in whole đồng."""
    if isinstance(cell, float) and not cell.is_integer():
        raise UnreadableCell(_fraction_words(cell))
    found = int(cell) if isinstance(cell, float | int) else parse_money(shown(cell))
    if found < 0:
        raise UnreadableCell(f"“{shown(cell)}”: số tiền không thể âm.")
    return found


def national_id(cell: Cell) -> str:
    """9 or 12 digits. A number cell has lost its leading zeros, which the refusal says."""
    if isinstance(cell, float | int) and len(shown(cell)) not in {9, 12}:
        raise UnreadableCell(
            f"“{shown(cell)}” chỉ còn {len(shown(cell))} chữ số: ô là số nên mất số 0 ở đầu. "
            "Hãy định dạng ô là Văn bản (Text) rồi gõ lại đủ 12 chữ số."
        )
    return national_id_clean(shown(cell))


def reference(cell: Cell) -> tuple[str, str]:
    """Number and symbol of a document: "1234/QĐ-UBND" → ("1234", "QĐ-UBND"); the symbol may be empty."""
    match = _REFERENCE.fullmatch(shown(cell))
    if not match:
        raise UnreadableCell(
            f"“{shown(cell)[:60]}” không phải là số văn bản. Hãy viết số/ký hiệu, ví dụ 1234/QĐ-UBND."
        )
    return match[1].lstrip("0") or "0", nfc(match[2] or "").replace(" ", "")


def flag(cell: Cell) -> bool:
    """An "x" column: x, có, 1, đúng are yes; không, 0 are no; blank is no, as the column's note says."""
    folded = fold(shown(cell))
    if folded in {"x", "co", "1", "dung", "true", "c"}:
        return True
    if folded in {"khong", "0", "k", "sai", "false"}:
        return False
    raise UnreadableCell(
        f"“{shown(cell)[:40]}” không rõ có hay không. Hãy ghi x nếu có, để trống nếu không."
    )


def choice(options: type[TextChoices], **also: Iterable[str]) -> Reader:
    """One value of a closed list, by its label, its code, or another way of writing it (``also``: MEMBER=names)."""
    known: dict[str, str] = {}
    for option in options:
        for spelling in (option.value, option.label, *also.get(option.name, ())):
            known[_option_key(spelling)] = option.value
    known.pop("", None)
    labels = "; ".join(str(option.label) for option in options if option.value)

    def read(cell: Cell) -> str:
        found = known.get(_option_key(shown(cell)))
        if found is None:
            raise UnreadableCell(f"“{shown(cell)[:60]}” không có trong danh mục: {labels}.")
        return found

    return read


def _option_key(spelling: str) -> str:
    return fold(spelling) or nfc(spelling).casefold()  # "%" folds to nothing
