"""Vietnamese text: clean it for storage, fold it for search, compare it, sort it.

Every function takes NFC and NFD alike. Only `nfc` is for storage; all else makes keys.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_TONES: Final = {_GRAVE: "02", _HOOK: "03", _TILDE: "04", _ACUTE: "05", _DOT: "06"}  # ngang is 01
_TONE_MARK: Final = re.compile(f"[{''.join(_TONES)}]")
_QUALITIES: Final = {
    "a\u0306": "ă", "a\u0302": "â", "e\u0302": "ê", "o\u0302": "ô", "o\u031b": "ơ", "u\u031b": "ư",
}  # fmt: skip
_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

# Letters that have no decomposition; eth is what some keyboards give for đ.
_BARE: Final = {
    "đ": "d", "ð": "d", "ɖ": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae",
    "œ": "oe", "þ": "th", "ʼ": " ", "ʻ": " ",
}  # fmt: skip
_BARE_TABLE: Final = str.maketrans(_BARE)
_SORT_BARE_TABLE: Final = str.maketrans({**_BARE, "đ": "đ", "ð": "đ", "ɖ": "đ"})

_WORD: Final = re.compile("[\\w\u0300-\u036f]+")
_VOWELS: Final = "aăâeêioôơuưy"
_CONSONANTS: Final = "bcdđfghjklmnpqrstvwxz"
_SYLLABLE: Final = re.compile(
    f"(qu(?=[{_VOWELS}])|gi(?=[{_VOWELS}])|[{_CONSONANTS}]*)([{_VOWELS}]+)([{_CONSONANTS}]*)"
)
_LEADING_Y: Final = re.compile(f"^(qu|[{_CONSONANTS}]*)y")
# Invisible characters that Word, Excel and web pages leave behind; lone surrogates and NUL
# cannot be stored at all.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]"
)
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])[’ʼ`´](?=[^\W\d_])")

_WORD_CACHE: Final = 1 << 15  # syllables in use in the whole country: under 8,000


def _fold_slowly(text: str) -> str:
    """Fold any script; blanks are not yet collapsed."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = []
    for char in text.translate(_BARE_TABLE):
        if char.isalnum():
            kept.append(char)
        elif unicodedata.category(char) not in ("Mn", "Mc", "Me", "Cf"):
            kept.append(" ")
    return unicodedata.normalize("NFC", "".join(kept))


_FOLD_TABLE: Final = {
    code: _fold_slowly(chr(code))
    for span in (range(0x20, 0x370), range(0x1E00, 0x1F00), range(0x2000, 0x2070))
    for code in span
}


def fold(text: str) -> str:
    """The text as people type it in a search box: no marks, no case, no punctuation.

    Syllables are parted by single spaces. Letters of other scripts are kept.

    >>> fold("Hoà  BÌNH") == fold("Hòa Bình") == "hoa binh"
    True
    >>> fold("Số 123/QĐ-UBND"), fold("K’Brơi")
    ('so 123 qd ubnd', 'k broi')
    """
    folded = text.translate(_FOLD_TABLE)
    if not folded.isascii():
        folded = _fold_slowly(text)
    return " ".join(folded.split())


def syllables(text: str) -> list[str]:
    """The folded syllables, in the order written.

    >>> syllables("Lò Văn Đượm")
    ['lo', 'van', 'duom']
    """
    return fold(text).split()


def search_text(*parts: str) -> str:
    """One folded line for a search column out of several fields; empty fields leave nothing.

    >>> search_text("Lò Văn Đượm", "", "Xã Mường Tè")
    'lo van duom xa muong te'
    """
    return fold(" ".join(parts))


def nfc(text: str) -> str:
    """The text clean for storage in a one-line field; it looks and means the same.

    NFC; trimmed; any run of blanks, tabs and line breaks is one space; invisible and control
    characters are gone; an apostrophe between two letters is "'". Spelling, case, tone placement
    and quotation marks stay as written.

    >>> nfc("  Lò\\u00a0\\tVa\\u0306n  ’A’ "), nfc("H’Hen")
    ('Lò Văn ’A’', "H'Hen")
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _APOSTROPHE.sub("'", " ".join(text.split()))


@lru_cache(maxsize=_WORD_CACHE)
def _canonical_word(word: str) -> str:
    marked = unicodedata.normalize("NFD", word)
    tones = _TONE_MARK.findall(marked)
    plain = unicodedata.normalize("NFC", _TONE_MARK.sub("", marked))
    match = _SYLLABLE.fullmatch(plain.lower())
    if len(tones) != 1 or match is None:
        return unicodedata.normalize("NFC", word)
    nucleus, coda = match[2], match[3]
    marked_vowels = [i for i, vowel in enumerate(nucleus) if vowel in "ăâêôơư"]
    if marked_vowels:
        place = marked_vowels[-1]
    elif coda:
        place = len(nucleus) - 1
    else:
        place = 1 if len(nucleus) > 2 else 0
    place += match.start(2) + 1
    return unicodedata.normalize("NFC", plain[:place] + tones[0] + plain[place:])


def canonical_tone(text: str) -> str:
    """The text in NFC with each tone mark where the older spelling puts it; for comparing only.

    Case and all marks are kept. A word that is no Vietnamese syllable stays as it is.

    >>> canonical_tone("Hoá, THUÝ, khoẻ, quý, hòan, gìa")
    'Hóa, THÚY, khỏe, quý, hoàn, già'
    """
    text = unicodedata.normalize("NFC", text)
    return _WORD.sub(lambda match: _canonical_word(match[0]), text)


@lru_cache(maxsize=_WORD_CACHE)
def _confusable_word(word: str) -> str:
    toneless = _TONE_MARK.sub("", unicodedata.normalize("NFD", word.casefold()))
    toneless = unicodedata.normalize("NFC", toneless).replace("_", "")
    return _LEADING_Y.sub(r"\1i", toneless)


def confusable_key(text: str) -> str:
    """Equal for two spellings that may be one name: tones dropped, i and y one letter.

    Vowel quality and đ stay, so "Lâm" is not "Lam". "Thúy" is not "Thúi": y is i only where it
    opens the vowel. Equality means "có thể trùng", never "là một người".

    >>> confusable_key("Hạng A Mỹ") == confusable_key("Hảng A Mĩ") == "hang a mi"
    True
    >>> confusable_key("Quý Thúy Yến")
    'qui thuy iên'
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return " ".join(filter(None, map(_confusable_word, words)))


_LETTER_CODES: Final = {letter: str(20 + place) for place, letter in enumerate(_ALPHABET)}


@lru_cache(maxsize=_WORD_CACHE)
def _word_sort_key(word: str) -> str:
    """Pairs of digits: letters 20–52, a number 10, then the tone 01–06, which ends the word.

    The end is lower than any letter or number, so a word sorts before its continuations.
    """
    marked = unicodedata.normalize("NFD", word.casefold()).translate(_SORT_BARE_TABLE)
    tone = "01"
    units: list[str] = []
    place = 0
    while place < len(marked):
        char = marked[place]
        place += 1
        if char.isdecimal():
            start = place - 1
            while place < len(marked) and marked[place].isdecimal():
                place += 1
            digits = marked[start:place].lstrip("0")[:99]
            units.append(f"10{len(digits):02d}{digits}")
        elif char in _LETTER_CODES:
            while place < len(marked) and unicodedata.combining(marked[place]):
                mark = marked[place]
                char = _QUALITIES.get(char + mark, char)
                tone = _TONES.get(mark, tone)
                place += 1
            units.append(_LETTER_CODES[char])
        elif char.isalnum():
            units.append(f"99{ord(char):07d}")
    return "".join(units) + tone if units else ""


def _word_sort_keys(text: str) -> list[str]:
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return [key for key in map(_word_sort_key, words) if key]


def sort_key(full_name: str) -> str:
    """A key whose order is the Vietnamese order of people: given name first, then the rest.

    Syllable by syllable: letters in alphabetical order (a ă â b c d đ e ê … y; f j w z at their
    Latin places), then the tone (ngang, huyền, hỏi, ngã, sắc, nặng). Case, punctuation and where
    the tone mark stands do not count. Digits only, so every collation of every database agrees.

    >>> sorted(["Lò Thị Ân", "Lò Văn Ánh", "Vàng Anh", "Điêu Đạt", "Lò Dung"], key=sort_key)
    ['Vàng Anh', 'Lò Văn Ánh', 'Lò Thị Ân', 'Lò Dung', 'Điêu Đạt']
    """
    keys = _word_sort_keys(full_name)
    return "".join(keys[-1:] + keys[:-1])


def title_sort_key(name: str) -> str:
    """A key for names of organisations and things: left to right, numbers by their value.

    >>> sorted(["Tổ 10", "Tổ 2", "Đội 1", "Tổ 02A"], key=title_sort_key)
    ['Đội 1', 'Tổ 2', 'Tổ 02A', 'Tổ 10']
    """
    return "".join(_word_sort_keys(name))
