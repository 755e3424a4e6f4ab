"""Numbers and money the Vietnamese way: written, read, spelled out. No floats anywhere.

A point groups thousands, a comma starts the decimals: 11.919,74.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tdkt.kernel.text import fold, nfc

Exact = Fraction | Decimal | int

_DIGIT_WORDS: Final = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_BILLION: Final = 1_000_000_000
_LONGEST: Final = 40  # digits; anything longer in a cell is not a number someone meant

_PLAIN: Final = re.compile(r"[0-9]+(?:,[0-9]+)?")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:([. ])[0-9]{3})(?:\1[0-9]{3})*(?:,[0-9]+)?")
_DOTTED: Final = re.compile(r"([0-9]+)\.([0-9]+)")
_ENGLISH: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_SCALES: Final = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "ty": _BILLION, "ti": _BILLION}
_CURRENCIES: Final = {"dong", "d", "vnd"}


class UnreadableNumber(ValueError):
    """The text is no number in Vietnamese writing, or could be two; the message says what to do."""


# --- writing ---------------------------------------------------------------------------------


def round_half_up(value: Exact, places: int = 0) -> Decimal:
    """The value to so many decimal places, halves away from zero, exactly.

    >>> round_half_up(Fraction(1, 8), 2), round_half_up(Decimal("-2.5"))
    (Decimal('0.13'), Decimal('-3'))
    """
    if places < 0:
        raise ValueError("Số chữ số thập phân không được âm.")
    exact = Fraction(value)
    whole, rest = divmod(abs(exact.numerator) * 10**places, exact.denominator)
    if 2 * rest >= exact.denominator:
        whole += 1
    sign = 1 if exact < 0 and whole else 0
    # Built from its digits: arithmetic would round to the context's 28 digits.
    return Decimal((sign, tuple(map(int, str(whole))), -places))


def format_int(value: int) -> str:
    """A whole number, thousands grouped by points.

    >>> format_int(3320), format_int(-24)
    ('3.320', '-24')
    """
    return f"{value:,}".replace(",", ".")


def format_count(value: int, *, pad: bool = True) -> str:
    """A count as papers write it: two digits from 1 to 9 ("05 tập thể"), unless ``pad`` is false.

    Raises: ValueError for a negative count.

    >>> format_count(5), format_count(0), format_count(3320), format_count(5, pad=False)
    ('05', '0', '3.320', '5')
    """
    if value < 0:
        raise ValueError(f"Số lượng không thể âm: {value}.")
    return f"{value:02d}" if pad and 0 < value < 10 else format_int(value)


def format_decimal(value: Exact, places: int | None = None) -> str:
    """The value with so many decimals, rounded half up; None keeps the decimals it has.

    Raises: ValueError for a Fraction without ``places`` (a third has no last digit).

    >>> format_decimal(Decimal("11919.74")), format_decimal(Fraction(2, 3), 1)
    ('11.919,74', '0,7')
    """
    if places is None:
        if isinstance(value, Fraction):
            raise ValueError("Cần nêu số chữ số thập phân của một phân số.")
        exponent = Decimal(value).as_tuple().exponent
        if not isinstance(exponent, int):
            raise ValueError("Giá trị không phải là số hữu hạn.")
        places = max(0, -exponent)
    sign, digits, _ = round_half_up(value, places).as_tuple()
    text = "".join(map(str, digits)).rjust(places + 1, "0")
    whole, decimals = text[: len(text) - places], text[len(text) - places :]
    return ("-" if sign else "") + format_int(int(whole)) + ("," + decimals if places else "")


def _format_ratio(value: Fraction | Decimal, scale: int, places: int, trim: bool) -> str:
    text = format_decimal(Fraction(value) * scale, places)
    return text.rstrip("0").rstrip(",") if trim and "," in text else text


def format_percent(value: Fraction | Decimal, places: int = 1, *, trim: bool = False) -> str:
    """A ratio (1 is 100 %) as percent; ``trim`` drops closing zeros.

    >>> format_percent(Fraction(2403, 3320)), format_percent(Fraction(1), trim=True)
    ('72,4%', '100%')
    """
    return _format_ratio(value, 100, places, trim) + "%"


def format_permille(value: Fraction | Decimal, places: int = 1, *, trim: bool = False) -> str:
    """A ratio (1 is 1000 ‰) as per mille.

    >>> format_permille(Fraction(12, 10_000))
    '1,2‰'
    """
    return _format_ratio(value, 1000, places, trim) + "‰"


def format_points(value: Fraction | Decimal, places: int = 1, *, signed: bool = False) -> str:
    """The difference of two ratios, in percentage points; closing zeros are dropped.

    >>> format_points(Fraction(86, 100) - Fraction(59, 100))
    '27 điểm %'
    >>> format_points(Fraction(1, 30), signed=True)
    '+3,3 điểm %'
    """
    text = _format_ratio(value, 100, places, trim=True)
    return ("+" if signed and value > 0 and text != "0" else "") + text + " điểm %"


def format_money(dong: int) -> str:
    """An amount in whole đồng.

    >>> format_money(2_340_000)
    '2.340.000 đồng'
    """
    return f"{format_int(dong)} đồng"


def _hundreds_in_words(value: int, *, full: bool) -> list[str]:
    """Words of 1–999; ``full`` names the empty hundreds, as after a higher group."""
    hundreds, tens, units = value // 100, value // 10 % 10, value % 10
    words = [_DIGIT_WORDS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        if units and words:
            words.append("linh")
    elif tens == 1:
        words.append("mười")
    else:
        words += [_DIGIT_WORDS[tens], "mươi"]
    if units == 1 and tens > 1:
        words.append("mốt")
    elif units == 4 and (tens > 1 or (tens == 0 and words)):
        words.append("tư")
    elif units == 5 and tens:
        words.append("lăm")
    elif units:
        words.append(_DIGIT_WORDS[units])
    return words


def _positive_in_words(value: int, *, full: bool) -> list[str]:
    words: list[str] = []
    if value >= _BILLION:
        words = [*_positive_in_words(value // _BILLION, full=full), "tỷ"]
        full, value = True, value % _BILLION
    for size, name in ((1_000_000, "triệu"), (1_000, "nghìn"), (1, "")):
        group = value // size % 1_000
        if group:
            words += _hundreds_in_words(group, full=full)
            words += [name] if name else []
        full = full or bool(group)
    return words


def number_in_words(value: int) -> str:
    """The number spelled as papers spell it: linh, mốt, tư, lăm; an empty group is not named.

    >>> number_in_words(1005), number_in_words(1_000_024)
    ('một nghìn không trăm linh năm', 'một triệu không trăm hai mươi tư')
    """
    if value == 0:
        return "không"
    words = " ".join(_positive_in_words(abs(value), full=False))
    return f"âm {words}" if value < 0 else words


def money_in_words(dong: int) -> str:
    """An amount in whole đồng spelled out, with a capital.

    >>> money_in_words(2_340_000)
    'Hai triệu ba trăm bốn mươi nghìn đồng'
    """
    words = number_in_words(dong)
    return f"{words[0].upper()}{words[1:]} đồng"


# --- reading ---------------------------------------------------------------------------------


def _split_unit(text: str) -> tuple[str, str]:
    """The part before the first letter or unit sign, and the rest."""
    place = next((i for i, c in enumerate(text) if c.isalpha() or c in "₫%‰"), len(text))
    return text[:place].strip(), text[place:].strip()


def _is_readable(body: str) -> bool:
    return bool(_PLAIN.fullmatch(body) or _GROUPED.fullmatch(body))


def _why_unreadable(shown: str, body: str) -> str:
    dotted = _DOTTED.fullmatch(body)
    if dotted and dotted[1].lstrip("0") == "":
        return (
            f"“{shown}” không đọc được: dấu chấm chỉ dùng để ngăn hàng nghìn. "
            f"Nếu là số thập phân, hãy viết {body.replace('.', ',')}."
        )
    if dotted:
        return (
            f"“{shown}” đọc được hai cách. Nếu là số thập phân, hãy viết {dotted[1]},{dotted[2]}; "
            f"nếu dấu chấm ngăn hàng nghìn, sau nó phải đủ ba chữ số (ví dụ {dotted[1][:3]}.000)."
        )
    if _ENGLISH.fullmatch(body):
        swapped = body.translate(str.maketrans(",.", ".,"))
        return (
            f"“{shown}” viết theo kiểu tiếng Anh. Hãy dùng dấu chấm ngăn hàng nghìn, "
            f"dấu phẩy ngăn phần thập phân: {swapped}."
        )
    return (
        f"“{shown}” không phải là số. Hãy viết bằng chữ số, dấu chấm ngăn hàng nghìn, "
        "dấu phẩy ngăn phần thập phân, ví dụ 3.320 hoặc 11.919,74."
    )


def parse_number(text: str, *, unit: str = "") -> Decimal:
    """The number someone typed in Vietnamese writing, exactly, with the decimals as typed.

    Thousands may be grouped by points or by (no-break) spaces, or not at all. A unit is refused
    unless it is the one named in ``unit``, which may then stand or not; it never scales the number.
    Raises: UnreadableNumber, also where two readings are possible ("12.5").

    >>> [str(parse_number(t)) for t in ("1.821", "734,190", "11.919,74", "-24", "1 821")]
    ['1821', '734.190', '11919.74', '-24', '1821']
    >>> parse_number("12,5%", unit="%")
    Decimal('12.5')
    """
    shown = nfc(text)
    body = shown
    if not body:
        raise UnreadableNumber("Ô để trống; hãy ghi một số.")
    if len(body) > _LONGEST:
        raise UnreadableNumber(f"“{body[:_LONGEST]}…” quá dài, không phải là một số.")
    if unit and body.casefold().endswith(nfc(unit).casefold()):
        body = body[: len(body) - len(nfc(unit))].rstrip()
    sign = ""
    if body[:1] in "+-−–":
        sign = "" if body[:1] == "+" else "-"
        body = body[1:].lstrip()
    if not _is_readable(body):
        number, rest = _split_unit(body)
        if _is_readable(number) and not any(char.isdigit() for char in rest):
            raise UnreadableNumber(
                f"“{shown}” có đơn vị “{rest}”; ô này chỉ ghi số, ví dụ {sign}{number}."
            )
        raise UnreadableNumber(_why_unreadable(shown, body))
    return Decimal(sign + body.replace(".", "").replace(" ", "").replace(",", "."))


def parse_int(text: str, *, unit: str = "") -> int:
    """A whole number; "9,0" is 9.

    Raises: UnreadableNumber, also for a number with a fraction.

    >>> parse_int("3.320"), parse_int("05")
    (3320, 5)
    """
    number = parse_number(text, unit=unit)
    if number != int(number):
        raise UnreadableNumber(f"“{nfc(text)}” có phần lẻ; ở đây cần một số nguyên.")
    return int(number)


def parse_money(text: str) -> int:
    """An amount in whole đồng; "nghìn", "triệu", "tỷ" scale it, and đồng, đ, ₫, VND may follow.

    Raises: UnreadableNumber, also for another unit or a fraction of a đồng.

    >>> parse_money("2.340.000 đồng"), parse_money("1,25 tỷ đồng"), parse_money("760.000đ")
    (2340000, 1250000000, 760000)
    """
    shown = nfc(text)
    number, unit = _split_unit(shown)
    words = fold(unit.replace("₫", " dong")).split() or [unit][: len(unit)]
    scale = _SCALES.get(words[0], 1) if words else 1
    left = words[1:] if scale > 1 else words
    if len(left) > 1 or (left and left[0] not in _CURRENCIES) or not number:
        raise UnreadableNumber(
            f"“{shown}” không phải là số tiền. Hãy viết số đồng, ví dụ 2.340.000 hoặc 1,25 tỷ đồng."
        )
    amount = Fraction(parse_number(number)) * scale
    if amount.denominator != 1:
        raise UnreadableNumber(f"“{shown}” có phần lẻ của đồng; hãy viết số đồng nguyên.")
    return int(amount)
