"""WordprocessingML as strings: runs, paragraphs, tables, pictures.

Strings, because a list of 1,800 × 20 cells takes python-docx five seconds and this a tenth of one. Every text goes
through ``text_xml``; nothing else may carry words of a caller. Lengths are twips (1/20 pt) unless named otherwise.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from tdkt.documents.paper import Align, Cell, Column, Row, Table
from tdkt.documents.wording import clean, header_cells, header_height

TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_MARKUP = re.compile("[&<>\t\n]")
_JUSTIFY = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def twips(mm: float) -> int:
    """Millimetres as twips."""
    return round(mm * TWIPS_PER_MM)


def text_xml(text: str) -> str:
    """The inside of a run: escaped text, line breaks and tabs as elements."""
    safe = escape(clean(text))
    if "\n" in safe:
        safe = safe.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    if "\t" in safe:
        safe = safe.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:t xml:space="preserve">{safe}</w:t>'


def run(text: str, *, bold: bool = False, italic: bool = False, size: float | None = None) -> str:
    """A run; ``size`` in points overrides the style's."""
    properties = (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text_xml(text)}</w:r>"


def paragraph(
    content: str,
    *,
    style: str | None = None,
    align: Align | None = None,
    keep_next: bool = False,
    page_break_before: bool = False,
    borders: str = "",
    spacing: str = "",
    indent: str = "",
    section: str = "",
) -> str:
    """A paragraph around finished runs; ``borders``, ``spacing``, ``indent``, ``section`` are elements."""
    properties = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep_next else "")
        + ("<w:pageBreakBefore/>" if page_break_before else "")
        + borders
        + spacing
        + indent
        + (f'<w:jc w:val="{_JUSTIFY[align]}"/>' if align else "")
        + section
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def rule(*, width: int, length: int, keep_next: bool = False) -> str:
    """A thin line of ``length`` centred in ``width``: the rule NĐ 30 wants under some lines."""
    side = max(0, (width - length) // 2)
    return paragraph(
        "",
        keep_next=keep_next,
        borders='<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>',
        spacing='<w:spacing w:before="60" w:after="0" w:line="80" w:lineRule="exact"/>',
        indent=f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>',
    )


def plain_table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """A borderless table of finished cell contents: the header block and the signature block."""
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for content, width in zip(row, widths, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr>{_grid(widths)}{body}</w:tbl>"
    )


def column_widths(columns: Sequence[Column], total: int) -> list[int]:
    """The weights of the columns as widths that sum to ``total`` exactly."""
    weights = sum(column.width for column in columns)
    edges = [0]
    so_far = 0.0
    for column in columns:
        so_far += column.width
        edges.append(round(total * so_far / weights))
    return [right - left for left, right in pairwise(edges)]


def table_xml(table: Table, *, total: int) -> str:
    """A ruled table of width ``total`` whose header rows repeat on every page."""
    widths = column_widths(table.columns, total)
    return "".join(
        (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>',
            f'<w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>',
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/>',
            '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>',
            _grid(widths),
            _header_xml(table, widths),
            _rows_xml(table.columns, table.rows, widths, table.size),
            "</w:tbl>",
        )
    )


def picture(*, relation: str, number: int, width_mm: float, height_mm: float, alt: str) -> str:
    """A run with an inline picture and its alternative text."""
    width, height = round(width_mm * EMU_PER_MM), round(height_mm * EMU_PER_MM)
    named = f'id="{number}" name="Biểu đồ {number}" descr={quoteattr(clean(alt))}'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {named}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def field(instruction: str, shown: str) -> str:
    """A complex field with the result it shows until Word updates it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _grid(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _header_xml(table: Table, widths: Sequence[int]) -> str:
    cells = header_cells(table.columns)
    rows = []
    for level in range(header_height(table.columns)):
        row = []
        for cell in sorted(cells, key=lambda cell: cell.column):
            if not cell.row <= level < cell.row + cell.rows:
                continue
            width = sum(widths[cell.column : cell.column + cell.columns])
            merge = ""
            if cell.rows > 1:
                merge = '<w:vMerge w:val="restart"/>' if level == cell.row else "<w:vMerge/>"
            span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            text = run(cell.text, bold=True) if level == cell.row else ""
            row.append(_header_cell(width, span + merge, text, table.size))
        rows.append(row)
    if table.codes:
        rows.append(
            [
                _header_cell(width, "", run(code, italic=True), table.size)
                for width, code in zip(widths, table.codes, strict=True)
            ]
        )
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    return "".join(f"<w:tr>{properties}{''.join(row)}</w:tr>" for row in rows)


def _header_cell(width: int, merge: str, content: str, size: int) -> str:
    inside = paragraph(content, style=f"TableText{size}", align="center", keep_next=True)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{inside}</w:tc>"
    )


def _rows_xml(
    columns: Sequence[Column], rows: Sequence[Row], widths: Sequence[int], size: int
) -> str:
    # One opening per column, and a whole row of plain texts, made once: the loop only joins strings.
    openings = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="TableText{size}"/><w:jc w:val="{_JUSTIFY[column.align]}"/></w:pPr><w:r>'
        for column, width in zip(columns, widths, strict=True)
    ]
    ending = "</w:r></w:p></w:tc>"
    plain = "".join(f'{opening}<w:t xml:space="preserve">%s</w:t>{ending}' for opening in openings)
    parts: list[str] = []
    for row in rows:
        parts.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        if len(row) == len(openings) and _is_plain(row):
            parts.append(plain % tuple(row))
            parts.append("</w:tr>")
            continue
        place = 0
        for cell in row:
            if isinstance(cell, str):
                parts += (openings[place], text_xml(cell), ending)
                place += 1
            else:
                width = sum(widths[place : place + cell.span])
                parts.append(_cell_xml(cell, width, cell.align or columns[place].align, size))
                place += cell.span
        parts.append("</w:tr>")
    return "".join(parts)


def _is_plain(row: Row) -> bool:
    """Only texts that ``text_xml`` would leave as they are; looked at together, which is a third of the work.

    What holds for the joined text holds for its parts: a part of normalized text is normalized.
    """
    try:
        text = "".join(row)  # type: ignore[arg-type]
    except TypeError:  # a merged or emphasized cell
        return False
    return clean(text) is text and not _MARKUP.search(text)


def _cell_xml(cell: Cell, width: int, align: Align, size: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    content = run(cell.text, bold=cell.bold, italic=cell.italic)
    inside = paragraph(content, style=f"TableText{size}", align=align)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{inside}</w:tc>'
