import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from tdkt.documents.paper import Cell, Column, Heading, Table
from tdkt.documents.wording import (
    HeaderCell,
    addressed_lines,
    bracketed,
    clean,
    closing_line,
    contents,
    ground_lines,
    header_cells,
    number_line,
    place_date_line,
    recipient_lines,
    subject_line,
    upper,
)
from tests.documents.sample import decision, letter, report


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (None, "Số:      /BC-UBND"),
        ("5", "Số: 05/BC-UBND"),
        ("50", "Số: 50/BC-UBND"),
        ("1234", "Số: 1234/BC-UBND"),
        ("5a", "Số: 5a/BC-UBND"),
    ],
)
def test_a_number_below_ten_is_padded_and_a_missing_one_leaves_room(number, line):
    assert number_line(report(number=number)) == line


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"date": date(2023, 2, 5)}, "Ví Dụ, ngày 05 tháng 02 năm 2023"),
        ({"date": date(2023, 3, 25)}, "Ví Dụ, ngày 25 tháng 3 năm 2023"),
        ({"date": date(2023, 12, 31)}, "Ví Dụ, ngày 31 tháng 12 năm 2023"),
        ({"date_blank_year": 2023}, "Ví Dụ, ngày      tháng      năm 2023"),
        ({"date_blank_year": None}, "Ví Dụ, ngày      tháng      năm      "),
    ],
)
def test_days_below_ten_and_the_first_two_months_are_padded(changes, line):
    assert place_date_line(report(**changes)) == line


def test_grounds_end_in_semicolons_and_the_last_in_a_full_stop():
    assert ground_lines(decision()) == [
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Căn cứ Luật Thi đua, khen thưởng;",
        "Theo đề nghị của Giám đốc Sở Nội vụ.",
    ]


def test_recipients_are_dashed_and_end_in_the_file():
    assert recipient_lines(decision()) == ["- Như Điều 3;", "- Lưu: VT, NC."]


def test_two_equal_recipients_still_have_one_last_line():
    assert recipient_lines(report(recipients=("Như trên", "Như trên"))) == [
        "- Như trên;",
        "- Như trên.",
    ]


def test_one_addressee_shares_the_line_and_several_stand_below():
    assert addressed_lines(report(addressed_to=("Bộ Nội vụ",))) == ["Kính gửi: Bộ Nội vụ"]
    assert addressed_lines(letter()) == [
        "Kính gửi:",
        "- Công an tỉnh;",
        "- Thuế tỉnh;",
        "- Thanh tra tỉnh.",
    ]
    assert addressed_lines(report()) == []


def test_the_closing_gets_its_end_mark_once():
    assert closing_line(report(closing="Trên đây là báo cáo.")) == "Trên đây là báo cáo./."
    assert closing_line(report(closing="Trên đây là báo cáo./.")) == "Trên đây là báo cáo./."
    assert closing_line(report(closing=None)) is None


def test_the_subject_of_a_letter_begins_with_ve_viec_once():
    assert subject_line(letter()) == "V/v lấy ý kiến về hồ sơ khen thưởng"
    assert subject_line(replace(letter(), summary="V/v khen thưởng")) == "V/v khen thưởng"


def test_a_note_is_bracketed_once():
    assert bracketed("Kèm theo Quyết định") == "(Kèm theo Quyết định)"
    assert bracketed("(Kèm theo Quyết định)") == "(Kèm theo Quyết định)"
    assert bracketed("") == ""


def test_text_is_composed_and_loses_what_xml_forbids():
    assert clean(unicodedata.normalize("NFD", "Thưởng")) == "Thưởng"
    assert clean("a\x00b\x0bc\ufffed\ud800e\r\nf\tg") == "abcde\nf\tg"
    assert upper(unicodedata.normalize("NFD", "Ủy ban nhân dân")) == "ỦY BAN NHÂN DÂN"


def test_a_header_of_three_rows_covers_every_place_once():
    columns = (
        Column("TT"),
        Column("Tổng", groups=("Năm 2022",)),
        Column("Nữ", groups=("Năm 2022", "Trong đó")),
        Column("Dân tộc", groups=("Năm 2022", "Trong đó")),
        Column("Ghi chú", groups=("Khác",)),
    )
    assert sorted(header_cells(columns), key=lambda cell: (cell.row, cell.column)) == [
        HeaderCell("TT", 0, 0, 1, 3),
        HeaderCell("Năm 2022", 0, 1, 3, 1),
        HeaderCell("Khác", 0, 4, 1, 1),
        HeaderCell("Tổng", 1, 1, 1, 2),
        HeaderCell("Trong đó", 1, 2, 2, 1),
        HeaderCell("Ghi chú", 1, 4, 1, 2),
        HeaderCell("Nữ", 2, 2, 1, 1),
        HeaderCell("Dân tộc", 2, 3, 1, 1),
    ]


def test_the_contents_list_parts_sections_and_annexes():
    lines = [(line.level, line.text) for line in contents(report(), depth=2)]
    assert lines == [
        (1, "Phần thứ nhất. KẾT QUẢ PHONG TRÀO THI ĐUA, CÔNG TÁC KHEN THƯỞNG NĂM 2022"),
        (2, "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO"),
        (2, "II. CÔNG TÁC KHEN THƯỞNG"),
        (1, "Phần thứ hai. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2023"),
        (1, "Phụ lục I. DANH SÁCH CÁ NHÂN ĐƯỢC KHEN THƯỞNG"),
        (1, "Phụ lục II. TỔNG HỢP THEO HÌNH THỨC"),
        (2, "I. TẬP THỂ"),
    ]


def test_a_row_that_does_not_fill_the_columns_is_refused_by_name():
    with pytest.raises(ValueError, match="Bảng “Khen thưởng”, dòng 2: có 3 ô, cần đúng 2 ô"):
        Table((Column("A"), Column("B")), (("1", "2"), ("1", Cell("2", span=2))), "Khen thưởng")


def test_a_table_without_columns_or_with_a_wrong_size_is_refused():
    with pytest.raises(ValueError, match="Bảng: chưa có cột nào"):
        Table((), ())
    with pytest.raises(ValueError, match="cỡ chữ 6 không dùng được; chọn từ 7 đến 14"):
        Table((Column("A"),), (), size=6)
    with pytest.raises(ValueError, match="có 1 cột nhưng 2 ký hiệu cột"):
        Table((Column("A"),), (), codes=("A", "B"))


def test_a_heading_of_a_fifth_level_is_refused():
    with pytest.raises(ValueError, match="cấp 5 không có; dùng cấp 1 đến 4"):
        Heading(5, "Mục")
