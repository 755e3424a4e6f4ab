"""Which award does a cell of somebody's list mean? Names, short names, spellings, abbreviations."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Final

from tdkt.kernel.text import canonical_tone, confusable_key, fold, nfc
from tdkt_law.awards import Award, UnknownAward, award, awards

# Written as `_tokens` sees them: folded, y as i.
_ABBREVIATIONS: Final = {
    "ubnd": "uy ban nhan dan",
    "cp": "chinh phu",
    "ttcp": "thu tuong chinh phu",
    "ttg": "thu tuong chinh phu",
    "ct": "chu tich",
    "gd": "giam doc",
    "bk": "bang khen",
    "gk": "giay khen",
    "hc": "huan chuong",
    "hcld": "huan chuong lao dong",
    "hcdl": "huan chuong doc lap",
    "knc": "ki niem chuong",
    "cstd": "chien si thi dua",
    "cstdcs": "chien si thi dua co so",
    "ldtt": "lao dong tien tien",
    "ldxs": "lao dong xuat sac",
    "ttldtt": "tap the lao dong tien tien",
    "ttldxs": "tap the lao dong xuat sac",
}
_CLASSES: Final = {"1": "nhat", "i": "nhat", "2": "nhi", "ii": "nhi", "3": "ba", "iii": "ba"}
_FILLERS: Final = ("danh hieu", "hinh thuc", "truy tang", "tang", "cua", "thuong")
_CLOSE: Final = 0.75


class UnreadableAward(LookupError):
    """The text names no award, or several; ``candidates`` are those it may mean, highest first."""

    def __init__(self, text: str, candidates: tuple[Award, ...], *, several: bool) -> None:
        self.text = text
        self.candidates = candidates
        names = "; ".join(f"{found.name} ({found.code})" for found in candidates)
        if not text:
            message = "Chưa ghi danh hiệu, hình thức khen thưởng."
        elif several:
            message = f"“{text}” chưa rõ là danh hiệu, hình thức nào; hãy ghi đủ tên: {names}."
        else:
            message = f"“{text}” không phải là danh hiệu, hình thức khen thưởng nào đã biết."
            message += f" Gần giống: {names}." if names else ""
        super().__init__(message)


def _strict_key(text: str) -> str:
    return canonical_tone(nfc(text)).casefold()


def _without(phrase: str, line: str) -> str:
    return line.replace(f" {phrase} ", " ")


def _loose_key(text: str, place: str = "") -> str:
    words: list[str] = []
    for word in fold(confusable_key(text)).split():
        word = _CLASSES.get(word, word) if words and words[-1] == "hang" else word
        words += _ABBREVIATIONS.get(word, word).split()
    line = f" {' '.join(words)} "
    for filler in (*_FILLERS, fold(confusable_key(place))):
        if filler:
            line = _without(filler, line)
    return line.strip()


def _names(found: Award) -> tuple[str, ...]:
    return (found.name, found.short_name, found.law_name, *found.aliases)


def _index(key_of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for code, found in awards().items():
        for key in {key_of[name] for name in _names(found)}:
            index[key] = (*index.get(key, ()), code)
    return index


@cache
def _strict_index() -> dict[str, tuple[str, ...]]:
    return _index({name: _strict_key(name) for a in awards().values() for name in _names(a)})


@cache
def _loose_index() -> dict[str, tuple[str, ...]]:
    return _index({name: _loose_key(name) for a in awards().values() for name in _names(a)})


def _in_order(codes: set[str]) -> tuple[Award, ...]:
    return tuple(found for code, found in awards().items() if code in codes)


def award_by_name(text: str, *, place: str = "") -> Award:
    """The one award a list means by this text: a code, a name or short name, however typed.

    Case, quotes, marks, tone placement, i/y, "hạng III" for "hạng Ba" and common abbreviations do
    not count; ``place`` is the province's own name, which may stand in the text.
    Raises: UnreadableAward when nothing fits or more than one award does ("Bằng khen").

    >>> award_by_name("Bằng khen Chủ tịch UBND tỉnh Lai Châu", place="Lai Châu").code
    'bk_bo_tinh'
    >>> award_by_name("chiến sỹ thi đua cấp tỉnh").code, award_by_name("HCLĐ hạng III").code
    ('cstd_bo_tinh', 'hc_lao_dong_3')
    """
    shown = nfc(text)
    if not shown:
        raise UnreadableAward("", (), several=False)
    try:
        return award(shown)
    except UnknownAward:
        pass
    loose = _loose_key(shown, place)
    codes = set(_strict_index().get(_strict_key(shown), ())) or set(_loose_index().get(loose, ()))
    if len(codes) == 1:
        return award(codes.pop())
    if not codes and loose:
        begun = (
            c for key, found in _loose_index().items() if key.startswith(f"{loose} ") for c in found
        )
        codes = set(begun)
    if codes:
        raise UnreadableAward(shown, _in_order(codes), several=True)
    near = get_close_matches(loose, _loose_index(), n=3, cutoff=_CLOSE)
    found = {code for key in near for code in _loose_index()[key]}
    raise UnreadableAward(shown, _in_order(found), several=False)
