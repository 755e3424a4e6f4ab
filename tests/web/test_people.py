"""Pages of recipients: who sees whom, the ribbon, the number, adding and changing."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.kernel.models import LedgerEntry
from tdkt.organisations.models import Succession
from tdkt.registry.models import Recipient
from tdkt.registry.people_selectors import honours_of
from tdkt.registry.services import honour_event_record
from tdkt.registry.states import BirthPrecision, HonourEventKind, RecipientKind
from tdkt.web.people.ribbons import history_ribbon
from tests.factories import (
    AT,
    make_authority,
    make_decision,
    make_honour,
    make_office,
    make_organisation,
    make_recipient,
    reach_of,
)
from tests.support.browser import DESK, PHONE

NUMBER = "012085000482"


@pytest.fixture
def province(db):
    return make_authority()


@pytest.fixture
def sign_in(client):
    def signed(authority, role=Role.STANDING_OFFICER, unit=None):
        client.force_login(make_office(authority, role, organisation=unit).user)
        return client

    return signed


def words(response):
    """The text of the page's own part, blanks run together."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def page(recipient):
    return reverse("people-detail", args=[recipient.code])


def test_each_role_sees_its_own_people_and_a_stranger_404(province, sign_in):
    mine, other = make_organisation(province, "Sở A"), make_organisation(province, "Sở B")
    person = make_recipient(province, organisation=mine)
    statuses = {}
    for name, authority, role, unit in (
        ("unit", province, Role.UNIT_OFFICER, mine),
        ("stranger", province, Role.UNIT_OFFICER, other),
        ("standing", province, Role.STANDING_OFFICER, None),
        ("chairman", province, Role.CHAIRMAN, None),
        ("administrator", province, Role.ADMINISTRATOR, None),
        ("other province", make_authority(), Role.STANDING_OFFICER, None),
    ):
        statuses[name] = sign_in(authority, role, unit).get(page(person)).status_code
    assert statuses == {
        "unit": 200, "stranger": 404, "standing": 200, "chairman": 200, "administrator": 403, "other province": 404,
    }  # fmt: skip


def test_nobody_is_sent_to_sign_in(province, client):
    assert client.get(page(make_recipient(province))).status_code == 302


def test_the_list_of_two_provinces_does_not_leak(province, sign_in):
    make_recipient(province, "Lò Của Ta")
    other = make_authority()
    make_recipient(other, "Lò Của Bạn")
    said = words(sign_in(province).get(reverse("people-list")))
    assert ("Lò Của Ta" in said, "Lò Của Bạn" in said) == (True, False)


def test_the_list_costs_the_same_for_one_and_for_three(
    province, sign_in, django_assert_num_queries
):
    client = sign_in(province)
    make_honour(province, make_recipient(province, organisation=make_organisation(province)))
    client.get(reverse("people-list"))
    with django_assert_num_queries(10):
        client.get(reverse("people-list"))
    for _ in range(2):
        make_honour(province, make_recipient(province, organisation=make_organisation(province)))
    with django_assert_num_queries(10):
        client.get(reverse("people-list"))


def test_the_list_is_filtered_by_name_kind_and_unit(province, sign_in):
    unit = make_organisation(province, "Sở Nội vụ")
    make_recipient(province, "Tống Văn Thành", organisation=unit)
    make_recipient(province, "Tổ Thành Công", kind=RecipientKind.COLLECTIVE, organisation=unit)
    make_recipient(province, "Lò Thành")
    client = sign_in(province)
    said = {
        query: [
            name
            for name in ("Tống Văn Thành", "Tổ Thành Công", "Lò Thành")
            if name in words(client.get(reverse("people-list") + query))
        ]
        for query in ("?q=thanh+tong", "?q=thanh&loai=tap_the", "?q=thanh&don_vi=so+noi+vu")
    }
    assert said == {
        "?q=thanh+tong": ["Tống Văn Thành"],
        "?q=thanh&loai=tap_the": ["Tổ Thành Công"],
        "?q=thanh&don_vi=so+noi+vu": ["Tống Văn Thành", "Tổ Thành Công"],
    }


def test_a_unit_nobody_knows_is_said_with_what_is_near(province, sign_in):
    make_organisation(province, "Sở Nội vụ")
    said = words(sign_in(province).get(reverse("people-list") + "?don_vi=noi+vu"))
    assert "Không có đơn vị tên “noi vu”" in said
    assert "Gần giống: Sở Nội vụ." in said


def test_empty_states_say_what_to_do(province, sign_in):
    client = sign_in(province)
    assert "Nhập danh sách từ Excel" in words(client.get(reverse("people-list")))
    assert "Bỏ tất cả điều kiện lọc" in words(client.get(reverse("people-list") + "?q=abc"))
    assert "Nhập danh sách kèm quyết định" in words(client.get(page(make_recipient(province))))


def test_birth_is_shown_as_far_as_it_is_known(province, sign_in):
    client = sign_in(province)
    shown = {}
    for precision in BirthPrecision:
        person = make_recipient(province, birth_date=date(1985, 1, 1), birth_precision=precision)
        shown[precision] = re.search(r"Ngày sinh (.*?) Dân tộc", words(client.get(page(person))))[
            1
        ].strip()
    assert shown == {
        BirthPrecision.DAY: "01/01/1985",
        BirthPrecision.YEAR: "1985 (chỉ biết năm)",
        BirthPrecision.CONVENTIONAL: "01/01/1985 (ngày sinh quy ước, tính như chỉ biết năm)",
    }


def test_the_number_is_masked_until_a_reason_is_given_and_each_look_is_recorded(province, sign_in):
    person = make_recipient(province, national_id=NUMBER)
    client = sign_in(province)
    address = reverse("people-number", args=[person.code])
    masked, without, given = (
        client.get(page(person)),
        client.post(address, {"reason": " "}),
        client.post(address, {"reason": "đối chiếu hồ sơ"}),
    )
    assert [NUMBER in words(answer) for answer in (masked, without, given)] == [False, False, True]
    assert "•••••••••482" in words(masked)
    assert "Cần nêu lý do xem số định danh." in words(without)
    assert (without.status_code, given.headers["Cache-Control"].count("no-store")) == (422, 1)
    said = LedgerEntry.objects.get(verb="person:unmask")
    assert (said.subject_code, said.reason) == (person.code, "đối chiếu hồ sơ")


def test_who_may_not_unmask_has_no_form_and_is_refused_with_who_can(province, sign_in):
    person = make_recipient(province, national_id=NUMBER)
    client = sign_in(province, Role.CHAIRMAN)
    assert "Xem số định danh" not in words(client.get(page(person)))
    refused = client.post(reverse("people-number", args=[person.code]), {"reason": "xem"})
    assert (refused.status_code, NUMBER in words(refused)) == (422, False)
    assert "Người làm được: Chuyên viên cơ quan thường trực" in words(refused)


def test_the_number_is_opened_by_post_only(province, sign_in):
    person = make_recipient(province, national_id=NUMBER)
    assert sign_in(province).get(reverse("people-number", args=[person.code])).status_code == 405


def test_the_ribbon_puts_school_years_between_years_and_leaves_cancelled_honours_out(province):
    person = make_recipient(province)
    reach = reach_of(make_office(province))
    for award, level, fields in (
        ("cstd_co_so", "co_so", {"year": 2020}),
        ("ldtt", "co_so", {"year": 2021, "year_kind": "school"}),
        ("bk_ttcp", "nha_nuoc", {"year": None, "year_kind": "", "period_from": 2017, "period_to": 2021}),
    ):  # fmt: skip
        make_honour(province, person, award=award, level=level, **fields)
    cancelled = make_honour(province, person)
    honour_event_record(
        actor=reach, honour_id=cancelled.pk, kind=HonourEventKind.CANCELLED, on=date(2022, 9, 1), reason="khai sai", at=AT,
    )  # fmt: skip
    ribbon = history_ribbon(
        honours_of(reach, [person.pk], on=date(2022, 12, 20)), today=date(2022, 12, 20)
    )
    assert ribbon.years == [2020, 2021, "2021-2022", 2022]
    drawn = {
        row.label: {year: [m.text for m in marks] for year, marks in row.cells.items()}
        for row in ribbon.rows
    }
    assert drawn == {
        "Danh hiệu thi đua": {2020: ["CSTĐ cơ sở"], "2021-2022": ["LĐTT"]},
        "Khen thưởng cấp Nhà nước": {2021: ["BK Thủ tướng"]},
        "Khen thưởng cấp tỉnh": {},
    }


def test_the_same_award_several_times_in_a_year_is_one_mark(province):
    person = make_recipient(province)
    for _ in range(3):
        make_honour(province, person)
    reach = reach_of(make_office(province))
    ribbon = history_ribbon(honours_of(reach, [person.pk], on=AT.date()), today=AT.date())
    assert [m.text for m in ribbon.rows[2].cells[2022]] == ["BK tỉnh ×3"]


def test_the_history_tells_decision_unit_then_and_now_standing_and_what_befell(province, sign_in):
    old = make_organisation(province, "Sở Cũ", valid_to=date(2022, 6, 30))
    new = make_organisation(province, "Sở Mới", valid_from=date(2022, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, kind="doi_ten", on=date(2022, 7, 1))
    person = make_recipient(province, organisation=old)
    honour = make_honour(
        province, person, decision=make_decision(province, number="880", on=date(2022, 3, 15)), post_then="Giáo viên"
    )  # fmt: skip
    make_honour(
        province,
        person,
        award="ldtt",
        level="co_so",
        standing="don_vi_ke_khai",
        document_id=None,
        decided_on=None,
    )
    honour_event_record(
        actor=reach_of(make_office(province)), honour_id=honour.pk, kind=HonourEventKind.CANCELLED, on=date(2022, 9, 1),
        reason="khai man thành tích", at=AT,
    )  # fmt: skip
    said = words(sign_in(province).get(page(person)))
    for part in (
        "880/QĐ-UBND ngày 15/03/2022", "Sở Cũ Giáo viên; nay là Sở Mới", "Đã đối chiếu", "đã hủy bỏ",
        "Hủy bỏ quyết định từ 01/09/2022: khai man thành tích", "Đơn vị kê khai", "chưa có số quyết định",
        "1 lượt đang tính", "1 lượt đã hủy bỏ hoặc tước",
    ):  # fmt: skip
        assert part in said


def test_the_page_of_a_person_costs_the_same_for_one_honour_and_for_three(
    province, sign_in, django_assert_num_queries
):
    person = make_recipient(province, organisation=make_organisation(province))
    client = sign_in(province)
    make_honour(province, person)
    client.get(page(person))
    with django_assert_num_queries(16):
        client.get(page(person))
    make_honour(province, person)
    make_honour(province, person)
    make_recipient(province)
    make_recipient(province)
    with django_assert_num_queries(16):
        client.get(page(person))


def test_likely_doubles_are_shown_and_never_merged(province, sign_in):
    person = make_recipient(province, "Hạng A Mỹ")
    make_recipient(province, "Hảng A Mĩ")
    said = words(sign_in(province).get(page(person)))
    assert "Có thể trùng" in said
    assert "Hảng A Mĩ" in said
    assert Recipient.objects.count() == 2


def test_somebody_who_moved_away_shows_only_what_was_earned_here(province, sign_in):
    mine, other = make_organisation(province, "Sở A"), make_organisation(province, "Sở B")
    moved = make_recipient(
        province, organisation=other, birth_date=date(1985, 7, 2), birth_precision="day"
    )
    make_honour(province, moved, organisation_id=mine.pk, unit_then="Sở A")
    make_honour(province, moved, organisation_id=other.pk, unit_then="Phòng ở Sở B")
    said = words(sign_in(province, Role.UNIT_OFFICER, mine).get(page(moved)))
    assert "Chỉ gồm những lần khen thưởng ghi ở đơn vị trong phạm vi của bạn" in said
    assert ("Phòng ở Sở B" in said, "02/07/1985" in said) == (False, False)


def test_a_person_is_added_and_changed_on_the_page(province, sign_in):
    unit = make_organisation(province, "Sở Nội vụ")
    client = sign_in(province)
    added = client.post(
        reverse("people-create"),
        {"loai": "ca_nhan", "name": "Lò Thị Ân", "organisation": "so noi vu", "birth": "01/01/1985",
         "national_id": "0120 8500 0482", "post": "Chuyên viên", "post_from": "1/9/2020"},
    )  # fmt: skip
    person = Recipient.objects.get()
    assert added.headers["Location"] == page(person)
    assert (person.organisation, person.person.birth_precision) == (unit, "conventional")
    assert person.person.posts.get().valid_from == date(2020, 9, 1)
    form = {"name": "Lò Thị Ấn", "organisation": "Sở Nội vụ", "birth": "1985"}
    address = reverse("people-edit", args=[person.code])
    refused, done = client.post(address, form), client.post(address, form | {"reason": "sai tên"})
    person.refresh_from_db()
    assert (refused.status_code, done.status_code, person.name) == (422, 302, "Lò Thị Ấn")
    assert LedgerEntry.objects.get(verb="person:change").reason == "sai tên"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Cần điền “Họ và tên”."),
        ("birth", "31/02/1985", "không có ngày 31"),
        ("birth", "7/1985", "hãy ghi đủ ngày, tháng, năm, hoặc chỉ ghi năm"),
        ("national_id", "12", "cần 12 chữ số"),
        ("post_from", "1/9/2020", "Đã ghi ngày thì phải ghi chức vụ."),
        ("post_from", "hôm qua", "không phải là ngày"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_kept(province, sign_in, field, typed, said):
    form = {"loai": "ca_nhan", "name": "Lò Thị Ân"} | {field: typed}
    answer = sign_in(province).post(reverse("people-create"), form)
    assert answer.status_code == 422
    assert said in words(answer)
    assert Recipient.objects.count() == 0


def test_only_who_records_may_open_the_form(province, sign_in):
    answer = sign_in(province, Role.CHAIRMAN).get(reverse("people-create"))
    assert answer.status_code == 403
    assert "Người làm được: Chuyên viên cơ quan thường trực" in words(answer)


@pytest.fixture
def seen(own_database):
    """A person with something in every part of the page, and the standing officer."""
    authority = make_authority()
    unit = make_organisation(authority, "Sở Giáo dục và Đào tạo")
    person = make_recipient(authority, "Hạng A Mỹ", organisation=unit, national_id=NUMBER)
    make_recipient(authority, "Hảng A Mĩ")
    for year in (2016, 2020, 2022):
        make_honour(authority, person, decision=make_decision(authority, on=date(year, 3, 15)))
    make_honour(authority, person, award="ldtt", level="co_so", year=2021, year_kind="school")
    return make_office(authority).user, person


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_have_no_accessibility_fault_and_do_not_scroll_sideways(
    open_page, seen, axe, viewport
):
    user, person = seen
    opened = open_page(user, viewport=viewport)
    for path in (page(person), reverse("people-list"), reverse("people-edit", args=[person.code])):
        opened.goto(path)
        assert axe(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_a_number_is_opened_without_javascript(open_page, seen):
    user, person = seen
    opened = open_page(user, javascript=False)
    opened.goto(page(person))
    opened.get_by_label("Lý do cần xem số định danh").fill("đối chiếu")
    opened.get_by_role("button", name="Xem số định danh").click()
    opened.get_by_text(NUMBER).wait_for()
