"""The desk and the pages of figures in a browser: axe, the phone, and no JavaScript."""

import pytest

from tests.factories import make_office
from tests.statistics.world import make_indicator, make_world

CODE = "khen_thuong.cap_tinh.tap_the_nho"


@pytest.mark.axe
@pytest.mark.parametrize(
    "viewport",
    [{"width": 1440, "height": 900}, {"width": 390, "height": 844}],
    ids=["desk", "phone"],
)
def test_axe_finds_nothing_and_nothing_needs_javascript(open_page, axe, viewport):
    world = make_world()
    make_indicator(world.authority, actual=9, plan=7)
    user = make_office(world.authority).user
    page = open_page(user, viewport=viewport)
    for url in (
        "/",
        "/so-lieu/?nam=2022",
        "/so-lieu/bieu/0602/?nam=2022",
        f"/so-lieu/so/{CODE}.ty_le/?nam=2022",
    ):
        page.goto(url)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    plain = open_page(user, viewport=viewport, javascript=False)
    plain.goto("/so-lieu/?nam=2022")
    plain.locator("figure.chart a[href*='luot-khen']").first.click()
    assert plain.locator("h1").inner_text() == "Lượt khen thưởng đã đếm"
