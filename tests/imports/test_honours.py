"""A good list of honours: who is matched, what is warned of, what is written, and what the ledger says."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tdkt.accounts.states import Role
from tdkt.imports.selectors import state_words
from tdkt.imports.services import import_check, import_upload, import_write
from tdkt.imports.staging import upload_path
from tdkt.imports.states import ImportKind, ImportState
from tdkt.kernel.answers import Refused, Stale
from tdkt.kernel.ledger import ledger_verify
from tdkt.kernel.models import LedgerEntry
from tdkt.registry.models import Honour, OfficialDocument, Person, Recipient
from tdkt.registry.services import document_save
from tests.factories import (
    AT,
    make_honour,
    make_office,
    make_organisation,
    make_recipient,
    reach_of,
)
from tests.imports.files import docx, xlsx
from tests.imports.worlds import (
    HONOURS,
    ISSUER,
    check,
    check_rows,
    honour,
    make_world,
    refusals,
    rows_of_every_table,
    upload,
    warnings,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def test_a_list_is_written_whole_with_one_ledger_entry_that_vouches_for_it(world, tmp_path):
    rows = [honour(tt=1), honour("Vàng A Sỹ", tt=2, address="Ông"), honour("Sở Nội vụ", tt=3, kind="Tập thể", post="", unit="",
            address="", award="Tập thể lao động xuất sắc")]  # fmt: skip
    run = write(world, check_rows(world, tmp_path, rows))
    assert (run.state, run.added, run.refused) == (ImportState.DONE, 3, 0)
    assert list(
        Honour.objects.order_by("ordinal").values_list(
            "name_then", "award", "level", "group", "organisation", "year", "document__number", "batch"
        )
    ) == [
        ("Lò Thị Mẫu", "bk_bo_tinh", "bo_tinh", "truc_tiep", world.department.pk, 2022, "1234", run.code),
        ("Vàng A Sỹ", "bk_bo_tinh", "bo_tinh", "truc_tiep", world.department.pk, 2022, "1234", run.code),
        ("Sở Nội vụ", "tap_the_ldxs", "bo_tinh", "", world.department.pk, 2022, "1234", run.code),
    ]  # fmt: skip
    assert Recipient.objects.get(name="Sở Nội vụ").body_id == world.department.pk
    assert [Person.objects.get(recipient__name=n).gender for n in ("Lò Thị Mẫu", "Vàng A Sỹ")] == [
        "nu",
        "nam",
    ]
    (entry,) = LedgerEntry.objects.all()
    assert (entry.verb, entry.subject_code) == ("import:write", run.code)
    assert entry.after["honours"] == {"batch": run.code, "count": 3, "digest": run.digest}
    assert (entry.after["recipients"], entry.after["documents"], entry.after["added"]) == (3, 1, 3)
    assert ledger_verify(authority=world.authority.pk) is None


def test_a_decision_already_in_the_register_is_cited_not_doubled(world, tmp_path):
    document = OfficialDocument.objects.create(
        authority=world.authority, kind="Quyết định", number="1234", symbol="QĐ-UBND", issuer=ISSUER,
        issued_on=date(2022, 12, 15), level="tinh",
    )  # fmt: skip
    write(world, check_rows(world, tmp_path, [honour(), honour("Lò B", number=1234)]))
    assert set(Honour.objects.values_list("document_id", flat=True)) == {document.pk}


def test_the_same_list_again_changes_nothing_and_cannot_be_written(world, tmp_path):
    rows = [honour(tt=1), honour("Lò B", tt=2, birth="02/3/1980")]
    write(world, check_rows(world, tmp_path, rows))
    before = rows_of_every_table()
    again = check_rows(world, tmp_path, rows)
    assert (again.state, again.unchanged, again.added) == (ImportState.DONE, 2, 0)
    assert (again.message, again.finished_at) == (
        "Mọi dòng đã có trong sổ, không có gì để ghi.",
        AT,
    )
    assert (upload_path(again).exists(), state_words(again)) == (False, "Xong, không có gì để ghi")
    with pytest.raises(Stale, match="Mọi dòng đã có trong sổ, không có gì để ghi"):
        write(world, again)
    assert rows_of_every_table() == before


def test_people_are_matched_by_id_then_birth_then_unit(world, tmp_path):
    elsewhere = make_organisation(world.authority, "Sở Y tế")
    by_id = make_recipient(
        world.authority, "Lò Thị Mẫu", organisation=elsewhere, national_id="012185000123"
    )
    by_birth = make_recipient(
        world.authority,
        "Lò Thị Mẫu",
        organisation=elsewhere,
        birth_date=date(1980, 3, 2),
        birth_precision="day",
    )
    by_unit = make_recipient(world.authority, "Lò Thị Mẫu", organisation=world.department)
    rows = [
        [*honour(tt=1), "012185000123"],
        [*honour(tt=2, birth="02/3/1980"), ""],
        [*honour(tt=3), ""],
        [*honour(tt=4, birth="05/6/1991", unit="Xã Phúc Than"), ""],
    ]
    run = write(world, check_rows(world, tmp_path, rows, (*HONOURS, "Số định danh")))
    recipients = list(Honour.objects.order_by("ordinal").values_list("recipient_id", flat=True))
    assert recipients[:3] == [by_id.pk, by_birth.pk, by_unit.pk]
    assert recipients[3] not in recipients[:3]
    assert run.added == 4


def test_a_conventional_birth_date_weighs_as_a_year(world, tmp_path):
    born = make_recipient(
        world.authority, "Lò Thị Mẫu", organisation=world.department, birth_date=date(1980, 1, 1), birth_precision="conventional",
    )  # fmt: skip
    rows = [honour(tt=1, birth="20/11/1980"), honour(tt=2, birth="1981")]
    write(world, check_rows(world, tmp_path, rows))
    first, second = Honour.objects.order_by("ordinal")
    assert first.recipient_id == born.pk
    assert second.recipient.person.birth_date == date(1981, 1, 1)


def test_a_person_of_a_merged_unit_is_found_in_its_successor(world, tmp_path):
    person = make_recipient(world.authority, "Lò Thị Mẫu", organisation=world.old_commune)
    run = upload(
        world,
        xlsx(
            tmp_path / "a.xlsx",
            [HONOURS, honour(unit="Xã Mường Than", day="01/8/2025", year="2025")],
        ),
    )
    later = datetime(2025, 9, 1, tzinfo=UTC)
    import_check(actor=world.officer, run_id=run.pk, at=later)
    import_write(actor=world.officer, run_id=run.pk, at=later)
    assert list(Honour.objects.values_list("recipient_id", "organisation_id")) == [
        (person.pk, world.new_commune.pk)
    ]


def test_a_person_who_moved_is_found_by_the_unit_of_an_earlier_honour(world, tmp_path):
    elsewhere = make_organisation(world.authority, "Sở Y tế")
    person = make_recipient(world.authority, "Lò Thị Mẫu", organisation=elsewhere)
    make_honour(world.authority, person, organisation_id=world.department.pk)
    write(world, check_rows(world, tmp_path, [honour()]))
    assert set(Honour.objects.values_list("recipient_id", flat=True)) == {person.pk}


def test_likely_duplicates_are_warned_of_and_never_merged(world, tmp_path):
    elsewhere = make_organisation(world.authority, "Sở Y tế")
    make_recipient(world.authority, "Hạng A Mỹ", organisation=elsewhere)
    run = write(world, check_rows(world, tmp_path, [honour("Hảng A Mĩ", address="Ông")]))
    assert warnings(run) == [
        (
            "B2",
            "Người mới, nhưng có thể trùng với: Hạng A Mỹ (Sở Y tế). Không gộp chỉ vì giống tên.",
        )
    ]
    assert sorted(Recipient.objects.values_list("name", flat=True)) == ["Hạng A Mỹ", "Hảng A Mĩ"]


def test_names_that_differ_in_a_letter_are_different_people_without_a_warning(world, tmp_path):
    make_recipient(world.authority, "Lò Văn Hùng", organisation=world.department)
    run = check_rows(world, tmp_path, [honour("Lò Văn Hưng")])
    assert (warnings(run), run.added) == ([], 1)


def test_one_new_person_with_two_awards_in_a_file_is_one_person(world, tmp_path):
    rows = [honour(tt=1), honour(tt=2, award="Chiến sĩ thi đua cơ sở", post="Giám đốc")]
    run = write(world, check_rows(world, tmp_path, rows))
    assert Recipient.objects.count() == 1
    assert warnings(run) == [
        (
            "E3",
            (
                "Cùng tên, cùng đơn vị với dòng 2 trang “Danh sách” nhưng khác chức vụ; được coi là một người. "
                "Nếu là hai người, hãy ghi ngày sinh."
            ),
        )
    ]


def test_a_post_the_province_has_no_rule_for_leaves_the_group_unknown_and_says_so(world, tmp_path):
    run = write(world, check_rows(world, tmp_path, [honour(post="Nghệ nhân")]))
    assert Honour.objects.get().group == ""
    assert warnings(run) == [
        (
            "dòng 2",
            "Chưa rõ nhóm đối tượng: chức vụ “Nghệ nhân” không có trong bảng quy ước của tỉnh.",
        )
    ]


@pytest.mark.parametrize(
    ("values", "cell", "reason"),
    [
        ({"award": "Cờ thi đua của UBND tỉnh"}, "H2", "không tặng cho cá nhân (chỉ cho tập thể)."),
        ({"award": "Bằng khen"}, "H2", "“Bằng khen” chưa rõ là danh hiệu, hình thức nào"),
        ({"kind": "Nhóm"}, "C2", "“Nhóm” không có trong danh mục: Cá nhân; Tập thể; Hộ gia đình."),
        ({"year": "2023"}, "J2", "Năm thành tích sau ngày quyết định (15/12/2022)."),
        ({"day": "01/01/2023"}, "L2", "Ngày 01/01/2023 còn ở phía trước."),
        ({"number": "12"}, "K2", "Số “12” thiếu ký hiệu; hãy ghi đủ, ví dụ 12/QĐ-UBND."),
        ({"name": ""}, "B2", "Chưa ghi “Họ và tên/Tên tập thể”."),
    ],
)  # fmt: skip
def test_a_row_at_odds_with_the_catalogue_or_the_day_is_refused(
    world, tmp_path, values, cell, reason
):
    found = refusals(check_rows(world, tmp_path, [honour(**values)]))
    assert [(at, reason in said) for at, said in found] == [(cell, True)]


def test_an_ordinal_taken_in_the_decision_is_refused_by_name(world, tmp_path):
    write(world, check_rows(world, tmp_path, [honour(tt=7)]))
    run = check_rows(
        world, tmp_path, [honour("Lò B", tt=7), honour("Lò C", tt=8), honour("Lò D", tt=8)]
    )
    assert refusals(run) == [
        ("A2", "Số thứ tự 7 của quyết định này đã là của “Lò Thị Mẫu”."),
        ("A4", "Số thứ tự 8 của quyết định này đã là của “Lò C”."),
    ]


def test_a_declared_honour_without_a_number_says_so_itself(world, tmp_path):
    row = [*honour(number="", issuer="", day=""), "Chưa có số quyết định"]
    write(world, check_rows(world, tmp_path, [row], (*HONOURS, "Đối chiếu")))
    assert list(Honour.objects.values_list("standing", "document_id", "decided_on")) == [
        ("chua_co_so", None, None)
    ]


def test_a_word_list_takes_what_its_title_says_from_the_common_values(world, tmp_path):
    path = docx(
        tmp_path / "ds.docx",
        [["TT", "Họ và tên", "Chức vụ", "Đơn vị"], ["I", "CÁ NHÂN", "", ""], ["1", "Lò Thị Mẫu", "Giáo viên", "Sở Nội vụ"],
         ["2", "Vàng A Sỹ", "Giám đốc", "Sở Nội vụ"]],
        [["Nơi nhận", "Ký thay"], ["Như Điều 2", "Giám đốc"]],
    )  # fmt: skip
    common = {"kind": "Cá nhân", "award": "BK tỉnh", "method": "Đột xuất", "year": "2022", "reference": "12/QĐ-UBND",
              "decided_on": "01/12/2022", "issuer": ISSUER}  # fmt: skip
    run = write(world, check(world, path, common=common))
    assert list(Honour.objects.order_by("ordinal").values_list("name_then", "method", "group")) == [
        ("Lò Thị Mẫu", "dot_xuat", "truc_tiep"),
        ("Vàng A Sỹ", "dot_xuat", "lanh_dao_so"),
    ]
    assert warnings(run) == [("dòng 2", "Được coi là dòng đề mục, không phải dòng dữ liệu.")]


def test_merged_cells_of_a_word_table_are_refused_naming_the_range(world, tmp_path):
    rows = [
        list(map(str, HONOURS)),
        [str(v or "") for v in honour()],
        [str(v or "") for v in honour("Lò B")],
    ]
    run = check(world, docx(tmp_path / "ds.docx", rows, merge=(1, 5, 2, 5)))
    assert (run.state, "Trang “Bảng 1”: các ô F2:F3 bị gộp trong vùng dữ liệu" in run.message) == (
        ImportState.REFUSED,
        True,
    )


def test_common_values_are_read_like_cells(world, tmp_path):
    headers = [h for h in HONOURS if h != "Ngày quyết định"]
    row = [v for h, v in zip(HONOURS, honour(), strict=True) if h != "Ngày quyết định"]
    path = xlsx(tmp_path / "a.xlsx", [headers, row])
    run = check(world, path, common={"decided_on": "31/11/2022"})
    assert run.message == (
        "Giá trị chung của danh sách chưa đúng. Ngày quyết định: “31/11/2022”: tháng 11/2022 không có ngày 31."
    )


def test_records_changed_since_the_check_are_said_and_nothing_is_written(world, tmp_path):
    run = check_rows(world, tmp_path, [honour()])
    document_save(
        actor=world.officer, at=AT,
        document=OfficialDocument(
            kind="Quyết định", number="9", symbol="QĐ-UBND", issuer=ISSUER, issued_on=date(2022, 2, 2), level="tinh",
            title="Khen thưởng đột xuất",
        ),
    )  # fmt: skip
    before = rows_of_every_table()
    with pytest.raises(Stale) as stale:
        write(world, run)
    assert stale.value.reason == (
        "Dữ liệu đã thay đổi từ lúc kiểm tra: thêm văn bản “Quyết định 9/QĐ-UBND”, Lò Văn Thử, lúc 09:30 ngày 20/12/2022. "
        "Chưa ghi dòng nào; hãy bấm Kiểm tra lại."
    )
    assert rows_of_every_table() == before
    again = import_check(actor=world.officer, run_id=run.pk, at=AT)
    assert write(world, again).state == ImportState.DONE


def test_a_run_is_written_once(world, tmp_path):
    run = write(world, check_rows(world, tmp_path, [honour()]))
    with pytest.raises(Stale, match="Danh sách này đã được ghi"):
        write(world, run)
    assert Honour.objects.count() == 1


def test_only_an_office_that_imports_may_and_only_in_its_province(world, tmp_path):
    run = check_rows(world, tmp_path, [honour()])
    inspector = reach_of(make_office(world.authority, Role.INSPECTOR))
    other = make_world()
    with pytest.raises(Refused, match="không có quyền “Nhập danh sách”"):
        import_write(actor=inspector, run_id=run.pk, at=AT)
    with pytest.raises(Refused, match="Không có lần nhập này"):
        import_write(actor=other.officer, run_id=run.pk, at=AT)
    with (
        pytest.raises(Refused, match="không có quyền"),
        (tmp_path / "danh-sach.xlsx").open("rb") as file,
    ):
        import_upload(actor=inspector, kind=ImportKind.HONOURS, name="a.xlsx", content=file, at=AT)
    assert Honour.objects.count() == 0


def test_people_of_another_province_are_never_matched(world, tmp_path):
    other = make_world()
    make_recipient(other.authority, "Lò Thị Mẫu", organisation=other.department)
    run = write(world, check_rows(world, tmp_path, [honour()]))
    assert (warnings(run), Recipient.objects.filter(authority=world.authority).count()) == ([], 1)


def test_the_number_of_queries_does_not_grow_with_the_rows(world, tmp_path):
    def queries(rows: int, number: int) -> int:
        lines = [honour(f"Lò Văn {i}A", tt=i + 1, number=f"{number}/QĐ-UBND") for i in range(rows)]
        run = upload(world, xlsx(tmp_path / f"{rows}.xlsx", [HONOURS, *lines]))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            import_check(actor=world.officer, run_id=run.pk, at=AT)
        return len(seen)

    assert queries(5, 1) == queries(1500, 2)
