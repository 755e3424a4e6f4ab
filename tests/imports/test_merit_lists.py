"""Ratings, initiatives, discipline, posts and collectives' years, each by its own list."""

from datetime import date

import pytest

from tdkt.imports.findings import changes_slice
from tdkt.imports.states import ImportKind, ImportState
from tdkt.kernel.models import LedgerEntry
from tdkt.registry.merit_lines import DisciplineLine, RatingLine
from tdkt.registry.merit_services import disciplines_record, ratings_record
from tdkt.registry.models import (
    CollectiveYear,
    Discipline,
    Initiative,
    InitiativeAuthor,
    InitiativeUse,
    Post,
    Rating,
    Recipient,
)
from tests.factories import AT, make_organisation, make_recipient
from tests.imports.worlds import check_rows, make_world, refusals, warnings, write

pytestmark = pytest.mark.django_db

WIDE = ("Họ và tên", "Đơn vị", "Năm 2019", "Năm 2020", "Xếp loại 2021", "2022")
LONG = ("Họ và tên", "Đơn vị", "Năm", "Xếp loại")
WORKS = ("Tên sáng kiến", "Tác giả", "Đơn vị", "Tỷ lệ (%)", "Năm", "Phạm vi", "Phạm vi ảnh hưởng", "Số quyết định",
         "Đã dùng cho")  # fmt: skip
DISCIPLINE = ("Họ và tên", "Đơn vị", "Hình thức kỷ luật", "Từ ngày", "Đến hết ngày", "Lý do")
HELD = ("Họ và tên", "Đơn vị hiện nay", "Chức vụ", "Đơn vị giữ chức vụ", "Từ ngày", "Đến hết ngày",
        "Chức danh tính cống hiến")  # fmt: skip
FIGURES = (
    "Tên tập thể",
    "Đơn vị",
    "Năm",
    "Số thành viên",
    "Nữ",
    "LĐTT",
    "Không có người bị kỷ luật",
)


@pytest.fixture
def world():
    return make_world()


def ratings() -> list[tuple[str, str, int, str, str]]:
    rows = Rating.objects.order_by("recipient__name", "year", "year_kind")
    return list(rows.values_list("recipient__name", "year_kind", "year", "grade", "standing"))


# --- ratings ---------------------------------------------------------------------------------------


def test_a_line_of_several_years_becomes_a_rating_of_each_year_that_is_filled(world, tmp_path):
    rows = [["Lò Thị Mẫu", "Sở Nội vụ", "HTTNV", "", "Hoàn thành xuất sắc nhiệm vụ", "HTNV"]]
    run = write(world, check_rows(world, tmp_path, rows, WIDE, ImportKind.RATINGS))
    assert (run.state, run.added) == (ImportState.DONE, 1)
    assert ratings() == [
        ("Lò Thị Mẫu", "calendar", 2019, "HTT", "don_vi_ke_khai"),
        ("Lò Thị Mẫu", "calendar", 2021, "HTXS", "don_vi_ke_khai"),
        ("Lò Thị Mẫu", "calendar", 2022, "HT", "don_vi_ke_khai"),
    ]


def test_a_line_of_one_year_says_calendar_or_school_year(world, tmp_path):
    known = make_recipient(world.authority, "Lò Thị Mẫu", organisation=world.department)
    rows = [
        ["Lò Thị Mẫu", "Sở Nội vụ", "2021-2022", "KHTNV"],
        ["Lò Thị Mẫu", "Sở Nội vụ", "2022", "hoàn thành tốt"],
    ]
    write(world, check_rows(world, tmp_path, rows, LONG, ImportKind.RATINGS))
    assert ratings() == [
        ("Lò Thị Mẫu", "school", 2021, "KHT", "don_vi_ke_khai"),
        ("Lò Thị Mẫu", "calendar", 2022, "HTT", "don_vi_ke_khai"),
    ]
    assert list(Recipient.objects.values_list("pk", flat=True)) == [known.pk]


def test_a_school_year_may_head_a_column(world, tmp_path):
    rows = [["Lò Thị Mẫu", "Sở Nội vụ", "HTXSNV"]]
    headers = ("Họ và tên", "Đơn vị", "Năm học 2021-2022")
    write(world, check_rows(world, tmp_path, rows, headers, ImportKind.RATINGS))
    assert ratings() == [("Lò Thị Mẫu", "school", 2021, "HTXS", "don_vi_ke_khai")]


def test_the_same_list_again_changes_nothing_and_another_grade_is_a_change(world, tmp_path):
    rows = [["Lò Thị Mẫu", "Sở Nội vụ", "HTTNV", "HTTNV", "", ""]]
    write(world, check_rows(world, tmp_path, rows, WIDE, ImportKind.RATINGS))
    again = check_rows(world, tmp_path, rows, WIDE, ImportKind.RATINGS)
    assert (again.state, again.unchanged) == (ImportState.DONE, 1)
    rows = [["Lò Thị Mẫu", "Sở Nội vụ", "HTTNV", "HTXSNV", "", ""]]
    run = check_rows(world, tmp_path, rows, WIDE, ImportKind.RATINGS)
    assert [tuple(change) for change in changes_slice(run, 0, 9)] == [
        (
            "Lò Thị Mẫu: Hoàn thành tốt nhiệm vụ 2020",
            "Mức xếp loại",
            "Hoàn thành tốt nhiệm vụ",
            "Hoàn thành xuất sắc nhiệm vụ",
        )
    ]
    write(world, run)
    assert [row[2:4] for row in ratings()] == [(2019, "HTT"), (2020, "HTXS")]
    entry = LedgerEntry.objects.order_by("-seq").first()
    code = Recipient.objects.get().code
    assert (entry.before["changes"], entry.after["changes"]) == (
        {f"{code}/2020": {"grade": "HTT"}},
        {f"{code}/2020": {"grade": "HTXS"}},
    )


def test_a_checked_rating_is_not_overruled_by_a_declared_list(world, tmp_path):
    known = make_recipient(world.authority, "Lò Thị Mẫu", organisation=world.department)
    line = RatingLine(
        known.pk, 2022, "HTXS", standing="da_doi_chieu", decision="12/QĐ-SNV ngày 05/12/2022"
    )
    ratings_record(actor=world.officer, lines=[line], at=AT)
    run = check_rows(world, tmp_path, [["Lò Thị Mẫu", "Sở Nội vụ", 2022, "HTNV"]], LONG, ImportKind.RATINGS)  # fmt: skip
    assert refusals(run) == [
        (
            "D2",
            (
                "Sổ đã ghi “Hoàn thành xuất sắc nhiệm vụ” và đã đối chiếu; danh sách kê khai ghi khác. "
                "Hãy kiểm tra lại, hoặc ghi “Đã đối chiếu” kèm quyết định."
            ),
        )
    ]


def test_what_a_line_of_ratings_cannot_say_is_refused_with_the_reason(world, tmp_path):
    rows = [
        ["Lò A", "Sở Nội vụ", "2022", ""],
        ["Lò B", "Sở Nội vụ", "", "HTNV"],
        ["Lò C", "Sở Nội vụ", "2023", "HTNV"],
        ["Lò D", "Sở Nội vụ", "", ""],
        ["Lò Đ", "", "2022", "HTNV"],
        ["Lò E", "Sở Nội vụ", "2022", "giỏi"],
        ["Lò G", "Sở Nội vụ", "2022", "HTNV"],
        ["Lò G", "Sở Nội vụ", "2022", "HTTNV"],
        ["Lò H", "Sở Thủy lợi", "2022", "HTTNV"],
    ]
    run = check_rows(world, tmp_path, rows, LONG, ImportKind.RATINGS)
    assert refusals(run) == [
        ("D2", "Đã ghi năm thì phải ghi xếp loại."),
        ("C3", "Đã ghi xếp loại thì phải ghi năm."),
        ("D4", "Năm 2023 còn ở phía trước."),
        ("D5", "Dòng không có xếp loại của năm nào."),
        ("B6", "Chưa ghi đơn vị."),
        (
            "D7",
            (
                "“giỏi” không có trong danh mục: Hoàn thành xuất sắc nhiệm vụ; Hoàn thành tốt nhiệm vụ; "
                "Hoàn thành nhiệm vụ; Không hoàn thành nhiệm vụ."
            ),
        ),
        (
            "D9",
            (
                "Trùng với dòng 8 trang “Danh sách”: cùng đối tượng, cùng năm 2022. Nếu là hai người cùng tên, "
                "hãy ghi ngày sinh hoặc số định danh ở cả hai dòng."
            ),
        ),
        ("B10", "Không có đơn vị nào tên hoặc mã “Sở Thủy lợi” trong cây tổ chức ngày 20/12/2022."),
    ]
    assert (run.state, Rating.objects.count()) == (ImportState.REFUSED, 0)


def test_two_people_of_one_name_in_one_unit_are_never_guessed(world, tmp_path):
    for birth in (date(1980, 5, 2), date(1990, 6, 3)):
        make_recipient(
            world.authority, "Lò Thị Mẫu", organisation=world.department, birth_date=birth, birth_precision="day"
        )  # fmt: skip
    run = check_rows(world, tmp_path, [["Lò Thị Mẫu", "Sở Nội vụ", "2022", "HTNV"]], LONG, ImportKind.RATINGS)  # fmt: skip
    assert refusals(run) == [
        (
            "A2",
            (
                "Có 2 người tên “Lò Thị Mẫu” trong đơn vị này: Lò Thị Mẫu, sinh 02/05/1980 (Sở Nội vụ); "
                "Lò Thị Mẫu, sinh 03/06/1990 (Sở Nội vụ). Hãy ghi thêm ngày sinh hoặc số định danh."
            ),
        )
    ]
    headers = (*LONG, "Ngày sinh")
    row = ["Lò Thị Mẫu", "Sở Nội vụ", "2022", "HTNV", "03/6/1990"]
    write(world, check_rows(world, tmp_path, [row], headers, ImportKind.RATINGS))
    assert Rating.objects.get().recipient.person.birth_date == date(1990, 6, 3)


def test_a_body_of_the_tree_is_rated_as_a_collective(world, tmp_path):
    headers = ("Tên tập thể, cá nhân", "Loại", "Đơn vị", "Năm", "Xếp loại")
    rows = [["Sở Nội vụ", "Tập thể", "", "2022", "HTXSNV"]]
    write(world, check_rows(world, tmp_path, rows, headers, ImportKind.RATINGS))
    rated = Rating.objects.get().recipient
    assert (rated.kind, rated.body_id, rated.organisation_id) == (
        "tap_the",
        world.department.pk,
        world.department.pk,
    )


def test_checked_needs_a_decision(world, tmp_path):
    headers = (*LONG, "Mức tin cậy", "Quyết định")
    rows = [
        ["Lò A", "Sở Nội vụ", "2022", "HTNV", "Đã đối chiếu", ""],
        ["Lò B", "Sở Nội vụ", "2022", "HTNV", "Chưa có số quyết định", "12/QĐ-SNV"],
    ]
    run = check_rows(world, tmp_path, rows, headers, ImportKind.RATINGS)
    assert refusals(run) == [
        (
            "E2",
            "“Đã đối chiếu” cần số, ngày quyết định; chưa có thì chọn “Đơn vị kê khai” hoặc “Chưa có số quyết định”.",
        ),
        ("E3", "Đã ghi quyết định thì không chọn “Chưa có số quyết định”."),
    ]


# --- initiatives -----------------------------------------------------------------------------------


def test_lines_of_one_initiative_are_its_authors(world, tmp_path):
    rows = [
        ["Bảng tính", "Lò Thị Mẫu", "Sở Nội vụ", 60, "2022", "Cơ sở", "Cấp tỉnh", "45/QĐ-SNV", "CSTĐCS 2022"],
        ["Bảng tính", "Vàng A Sỹ", "Sở Nội vụ", 40, "2022", "Cơ sở", "Cấp tỉnh", "", "chưa dùng"],
        ["Nhóm hồ sơ", "Vàng A Sỹ", "Sở Nội vụ", "", "2021", "Toàn quốc", "", "", ""],
    ]  # fmt: skip
    write(world, check_rows(world, tmp_path, rows, WORKS, ImportKind.INITIATIVES))
    assert list(
        Initiative.objects.order_by("id").values_list(
            "title", "year", "scope", "influence", "decision", "standing", "uses_known"
        )
    ) == [
        ("Bảng tính", 2022, "co_so", "bo_tinh", "45/QĐ-SNV", "don_vi_ke_khai", True),
        ("Nhóm hồ sơ", 2021, "toan_quoc", "", "", "don_vi_ke_khai", False),
    ]
    assert list(
        InitiativeAuthor.objects.order_by("id").values_list(
            "initiative__title", "recipient__name", "percent"
        )
    ) == [
        ("Bảng tính", "Lò Thị Mẫu", 60),
        ("Bảng tính", "Vàng A Sỹ", 40),
        ("Nhóm hồ sơ", "Vàng A Sỹ", None),
    ]
    assert list(InitiativeUse.objects.values_list("recipient__name", "award", "year_kind", "year")) == [
        ("Lò Thị Mẫu", "cstd_co_so", "calendar", 2022)
    ]  # fmt: skip
    again = check_rows(world, tmp_path, rows[:2], WORKS, ImportKind.INITIATIVES)
    assert (again.unchanged, again.added, again.changed) == (2, 0, 0)


def test_a_later_list_adds_an_author_a_use_and_what_was_blank(world, tmp_path):
    row = ["Bảng tính", "Lò Thị Mẫu", "Sở Nội vụ", "", "2022", "Cơ sở", "", "", ""]
    write(world, check_rows(world, tmp_path, [row], WORKS, ImportKind.INITIATIVES))
    rows = [
        ["bảng tính", "Lò Thị Mẫu", "Sở Nội vụ", "", "2022", "Cơ sở", "Toàn quốc", "", "BK tỉnh năm 2022"],
        ["Bảng tính", "Vàng A Sỹ", "Sở Nội vụ", 40, "2022", "Cơ sở", "", "", ""],
    ]  # fmt: skip
    run = write(world, check_rows(world, tmp_path, rows, WORKS, ImportKind.INITIATIVES))
    assert (run.added, run.changed) == (2, 0)
    work = Initiative.objects.get()
    assert (work.influence, work.shares.count(), work.uses.get().award) == (
        "toan_quoc",
        2,
        "bk_bo_tinh",
    )


def test_what_an_initiative_cannot_be_is_refused(world, tmp_path):
    rows = [
        ["A", "Lò A", "Sở Nội vụ", 70, "2022", "Cấp tỉnh", "Cơ sở", "", ""],
        ["B", "Lò B", "Sở Nội vụ", 70, "2022", "Cơ sở", "", "1/QĐ-X", ""],
        ["B", "Lò C", "Sở Nội vụ", 40, "2022", "Cơ sở", "", "1/QĐ-X", ""],
        ["B", "Lò D", "Sở Nội vụ", "", "2022", "Cơ sở", "", "2/QĐ-X", ""],
        ["C", "Lò C", "Sở Nội vụ", "", "2022", "Cơ sở", "", "", "rồi"],
        ["D", "Lò C", "Sở Nội vụ", "", "2027", "Cơ sở", "", "", ""],
    ]
    assert refusals(check_rows(world, tmp_path, rows, WORKS, ImportKind.INITIATIVES)) == [
        ("G2", "Phạm vi nhân rộng không thể hẹp hơn phạm vi công nhận."),
        ("D4", "Tổng tỷ lệ đóng góp của các tác giả lớn hơn 100%."),
        ("H5", "Khác với dòng 3 trang “Danh sách”, cùng một sáng kiến. Hãy ghi giống nhau."),
        (
            "I6",
            "“rồi”: hãy ghi danh hiệu, hình thức rồi đến năm, ví dụ Chiến sĩ thi đua cơ sở 2022.",
        ),
        ("E7", "Năm 2027 nằm ngoài khoảng 1976–2022."),
    ]


# --- discipline, posts, collectives ----------------------------------------------------------------


def test_discipline_is_added_once_and_its_end_filled_in_later(world, tmp_path):
    known = make_recipient(world.authority, "Lò Thị Mẫu", organisation=world.department)
    row = ["Lò Thị Mẫu", "Sở Nội vụ", "Khiển trách", "15/3/2022", "", "Vi phạm giờ làm việc"]
    write(world, check_rows(world, tmp_path, [row], DISCIPLINE, ImportKind.DISCIPLINES))
    row[4] = "14/3/2023"
    run = write(world, check_rows(world, tmp_path, [row], DISCIPLINE, ImportKind.DISCIPLINES))
    assert (run.added, run.changed) == (0, 1)
    assert list(
        Discipline.objects.values_list("recipient_id", "form", "valid_from", "valid_to", "cause")
    ) == [(known.pk, "khien_trach", date(2022, 3, 15), date(2023, 3, 14), "Vi phạm giờ làm việc")]


def test_discipline_that_ends_before_it_begins_or_is_still_to_come_is_refused(world, tmp_path):
    rows = [
        ["Lò A", "Sở Nội vụ", "Cảnh cáo", "15/3/2022", "14/3/2022", ""],
        ["Lò B", "Sở Nội vụ", "Cảnh cáo", "15/3/2023", "", ""],
        ["Lò C", "Sở Nội vụ", "phê bình", "15/3/2022", "", ""],
    ]
    found = refusals(check_rows(world, tmp_path, rows, DISCIPLINE, ImportKind.DISCIPLINES))
    assert found == [
        ("E2", "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ("D3", "Ngày 15/03/2023 còn ở phía trước."),
        (
            "C4",
            (
                "“phê bình” không có trong danh mục: Khiển trách; Cảnh cáo; Hạ bậc lương; Giáng chức; Cách chức; "
                "Buộc thôi việc."
            ),
        ),
    ]


def test_posts_of_a_person_are_kept_with_the_unit_of_their_day(world, tmp_path):
    finance = make_organisation(world.authority, "Sở Tài chính")
    gone = make_organisation(
        world.authority, "Ban Thi đua - Khen thưởng tỉnh", valid_to=date(2021, 5, 31)
    )
    rows = [
        ["Lò Thị Mẫu", "Sở Nội vụ", "Phó Trưởng ban", "Ban Thi đua - Khen thưởng tỉnh", "01/9/2015", "31/5/2021", ""],
        ["Lò Thị Mẫu", "Sở Nội vụ", "Phó Giám đốc", "Sở Tài chính", "01/6/2021", "30/6/2022", "Phó Giám đốc sở và tương đương"],
        ["Lò Thị Mẫu", "Sở Nội vụ", "Giám đốc", "", "01/7/2022", "", "giam_doc_so"],
    ]  # fmt: skip
    run = check_rows(world, tmp_path, rows, HELD, ImportKind.POSTS)
    assert (run.added, run.state) == (3, ImportState.CHECKED)
    write(world, run)
    assert list(
        Post.objects.order_by("valid_from").values_list(
            "person__recipient__name", "title", "organisation_id", "group", "leadership", "valid_to"
        )
    ) == [
        ("Lò Thị Mẫu", "Phó Trưởng ban", gone.pk, "", "", date(2021, 5, 31)),
        ("Lò Thị Mẫu", "Phó Giám đốc", finance.pk, "", "pho_giam_doc_so", date(2022, 6, 30)),
        ("Lò Thị Mẫu", "Giám đốc", world.department.pk, "lanh_dao_so", "giam_doc_so", None),
    ]
    assert [cell for cell, _ in warnings(run)] == ["dòng 2", "dòng 3"]
    rows[2][5] = "31/10/2022"
    run = write(world, check_rows(world, tmp_path, rows, HELD, ImportKind.POSTS))
    assert (run.unchanged, run.changed) == (2, 1)
    assert Post.objects.get(title="Giám đốc").valid_to == date(2022, 10, 31)


def test_a_collectives_year_keeps_unknown_apart_from_zero(world, tmp_path):
    rows = [["Phòng Tổ chức", "Sở Nội vụ", "2022", 20, 0, "", "x"]]
    run = write(world, check_rows(world, tmp_path, rows, FIGURES, ImportKind.COLLECTIVES))
    row = CollectiveYear.objects.select_related("recipient").get()
    assert (row.recipient.name, row.recipient.kind, row.members, row.women, row.ldtt, row.none_disciplined) == (
        "Phòng Tổ chức", "tap_the", 20, 0, None, True,
    )  # fmt: skip
    assert (run.added, run.digest) == (1, LedgerEntry.objects.get().after["digest"])


def test_more_members_of_a_kind_than_members_is_refused_also_against_what_is_recorded(
    world, tmp_path
):
    rows = [["Phòng Tổ chức", "Sở Nội vụ", "2022", 20, 21, "", ""], ["Phòng B", "Sở Nội vụ", "2022", "", "", "", ""]]  # fmt: skip
    assert refusals(check_rows(world, tmp_path, rows, FIGURES, ImportKind.COLLECTIVES)) == [
        ("E2", "Số này không thể lớn hơn số thành viên (20)."),
        ("D3", "Dòng không có số liệu nào."),
    ]
    rows = [["Phòng Tổ chức", "Sở Nội vụ", "2022", 20, "", "", ""]]
    write(world, check_rows(world, tmp_path, rows, FIGURES, ImportKind.COLLECTIVES))
    rows = [["Phòng Tổ chức", "Sở Nội vụ", "2022", "", "", 25, ""]]
    assert refusals(check_rows(world, tmp_path, rows, FIGURES, ImportKind.COLLECTIVES)) == [
        ("F2", "Số này không thể lớn hơn số thành viên đang ghi (20).")
    ]


def test_checking_and_writing_a_block_costs_the_same_for_ten_rows_as_for_fifty(
    world, tmp_path, django_assert_max_num_queries
):
    for size in (10, 50):
        rows = [[f"Lò Thị {'A' * (i + 1)}", "Sở Nội vụ", "2022", "HTNV"] for i in range(size)]
        with django_assert_max_num_queries(60):
            write(world, check_rows(world, tmp_path, rows, LONG, ImportKind.RATINGS))
    assert Rating.objects.count() == 50


def test_discipline_by_the_bulk_service_is_in_the_ledger_as_one_act(world):
    known = make_recipient(world.authority, "Lò Thị Mẫu", organisation=world.department)
    lines = [DisciplineLine(known.pk, "canh_cao", date(2022, 3, day)) for day in (1, 2)]
    disciplines_record(actor=world.officer, lines=lines, at=AT)
    entry = LedgerEntry.objects.get()
    assert (entry.subject_name, entry.after["count"]) == ("2 dòng kỷ luật", 2)
