"""One list as .docx by ours and by python-docx: seconds of each, after both were read back and found equal."""

import io
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice

from boot import answer
from docx import Document
from docx.document import Document as Opened
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, Twips
from docx.table import Table, _Cell

from tdkt.documents.docx import LANDSCAPE_WIDTH
from tdkt.documents.lists import decision_list_docx
from tdkt.documents.ooxml import column_widths
from tdkt.documents.paper import Align, Column
from tests.imports.files import HONOUR_HEADERS, volume_rows

SIZE = 8
ALIGN: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
ALIGNS: tuple[Align, ...] = ("center", "left", "right")
UNITS = [f"Trường Tiểu học số {i}" for i in range(300)]


class Peer:
    """The list by python-docx; ``guide`` and ``whole`` give the same file."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        self.lines = [tuple(column.title for column in columns), *rows]
        self.widths = [Twips(width) for width in column_widths(columns, LANDSCAPE_WIDTH)]
        self.aligns = [ALIGN[column.align] for column in columns]

    def guide(self) -> bytes:
        """As the guide of python-docx shows: ``add_row`` for every row."""
        document, table = self._open(0)
        for line in self.lines:
            self._fill(table.add_row().cells, line)
        return _saved(document)

    def whole(self) -> bytes:
        """The fastest way there is: all rows at once, each row's cells asked for once."""
        document, table = self._open(len(self.lines))
        for row, line in zip(table.rows, self.lines, strict=True):
            self._fill(row.cells, line)
        return _saved(document)

    def _open(self, rows: int) -> tuple[Opened, Table]:
        document = Document()
        table = document.add_table(rows, len(self.widths))
        table.style = "Table Grid"
        return document, table

    def _fill(self, cells: Sequence[_Cell], line: Sequence[str]) -> None:
        for cell, text, width, align in zip(cells, line, self.widths, self.aligns, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.alignment = align
            paragraph.add_run(text).font.size = Pt(SIZE)


def _saved(document: Opened) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(file: bytes) -> list[list[str]]:
    """The cell texts of the file's one table, row by row."""
    (table,) = Document(io.BytesIO(file)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def best(times: int, write: Callable[[], bytes]) -> tuple[float, bytes]:
    """The shortest of ``times`` runs, in seconds, and the file."""
    seconds, file = [], b""
    for _ in range(times):
        started = time.perf_counter()
        file = write()
        seconds.append(time.perf_counter() - started)
    return min(seconds), file


def main() -> None:
    height, width = map(int, sys.argv[1:])
    titles = [*HONOUR_HEADERS[:width], *(f"Cột {i}" for i in range(len(HONOUR_HEADERS), width))]
    columns = [
        Column(title, width=1 + i % 3, align=ALIGNS[i % 3]) for i, title in enumerate(titles)
    ]
    rows = [tuple(map(str, row[:width])) for row in islice(volume_rows(height, UNITS), height)]
    peer = Peer(columns, rows)
    ours, our_file = best(7, lambda: decision_list_docx(columns, rows, size=SIZE))
    guide, guide_file = best(2, peer.guide)
    whole, whole_file = best(3, peer.whole)
    wanted = [list(titles), *map(list, rows)]
    for name, file in (("ours", our_file), ("guide", guide_file), ("whole", whole_file)):
        if texts(file) != wanted:
            raise SystemExit(f"{name}: các ô đọc lại khác với danh sách.")
    answer(ours=ours, guide=guide, whole=whole)


if __name__ == "__main__":
    main()
