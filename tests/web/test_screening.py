"""Screening on screen: who is asked, who is listed and in which order, what lacks, the export, who may look."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tdkt.accounts.states import Role
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.registry.models import Rating
from tdkt.registry.states import RecipientGroup, RecipientKind, Standing
from tests import factories as make
from tests.support.browser import DESK, PHONE
from tests.web.eligibility_worlds import DAY, beginner, fighter

ASKED = DAY | {"xem": "1", "doi_tuong": "ca_nhan"}


@pytest.fixture
def province(db):
    return make.make_authority()


@pytest.fixture
def unit(province):
    return make.make_organisation(province, "Sở Nội vụ")


@pytest.fixture
def sign_in(client):
    def signed(authority, role=Role.STANDING_OFFICER, unit=None):
        client.force_login(make.make_office(authority, role, organisation=unit).user)
        return client

    return signed


def page(client, **asked):
    return client.get(reverse("screening"), ASKED | asked)


def words(response):
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def listed(response):
    """The names in the result's rows, in order."""
    body = response.content.decode().partition('aria-label="Kết quả rà soát"')[2]
    return re.findall(r'is-sticky" role="rowheader"><span><a href="[^"]+">([^<]+)</a>', body)


def test_nobody_is_screened_before_the_form_is_sent(province, unit, sign_in):
    fighter(province, unit)
    said = words(sign_in(province).get(reverse("screening")))
    assert "Chọn phạm vi rồi bấm “Rà soát”" in said
    assert "Đã rà soát" not in said


def test_who_qualifies_is_listed_with_a_way_to_the_checklist(province, unit, sign_in):
    person = fighter(province, unit)
    found = page(sign_in(province), hinh_thuc="cstd_bo_tinh")
    assert listed(found) == [person.name]
    url = reverse("people-eligibility-award", args=[person.code, "cstd_bo_tinh"])
    assert f'href="{url}?ngay=20%2F11%2F2024&amp;nam=2024"' in found.content.decode()
    assert re.search(r"Đã rà soát 1 cá nhân trong \d+,\d giây", words(found))


def test_direct_workers_stand_first_and_can_be_asked_alone(province, unit, sign_in):
    leader, direct = beginner(province, unit, "Cà Văn Ban"), beginner(province, unit, "Vừ A Sử")
    leader.person.posts.update(group=RecipientGroup.DEPARTMENT_LEADER)
    direct.person.posts.update(group=RecipientGroup.DIRECT_WORKER)
    Rating.objects.update(grade="HTT")
    client = sign_in(province)
    assert listed(page(client, hinh_thuc="ldtt")) == ["Vừ A Sử", "Cà Văn Ban"]
    assert listed(page(client, hinh_thuc="ldtt", truc_tiep="1")) == ["Vừ A Sử"]


def test_who_is_one_condition_short_is_told_which_and_unknown_stands_apart(province, unit, sign_in):
    beginner(province, unit, "Tòng Văn Ín")
    unrated = beginner(province, unit, "Lý Tả Mẩy")
    Rating.objects.filter(recipient=unrated).delete()
    client = sign_in(province)
    short = page(client, hinh_thuc="ldtt", nhom="thieu")
    assert listed(short) == ["Tòng Văn Ín"]
    assert "Năm xét hoàn thành tốt nhiệm vụ trở lên Luật 06/2022/QH15, Điều 24 khoản 1 điểm a" in words(short)  # fmt: skip
    assert listed(page(client, hinh_thuc="ldtt", nhom="chua_ro")) == ["Lý Tả Mẩy"]
    assert listed(page(client, hinh_thuc="ldtt", nhom="du")) == []


def test_the_scope_is_a_unit_with_what_lies_below_or_a_bloc(province, unit, sign_in):
    below = make.make_organisation(province, "Phòng Tổ chức", kind="phong", parent=unit)
    other = make.make_organisation(province, "Sở Y tế")
    for name, home in (("Lò Văn A", unit), ("Lò Văn B", below), ("Lò Văn C", other)):
        beginner(province, home, name)
    bloc = Bloc.objects.create(authority=province, name="Khối Tổng hợp")
    BlocMembership.objects.create(bloc=bloc, organisation=other)
    client = sign_in(province)
    found = {
        name: listed(page(client, hinh_thuc="ldtt", nhom="thieu", **scope))
        for name, scope in (
            ("all", {}), ("unit", {"don_vi": "so noi vu"}), ("bloc", {"khoi": bloc.code}),
            ("both", {"don_vi": "so noi vu", "khoi": bloc.code}),
        )
    }  # fmt: skip
    assert found == {
        "all": ["Lò Văn A", "Lò Văn B", "Lò Văn C"], "unit": ["Lò Văn A", "Lò Văn B"], "bloc": ["Lò Văn C"], "both": [],
    }  # fmt: skip


def test_an_office_sees_its_own_people_and_two_provinces_do_not_leak(province, unit, sign_in):
    other = make.make_organisation(province, "Sở Y tế")
    beginner(province, unit, "Lò Của Ta")
    beginner(province, other, "Lò Nơi Khác")
    abroad = make.make_authority()
    beginner(abroad, make.make_organisation(abroad, "Sở Bạn"), "Lò Của Bạn")
    asked = {"hinh_thuc": "ldtt", "nhom": "thieu"}
    assert listed(page(sign_in(province, Role.UNIT_OFFICER, unit), **asked)) == ["Lò Của Ta"]
    assert listed(page(sign_in(province), **asked)) == ["Lò Của Ta", "Lò Nơi Khác"]
    assert listed(page(sign_in(abroad), **asked)) == ["Lò Của Bạn"]


def test_who_may_look(province, unit, sign_in, client):
    assert client.get(reverse("screening")).status_code == 302
    statuses = {}
    for role, of in (
        (Role.UNIT_OFFICER, unit), (Role.STANDING_OFFICER, None), (Role.STANDING_HEAD, None), (Role.INSPECTOR, None),
        (Role.CHAIRMAN, None), (Role.ADMINISTRATOR, None),
    ):  # fmt: skip
        answers = [
            sign_in(province, role, of).get(reverse(name), ASKED)
            for name in ("screening", "screening-export")
        ]
        statuses[role] = [answer.status_code for answer in answers]
        b"".join(answers[-1])  # a file is read to its end
    assert statuses == {
        Role.UNIT_OFFICER: [200, 200], Role.STANDING_OFFICER: [200, 200], Role.STANDING_HEAD: [200, 200],
        Role.INSPECTOR: [200, 200], Role.CHAIRMAN: [403, 403], Role.ADMINISTRATOR: [403, 403],
    }  # fmt: skip


def test_the_menu_has_no_door_that_refuses(province, sign_in):
    seen = {
        role: "Rà soát điều kiện" in sign_in(province, role).get(reverse("desk")).content.decode()
        for role in (Role.STANDING_OFFICER, Role.CHAIRMAN)
    }
    assert seen == {Role.STANDING_OFFICER: True, Role.CHAIRMAN: False}


def test_collectives_are_screened_by_their_numbers(province, unit, sign_in):
    team = make.make_recipient(
        province, "Phòng Cải cách", kind=RecipientKind.COLLECTIVE, organisation=unit
    )
    make.make_rating(team, 2024, "HTXS")
    make.make_collective_year(
        team, 2024, members=20, completed=20, ldtt=14, cstd_co_so=1, none_disciplined=True
    )
    found = page(sign_in(province), doi_tuong="tap_the", hinh_thuc="tap_the_ldxs")
    assert listed(found) == ["Phòng Cải cách"]


def test_who_qualifies_by_a_units_word_alone_is_marked(province, unit, sign_in):
    beginner(province, unit)
    Rating.objects.update(grade="HTT", standing=Standing.DECLARED)
    client = sign_in(province)
    assert "Theo kê khai, chưa đối chiếu" in words(page(client, hinh_thuc="ldtt", don_vi="so noi vu"))  # fmt: skip


def test_all_awards_are_counted_with_doors_to_each(province, unit, sign_in):
    fighter(province, unit)
    found = page(sign_in(province))
    assert "Theo danh hiệu, hình thức" in words(found)
    assert "hinh_thuc=cstd_bo_tinh" in found.content.decode()


def test_fifty_rows_a_page_and_the_next_page_goes_on(province, unit, sign_in):
    for place in range(53):
        beginner(province, unit, f"Lò Văn {place:02d}")
    client = sign_in(province)
    asked = {"hinh_thuc": "ldtt", "nhom": "thieu"}
    first, second = listed(page(client, **asked)), listed(page(client, **asked, trang="2"))
    assert (len(first), len(second), len({*first, *second})) == (50, 3, 53)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"nam": "x"}, "Năm phải là số, ví dụ 2024."),
        ({"don_vi": "sở không có"}, "Không có đơn vị tên"),
        ({"hinh_thuc": "khong_co"}, "khong_co"),
        ({"nhom": "gi"}, "gi"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_field(province, unit, sign_in, asked, said):
    found = page(sign_in(province), **asked)
    assert (found.status_code, said in words(found)) == (400, True)
    assert "Đã rà soát" not in words(found)


def test_a_day_without_law_is_said(province, unit, sign_in):
    beginner(province, unit)
    client = sign_in(province)
    found = page(client, ngay="1/1/1999", nam="1998")
    assert "Chưa thực hiện được" in words(found)
    asked = ASKED | {"ngay": "1/1/1999", "nam": "1998"}
    assert client.get(reverse("screening-export"), asked).status_code == 422


def test_the_export_holds_every_line_with_what_lacks(province, unit, sign_in):
    for place in range(53):
        beginner(province, unit, f"Lò Văn {place:02d}")
    client = sign_in(province)
    asked = ASKED | {"hinh_thuc": "ldtt", "nhom": "thieu"}
    answer = client.get(reverse("screening-export"), asked)
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][0] == (
        "Còn thiếu một điều kiện. Thành tích năm 2024, xét vào ngày 20/11/2024. 53 dòng."
    )
    assert len(rows) - 4 == 53
    assert rows[4] == [
        "Lò Văn 00", "Chuyên viên", "Sở Nội vụ", "có", "Lao động tiên tiến", "Còn thiếu một điều kiện",
        "Năm xét hoàn thành tốt nhiệm vụ trở lên", "Luật 06/2022/QH15, Điều 24 khoản 1 điểm a", "",
    ]  # fmt: skip
    wrong = client.get(reverse("screening-export"), asked | {"nam": "x"})
    assert wrong.status_code == 400


def test_queries_do_not_grow_with_the_people(
    province, unit, sign_in, django_assert_max_num_queries
):
    client = sign_in(province)
    for _ in range(2):
        fighter(province, unit)
    page(client)
    for _ in range(20):
        fighter(province, unit)
    with django_assert_max_num_queries(70):
        assert len(listed(page(client))) == 22


@pytest.fixture
def officer(own_database):
    authority = make.make_authority()
    unit = make.make_organisation(authority, "Sở Nội vụ")
    user = make.make_user()
    make.make_office(authority, user=user)
    beginner(authority, unit)
    make.make_post(fighter(authority, unit), "Tổ trưởng", valid_from=date(2020, 1, 1))
    return user


def test_no_accessibility_fault_at_the_desk_and_on_the_phone(open_page, officer, axe):
    for viewport in (DESK, PHONE):
        shown = open_page(officer, viewport=viewport)
        for query in (
            "",
            "?xem=1&ngay=20/11/2024&nam=2024",
            "?xem=1&nhom=thieu&nam=2024",
            "?nam=x",
        ):
            shown.goto(reverse("screening") + query)
            assert axe(shown) == []
            assert shown.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_the_form_works_without_javascript(open_page, officer):
    shown = open_page(officer, javascript=False)
    shown.goto(reverse("screening") + "?ngay=20/11/2024&nam=2024")
    shown.get_by_label("Kết quả", exact=True).select_option("thieu")
    shown.get_by_label("Danh hiệu, hình thức", exact=True).select_option("ldtt")
    shown.get_by_role("button", name="Rà soát").click()
    assert "Tòng Văn Ín" in shown.locator("main").inner_text()
