"""Tables of a Word list: the text of each cell, and which cells are merged."""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from tdkt.kernel.answers import Refused

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS: Final = {f"{_W}tab", f"{_W}br", f"{_W}cr"}


@dataclass
class WordTable:
    """Rows of equal length; ``merged`` holds (top, left, bottom, right), counted from 0, ends included."""

    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def word_tables(path: Path) -> list[WordTable]:
    """Every table of the document's body, in order; text under tracked deletion is left out.

    Raises: Refused when the document's main part is no readable XML.
    """
    with zipfile.ZipFile(path) as archive:
        content = archive.read("word/document.xml")
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise Refused(
            "Văn bản Word bị hỏng nên không đọc được. Hãy mở bằng Word, lưu lại rồi tải lên lần nữa."
        ) from error
    return [_table(table) for table in root.iter(f"{_W}tbl")]


def _table(element: etree._Element) -> WordTable:
    table = WordTable()
    growing: dict[int, int] = {}  # column → row where its vertical merge began
    for number, row in enumerate(element.iterchildren(f"{_W}tr")):
        texts: list[str] = []
        for cell in row.iterchildren(f"{_W}tc"):
            column, span = len(texts), _span(cell)
            going_on = _vertical(cell)
            if going_on == "continue":
                texts += [""] * span
            else:
                texts += [_text(cell), *[""] * (span - 1)]
            if span > 1 and going_on != "continue":
                table.merged.append((number, column, number, column + span - 1))
            if going_on == "restart":
                growing[column] = number
            elif going_on == "continue" and column in growing:
                top = growing[column]
                table.merged = [m for m in table.merged if m[:2] != (top, column)]
                table.merged.append((top, column, number, column + span - 1))
        table.rows.append(texts)
    width = max(map(len, table.rows), default=0)
    for texts in table.rows:
        texts.extend([""] * (width - len(texts)))
    return table


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return int(span.get(f"{_W}val", "1")) if span is not None else 1


def _vertical(cell: etree._Element) -> str:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return "" if merge is None else merge.get(f"{_W}val", "continue")


def _text(cell: etree._Element) -> str:
    parts: list[str] = []
    for paragraph in cell.iterchildren(f"{_W}p"):
        for node in paragraph.iter():
            if node.tag == f"{_W}t":
                parts.append(node.text or "")
            elif node.tag in _BREAKS:
                parts.append(" ")
        parts.append(" ")
    return "".join(parts).strip()
