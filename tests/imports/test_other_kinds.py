"""People, organisations, documents and indicators: added, changed, left alone; each by its own list."""

from datetime import date
from decimal import Decimal

import pytest

from tdkt.imports.staging import run_folder
from tdkt.imports.states import ImportKind, ImportState
from tdkt.kernel.models import LedgerEntry
from tdkt.movements.models import Indicator
from tdkt.organisations.models import (
    Organisation,
    OrganisationCode,
    OrganisationParent,
    Succession,
)
from tdkt.registry.identity import national_id_open
from tdkt.registry.models import OfficialDocument, Person, Post, Recipient
from tests.factories import make_organisation, make_recipient
from tests.imports.worlds import ISSUER, check_rows, make_world, refusals, write

pytestmark = pytest.mark.django_db
PEOPLE = ("Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "CCCD", "Đơn vị", "Chức vụ", "Từ ngày")
UNITS = (
    "Tên tổ chức",
    "Loại",
    "Cấp trên",
    "Mã",
    "Từ ngày",
    "Kế thừa từ",
    "Cách kế thừa",
    "Diện tích (km²)",
)
PAPERS = ("Loại văn bản", "Số, ký hiệu", "Cơ quan ban hành", "Ngày ban hành", "Trích yếu", "Cấp ban hành", "Thực hiện văn bản")  # fmt: skip
FIGURES = ("Năm", "Chỉ tiêu", "Đơn vị tính", "Thực hiện", "Mức ước", "Kế hoạch")


@pytest.fixture
def world():
    return make_world()


def test_people_are_added_with_their_post_and_sealed_id(world, tmp_path):
    rows = [
        [
            "Lò Thị Mẫu",
            "Nữ",
            "15/3/1985",
            "Thái",
            "012185000123",
            "Sở Nội vụ",
            "Giáo viên",
            "01/9/2010",
        ]
    ]
    run = write(world, check_rows(world, tmp_path, rows, PEOPLE, ImportKind.PEOPLE))
    person = Person.objects.select_related("recipient").get()
    assert (run.added, person.gender, person.birth_date, person.ethnic_group) == (
        1,
        "nu",
        date(1985, 3, 15),
        "Thái",
    )
    assert national_id_open(person.national_id_sealed) == "012185000123"
    assert list(Post.objects.values_list("title", "group", "organisation_id", "valid_from")) == [
        ("Giáo viên", "truc_tiep", world.department.pk, date(2010, 9, 1))
    ]


def test_a_known_person_is_filled_in_and_the_ledger_keeps_before_and_after_without_the_id(
    world, tmp_path
):
    known = make_recipient(
        world.authority, "Lò Thị Mẫu", organisation=world.department, ethnic_group="Thái"
    )
    rows = [["Lò Thị Mẫu", "Nữ", "15/3/1985", "", "012185000123", "Sở Nội vụ", "", ""]]
    run = write(world, check_rows(world, tmp_path, rows, PEOPLE, ImportKind.PEOPLE))
    person = Person.objects.get(pk=known.pk)
    assert (run.added, run.changed, person.gender, person.ethnic_group) == (0, 1, "nu", "Thái")
    (entry,) = LedgerEntry.objects.all()
    assert entry.before["changes"] == {
        known.code: {
            "gender": "",
            "birth_date": None,
            "birth_precision": "",
            "national_id": "",
        }
    }
    assert entry.after["changes"] == {
        known.code: {
            "gender": "nu", "birth_date": "1985-03-15", "birth_precision": "day", "national_id": "(đã bổ sung)",
        }
    }  # fmt: skip
    again = check_rows(world, tmp_path, rows, PEOPLE, ImportKind.PEOPLE)
    assert (again.unchanged, again.changed, again.added) == (1, 0, 0)


def test_no_file_that_may_hold_ids_outlives_the_writing(world, tmp_path):
    make_recipient(world.authority, "Lò Thị Mẫu", organisation=world.department)
    rows = [
        ["Lò Thị Mẫu", "", "", "", "012185000123", "Sở Nội vụ", "", ""],
        ["Vàng A Sỹ", "", "", "", "012185000124", "Sở Nội vụ", "", ""],
    ]
    run = check_rows(world, tmp_path, rows, PEOPLE, ImportKind.PEOPLE)
    folder = run_folder(run.code)
    assert folder.stat().st_mode & 0o777 == 0o700
    write(world, run)
    kept = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert sorted(kept) == [
        "check.json", "common.json", "progress.json", "rows-changes.jsonl", "rows-preview-sua.jsonl",
        "rows-preview-them.jsonl",
    ]  # fmt: skip
    assert [name for name, content in kept.items() if "01218500012" in content] == []


def test_an_id_that_is_another_persons_is_refused(world, tmp_path):
    make_recipient(
        world.authority, "Vàng A Sỹ", organisation=world.department, national_id="012185000123"
    )
    rows = [["Lò Thị Mẫu", "", "", "", "012185000123", "Sở Nội vụ", "", ""]]
    assert refusals(check_rows(world, tmp_path, rows, PEOPLE, ImportKind.PEOPLE)) == [
        ("E2", "Số định danh này là của “Vàng A Sỹ” (Sở Nội vụ), không phải “Lò Thị Mẫu”.")
    ]


def test_organisations_are_added_with_parents_of_the_file_codes_and_predecessors(world, tmp_path):
    rows = [
        ["Trạm y tế xã Mới", "Đơn vị sự nghiệp", "Xã Mới", "", "01/7/2025", "", "", ""],
        [
            "Xã Mới",
            "Xã, phường, thị trấn",
            "",
            "03999",
            "01/7/2025",
            "Xã Phúc Than",
            "Sáp nhập",
            "120,5",
        ],
    ]
    run = write(world, check_rows(world, tmp_path, rows, UNITS, ImportKind.ORGANISATIONS))
    new = Organisation.objects.get(name="Xã Mới")
    station = Organisation.objects.get(name="Trạm y tế xã Mới")
    assert (run.added, new.area_km2, new.folded, new.valid_from) == (
        2,
        Decimal("120.50"),
        "xa moi",
        date(2025, 7, 1),
    )
    assert list(OrganisationParent.objects.values_list("organisation_id", "parent_id")) == [
        (station.pk, new.pk)
    ]
    assert list(OrganisationCode.objects.values_list("scheme", "code_value")) == [("gso", "03999")]
    assert Succession.objects.filter(predecessor=world.old_commune, successor=new).count() == 1
    again = check_rows(world, tmp_path, rows, UNITS, ImportKind.ORGANISATIONS)
    assert (again.unchanged, again.added, again.changed) == (2, 0, 0)


def test_an_organisation_still_standing_is_not_founded_again(world, tmp_path):
    rows = [["Sở Nội vụ", "Sở, ban, ngành", "", "", "01/3/2025", "", "", ""]]
    assert refusals(check_rows(world, tmp_path, rows, UNITS, ImportKind.ORGANISATIONS)) == [
        (
            "E2",
            (
                "“Sở Nội vụ” đã có từ ngày 01/01/2004, tệp ghi từ ngày 01/03/2025. "
                "Nếu là tổ chức mới cùng tên, hãy ghi ngày kết thúc của tổ chức cũ trước."
            ),
        )
    ]


def test_parents_in_a_circle_are_refused(world, tmp_path):
    rows = [
        ["Phòng A", "Phòng, chi cục, bộ phận", "Phòng B", "", "", "", "", ""],
        ["Phòng B", "Phòng, chi cục, bộ phận", "Phòng A", "", "", "", "", ""],
    ]
    assert refusals(check_rows(world, tmp_path, rows, UNITS, ImportKind.ORGANISATIONS)) == [
        ("C3", "Quan hệ trực thuộc thành vòng: cấp trên lại thuộc chính tổ chức này.")
    ]


def test_documents_are_added_changed_and_linked(world, tmp_path):
    rows = [
        [
            "Kế hoạch",
            "2216/KH-UBND",
            ISSUER,
            "19/01/2022",
            "Về phong trào thi đua",
            "Tỉnh",
            "34/CT-TTg",
        ],
        [
            "Chỉ thị",
            "34/CT-TTg",
            "Thủ tướng Chính phủ",
            "07/4/2014",
            "Về công tác thi đua",
            "Trung ương",
            "",
        ],
    ]
    run = write(world, check_rows(world, tmp_path, rows, PAPERS, ImportKind.DOCUMENTS))
    plan = OfficialDocument.objects.get(number="2216")
    assert (run.added, plan.reference, [d.reference for d in plan.implements.all()]) == (
        2,
        "2216/KH-UBND",
        ["34/CT-TTg"],
    )
    rows[0][4] = "Về phát động phong trào thi đua"
    changed = write(world, check_rows(world, tmp_path, rows, PAPERS, ImportKind.DOCUMENTS))
    plan.refresh_from_db()
    assert (changed.changed, changed.unchanged, plan.title) == (
        1,
        1,
        "Về phát động phong trào thi đua",
    )
    assert "phat dong" in plan.folded


def test_a_document_number_used_twice_is_refused(world, tmp_path):
    row = ["Kế hoạch", "2216/KH-UBND", ISSUER, "19/01/2022", "Một", "Tỉnh", "99/CT-TTg"]
    write(world, check_rows(world, tmp_path, [[*row[:6], ""]], PAPERS, ImportKind.DOCUMENTS))
    rows = [
        [*row[:3], "20/01/2022", *row[4:]],
        ["Kế hoạch", "7/KH-UBND", *row[2:]],
        ["Kế hoạch", "7/KH-UBND", *row[2:]],
    ]
    assert refusals(check_rows(world, tmp_path, rows, PAPERS, ImportKind.DOCUMENTS)) == [
        ("B2", (f"Số văn bản dùng hai lần: 2216/KH-UBND của “{ISSUER}” đã có với ngày 19/01/2022 (trong sổ văn bản), "
         "dòng này ghi ngày 20/01/2022.")),
        ("G3", "“99/CT-TTg”: không có trong sổ và trong tệp. Hãy sửa số, hoặc thêm văn bản ấy trước."),
        ("B4", "Số văn bản dùng hai lần: trùng với dòng 3 trang “Danh sách”."),
    ]  # fmt: skip


def test_indicators_keep_unknown_unknown_and_hedges_hedged(world, tmp_path):
    rows = [
        [2022, "Tỷ lệ che phủ rừng", "%", "51,84", "", ""],
        [2022, "Số hợp tác xã", "", 380, "gần", "400"],
    ]
    run = write(world, check_rows(world, tmp_path, rows, FIGURES, ImportKind.INDICATORS))
    assert (run.added, run.state) == (2, ImportState.DONE)
    assert list(
        Indicator.objects.order_by("-name").values_list(
            "unit", "unit_known", "actual", "hedge", "plan"
        )
    ) == [
        ("%", True, Decimal("51.84"), "", None),
        ("", False, Decimal(380), "gan", Decimal(400)),
    ]
    rows[0][3] = "52"
    changed = write(world, check_rows(world, tmp_path, rows, FIGURES, ImportKind.INDICATORS))
    assert (changed.changed, changed.unchanged) == (1, 1)
    assert Indicator.objects.get(unit="%").actual == 52


def test_a_body_known_by_its_code_of_the_day_is_found(world, tmp_path):
    OrganisationCode.objects.create(
        organisation=world.new_commune,
        scheme="gso",
        code_value="03618",
        valid_from=date(2025, 7, 1),
    )
    OrganisationCode.objects.create(
        organisation=world.old_commune, scheme="gso", code_value="03618", valid_to=date(2025, 6, 30)
    )
    make_organisation(world.authority, "Sở Y tế")
    rows = [["Lò Thị Mẫu", "", "", "", "", "03618", "", ""]]
    write(world, check_rows(world, tmp_path, rows, PEOPLE, ImportKind.PEOPLE))
    assert Recipient.objects.get().organisation_id == world.old_commune.pk
