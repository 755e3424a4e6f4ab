"""The author's text: paragraphs, bullets, italics, footnotes and embedded figures. Nothing else means anything.

A line is a paragraph; "- " and "+ " begin bullets of the first and second level; ``*nghiêng*``;
``[^chú thích]`` is a footnote; ``{{ khen_thuong.cap_tinh.tap_the }}`` a figure, ``{{ …|chu }}`` in another form. A
backslash takes the meaning of the sign after it. No template language is run on what users write.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from tdkt.documents.paper import Block, Bullet, Paragraph, Run
from tdkt.statistics.report.book import Book, Form

SPECIAL: Final = "\\{[*]+-"
_SIGN: Final = re.compile(
    r"\\(?P<escaped>.)|(?P<figure>\{\{)|(?P<note>\[\^)|(?P<star>\*)|(?P<close>\])"
)
_FIGURE: Final = re.compile(r"\{\{\s*(?P<code>[^{}|\n]*?)\s*(?:\|\s*(?P<form>[^{}\n]*?)\s*)?\}\}")
_BULLET: Final = re.compile(r"\s*(?P<mark>[-–+])\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; ``start`` counts characters of the whole text."""

    text: str
    start: int
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Embedded:
    """A figure in the text, from ``start`` to ``end``."""

    code: str
    form: str
    start: int
    end: int
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; its own pieces are words and figures."""

    pieces: tuple["Words | Embedded", ...]
    start: int


Piece = Words | Embedded | Note


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (``level`` 0) or a bullet (1, 2)."""

    pieces: tuple[Piece, ...]
    level: int
    start: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A sign that does not do what its writer meant."""

    start: int
    end: int
    what: str
    suggestion: str


@dataclass(slots=True)
class Parsed:
    """The lines of a text and the slips found while reading it."""

    lines: list[Line] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)

    def figures(self) -> Iterator[Embedded]:
        """Every embedded figure, those in footnotes too, in reading order."""
        for line in self.lines:
            for piece in line.pieces:
                inner = piece.pieces if isinstance(piece, Note) else (piece,)
                yield from (each for each in inner if isinstance(each, Embedded))


def literal(text: str) -> str:
    """Words of a record, to stand in a text without being read as signs."""
    return "".join(f"\\{sign}" if sign in SPECIAL else sign for sign in text.replace("\n", " "))


def parse(body: str) -> Parsed:
    """Read a whole text. Never fails: what cannot be understood stays as words and is told as a slip."""
    parsed = Parsed()
    start = 0
    for raw in body.split("\n"):
        line = raw.rstrip("\r")
        if line.strip():
            parsed.lines.append(_Reader(line, start, parsed.slips).read())
        start += len(raw) + 1
    return parsed


def blocks(body: str, book: Book) -> list[Block]:
    """The text as blocks of a paper."""
    made: list[Block] = []
    for line in parse(body).lines:
        runs = _runs(line.pieces, book)
        made.append(Bullet(runs, line.level) if line.level else Paragraph(runs))
    return made


def figure_text(code: str, form: str, book: Book) -> str:
    """What an embedded figure prints; an unknown code or form is told in brackets, for the editor to see."""
    entry = book.get(code)
    if entry is None:
        return f"[không có số liệu “{code}{f'|{form}' if form else ''}”]"
    if form not in list(Form):
        return f"[không có cách in “{form}”; có: {', '.join(known for known in Form if known)}]"
    return entry.text(Form(form))


def _runs(pieces: Sequence[Piece], book: Book) -> tuple[Run, ...]:
    made: list[Run] = []
    for piece in pieces:
        match piece:
            case Words():
                made.append(Run(piece.text, italic=piece.italic))
            case Embedded():
                made.append(_figure_run(piece, book))
            case Note():
                note = "".join(run.text for run in _runs(piece.pieces, book))
                last = made.pop() if made else Run("")
                made.append(Run(last.text, last.bold, last.italic, note, last.figure))
    return tuple(made)


def _figure_run(piece: Embedded, book: Book) -> Run:
    text = figure_text(piece.code, piece.form, book)
    if piece.code not in book or piece.form not in list(Form):
        return Run(text, bold=True)
    return Run(text, italic=piece.italic, figure=piece.code)


class _Reader:
    """Reads one line; slips are told with their place in the whole text."""

    def __init__(self, line: str, start: int, slips: list[Slip]) -> None:
        self.line = line
        self.start = start
        self.slips = slips
        self.at = 0
        self.italic_from: int | None = None
        self.closed = False

    def read(self) -> Line:
        level = 0
        bullet = _BULLET.match(self.line)
        if bullet:
            level = 2 if bullet["mark"] == "+" else 1
            self.at = bullet.end()
        pieces = self._pieces(in_note=False)
        if self.italic_from is not None:
            self._slip(self.italic_from, self.italic_from + 1, "Dấu * mở chữ nghiêng nhưng không có dấu * đóng.",
                       "Thêm * ở cuối đoạn nghiêng, hoặc viết \\* nếu muốn in dấu sao.")  # fmt: skip
        return Line(tuple(pieces), level, self.start)

    def _pieces(self, *, in_note: bool) -> list[Piece]:
        made: list[Piece] = []
        words: list[str] = []
        begun = self.at

        def flush(*, italic: bool) -> None:
            text = "".join(words)
            words.clear()
            if text:
                made.append(Words(text, self.start + begun, italic))

        while self.at < len(self.line):
            sign = _SIGN.search(self.line, self.at)
            if sign is None:
                words.append(self.line[self.at :])
                self.at = len(self.line)
                break
            words.append(self.line[self.at : sign.start()])
            self.at = sign.end()
            if sign["escaped"] is not None:
                words.append(sign["escaped"] if sign["escaped"] in SPECIAL else sign[0])
                continue
            if sign["close"] and in_note:
                flush(italic=False)
                self.closed = True
                return made
            piece = self._sign(sign, in_note=in_note)
            if piece is None:
                words.append(sign[0])
                continue
            flush(italic=self.italic_from is not None)
            begun = self.at
            if not isinstance(piece, str):
                made.append(piece)
            else:
                self.italic_from = sign.start() if self.italic_from is None else None
        flush(italic=self.italic_from is not None)
        return made

    def _sign(self, sign: re.Match[str], *, in_note: bool) -> "Piece | str | None":
        """The piece that begins at the sign, "star" for a turn of italics, None when it is only a character."""
        if sign["figure"]:
            return self._figure(sign.start())
        if sign["note"] and not in_note:
            return self._note(sign.start())
        if sign["star"] and not in_note and self._turns(sign.start()):
            return "star"
        return None

    def _figure(self, at: int) -> Embedded | None:
        found = _FIGURE.match(self.line, at)
        if found is None:
            self._slip(at, at + 2, "Dấu {{ mở một số liệu nhưng không có }} đóng.",
                       "Viết đủ: {{ mã_số_liệu }}.")  # fmt: skip
            return None
        self.at = found.end()
        return Embedded(
            found["code"], found["form"] or "", self.start + at, self.start + found.end(),
            italic=self.italic_from is not None,
        )  # fmt: skip

    def _note(self, at: int) -> Note | None:
        slips: list[Slip] = []
        reader = _Reader(self.line, self.start, slips)
        reader.at = self.at
        pieces = reader._pieces(in_note=True)
        if not reader.closed:
            self._slip(at, at + 2, "Dấu [^ mở một chú thích nhưng không có ] đóng trong cùng đoạn.",
                       "Viết đủ: [^nội dung chú thích].")  # fmt: skip
            return None
        self.slips += slips
        self.at = reader.at
        inner = tuple(piece for piece in pieces if not isinstance(piece, Note))
        return Note(inner, self.start + at)

    def _turns(self, at: int) -> bool:
        """Whether a star opens before a word or closes after one; "3 * 4" is a plain star."""
        if self.italic_from is None:
            return at + 1 < len(self.line) and not self.line[at + 1].isspace()
        return not self.line[at - 1].isspace()

    def _slip(self, start: int, end: int, what: str, suggestion: str) -> None:
        self.slips.append(Slip(self.start + start, self.start + end, what, suggestion))
