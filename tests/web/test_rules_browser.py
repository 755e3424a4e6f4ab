"""The province's rules in a real browser: accessibility, the phone, and no script."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tdkt.accounts.permissions import may
from tdkt.accounts.states import Capability, Role
from tdkt.organisations.law_services import law_layer_save
from tdkt.organisations.models import LawLayer
from tdkt.web.rules.layers import example_text, read_layer
from tests import factories as make
from tests.support.browser import DESK, PHONE
from tests.web.eligibility_worlds import titled

NOTE = "Quyết định 12/2024/QĐ-UBND ngày 20/11/2024"


@pytest.fixture
def head(own_database):
    """The head of a standing office; one person whose third title is that of the year asked."""
    province = make.make_authority()
    unit = make.make_organisation(province, "Sở Nội vụ")
    person = make.make_recipient(province, "Tòng Văn Ín", organisation=unit)
    for year in (2022, 2023, 2024):
        titled(person, "cstd_co_so", year, decided_on=date(2024, 11, 1))
    make.make_initiative(person, year=2023, scope="bo_tinh", influence="bo_tinh", uses_known=True)
    return make.make_office(province, Role.STANDING_HEAD)


def lay_down_example(office):
    who = make.reach_of(office)
    return law_layer_save(
        actor=who.signed, allowed=may(who, Capability.SET_RULES), content=read_layer(example_text(), "x"),
        valid_from=date(2025, 12, 15), note=NOTE, at=datetime(2025, 12, 1, tzinfo=UTC), seen=0,
    )  # fmt: skip


def fill_when(page):
    page.get_by_label("Áp dụng từ ngày").fill("01/12/2024")
    page.get_by_label("Căn cứ, lý do").fill(NOTE)


def preview(page):
    page.get_by_role("button", name="Xem trước thay đổi").click()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_accessibility_fault_before_and_after_rules_are_laid_down(
    open_page, head, axe, viewport
):
    page = open_page(head.user, viewport=viewport)

    def look(address):
        page.goto(address)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]

    look(reverse("rules-overview"))
    layer = lay_down_example(head)
    query = "?chu_de={}&danh_hieu=bk_bo_tinh"
    for address in (
        reverse("rules-overview") + "?ngay=20/12/2025", reverse("rules-revision", args=[layer.code]),
        reverse("rules-choices"), reverse("rules-values"), reverse("rules-text"), reverse("rules-value") + "?muc=0",
        *(reverse("rules-value") + query.format(topic) for topic in ("deadline", "dossier", "vote", "quota")),
    ):  # fmt: skip
        look(address)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_accessibility_fault_on_a_preview_and_on_refusals(open_page, head, axe, viewport):
    page = open_page(head.user, viewport=viewport)
    for address in (reverse("rules-choices"), reverse("rules-value") + "?chu_de=vote"):
        page.goto(address)
        preview(page)
        assert axe(page) == []
    page.goto(reverse("rules-text"))
    page.get_by_label("Toàn văn quy định (YAML)").fill("settings: {rounding: sideways}")
    fill_when(page)
    preview(page)
    assert "settings/rounding" in page.locator(".rules-problems").inner_text()
    assert axe(page) == []
    page.goto(reverse("rules-choices"))
    page.get_by_label("Không: đủ 03 lần trước năm đang xét").check()
    fill_when(page)
    preview(page)
    assert "Tòng Văn Ín" in page.locator("main").inner_text()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_rules_are_written_in_two_places_and_laid_down_without_javascript(open_page, head):
    page = open_page(head.user, javascript=False)
    page.goto(reverse("rules-overview"))
    page.get_by_role("link", name="Chọn tham số, cách hiểu").click()
    page.get_by_label("Làm tròn tiền thưởng").select_option("none")
    fill_when(page)
    preview(page)
    page.get_by_role("button", name="Sửa tiếp giá trị").click()
    page.get_by_role("button", name="Tỷ lệ, số lượng").click()
    page.get_by_label("BK tỉnh").check()
    page.get_by_label("Từ ngày", exact=True).fill("01/12/2024")
    page.get_by_label("Văn bản quy định").select_option(label="Luật 06/2022/QH15")
    page.get_by_label("Điều khoản").fill("Điều 74 khoản 6")
    page.get_by_label("Có giới hạn").select_option("True")
    page.get_by_label("Tỷ lệ tối đa (%)").fill("30")
    preview(page)
    shown = page.locator("main").inner_text()
    assert ("Không làm tròn" in shown, "Tối đa 30%" in shown) == (True, True)
    page.get_by_role("button", name="Ban hành", exact=True).click()
    assert "Đã ban hành quy định lần 1, áp dụng từ 01/12/2024." in page.locator("body").inner_text()
    layer = LawLayer.objects.get()
    assert (layer.note, sorted(layer.content)) == (NOTE, ["settings", "values"])
