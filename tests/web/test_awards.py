"""The list of honours and the page of one: who sees what, filters, paging, the file, the phone, axe."""

import io
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tdkt.accounts.states import Role
from tdkt.organisations.models import Succession
from tdkt.registry.filters import filters_query
from tdkt.registry.models import Honour
from tdkt.registry.services import honour_event_record
from tdkt.registry.states import HonourEventKind, RecipientKind
from tdkt.web.awards import views
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

LIST = "/khen-thuong/"


@pytest.fixture
def province(db):
    return make_authority()


@pytest.fixture
def sign_in(client):
    def signed(authority, role=Role.STANDING_OFFICER, unit=None):
        client.force_login(make_office(authority, role, organisation=unit).user)
        return client

    return signed


def said(response):
    """The text of the page's own part, blanks run together."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def listed(response):
    """The first column of the table, from top to bottom."""
    return re.findall(
        r'<th scope="row"[^>]*><span><a href="[^"]+">([^<]+)</a>', response.content.decode()
    )


def honour_of(province, name, unit=None, **fields):
    return make_honour(province, make_recipient(province, name, organisation=unit), **fields)


def test_nobody_is_sent_to_sign_in(province, client):
    code = honour_of(province, "Lò Thị Ân").code
    for path in (LIST, f"{LIST}{code}/", f"{LIST}xuat.xlsx"):
        assert client.get(path).status_code == 302


def test_each_role_sees_its_own(province, sign_in):
    department = make_organisation(province, "Sở Y tế")
    division = make_organisation(province, "Phòng Nghiệp vụ Y", parent=department)
    before = make_organisation(province, "Sở Y tế cũ", valid_to=date(2003, 12, 31), valid_from=None)
    Succession.objects.create(
        predecessor=before, successor=department, kind="doi_ten", on=date(2004, 1, 1)
    )
    other = make_organisation(province, "Sở Tài chính")
    below = honour_of(province, "Lò Ở Phòng", division)
    honour_of(province, "Lò Ở Sở Cũ", before)
    honour_of(province, "Lò Ở Tài Chính", other)
    seen = {}
    for name, authority, role, unit in (
        ("unit", province, Role.UNIT_OFFICER, department),
        ("other unit", province, Role.UNIT_OFFICER, other),
        ("standing", province, Role.STANDING_OFFICER, None),
        ("chairman", province, Role.CHAIRMAN, None),
        ("other province", make_authority(), Role.STANDING_OFFICER, None),
        ("administrator", province, Role.ADMINISTRATOR, None),
    ):
        client = sign_in(authority, role, unit)
        seen[name] = (listed(client.get(LIST)), client.get(f"{LIST}{below.code}/").status_code)
    assert seen == {
        "unit": (["Lò Ở Sở Cũ", "Lò Ở Phòng"], 200),
        "other unit": (["Lò Ở Tài Chính"], 404),
        "standing": (["Lò Ở Tài Chính", "Lò Ở Sở Cũ", "Lò Ở Phòng"], 200),
        "chairman": (["Lò Ở Tài Chính", "Lò Ở Sở Cũ", "Lò Ở Phòng"], 200),
        "other province": ([], 404),
        "administrator": ([], 403),
    }


def test_a_stranger_without_an_office_sees_nothing(province, client):
    honour_of(province, "Lò Thị Ân")
    client.force_login(make_office(province, valid_to=date(2020, 12, 31)).user)
    answers = [client.get(path) for path in (LIST, f"{LIST}xuat.xlsx")]
    assert [(a.status_code, "Lò Thị Ân" in a.content.decode()) for a in answers] == [
        (403, False)
    ] * 2


def test_the_list_costs_the_same_for_one_and_for_three(
    province, sign_in, django_assert_num_queries
):
    client = sign_in(province)
    for path, queries in ((LIST, 16), (f"{LIST}?q=lo&nam=2022", 17)):
        honour_of(province, "Lò Thị Ân", make_organisation(province))
        client.get(path)
        with django_assert_num_queries(queries):
            client.get(path)
        for name in ("Lò Văn Hải", "Lò Văn Bình"):
            honour_of(province, name, make_organisation(province))
        with django_assert_num_queries(queries):
            client.get(path)


def test_filters_of_the_address_hold_together(province, sign_in):
    unit = make_organisation(province, "Sở Y tế")
    honour_of(province, "Tống Thanh Hải", unit, method="doi_ngoai")
    honour_of(province, "Hà Thanh", unit)
    honour_of(province, "Lò Thanh", method="doi_ngoai")
    client = sign_in(province)
    shown = {
        query: listed(client.get(f"{LIST}?{query}"))
        for query in (
            "q=thanh+tong", "loai_hinh=doi_ngoai", "don_vi=so+y+te&loai_hinh=doi_ngoai",
            filters_query(unit=unit.code, decided_years=2022), filters_query(awards="hc_sao_vang"),
        )
    }  # fmt: skip
    assert list(shown.values()) == [
        ["Tống Thanh Hải"], ["Lò Thanh", "Tống Thanh Hải"], ["Tống Thanh Hải"], ["Hà Thanh", "Tống Thanh Hải"], [],
    ]  # fmt: skip


def test_a_wrong_filter_is_named_and_nothing_is_listed(province, sign_in):
    honour_of(province, "Lò Thị Ân")
    client = sign_in(province)
    words = {}
    for query in (
        "cap=tinh",
        "nam=22",
        "don_vi=khong+co",
        "phong_trao=PT99",
        "quyet_dinh=abcdefghjkmn",
    ):
        answer = client.get(f"{LIST}?{query}")
        words[query] = (answer.status_code, listed(answer), "Chưa lọc được" in said(answer))
    assert words == dict.fromkeys(words, (400, [], True))
    assert "Hãy chọn một trong: Cấp Nhà nước; Cấp tỉnh" in said(client.get(f"{LIST}?cap=tinh"))
    assert client.get(f"{LIST}xuat.xlsx?cap=tinh").status_code == 400


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("nam=abcd", "“abcd” không phải là năm: hãy viết bốn chữ số từ 1945 đến 2100, ví dụ 2022."),
        ("quyet_dinh=x", "Sổ không có quyết định “x”: hãy mở quyết định từ sổ văn bản"),
        ("phong_trao=x", "Không có phong trào “x”: hãy chọn trong danh sách phong trào."),
    ],
)
def test_a_wrong_filter_says_what_to_do_in_no_words_of_the_program(province, sign_in, query, words):
    told = said(sign_in(province).get(f"{LIST}?{query}"))
    assert (words in told, "chua_ro" in told, "mã chỉ gồm" in told) == (True, False, False)


def offered(response):
    """The names in the unit filter's list of suggestions."""
    return re.findall(r'<option value="([^"]+)"></option>', response.content.decode())


def test_units_are_offered_by_near_names_the_nearest_first(province, sign_in):
    for name, kind in (("Trường Mầm non Sìn Hồ", "truong"), ("Xã Sìn Hồ", "xa"), ("Sở Y tế", "so")):
        make_organisation(province, name, kind=kind)
    make_organisation(make_authority(), "Xã Sìn Hồ Khác")
    client = sign_in(province)
    near = ["Xã Sìn Hồ", "Trường Mầm non Sìn Hồ"]
    assert offered(client.get(f"{LIST}goi-y-don-vi/?don_vi=sin ho")) == near
    assert offered(client.get(f"{LIST}?don_vi=sin ho")) == near


def test_a_unit_officer_is_offered_units_of_the_reach_alone(province, sign_in):
    mine = make_organisation(province, "Xã Sìn Hồ")
    make_organisation(province, "Xã Sìn Hồ Xa")
    client = sign_in(province, Role.UNIT_OFFICER, mine)
    assert offered(client.get(f"{LIST}goi-y-don-vi/?don_vi=sin")) == ["Xã Sìn Hồ"]


def test_a_school_year_stands_in_two_lines_of_a_narrow_column(province, sign_in):
    honour_of(province, "Lò Thị Ân", year=2021, year_kind="school")
    html = sign_in(province).get(LIST).content.decode()
    assert '<span>2021–2022 <span class="note">năm học</span></span>' in html


def test_what_somebody_typed_is_never_markup_in_the_table(province, sign_in):
    honour_of(province, "<b>Lò</b>", post_then="<i>Tổ trưởng</i>")
    html = sign_in(province).get(LIST).content.decode()
    assert ("&lt;b&gt;Lò&lt;/b&gt;" in html, "&lt;i&gt;Tổ trưởng" in html, "<b>Lò" in html) == (
        True, True, False,
    )  # fmt: skip


def test_pages_follow_one_another_and_back(province, sign_in, monkeypatch):
    decision = make_decision(province)
    for i in range(103):
        honour_of(province, f"Lò Thị {chr(65 + i % 26)}{i}", decision=decision)
    client = sign_in(province)
    wanted = list(Honour.objects.order_by("-order_day", "-pk").values_list("name_then", flat=True))
    pages, url = [], LIST
    while url:
        answer = client.get(url)
        pages.append(listed(answer))
        following = re.search(r'rel="next" href="(\?[^"]+)"', answer.content.decode())
        previous = re.search(r'rel="prev" href="(\?[^"]+)"', answer.content.decode())
        url = LIST + following[1] if following else ""
    assert pages == [wanted[:50], wanted[50:100], wanted[100:]]
    assert listed(client.get(LIST + previous[1])) == wanted[50:100]
    assert client.get(f"{LIST}?after=khongco").status_code == 404


def test_what_no_longer_counts_is_left_out_and_said(province, sign_in):
    honour = honour_of(province, "Lò Thị Ân")
    honour_of(province, "Lò Thị Bình")
    honour_event_record(
        actor=reach_of(make_office(province)), honour_id=honour.pk, kind=HonourEventKind.CANCELLED,
        on=date(2022, 5, 1), reason="Kê khai sai thành tích.", at=AT,
    )  # fmt: skip
    client = sign_in(province)
    plain, shown = client.get(LIST), client.get(f"{LIST}?da_huy=1")
    assert (listed(plain), listed(shown)) == (["Lò Thị Bình"], ["Lò Thị Bình", "Lò Thị Ân"])
    assert (
        f"Không gồm 1 lượt của tỉnh đã hủy bỏ hoặc tước tính đến ngày {timezone.localdate():%d/%m/%Y}"
        in said(plain)
    )
    assert "Hủy bỏ quyết định từ 01/05/2022" in said(shown)


def test_the_sum_line_counts_by_kind(province, sign_in):
    honour_of(province, "Lò Thị Ân")
    for name in ("Tổ Văn phòng", "Tổ Nghiệp vụ"):
        make_honour(province, make_recipient(province, name, kind=RecipientKind.COLLECTIVE))
    assert "Trong đó: 1 lượt cá nhân · 2 lượt tập thể." in said(sign_in(province).get(LIST))


def test_days_are_shown_as_they_are_written_here(province, sign_in):
    answer = sign_in(province).get(f"{LIST}?tu=2022-01-19").content.decode()
    assert 'name="tu" value="19/01/2022"' in answer


def test_several_values_of_one_filter_stay_chosen(province, sign_in):
    honour_of(province, "Lò Thị Ân")
    answer = sign_in(province).get(f"{LIST}?doi_tuong=ca_nhan,ho_gia_dinh")
    assert listed(answer) == ["Lò Thị Ân"]
    assert re.search(
        r'<option value="ca_nhan,ho_gia_dinh" selected>Cá nhân hoặc Hộ gia đình</option>',
        answer.content.decode(),
    )


def sheet(answer):
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
        .get_sheet_by_index(0)
        .to_python()
    )


def test_the_file_holds_the_filtered_list_in_its_order(province, sign_in):
    decision = make_decision(province, number="880")
    for name in ("Lò Thị Ân", "=Lò Văn", "Vàng A Páo"):
        honour_of(
            province,
            name,
            make_organisation(province, "Sở Y tế"),
            decision=decision,
            prize=1_490_000,
        )
    rows = sheet(sign_in(province).get(f"{LIST}xuat.xlsx?q=lo"))
    assert rows[1][0] == "Tìm theo tên: lo. Tổng số 2 lượt."
    assert [[row[0], row[2], row[6], row[7], row[8], row[11]] for row in rows[4:]] == [
        [name, "Sở Y tế", 2022.0, "880/QĐ-UBND", date(2022, 3, 15), 1_490_000.0]
        for name in ("Lò Thị Ân", "=Lò Văn")
    ]


def test_a_file_cut_short_says_so(province, sign_in, monkeypatch):
    monkeypatch.setattr(views, "EXPORTED_TO", 2)
    for name in ("Lò Thị Ân", "Lò Thị Bình", "Lò Thị Cúc"):
        honour_of(province, name)
    rows = sheet(sign_in(province).get(f"{LIST}xuat.xlsx"))
    assert len(rows[4:]) == 2
    assert rows[1][0] == (
        "Toàn bộ danh sách. Tổng số 3 lượt. Tệp chỉ ghi 2 dòng đầu: hãy lọc hẹp hơn để có đủ."
    )


def test_the_page_of_one_says_what_the_decision_said_and_what_befell_it(province, sign_in):
    decision = make_decision(province, number="880")
    honour = honour_of(
        province, "Lò Thị Ân", make_organisation(province, "Sở Y tế"), decision=decision
    )
    honour_event_record(
        actor=reach_of(make_office(province)), honour_id=honour.pk, kind=HonourEventKind.CORRECTED, on=date(2022, 4, 1),
        reason="Viết sai họ.", at=AT, change={"name_then": "Lê Thị Ân"}, document_id=decision.pk,
    )  # fmt: skip
    words = said(sign_in(province, Role.STANDING_HEAD).get(f"{LIST}{honour.code}/"))
    for part in (
        "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "880/QĐ-UBND", "15/03/2022", "Sở Y tế", "Viết sai họ.",
        "name_then → Lê Thị Ân", "Ghi khen thưởng", "Ghi biến động khen thưởng", "chưa có dữ liệu",
    ):  # fmt: skip
        assert part in words
    hidden = said(sign_in(province, Role.STANDING_OFFICER).get(f"{LIST}{honour.code}/"))
    assert "Nhiệm vụ của bạn không xem nhật ký" in hidden
    assert "Ghi biến động khen thưởng" not in hidden


def test_only_reading_is_answered(province, sign_in):
    assert sign_in(province).post(LIST).status_code == 405


@pytest.fixture
def shown(own_database):
    """Two honours, one of them cancelled, and the standing head's account."""
    authority = make_authority()
    office = make_office(authority, Role.STANDING_HEAD)
    unit = make_organisation(
        authority, "Trường Phổ thông dân tộc bán trú Trung học cơ sở Bản Khoang"
    )
    cancelled = honour_of(authority, "Lò Thị Pâng", unit, post_then="Giáo viên")
    honour_of(
        authority, "Giàng A Sình", unit, post_then="Trưởng bản", method="doi_ngoai", prize=1_490_000
    )
    honour_event_record(
        actor=reach_of(office), honour_id=cancelled.pk, kind=HonourEventKind.CANCELLED, on=date(2022, 5, 1),
        reason="Kê khai sai.", at=AT,
    )  # fmt: skip
    return office.user, cancelled


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_accessibility_fault_and_no_sideways_scroll(open_page, shown, axe, viewport):
    user, honour = shown
    opened = open_page(user, viewport=viewport)
    for path in (
        f"{LIST}?da_huy=1",
        f"{LIST}?cap=tinh",
        f"{LIST}?q=khongco",
        f"{LIST}{honour.code}/",
    ):
        opened.goto(path)
        assert axe(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_the_filters_work_without_javascript(open_page, shown):
    user, _ = shown
    opened = open_page(user, javascript=False)
    opened.goto(LIST)
    opened.get_by_label("Tìm theo tên").fill("sinh giang")
    opened.get_by_label("Loại hình").select_option("doi_ngoai")
    opened.get_by_role("button", name="Lọc").click()
    assert opened.locator("tbody th").all_inner_texts() == ["Giàng A Sình\nTrưởng bản"]
    opened.get_by_role("link", name="Giàng A Sình").click()
    assert opened.locator("h1").inner_text() == "Giàng A Sình"
    assert opened.url.endswith(
        reverse("awards-detail", args=[Honour.objects.get(name_then="Giàng A Sình").code])
    )
