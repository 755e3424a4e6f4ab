"""Rows and headers that cannot be read are refused by sheet, cell, value and reason; the records stay as they were."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from tdkt.imports.states import ImportKind, ImportState
from tdkt.kernel.answers import Refused
from tdkt.movements.models import Indicator
from tdkt.registry.models import Honour, OfficialDocument, Recipient
from tests.factories import make_decision, make_organisation, make_recipient
from tests.imports.files import xlsx
from tests.imports.worlds import (
    HONOURS,
    ISSUER,
    check,
    check_rows,
    honour,
    make_world,
    refusals,
    rows_of_every_table,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def test_a_file_without_a_header_row_is_refused_naming_the_columns_it_needs(world, tmp_path):
    before = rows_of_every_table()
    run = check(world, xlsx(tmp_path / "a.xlsx", [["Tỉnh", "Diện tích"], ["Lai Châu", 9068.8]]))
    assert (run.state, run.message) == (
        ImportState.REFUSED,
        (
            "Không tìm thấy dòng tiêu đề trong 15 dòng đầu của trang nào. Danh sách khen thưởng cần các cột "
            "“Họ và tên/Tên tập thể”; “Loại đối tượng”; “Danh hiệu, hình thức khen thưởng”; “Loại hình khen thưởng”. "
            "Hãy dùng tệp mẫu hoặc sửa dòng tiêu đề."
        ),
    )
    assert rows_of_every_table() == before


def test_a_missing_required_column_is_named(world, tmp_path):
    run = check(
        world,
        xlsx(
            tmp_path / "a.xlsx",
            [["Họ tên", "Loại đối tượng", "Danh hiệu"], ["Lò A", "Cá nhân", "x"]],
        ),
    )
    assert run.message == (
        "Trang “Danh sách”, dòng tiêu đề 1: thiếu cột “Loại hình khen thưởng”. "
        "Hãy thêm cột, hoặc đặt tên cột như trong tệp mẫu."
    )


def test_two_columns_of_one_name_are_refused(world, tmp_path):
    run = check_rows(world, tmp_path, [[*honour(), "Lò B"]], (*HONOURS, "Họ tên"))
    assert run.message == (
        "Trang “Danh sách”: hai cột B và N cùng là “Họ và tên/Tên tập thể”. Hãy bỏ hoặc đổi tên một cột."
    )


def test_merged_cells_among_the_data_are_refused_naming_the_range(world, tmp_path):
    before = rows_of_every_table()
    rows = [HONOURS, honour(), honour("Lò Văn Hai"), honour("Lò Văn Ba")]
    run = check(world, xlsx(tmp_path / "a.xlsx", rows, merges=["K3:K4"]))
    assert run.message == (
        "Trang “Danh sách”: các ô K3:K4 bị gộp trong vùng dữ liệu nên không rõ giá trị thuộc dòng nào. "
        "Hãy bỏ gộp ô (Unmerge Cells) và ghi giá trị vào từng dòng."
    )
    assert rows_of_every_table() == before


def test_a_heading_merged_over_columns_is_read_with_the_row_below_it(world, tmp_path):
    above = [*[""] * 10, "Quyết định", "", ""]
    head = [*HONOURS[:10], "Số", "Ngày", "Cơ quan ban hành"]
    numbering = [*range(1, 14)]
    path = xlsx(
        tmp_path / "a.xlsx",
        [["DANH SÁCH KHEN THƯỞNG"], above, head, numbering, honour()],
        merges=["K2:M2"],
    )
    write(world, check(world, path))
    assert Honour.objects.get().document.reference == "1234/QĐ-UBND"


def test_a_cell_with_a_formula_error_is_refused_not_read_as_blank(world, tmp_path):
    path = xlsx(
        tmp_path / "a.xlsx",
        [HONOURS, honour()],
        formulas=[("G2", "=1/0", "#DIV/0!"), ("E2", "=A9", "#REF!")],
    )
    assert refusals(check(world, path)) == [
        ("E2", "Ô có lỗi công thức #REF!; hãy sửa công thức hoặc ghi thẳng giá trị."),
        ("G2", "Ô có lỗi công thức #DIV/0!; hãy sửa công thức hoặc ghi thẳng giá trị."),
    ]


def test_dates_as_text_in_five_styles_and_as_a_date_cell_are_one_day(world, tmp_path):
    styles = [
        "15/12/2022",
        "15-12-2022",
        "15.12.2022",
        "ngày 15 tháng 12 năm 2022",
        "2022-12-15",
        date(2022, 12, 15),
    ]
    rows = [honour(f"Lò Văn {'ABCDEG'[i]}", day=style) for i, style in enumerate(styles)]
    write(world, check_rows(world, tmp_path, rows))
    assert set(Honour.objects.values_list("decided_on", flat=True)) == {date(2022, 12, 15)}
    assert OfficialDocument.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("12/15/2022", "Hãy viết ngày trước, tháng sau: 15/12/2022 nếu ý là ngày 15 tháng 12."),
        ("15/12/22", "năm phải đủ bốn chữ số, ví dụ 19/01/2022."),
        (44910, "Ô là số 44910, không phải ngày (có thể là 15/12/2022)."),
        ("31/11/2022", "tháng 11/2022 không có ngày 31."),
    ],
)
def test_a_day_that_cannot_be_read_says_how_to_write_it(world, tmp_path, day, reason):
    before = rows_of_every_table()
    ((cell, said),) = refusals(check_rows(world, tmp_path, [honour(day=day)]))
    assert (cell, reason in said) == ("L2", True)
    assert rows_of_every_table() == before


def test_numbers_in_vietnamese_writing_are_read_exactly(world, tmp_path):
    rows = [
        [2022, f"Chỉ tiêu {i}", value]
        for i, value in enumerate(["1.821", "1821", "734,190", 1821, 734.19, ""])
    ]
    write(
        world,
        check_rows(world, tmp_path, rows, ("Năm", "Chỉ tiêu", "Thực hiện"), ImportKind.INDICATORS),
    )
    assert list(Indicator.objects.order_by("name").values_list("actual", flat=True)) == [
        Decimal(1821), Decimal(1821), Decimal("734.19"), Decimal(1821), Decimal("734.19"), None,
    ]  # fmt: skip


def test_a_number_that_reads_two_ways_is_refused(world, tmp_path):
    rows = [[2022, "Chỉ tiêu", "12.5"]]
    run = check_rows(world, tmp_path, rows, ("Năm", "Chỉ tiêu", "Thực hiện"), ImportKind.INDICATORS)
    assert refusals(run) == [
        ("C2", ("“12.5” đọc được hai cách. Nếu là số thập phân, hãy viết 12,5; nếu dấu chấm ngăn hàng nghìn, "
         "sau nó phải đủ ba chữ số (ví dụ 12.000)."))
    ]  # fmt: skip


def test_a_thousands_point_that_excel_took_for_decimals_is_refused(world, tmp_path):
    assert refusals(check_rows(world, tmp_path, [honour(tt=1.821)])) == [
        ("A2", "Ô là số 1,821 (có phần lẻ); ở đây cần một số nguyên. Nếu ý là 1821, hãy gõ 1821.")
    ]


def test_decomposed_text_is_stored_composed_and_matched(world, tmp_path):
    row = [unicodedata.normalize("NFD", v) if isinstance(v, str) else v for v in honour()]
    headers = [unicodedata.normalize("NFD", header) for header in HONOURS]
    write(world, check_rows(world, tmp_path, [row], headers))
    assert Honour.objects.get().name_then == unicodedata.normalize("NFC", "Lò Thị Mẫu")
    assert Recipient.objects.get().organisation_id == world.department.pk


def test_an_id_that_excel_took_for_a_number_is_refused(world, tmp_path):
    run = check_rows(world, tmp_path, [[*honour(), 12185000123]], (*HONOURS, "CCCD"))
    assert refusals(run) == [
        ("N2", ("“12185000123” chỉ còn 11 chữ số: ô là số nên mất số 0 ở đầu. "
         "Hãy định dạng ô là Văn bản (Text) rồi gõ lại đủ 12 chữ số."))
    ]  # fmt: skip


def test_two_people_of_one_name_in_a_unit_ask_for_a_birth_date(world, tmp_path):
    for _ in range(2):
        make_recipient(world.authority, "Lò Thị Mẫu", organisation=world.department)
    before = rows_of_every_table()
    assert refusals(check_rows(world, tmp_path, [honour()])) == [
        ("B2", ("Có 2 người tên “Lò Thị Mẫu” trong đơn vị này: Lò Thị Mẫu (Sở Nội vụ); Lò Thị Mẫu (Sở Nội vụ). "
         "Hãy ghi thêm ngày sinh hoặc số định danh."))
    ]  # fmt: skip
    assert rows_of_every_table() == before


def test_two_rows_of_one_name_in_a_decision_ask_for_birth_dates(world, tmp_path):
    assert refusals(check_rows(world, tmp_path, [honour(), honour()])) == [
        ("B3", ("Trùng với dòng 2 trang “Danh sách”: cùng đối tượng, danh hiệu, năm và quyết định. "
         "Nếu là hai người cùng tên, hãy ghi ngày sinh hoặc số định danh ở cả hai dòng."))
    ]  # fmt: skip


def test_a_unit_that_did_not_exist_then_is_refused_naming_its_successor(world, tmp_path):
    assert refusals(
        check_rows(
            world, tmp_path, [honour(unit="Xã Mường Than"), honour("Lò B", unit="Phòng Không Có")]
        )
    ) == [
        (
            "F2",
            "“Xã Mường Than” chưa có vào ngày 15/12/2022: thành lập từ 01/07/2025. Khi đó là: Xã Phúc Than.",
        ),
        (
            "F3",
            "Không có đơn vị nào tên hoặc mã “Phòng Không Có” trong cây tổ chức ngày 15/12/2022.",
        ),
    ]


def test_a_parent_that_does_not_exist_then_is_refused_naming_its_successor(world, tmp_path):
    before = rows_of_every_table()
    run = check_rows(
        world, tmp_path,
        [["Trường Tiểu học Mẫu", "Trường học", "Xã Phúc Than", "01/9/2025"]],
        ("Tên tổ chức", "Loại", "Cấp trên", "Từ ngày"), ImportKind.ORGANISATIONS,
    )  # fmt: skip
    assert refusals(run) == [
        ("C2", ("Cấp trên không dùng được. “Xã Phúc Than” không còn vào ngày 01/09/2025: kết thúc ngày 30/06/2025. "
         "Kế tục là: Xã Mường Than. Hãy ghi tên mới."))
    ]  # fmt: skip
    assert rows_of_every_table() == before


def test_a_decision_number_used_twice_is_refused(world, tmp_path):
    make_decision(world.authority, number="77", on=date(2022, 3, 1))
    OfficialDocument.objects.update(issuer=ISSUER)
    before = rows_of_every_table()
    rows = [
        honour(number="77/QĐ-UBND", day="02/3/2022"),
        honour("Lò B", number="88/QĐ-UBND"),
        honour("Lò C", number="88/QĐ-UBND", day="16/12/2022"),
    ]
    assert refusals(check_rows(world, tmp_path, rows)) == [
        ("K2", (f"Số quyết định dùng hai lần: 77/QĐ-UBND của “{ISSUER}” đã có với ngày 01/03/2022 (trong sổ văn bản), "
         "dòng này ghi ngày 02/03/2022. Hãy sửa số hoặc ngày.")),
        ("K4", (f"Số quyết định dùng hai lần: 88/QĐ-UBND của “{ISSUER}” đã có với ngày 15/12/2022 "
         "(dòng 3 trang “Danh sách”), dòng này ghi ngày 16/12/2022. Hãy sửa số hoặc ngày.")),
    ]  # fmt: skip
    assert rows_of_every_table() == before


def test_a_row_carries_all_its_reasons(world, tmp_path):
    run = check_rows(
        world, tmp_path, [honour(award="Huân chương Sao Chổi", year="hai hai", unit="", day="")]
    )
    assert [cell for cell, _ in refusals(run)] == ["J2", "L2", "F2", "H2"]
    assert (run.added, run.refused) == (0, 1)


def test_a_refused_row_keeps_the_whole_file_from_being_written(world, tmp_path):
    run = check_rows(world, tmp_path, [honour(), honour("Lò B", day="mai")])
    before = rows_of_every_table()
    with pytest.raises(Refused, match="Còn 1 dòng không nhận, nên chưa ghi dòng nào"):
        write(world, run)
    assert rows_of_every_table() == before


def test_a_unit_named_twice_asks_for_its_parent(world, tmp_path):
    for parent in (world.department, world.old_commune):
        make_organisation(world.authority, "Văn phòng", parent=parent)
    run = check_rows(
        world, tmp_path, [honour(unit="Văn phòng"), honour("Lò B", unit="Văn phòng, Sở Nội vụ")]
    )
    assert refusals(run) == [
        ("F2", ("Ngày 15/12/2022 có 2 đơn vị tên “Văn phòng”: Văn phòng, Sở Nội vụ; Văn phòng, Xã Phúc Than. "
         "Hãy ghi thêm cấp trên sau dấu phẩy."))
    ]  # fmt: skip
