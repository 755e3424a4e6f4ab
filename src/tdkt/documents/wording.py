"""The lines of a paper as NĐ 30/2020 spells them, and the grid of a table's header: shared by all writers."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tdkt.documents.paper import Annex, Block, Column, Heading, Paper

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BLANK = " " * 6  # room for a number or a day written in later
END_MARK = "./."

# Everything XML 1.0 forbids in text (control characters, lone surrogates, U+FFFE and U+FFFF).
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text in NFC, without the characters XML forbids; line ends become ``\\n``."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))


def upper(text: str) -> str:
    """Capitals of Vietnamese text, composed first so that marks stay with their letters."""
    return clean(text).upper()


def number_line(paper: Paper) -> str:
    """ "Số: 05/BC-UBND"; without a number its place is left blank. Numbers below 10 get a 0."""
    number = BLANK if paper.number is None else f" {_padded(paper.number)}"
    return clean(f"Số:{number}/{paper.symbol}")


def place_date_line(paper: Paper) -> str:
    """ "Lai Châu, ngày 05 tháng 02 năm 2023": days below 10 and months 1 and 2 get a 0."""
    if paper.date is not None:
        day, month, year = paper.date.day, paper.date.month, paper.date.year
        months = f"{month:02d}" if month < 3 else str(month)
        return clean(f"{paper.place}, ngày {day:02d} tháng {months} năm {year}")
    year_text = BLANK if paper.date_blank_year is None else f" {paper.date_blank_year}"
    return clean(f"{paper.place}, ngày{BLANK}tháng{BLANK}năm{year_text}")


def subject_line(paper: Paper) -> str:
    """The summary under the number of a công văn: "V/v …"."""
    text = clean(paper.summary)
    return text if text.startswith("V/v ") else f"V/v {text}"


def ground_lines(paper: Paper) -> list[str]:
    """Grounds, each ending in ";", the last in "."."""
    return _ended(paper.grounds)


def recipient_lines(paper: Paper) -> list[str]:
    """Lines of Nơi nhận: "- …;", the last "- Lưu: …."."""
    return [f"- {line}" for line in _ended(paper.recipients)]


def addressed_lines(paper: Paper) -> list[str]:
    """One addressee: ["Kính gửi: …"]; several: "Kính gửi:" and a line "- …;" for each."""
    if len(paper.addressed_to) == 1:
        return [f"Kính gửi: {clean(paper.addressed_to[0])}"]
    lines = [f"- {line}" for line in _ended(paper.addressed_to)]
    return ["Kính gửi:", *lines] if lines else []


def closing_line(paper: Paper) -> str | None:
    """The closing sentence with its end mark."""
    if paper.closing is None:
        return None
    return clean(paper.closing).rstrip().removesuffix(END_MARK).rstrip(" .") + END_MARK


def heading_lines(heading: Heading) -> list[str]:
    """What a heading prints: a part has two lines, its number and its title in capitals."""
    if heading.level == 1:
        lines = [heading.number, heading.text.upper()] if heading.number else [heading.text.upper()]
        return [clean(line) for line in lines if line]
    text = f"{heading.number}. {heading.text}" if heading.number else heading.text
    return [clean(text)]


def annex_lines(annex: Annex) -> list[str]:
    """["Phụ lục I", "TITLE"]."""
    label = f"Phụ lục {annex.number}" if annex.number else "Phụ lục"
    return [clean(label), upper(annex.title)]


def bracketed(note: str) -> str:
    """ "(Kèm theo …)", in brackets once; nothing stays nothing."""
    text = clean(note).strip()
    return f"({text.removeprefix('(').removesuffix(')')})" if text else ""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the table of contents; ``index`` counts the headings and annexes in reading order."""

    index: int
    level: int
    text: str


def contents(paper: Paper, *, depth: int) -> list[ContentsLine]:
    """The headings down to ``depth`` and the annexes (level 1), in reading order."""
    found = [
        ContentsLine(index, level, ". ".join(lines))
        for index, (level, lines) in enumerate(_outline(paper))
    ]
    return [line for line in found if line.level <= depth]


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of a table's header: its top left corner and how many columns and rows it covers."""

    text: str
    row: int
    column: int
    columns: int
    rows: int


def header_cells(columns: Sequence[Column]) -> list[HeaderCell]:
    """The header grid: group titles over the columns that share them, each column's title down to the bottom."""
    height = header_height(columns)
    cells = []
    for level in range(height):
        start = 0
        while start < len(columns):
            path = columns[start].groups[: level + 1]
            end = start + 1
            if len(path) > level:
                while end < len(columns) and columns[end].groups[: level + 1] == path:
                    end += 1
                cells.append(HeaderCell(clean(path[level]), level, start, end - start, 1))
            elif len(columns[start].groups) == level:
                title = clean(columns[start].title)
                cells.append(HeaderCell(title, level, start, 1, height - level))
            start = end
    return cells


def header_height(columns: Sequence[Column]) -> int:
    """How many rows the header has."""
    return 1 + max(len(column.groups) for column in columns)


def _outline(paper: Paper) -> Iterator[tuple[int, list[str]]]:
    yield from _headings(paper.body)
    for annex in paper.annexes:
        yield 1, annex_lines(annex)
        yield from _headings(annex.blocks)


def _headings(blocks: Iterable[Block]) -> Iterator[tuple[int, list[str]]]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.level, heading_lines(block)


def _ended(lines: Sequence[str]) -> list[str]:
    bare = [clean(line).strip().rstrip(";.").rstrip() for line in lines]
    last = len(bare) - 1
    return [f"{line}{'.' if index == last else ';'}" for index, line in enumerate(bare)]


def _padded(number: str) -> str:
    return f"0{number}" if len(number) == 1 and number.isdigit() else number
