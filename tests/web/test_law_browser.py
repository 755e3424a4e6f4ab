"""The law's pages in a browser: accessibility, the phone, without JavaScript."""

import pytest

from tests.factories import make_authority, make_office
from tests.support.browser import DESK, PHONE

PAGES = (
    "/phap-luat/?ngay=01/02/2026",
    "/phap-luat/khen-thuong/cstd_bo_tinh/?ngay=01/02/2026",
    "/phap-luat/khen-thuong/cstd_bo_tinh/?phan=thoi-ky",
    "/phap-luat/van-ban/nd_98_2023/",
    "/phap-luat/so-sanh/?ngay=31/12/2023&voi=01/01/2024&xem=cstd_bo_tinh",
    "/phap-luat/lich-lam-viec/?nam=2026&tu=10/02/2026&so_ngay=10",
)


@pytest.fixture
def officer(own_database):
    return make_office(make_authority()).user


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_accessibility_fault_and_no_page_wider_than_the_screen(
    open_page, officer, axe, viewport
):
    opened = open_page(officer, viewport=viewport)
    for path in PAGES:
        opened.goto(path)
        assert (path, axe(opened)) == (path, [])
        assert opened.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_conditions_open_and_days_are_asked_without_javascript(open_page, officer):
    opened = open_page(officer, javascript=False)
    opened.goto("/phap-luat/khen-thuong/hc_lao_dong_3/?ngay=01/02/2026")
    track = opened.locator("details.law-track").first
    track.locator("summary").click()
    assert track.locator(".law-tree").first.is_visible()
    opened.get_by_label("Theo luật của ngày").fill("01/02/2015")
    opened.get_by_role("button", name="Xem ngày này").click()
    assert opened.get_by_label("Theo luật của ngày").input_value() == "01/02/2015"
    assert opened.locator(".law-regime strong").inner_text() == "01/02/2015"
