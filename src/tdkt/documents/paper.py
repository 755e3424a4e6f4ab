"""One official paper as plain values; the writers of this folder turn it into .docx, PDF and HTML.

Texts are plain Vietnamese: nothing in them is markup, a newline is a line break. What NĐ 30/2020 fixes
(capitals, padding of numbers, ";" and "." at line ends) is done by ``wording``, not by the caller.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right", "justify"]
HEADING_LEVELS = (1, 2, 3, 4)
TABLE_SIZES = (7, 8, 9, 10, 11, 12, 13, 14)  # points


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph. ``figure`` is the code of the figure whose value ``text`` shows."""

    text: str
    bold: bool = False
    italic: bool = False
    footnote: str | None = None
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1: "Phần thứ nhất" over its title; 2: "I. …"; 3: "1. …"; 4: "1.1. …". ``number`` has no full stop."""

    level: int
    text: str
    number: str | None = None

    def __post_init__(self) -> None:
        if self.level not in HEADING_LEVELS:
            raise ValueError(f"Đề mục “{self.text}”: cấp {self.level} không có; dùng cấp 1 đến 4.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    align: Align = "justify"
    indent: bool = True

    @classmethod
    def of(cls, text: str, *, bold: bool = False, italic: bool = False) -> "Paragraph":
        """A paragraph of one run."""
        return cls((Run(text, bold=bold, italic=italic),))


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line "- …" (level 1) or "+ …" (level 2)."""

    runs: tuple[Run, ...]
    level: int = 1

    @classmethod
    def of(cls, text: str, *, level: int = 1) -> "Bullet":
        """A bullet of one run."""
        return cls((Run(text),), level)


@dataclass(frozen=True, slots=True)
class Article:
    """Điều ``number``. of a decision."""

    number: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is a weight, not a length; ``groups`` are the titles over this one, outermost first.

    Neighbours with the same outer titles share one wide cell: ``groups=("Tập thể", "Trong đó")``.
    """

    title: str
    width: float = 1.0
    align: Align = "left"
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than its text; ``span`` counts columns."""

    text: str
    bold: bool = False
    italic: bool = False
    span: int = 1
    align: Align | None = None
    figure: str | None = None


Row = tuple[str | Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``codes`` is the row of column names under the header of official forms ("A", "B", "1", "2").

    ``size`` is in points; ``landscape`` puts the table on landscape pages of its own.
    Raises: ValueError naming the table and the row whose cells do not fill the columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    note: str = ""
    codes: tuple[str, ...] = ()
    size: int = 12
    landscape: bool = False

    def __post_init__(self) -> None:
        name = f"Bảng “{self.caption}”" if self.caption else "Bảng"
        if not self.columns:
            raise ValueError(f"{name}: chưa có cột nào.")
        if self.size not in TABLE_SIZES:
            sizes = f"{TABLE_SIZES[0]} đến {TABLE_SIZES[-1]}"
            raise ValueError(f"{name}: cỡ chữ {self.size} không dùng được; chọn từ {sizes}.")
        if self.codes and len(self.codes) != len(self.columns):
            raise ValueError(
                f"{name}: có {len(self.columns)} cột nhưng {len(self.codes)} ký hiệu cột."
            )
        for index, row in enumerate(self.rows, start=1):
            filled = sum(1 if isinstance(cell, str) else cell.span for cell in row)
            if filled != len(self.columns):
                raise ValueError(
                    f"{name}, dòng {index}: có {filled} ô, cần đúng {len(self.columns)} ô như số cột."
                )


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite drawing; ``alt`` says what it shows, ``table`` holds the numbers behind it (HTML only)."""

    spec: Mapping[str, object]
    caption: str
    alt: str
    table: Table | None = None
    width_mm: float = 150


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = Heading | Paragraph | Bullet | Article | Table | Chart | PageBreak


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines of authority and post, e.g. ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")."""

    authority: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """``number`` is a Roman numeral, absent when there is one annex only; ``note`` is "Kèm theo …"."""

    title: str
    blocks: tuple[Block, ...]
    number: str | None = None
    note: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An official paper (văn bản hành chính) after NĐ 30/2020/NĐ-CP, Phụ lục I and III.

    ``kind`` is the tên loại ("BÁO CÁO"); without it the paper is a công văn and the summary stands under the
    number as "V/v …". ``number`` and ``date`` are absent until the clerk gives them: their places are left blank,
    with the year printed when ``date_blank_year`` is known. ``authority_line`` and ``operative`` are those of a
    decision ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "QUYẾT ĐỊNH:"). ``countersignature`` stands at the left (minutes:
    THƯ KÝ). The last recipient is "Lưu: …". ``closing`` gets the end mark "./.".
    """

    issuer: str
    symbol: str
    place: str
    summary: str
    signature: Signature
    issuer_parent: str | None = None
    number: str | None = None
    date: dt.date | None = None
    date_blank_year: int | None = None
    kind: str | None = None
    addressed_to: tuple[str, ...] = ()
    authority_line: str | None = None
    grounds: tuple[str, ...] = ()
    operative: str | None = None
    body: tuple[Block, ...] = ()
    closing: str | None = None
    recipients: tuple[str, ...] = ()
    countersignature: Signature | None = None
    annexes: tuple[Annex, ...] = ()
    draft: bool = False
