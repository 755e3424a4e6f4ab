"""The registers in a real browser: accessibility, the phone, and no script."""

import pytest
from django.urls import reverse

from tdkt.accounts.records import record_code
from tdkt.organisations.models import Authority
from tests.factories import make_authority, make_office, make_organisation, make_user
from tests.support.browser import DESK, PHONE
from tests.web.register_worlds import MAKE, PAGES

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)


def url(page, what: str, row=None) -> str:
    return reverse(f"{page.key}-{what}", args=[record_code(row)] if row is not None else [])


@pytest.fixture
def officer(own_database):
    user = make_user()
    make_office(make_authority(), user=user)
    return user


@every_page
def test_no_accessibility_fault_on_list_row_and_form(open_page, officer, axe, page):
    row = MAKE[page.key](Authority.objects.get(), "Dòng")
    at_desk, on_phone = open_page(officer, viewport=DESK), open_page(officer, viewport=PHONE)
    for address in (
        url(page, "list") + ("?nam=tat-ca" if page.by_year else ""),
        url(page, "detail", row),
        url(page, "edit", row),
    ):
        at_desk.goto(address)
        assert axe(at_desk) == []
        on_phone.goto(address)
        assert on_phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("page", PAGES[:2], ids=lambda page: page.key)
def test_an_empty_list_and_a_refused_form_have_no_accessibility_fault(
    open_page, officer, axe, page
):
    on_phone = open_page(officer, viewport=PHONE)
    on_phone.goto(url(page, "list"))
    assert axe(on_phone) == []
    on_phone.goto(url(page, "create"))
    on_phone.get_by_role("button", name="Ghi", exact=True).click()
    assert axe(on_phone) == []


def test_a_row_is_added_and_changed_without_javascript(open_page, officer):
    page = open_page(officer, javascript=False)
    page.goto(reverse("movements-indicators-list"))
    page.get_by_role("link", name="Thêm chỉ tiêu").click()
    page.get_by_label("Năm", exact=True).fill("2022")
    page.get_by_label("Chỉ tiêu").fill("Thu ngân sách")
    page.get_by_label("Thực hiện").fill("2.262,5")
    page.get_by_role("button", name="Ghi", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Thu ngân sách"
    page.get_by_role("link", name="Sửa").click()
    page.get_by_label("Kế hoạch", exact=False).first.fill("2.250")
    page.get_by_label("Lý do, căn cứ của việc sửa").fill("Nghị quyết của HĐND tỉnh")
    page.get_by_role("button", name="Ghi", exact=True).click()
    facts = page.locator("dl.facts").inner_text().split("\n")
    assert [facts[facts.index(name) + 1] for name in ("Thực hiện", "Kế hoạch")] == [
        "2.262,5",
        "2.250",
    ]


def test_a_member_joins_and_leaves_a_bloc_without_javascript(open_page, officer):
    authority = Authority.objects.get()
    make_organisation(authority)
    bloc = MAKE["blocs"](authority, "Khối Tổng hợp")
    page = open_page(officer, javascript=False)
    page.goto(reverse("blocs-detail", args=[bloc.code]))
    assert "Không có thành viên nào vào ngày" in page.locator("main").inner_text()
    page.get_by_role("link", name="Thêm thành viên").click()
    page.get_by_label("Đơn vị (không bắt buộc)").fill("so noi vu")
    page.get_by_label("Vai trò").select_option("truong")
    page.get_by_label("Từ ngày").fill("1/1/2020")
    page.get_by_role("button", name="Ghi", exact=True).click()
    row = page.locator("table.records tbody tr").first
    assert row.inner_text().split() == "Sở Nội vụ Trưởng khối 01/01/2020 nay Kết thúc".split()
    row.get_by_role("link", name="Kết thúc").click()
    page.get_by_label("Ngày cuối cùng là thành viên").fill("30/6/2021")
    page.get_by_label("Lý do, căn cứ").fill("chia lại khối")
    page.get_by_role("button", name="Ghi", exact=True).click()
    page.get_by_text("Thành viên qua các thời kỳ").first.wait_for()
    page.get_by_label("Thành viên vào ngày").fill("30.6.2021")
    page.get_by_role("button", name="Xem").click()
    page.get_by_role("heading", name="Thành viên ngày 30/06/2021").wait_for()
    assert row.inner_text().split() == "Sở Nội vụ Trưởng khối 01/01/2020 30/06/2021".split()
