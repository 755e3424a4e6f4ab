"""Forms by key; two of them take their columns or rows from what was given that year."""

from collections.abc import Callable
from typing import Final

from tdkt.statistics.book import FigureBook
from tdkt.statistics.forms.annexes import bieu_01, bieu_03, bieu_05
from tdkt.statistics.forms.national import form_0601, form_0602, form_0603, form_0604, form_0605
from tdkt.statistics.forms.shapes import Form
from tdkt.statistics.periods import PeriodKind

_NATIONAL: Final = PeriodKind.STATISTICAL
_ANNEX: Final = PeriodKind.DECISION
# key → (how lists name it, the period it is counted by, how it is made)
FORMS: Final[dict[str, tuple[str, PeriodKind, Callable[[FigureBook], Form]]]] = {
    "0601": ("Biểu 0601.N: Số phong trào thi đua", _NATIONAL, lambda book: form_0601(book.period.year)),
    "0602": (
        "Biểu 0602.N: Khen thưởng cấp Nhà nước", _NATIONAL,
        lambda book: form_0602(book.period.year, book.cube()),
    ),
    "0603": ("Biểu 0603.N: Khen thưởng cấp tỉnh", _NATIONAL, lambda book: form_0603(book.period.year)),
    "0604": ("Biểu 0604.N: Tổ chức làm công tác thi đua, khen thưởng", _NATIONAL, lambda book: form_0604(book.period.year)),
    "0605": ("Biểu 0605.N: Người làm công tác thi đua, khen thưởng", _NATIONAL, lambda book: form_0605(book.period.year)),
    "bieu-01": (
        "Biểu 01: Kết quả khen thưởng cấp Nhà nước", _ANNEX, lambda book: bieu_01(book.cube())
    ),
    "bieu-03": ("Biểu 03: Kết quả khen thưởng cấp tỉnh", _ANNEX, lambda _book: bieu_03()),
    "bieu-05": ("Biểu 05: Quỹ thi đua, khen thưởng", _ANNEX, lambda _book: bieu_05()),
}  # fmt: skip
FORM_KEYS: Final = tuple(FORMS)


class UnknownForm(LookupError):
    """No form has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Không có biểu “{key}”. Các biểu: {', '.join(FORM_KEYS)}.")


def form_of(key: str, book: FigureBook) -> Form:
    """The form as it is for the book's year. Raises: UnknownForm."""
    if key not in FORMS:
        raise UnknownForm(key)
    return FORMS[key][2](book)
