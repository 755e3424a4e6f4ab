"""What is wrong with an author's text, as it is typed: unknown figures, wrong units, numbers typed by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tdkt.kernel.numbers import UnreadableNumber, parse_number
from tdkt.kernel.stated import Hedge, Unit
from tdkt.statistics.report.book import FORMS, Book, Entry, Form
from tdkt.statistics.report.markup import Embedded, Line, Note, Parsed, Piece, Words, parse


class Weight(StrEnum):
    """ERROR stops the report from being issued; WARNING is to be looked at; HINT may be right as it is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: from ``position`` to ``end`` (characters of the text), what, and what to do."""

    position: int
    end: int
    what: str
    suggestion: str
    weight: Weight = Weight.ERROR


_PERCENT_AFTER: Final = re.compile(r"\s*%")
_POINTS_AFTER: Final = re.compile(r"\s*(?:điểm\s*(?:%|phần trăm)|điểm%)", re.IGNORECASE)
_PERMILLE_AFTER: Final = re.compile(r"\s*‰")
# Words that are units of figures; a figure of another of these units before one of them is a mistake.
_UNIT_WORDS: Final[dict[str, tuple[Unit, ...]]] = {
    "tập thể": (Unit.COLLECTIVE,),
    "cá nhân": (Unit.INDIVIDUAL, Unit.PERSON),
    "xã": (Unit.COMMUNE,),
    "trường": (Unit.SCHOOL,),
    "dự án": (Unit.PROJECT,),
    "hợp tác xã": (Unit.COOPERATIVE,),
    "doanh nghiệp": (Unit.ENTERPRISE,),
    "tỷ đồng": (Unit.BILLION,),
    "triệu đồng": (Unit.MILLION,),
    "tấn": (Unit.TONNE,),
    "văn bản": (Unit.DOCUMENT,),
    "học viên": (Unit.LEARNER,),
    "phiên": (Unit.SESSION,),
    "lớp": (Unit.CLASS,),
    "khối": (Unit.BLOC,),
}
_ANY_NOUN: Final = (
    Unit.COUNT,
    Unit.AWARD,
    Unit.UNIT_BODY,
    Unit.PERSON,
)  # stand before whatever they count
_HEDGES: Final = re.compile(r"(gần|trên|hơn|ước|khoảng)\s*$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?<![\w.,/–-])\d[\d.]*(?:,\d+)?(?![\w/]|[.,]\d|-[\w])")
_NOT_A_COUNT: Final = re.compile(
    r"(?:năm|số|thứ|điều|khoản|ngày|tháng|quý|giai đoạn|khóa|lần|nhiệm kỳ|kỷ niệm|chương trình)\s*$",
    re.IGNORECASE,
)
_ROSE: Final = re.compile(r"(?:tăng|giảm)(?:\s+\w+)?\s*$", re.IGNORECASE)
_SMALLEST_HINTED: Final = 10
_BY_CHANCE_TO: Final = (
    100  # smaller numbers coincide by chance: the noun after them must be the figure's own
)


def report_text_check(body: str, book: Book) -> list[Problem]:
    """Everything wrong with the text, in reading order. ``book`` holds the figures it may show."""
    parsed = parse(body)
    found = [Problem(slip.start, slip.end, slip.what, slip.suggestion) for slip in parsed.slips]
    for pieces in _stretches(parsed):
        found += _figures(pieces, book)
        found += _numbers(pieces, book)
    return sorted(found, key=lambda problem: problem.position)


def _stretches(parsed: Parsed) -> Iterator[tuple[Piece, ...]]:
    """Each line and each footnote, as one run of words and figures."""
    for line in parsed.lines:
        yield _outside(line)
        yield from (piece.pieces for piece in line.pieces if isinstance(piece, Note))


def _outside(line: Line) -> tuple[Piece, ...]:
    return tuple(piece for piece in line.pieces if not isinstance(piece, Note))


def _figures(pieces: tuple[Piece, ...], book: Book) -> Iterator[Problem]:
    for place, piece in enumerate(pieces):
        if not isinstance(piece, Embedded):
            continue
        entry = book.get(piece.code)
        if entry is None:
            yield _unknown(piece, book)
        elif piece.form not in list(Form):
            known = "; ".join(f"“{form}” {means}" for form, means in FORMS.items() if form)
            yield Problem(
                piece.start, piece.end, f"Không có cách in “{piece.form}”.", f"Có: {known}."
            )
        else:
            before = pieces[place - 1] if place else None
            after = pieces[place + 1] if place + 1 < len(pieces) else None
            yield from _around(piece, entry, _words(before), _words(after))
            if entry.value is None and entry.frozen is None:
                yield Problem(
                    piece.start, piece.end, f"Số liệu “{entry.name}” chưa có; báo cáo sẽ in “{entry.text()}”.",
                    "Bổ sung vào sổ hoặc khai số liệu kèm nguồn, hoặc viết lại câu.", Weight.WARNING,
                )  # fmt: skip


def _unknown(piece: Embedded, book: Book) -> Problem:
    if not piece.code:
        return Problem(
            piece.start, piece.end, "Chưa ghi mã số liệu.", "Chọn một số liệu trong danh sách."
        )
    near = book.near(piece.code)
    advice = f"Có phải: {'; '.join(near)}?" if near else "Tìm trong danh sách số liệu."
    return Problem(piece.start, piece.end, f"Không có số liệu “{piece.code}”.", advice)


def _around(piece: Embedded, entry: Entry, before: str, after: str) -> Iterator[Problem]:
    form = Form(piece.form)
    printed = entry.text(form)
    at = (piece.start, piece.end)
    points, percent = _POINTS_AFTER.match(after), _PERCENT_AFTER.match(after)
    carries_sign = printed.endswith(("%", "‰"))
    if entry.unit == Unit.POINTS and percent:
        yield Problem(*at, f"“{entry.name}” tính bằng điểm %, không phải %.",
                      "Bỏ dấu % sau số liệu: phần mềm tự in “điểm %”.")  # fmt: skip
    elif entry.unit == Unit.PERCENT and points:
        yield Problem(*at, f"“{entry.name}” là tỷ lệ %, không phải điểm %.",
                      "Chênh lệch giữa hai tỷ lệ là một số liệu khác, tính bằng điểm %.")  # fmt: skip
    elif carries_sign and (points or percent or _PERMILLE_AFTER.match(after)):
        yield Problem(
            *at, f"Đơn vị in hai lần: số liệu đã in “{printed}”.", "Bỏ đơn vị viết sau số liệu."
        )
    elif entry.unit not in (Unit.PERCENT, Unit.POINTS) and (percent or points):
        yield Problem(
            *at,
            f"“{entry.name}” không tính bằng %.",
            f"Đơn vị tính: {entry.unit_word or 'số lượng'}.",
        )
    elif form is not Form.WITH_UNIT:
        yield from _noun(piece, entry, after)
    hedge = _HEDGES.search(before)
    if hedge and entry.hedge:
        yield Problem(
            *at, f"Mức ước viết hai lần: số liệu đã in “{Hedge(entry.hedge).label}”.",
            f"Bỏ chữ “{hedge[1]}” trước số liệu.", Weight.WARNING,
        )  # fmt: skip


def _noun(piece: Embedded, entry: Entry, after: str) -> Iterator[Problem]:
    word = _unit_word(after)
    if word is None or entry.unit in _ANY_NOUN or entry.unit in _UNIT_WORDS[word]:
        return
    if entry.unit in (Unit.PERCENT, Unit.POINTS):
        return  # "76,7% tập thể" is a share of them
    yield Problem(
        piece.start, piece.end, f"“{entry.name}” đếm {entry.unit_word}, nhưng sau đó viết “{word}”.",
        "Chọn số liệu khác hoặc sửa từ đứng sau.",
    )  # fmt: skip


def _unit_word(after: str) -> str | None:
    text = after.lstrip().lower()
    starts = [word for word in _UNIT_WORDS if re.match(rf"{word}(?!\w)", text)]
    return max(starts, key=len, default=None)


def _words(piece: Piece | None) -> str:
    return piece.text if isinstance(piece, Words) else ""


def _numbers(pieces: tuple[Piece, ...], book: Book) -> Iterator[Problem]:
    for piece in pieces:
        if not isinstance(piece, Words):
            continue
        for found in _NUMBER.finditer(piece.text):
            yield from _typed(found, piece, book)


def _typed(found: re.Match[str], piece: Words, book: Book) -> Iterator[Problem]:
    before, after = piece.text[: found.start()], piece.text[found.end() :]
    at = (piece.start + found.start(), piece.start + found.end())
    if _NOT_A_COUNT.search(before):
        return
    try:
        value = parse_number(found[0])
    except UnreadableNumber as error:
        yield Problem(*at, f"“{found[0]}” không đọc được là số.", str(error), Weight.WARNING)
        return
    points, percent = _POINTS_AFTER.match(after), _PERCENT_AFTER.match(after)
    if percent and not points:
        differences = [e for e in book.bearing(value) if e.unit == Unit.POINTS]
        shares = any(entry.unit == Unit.PERCENT for entry in book.bearing(value))
        if differences and (_ROSE.search(before) or not shares):
            yield Problem(
                *at, f"“{found[0]}%” trùng “{differences[0].name}”, tính bằng điểm %, không phải %.",
                f"Dùng {{{{ {differences[0].code} }}}}.",
            )  # fmt: skip
            return
    yield from _same_as_figure(value, at, found[0], after, book)


def _same_as_figure(
    value: Decimal, at: tuple[int, int], typed: str, after: str, book: Book
) -> Iterator[Problem]:
    is_year = typed.isdigit() and 1900 <= value <= 2100
    if (value < _SMALLEST_HINTED and value == value.to_integral_value()) or is_year:
        return
    same = [entry for entry in book.bearing(value) if _may_mean(entry, after)]
    if same:
        codes = " hoặc ".join(f"{{{{ {entry.code} }}}}" for entry in same[:3])
        yield Problem(
            *at, f"Số gõ tay “{typed}” trùng với số liệu “{same[0].name}”.",
            f"Dùng {codes} để con số đổi theo sổ; nếu là số khác thì để nguyên.", Weight.HINT,
        )  # fmt: skip


def _may_mean(entry: Entry, after: str) -> bool:
    """Whether the words after a typed number let it be that figure: same value is not same meaning."""
    points, percent = bool(_POINTS_AFTER.match(after)), bool(_PERCENT_AFTER.match(after))
    if entry.unit == Unit.POINTS or points:
        return entry.unit == Unit.POINTS and points
    if entry.unit == Unit.PERCENT or percent:
        return entry.unit == Unit.PERCENT and percent
    word = _unit_word(after)
    if word is None:
        own = bool(entry.unit_word) and after.lstrip().lower().startswith(entry.unit_word)
        return own or entry.value is None or entry.value >= _BY_CHANCE_TO
    return entry.unit in _UNIT_WORDS[word] or (
        entry.unit in _ANY_NOUN and (entry.value or 0) >= _BY_CHANCE_TO
    )
