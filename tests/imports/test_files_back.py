"""What the user gets back: the template to fill in, and the refused rows with their reasons."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tdkt.imports.columns import COLUMNS
from tdkt.imports.headers import find_header
from tdkt.imports.refusals import refusals_file
from tdkt.imports.sheets import Sheet
from tdkt.imports.staged_rows import HONOURS as STAGED
from tdkt.imports.states import ImportKind, ImportState
from tdkt.imports.template import template
from tdkt.kernel.answers import Refused
from tdkt.registry.lines import HonourLine
from tests.factories import ON
from tests.imports.files import docx, xlsx
from tests.imports.worlds import HONOURS, check, honour, make_world, write


def cells(path: object) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_object(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


@pytest.mark.parametrize("kind", list(ImportKind))
def test_a_template_is_read_back_by_its_own_columns(kind):
    pages = cells(BytesIO(template(kind, on=ON)))
    assert list(pages) == ["Danh sách", "Hướng dẫn", "Ví dụ", "Danh mục"]
    rows = pages["Danh sách"]
    header = find_header(Sheet("Danh sách", lambda: iter(rows), len(rows)), kind)  # type: ignore[arg-type]
    assert header is not None
    shown = [
        column.key for column in COLUMNS[kind]
        if column.of_year is None or column.of_year.code in {"2018", "2019", "2020", "2021", "2022"}
    ]  # fmt: skip
    assert (list(header.places), header.ignored) == (shown, ())


@pytest.mark.parametrize("kind", list(ImportKind))
def test_no_heading_names_two_columns_of_a_kind(kind):
    headings = [heading for column in COLUMNS[kind] for heading in column.headings]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_example_of_a_template_can_be_read_by_its_column(kind):
    for column in COLUMNS[kind]:
        if column.example != "":
            assert column.reader(column.example) is not None


def test_honours_are_staged_in_the_order_of_their_lines():
    assert tuple(HonourLine.__dataclass_fields__) == STAGED


@pytest.mark.django_db
def test_refused_rows_come_back_in_the_users_own_file_and_pass_once_mended(tmp_path):
    world = make_world()
    more = {"Ghi chú riêng": [["Việc", "Ngày"], ["Gọi Sở Nội vụ", 3.0]]}
    rows = [
        HONOURS,
        honour(tt=1),
        honour("Lò B", tt=2, year="hai hai", unit="Sở Nội"),
        honour("Lò C", tt=3),
    ]
    run = check(world, xlsx(tmp_path / "ds.xlsx", rows, sheet="Đợt 1", more=more))
    assert (run.state, run.refused, run.added) == (ImportState.REFUSED, 1, 2)

    back = cells(refusals_file(actor=world.officer, run_id=run.pk))
    own = cells(tmp_path / "ds.xlsx")
    assert list(back) == ["Đợt 1", "Ghi chú riêng"]
    assert [row[: len(HONOURS)] for row in back["Đợt 1"]] == own["Đợt 1"]
    assert [row[:2] for row in back["Ghi chú riêng"]] == own["Ghi chú riêng"]
    assert [row[len(HONOURS)] for row in back["Đợt 1"]] == [
        "Lý do không nhận",
        "",
        (
            "Năm thành tích: “hai hai” không phải là năm. Hãy viết 2022, hoặc 2021-2022 nếu là năm học. "
            "Đơn vị: Không có đơn vị nào tên hoặc mã “Sở Nội” trong cây tổ chức ngày 15/12/2022. "
            "Gần giống: Sở Nội vụ."
        ),
        "",
    ]

    mended = [list(row) for row in back["Đợt 1"]]
    mended[2][5], mended[2][9] = "Sở Nội vụ", "2022"
    assert write(world, check(world, xlsx(tmp_path / "sua.xlsx", mended))).added == 3


@pytest.mark.django_db
def test_a_word_list_comes_back_as_a_workbook(tmp_path):
    world = make_world()
    rows = [list(HONOURS), [str(v or "") for v in honour(day="mai")]]
    run = check(world, docx(tmp_path / "ds.docx", rows))
    back = cells(refusals_file(actor=world.officer, run_id=run.pk))
    assert back["Bảng 1"][1][-1] == (
        "Ngày quyết định: “mai” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 19/01/2022."
    )


@pytest.mark.django_db
def test_a_run_without_refusals_has_no_such_file(tmp_path):
    world = make_world()
    run = check(world, xlsx(tmp_path / "ds.xlsx", [HONOURS, honour()]))
    with pytest.raises(Refused, match="không có dòng nào bị từ chối"):
        refusals_file(actor=world.officer, run_id=run.pk)
