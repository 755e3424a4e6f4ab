"""Which award does a cell of somebody's list mean? Names, short names, spellings, abbreviations."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache, lru_cache
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
_FILLERS: Final = ("danh hieu", "hinh thuc", "truy tang", "tang thuong", "tang", "cua")
_CLOSE: Final = 0.75
_CODE: Final = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")


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
        known = _CLASSES if words[-1:] == ["hang"] else _ABBREVIATIONS
        words += known.get(word, word).split()
    line = f" {' '.join(words)} "
    for filler in (*_FILLERS, fold(confusable_key(place))):
        if filler:
            line = _without(filler, line)
    return line.strip()


def _names(found: Award) -> tuple[str, ...]:
    return (found.name, found.short_name, found.law_name, *found.aliases)


def _index(key_of: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for code, found in awards().items():
        for key in {key_of(name) for name in _names(found)}:
            index[key] = (*index.get(key, ()), code)
    return index


@cache
def _strict_index() -> dict[str, tuple[str, ...]]:
    return _index(_strict_key)


@cache
def _loose_index() -> dict[str, tuple[str, ...]]:
    return _index(_loose_key)


@lru_cache(maxsize=4096)
def _resolve(shown: str, place: str) -> tuple[frozenset[str], bool]:
    """The codes the text may mean, and whether it fits them rather than only looks like them."""
    loose, loose_index = _loose_key(shown, place), _loose_index()
    codes = _strict_index().get(_strict_key(shown)) or loose_index.get(loose)
    if codes is None and loose:
        begun = [key for key in loose_index if key.startswith(f"{loose} ")]
        codes = tuple(code for key in begun for code in loose_index[key])
    if codes:
        return frozenset(codes), True
    near = get_close_matches(loose, loose_index, n=3, cutoff=_CLOSE)
    return frozenset(code for key in near for code in loose_index[key]), False


def _in_order(codes: frozenset[str]) -> tuple[Award, ...]:
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
    if _CODE.fullmatch(shown):
        try:
            return award(shown)
        except UnknownAward:
            pass  # a one-word name, or a wrong code: the names decide
    codes, fits = _resolve(shown, nfc(place))
    if fits and len(codes) == 1:
        return awards()[next(iter(codes))]
    raise UnreadableAward(shown, _in_order(codes), several=fits)
