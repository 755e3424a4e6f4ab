import io

import docx
import pytest
from docx.enum.section import WD_ORIENT

from tdkt.documents.lists import decision_list_docx
from tdkt.documents.paper import Cell, Column
from tests.documents.reading import W, text_of, tree

COLUMNS = tuple(Column(f"Cột {number}") for number in range(1, 21))


def test_a_list_of_1800_lines_and_20_columns_is_read_back_cell_by_cell():
    rows = [tuple(f"Ô <{row}&{column}>" for column in range(20)) for row in range(1800)]
    body = tree(decision_list_docx(COLUMNS, rows))
    (table,) = body.iter(f"{W}tbl")
    header, *lines = (
        tuple(text_of(cell) for cell in row.iter(f"{W}tc")) for row in table.iter(f"{W}tr")
    )
    assert header == tuple(column.title for column in COLUMNS)
    assert lines == rows


def test_a_list_has_its_title_its_note_and_sections_across_the_table():
    columns = (Column("TT", 0.5, "center"), Column("Họ và tên"), Column("Đơn vị"))
    rows = [(Cell("I. Tập thể", bold=True, span=3),), ("1", "Trường Ví Dụ", "Sở Ví Dụ")]
    written = decision_list_docx(columns, rows, note="Kèm theo Quyết định", landscape=False)
    read = docx.Document(io.BytesIO(written))
    assert [p.text for p in read.paragraphs if p.text] == ["DANH SÁCH", "(Kèm theo Quyết định)"]
    assert [cell.text for cell in read.tables[0].rows[2].cells] == ["1", "Trường Ví Dụ", "Sở Ví Dụ"]
    assert len(read.tables[0].rows[1]._tr.findall(f"{W}tc")) == 1
    assert read.sections[0].orientation == WD_ORIENT.PORTRAIT


def test_a_short_line_is_refused_with_its_number():
    with pytest.raises(ValueError, match="dòng 2: có 1 ô, cần đúng 2 ô"):
        decision_list_docx((Column("A"), Column("B")), [("1", "2"), ("1",)])
