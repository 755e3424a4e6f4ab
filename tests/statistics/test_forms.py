"""The official forms: every cell is a query, sums that must agree are checked, what has no place is shown."""

from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from tdkt.movements.models import Movement
from tdkt.statistics.book import FigureBook
from tdkt.statistics.form_files import form_files
from tdkt.statistics.forms import FORM_KEYS, UnknownForm, fill
from tdkt.statistics.forms.registry import FORMS
from tdkt.statistics.forms.shapes import Column, header
from tdkt.statistics.periods import PeriodKind
from tdkt.statistics.registers import rows_counted
from tests.factories import (
    make_authority,
    make_decision,
    make_honour,
    make_office,
    make_recipient,
    reach_of,
)
from tests.statistics.world import declare, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2023, 2, 1)


def form(world, key, **given):
    return fill(key, world.reach(TODAY), 2022, **given)


def cells(filled, code):
    row = next(row for row in filled.rows if row.row.code == code)
    return [cell.value.text for cell in row.cells]


def line(filled, start):
    return [
        (found.label, found.cell.value.text)
        for found in filled.lines
        if found.label.startswith(start)
    ]


@pytest.mark.parametrize("key", FORM_KEYS)
def test_every_cell_opens_exactly_the_records_it_counted(key):
    world = make_world()
    Movement.objects.create(authority=world.authority, code="M01", kind="hang_nam", name="Năm 2022", year_from=2022,
                            year_to=2022)  # fmt: skip
    filled = form(world, key)
    wrong = []
    for row in filled.rows:
        for cell in row.cells:
            records = cell.records
            if records is None or records.kind == "declared":
                continue
            book = FigureBook(world.reach(TODAY), records.period)
            if records.kind == "honours":
                rows = book.honours(records.where)
            else:
                rows = rows_counted(records.kind, records.where, world.reach(TODAY), records.period)
            if rows.count() != cell.value.value:
                wrong.append((row.row.code, cell.value.text, rows.count()))
    assert wrong == []


def test_form_0603_counts_the_provincial_awards_it_has_columns_for():
    filled = form(make_world(), "0603", period_kind=PeriodKind.DECISION)
    assert {row.row.code: cells(filled, row.row.code) for row in filled.rows if row.cells} == {
        "01": ["7", "6", "0", "1", "0"], "02": ["2", "1", "0", "1", "0"], "03": ["1", "0", "0", "1", "0"],
        "04": ["1", "1", "0", "0", "0"], "05": ["4", "4", "0", "0", "0"], "06": ["0", "0", "0", "0", "0"],
        "07": ["0", "0", "0", "0", "0"], "08": ["1", "1", "0", "0", "0"], "09": ["0", "0", "0", "0", "0"],
        "10": ["2", "2", "0", "0", "0"], "11": ["4", "3", "0", "1", "0"], "12": ["2", "2", "0", "0", "0"],
        "13": ["1", "1", "0", "0", "0"], "14": ["0", "0", "0", "0", "0"], "15": ["0", "0", "0", "0", "0"],
        "16": ["0", "0", "0", "0", "0"], "17": ["0", "0", "0", "0", "0"],
    }  # fmt: skip


def test_what_form_0603_has_no_column_for_stands_under_it_and_adds_up():
    filled = form(make_world(), "0603", period_kind=PeriodKind.DECISION)
    assert line(filled, "Ngoài biểu") == [("Ngoài biểu: Tập thể lao động xuất sắc", "1")]
    assert line(filled, "Cộng") == [("Cộng trong và ngoài biểu", "8")]


def test_the_two_years_differ_by_two_decembers_and_a_printed_line_opens_them():
    world = make_world()
    filled = form(world, "0603")
    assert filled.period.kind == PeriodKind.STATISTICAL
    assert cells(filled, "01")[0] == "7"
    assert line(filled, "Quyết định") == [
        ("Quyết định tháng 12/2022: thuộc năm 2022, ngoài năm thống kê 2022", "1"),
        ("Quyết định tháng 12/2021: thuộc năm thống kê 2022, ngoài năm 2022", "1"),
    ]
    assert line(filled, "Số của") == [
        ("Số của năm 2022 (01/01/2022 đến 31/12/2022, theo ngày quyết định)", "8")
    ]
    december = next(found for found in filled.lines if "12/2022" in found.label)
    assert december.cell.records.where.allowed["month"] == {12}


def test_sums_that_agree_say_so_and_a_disagreement_is_shown():
    filled = form(make_world(), "0603")
    found = {check.text: (check.ok, check.faults) for check in filled.checks}
    assert found == {
        "Tổng số = tập thể + hộ gia đình + cá nhân": (True, ()),
        "Cá nhân = tổng năm nhóm đối tượng": (
            False, ("cột 1: 4, cộng lại được 3", "cột 2: 4, cộng lại được 3"),
        ),
        "Tổng số = tổng các phương thức": (True, ()),
        "Cột 1 = cột 2 + cột 3 + cột 4 + cột 5": (True, ()),
    }  # fmt: skip


def test_form_0602_has_a_pair_of_columns_for_every_order_given():
    filled = form(make_world(), "0602", period_kind=PeriodKind.DECISION)
    assert [column.heads for column in filled.form.columns][:3] == [
        ("Tổng số",),
        ("Huân chương, huy chương", "Huân chương Dũng cảm", "Tập thể"),
        ("Huân chương, huy chương", "Huân chương Dũng cảm", "Cá nhân"),
    ]
    assert cells(filled, "01")[:3] == ["3", "0", "1"]
    assert cells(filled, "03") == ["chưa có dữ liệu"] * len(filled.form.columns)
    assert cells(filled, "11")[0] == "1"
    assert [check.text for check in filled.faults] == []


def test_forms_without_a_register_are_unknown_and_never_zero():
    world = make_world()
    for key in ("0604", "0605", "bieu-05"):
        texts = {cell.value.text for row in form(world, key).rows for cell in row.cells}
        assert texts == (
            {"chưa có dữ liệu", "chưa biết mẫu số"} if key == "bieu-05" else {"chưa có dữ liệu"}
        )


def test_a_declared_number_fills_its_cell():
    world = make_world()
    declare(world.authority, "quy.trich", "7100")
    declare(world.authority, "to_chuc.phong_thuoc_so", "1")
    assert cells(form(world, "bieu-05"), "1") == ["7.100"]
    assert cells(form(world, "0604"), "05") == ["1"]


def test_movements_are_counted_by_scope_length_and_method():
    world = make_world()
    for code, kind, scope, first, last in (
        ("M01", "hang_nam", "bo_tinh", 2022, 2022), ("M02", "chuyen_de", "toan_quoc", 2021, 2025),
        ("M05", "chuyen_de", "bo_tinh", 2019, 2025), ("M04", "chuyen_de", "bo_tinh", None, None),
    ):  # fmt: skip
        Movement.objects.create(authority=world.authority, code=code, kind=kind, scope=scope, name=code,
                                year_from=first, year_to=last)  # fmt: skip
    filled = form(world, "0601")
    assert {code: cells(filled, code)[0] for code in ("01", "02", "03", "06", "07", "09", "10", "11", "12")} == {
        "01": "4", "02": "1", "03": "3", "06": "chưa có dữ liệu", "07": "1", "09": "0", "10": "2", "11": "3", "12": "1",
    }  # fmt: skip
    assert line(filled, "Phong trào") == [
        ("Phong trào chưa rõ năm bắt đầu, kết thúc (không xếp được thời hạn)", "1")
    ]
    lengths = next(check for check in filled.checks if "thời hạn" in check.text)
    assert lengths.ok is None


def test_the_provincial_annex_shows_shares_of_the_row():
    filled = form(make_world(), "bieu-03")
    assert cells(filled, "1") == [
        "6", "0", "4", "3", "50%", "0", "1", "3", "50%", "0", "2", "0", "0%", "0", "0%",
    ]  # fmt: skip
    assert [check.text for check in filled.faults] == []


def test_the_state_annex_finds_what_its_columns_leave_out():
    world = make_world()
    house = make_recipient(world.authority, "Hộ ông Lò Văn Thử", kind="ho_gia_dinh")
    make_honour(world.authority, house, award="bk_ttcp", level="nha_nuoc",
                decision=make_decision(world.authority, on=date(2022, 10, 1)))  # fmt: skip
    filled = form(world, "bieu-01")
    assert cells(filled, "Tổng")[:7] == [
        "chưa có dữ liệu",
        "chưa có dữ liệu",
        "0",
        "3",
        "0",
        "1",
        "1",
    ]
    assert line(filled, "Hộ") == [("Hộ gia đình (biểu không có cột)", "1")]


def test_a_year_before_the_circular_is_printed_on_it_again_and_says_so():
    world = make_world()
    assert fill("0603", world.reach(TODAY), 2022).form.notes == (
        "Lập lại theo biểu Thông tư số 02/2023/TT-BNV ngày 23/3/2023.",
    )
    assert fill("0603", world.reach(TODAY), 2023).form.notes == ()
    assert "chưa có mẫu" in fill("0603", world.reach(TODAY), 2025).form.notes[0]


def test_a_unit_fills_a_form_with_its_own_rows_only():
    world = make_world()
    reach = reach_of(
        make_office(world.authority, "can_bo_don_vi", organisation=world.education), on=TODAY
    )
    assert cells(fill("0603", reach, 2022, period_kind=PeriodKind.DECISION), "01")[0] == "2"


def test_another_province_is_in_no_cell():
    make_world()
    empty = make_world(name="tỉnh Điện Biên")
    other = make_authority()
    reach = type(empty.reach())(**{**empty.reach(TODAY).__dict__, "authority_id": other.pk})
    assert {cell.value.value for row in fill("0603", reach, 2022).rows for cell in row.cells} == {0}


def test_a_form_nobody_knows_is_refused():
    with pytest.raises(UnknownForm, match="Không có biểu “0699”"):
        form(make_world(), "0699")


def test_headings_that_begin_alike_are_joined():
    lines = header(
        (
            Column("1", ("A",)),
            Column("2", ("B", "C")),
            Column("3", ("B", "D")),
            Column("4", ("E", "C")),
        )
    )
    assert [[(c.text, c.columns, c.rows, c.place) for c in row] for row in lines] == [
        [("A", 1, 2, 0), ("B", 2, 1, 1), ("E", 1, 1, 3)],
        [("C", 1, 1, 1), ("D", 1, 1, 2), ("C", 1, 1, 3)],
    ]


def test_the_forms_are_written_as_workbooks_that_read_back(tmp_path):
    world = make_world()
    files = form_files(authority=world.authority, year=2022, out=tmp_path / "bieu", on=TODAY)
    assert [file.name for file in files] == [
        "bieu-0601-2022.xlsx", "bieu-0602-2022.xlsx", "bieu-0603-2022.xlsx", "bieu-0604-2022.xlsx",
        "bieu-0605-2022.xlsx", "bieu-01-2022.xlsx", "bieu-03-2022.xlsx", "bieu-05-2022.xlsx",
    ]  # fmt: skip
    rows = CalamineWorkbook.from_path(files[2]).get_sheet_by_index(0).to_python()
    flat = [str(value) for row in rows for value in row]
    assert rows[0][0] == "Biểu số: 0603.N/BNV-TĐKT"
    assert "Ngày nhận báo cáo: ngày 15 tháng 12 năm báo cáo" in flat
    assert f"Đơn vị báo cáo: {world.authority.government}" in flat
    total = next(row for row in rows if row[1] == "01")
    assert total[:7] == ["Tổng số", "01", 7, 6, 0, 1, 0]
    assert "KHÔNG KHỚP: cột 1: 4, cộng lại được 3; cột 2: 4, cộng lại được 3" in flat
    assert len(FORMS) == len(files)
