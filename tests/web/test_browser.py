"""The gallery and the sign-in page in a real browser: every component at once."""

import pytest

from tests.factories import make_authority, make_office, make_user
from tests.support.browser import DESK, PHONE


@pytest.fixture
def officer(own_database):
    user = make_user("ngoc", "Vàng Thị Ngọc")
    authority = make_authority()
    authority.is_demo = True
    authority.save()
    make_office(authority, user=user)
    return user


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/_ui/", "/dang-nhap/", "/_ui/loi/404/"])
def test_no_accessibility_fault_in_light_and_dark(open_page, officer, axe, viewport, scheme, path):
    page = open_page(None if path == "/dang-nhap/" else officer, viewport=viewport)
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    assert axe(page) == []


@pytest.mark.parametrize("path", ["/_ui/", "/dang-nhap/", "/doi-mat-khau/"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_scrolls_sideways(open_page, officer, viewport, path):
    page = open_page(None if path == "/dang-nhap/" else officer, viewport=viewport)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_one_press_on_a_role_signs_in_without_javascript(open_page, officer):
    page = open_page(javascript=False)
    page.goto("/dang-nhap/?next=/_ui/")
    page.get_by_role("button", name="Chuyên viên cơ quan thường trực").click()
    assert page.url.endswith("/_ui/")
    page.locator(".bar-end summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    assert page.url.endswith("/dang-nhap/")


def test_the_menu_of_the_phone_opens_without_javascript(open_page, officer):
    page = open_page(officer, viewport=PHONE, javascript=False)
    page.goto("/_ui/")
    menu = page.get_by_role("navigation", name="Danh mục")
    assert menu.is_hidden()
    page.locator(".nav-menu summary").click()
    assert menu.is_visible()


def test_ctrl_k_opens_the_palette_and_escape_closes_it(open_page, officer):
    page = open_page(officer)
    page.goto("/_ui/")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "tim-lenh-o"
    page.keyboard.press("Escape")
    assert page.locator("#tim-lenh").is_hidden()


def test_j_and_k_go_from_record_to_record(open_page, officer):
    page = open_page(officer)
    page.goto("/_ui/")
    focused = "document.activeElement.textContent"
    seen = []
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
        seen.append(page.evaluate(focused))
    assert seen == ["Lò Thị Pâng", "Giàng A Sình", "Lò Thị Pâng"]


def test_the_end_of_the_session_is_warned_of_and_put_off(open_page, officer):
    page = open_page(officer)
    page.clock.install()
    page.goto("/doi-mat-khau/")
    warning = page.locator("#sap-het-phien")
    page.clock.run_for(54 * 60 * 1000)
    assert warning.is_hidden()
    page.clock.run_for(90 * 1000)
    assert warning.is_visible()
    with page.expect_response("**/gia-han-phien/") as renewed:
        page.get_by_role("button", name="Gia hạn").click()
    assert renewed.value.status == 204
    warning.wait_for(state="hidden")


def test_progress_is_asked_again_and_replaced(open_page, officer):
    page = open_page(officer)
    page.goto("/_ui/")
    page.get_by_text("64.000 trên 100.000 dòng").wait_for()
    assert page.locator("#tien-do").get_attribute("hx-get") is None


def test_the_skip_link_comes_first(open_page, officer):
    page = open_page(officer)
    page.goto("/_ui/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
