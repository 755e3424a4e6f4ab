"""Long lists as Word files: thousands of lines, written as fast as their text can be joined."""

from collections.abc import Sequence

from tdkt.documents import ooxml
from tdkt.documents.docx import LANDSCAPE_WIDTH, TEXT_WIDTH, section
from tdkt.documents.docx_parts import package
from tdkt.documents.paper import Column, Row, Table
from tdkt.documents.wording import bracketed, upper


def decision_list_docx(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    title: str = "Danh sách",
    note: str = "",
    size: int | None = None,
    landscape: bool = True,
) -> bytes:
    """The list of a decision as a .docx of its own: title, "(Kèm theo …)", one table, page numbers from page 2.

    ``size`` is in points; by default 12, and smaller the more columns must share the page.
    Raises: ValueError naming the row whose cells do not fill the columns.
    """
    if size is None:
        size = 12 if len(columns) <= 8 else 10 if len(columns) <= 14 else 8
    table = Table(columns=tuple(columns), rows=tuple(rows), size=size)
    width = LANDSCAPE_WIDTH if landscape else TEXT_WIDTH
    parts = [ooxml.paragraph(ooxml.run(upper(title)), style="Heading1")]
    if note:
        line = ooxml.run(bracketed(note), italic=True)
        parts.append(ooxml.paragraph(line, style="BodyText", align="center", keep_next=True))
    parts.append(ooxml.table_xml(table, total=width))
    parts.append(ooxml.paragraph("", style="Note"))
    parts.append(section(landscape=landscape, hide_first_number=True, restart=True))
    return package(body="".join(parts), title=title)
