"""The report's pages in a browser: typing, the phone, without JavaScript, accessibility."""

import pytest
from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.statistics.models import ReportText
from tests.factories import make_office
from tests.statistics.report_year import make_report, make_report_year
from tests.support.browser import PHONE

SECTION = "P1.I.1"


def url(name, report, *rest):
    return reverse(f"reports-{name}", args=[report.code, *rest])


@pytest.fixture
def editor(live_site):
    """A report with one written section, and the head who may do everything with it."""
    world = make_report_year()
    report = make_report(world, P1__I__1="Họp {{ hoi_dong.phien_hop }} phiên.")
    return report, make_office(world.authority, Role.STANDING_HEAD).user


@pytest.mark.parametrize("page_name", ["detail", "section"])
def test_the_pages_have_no_accessibility_fault(editor, open_page, axe, page_name):
    report, user = editor
    page = open_page(user)
    page.goto(url(page_name, report, *([SECTION] if page_name == "section" else [])))
    assert axe(page) == []


def test_a_fault_shows_while_typing_and_a_figure_is_put_where_the_cursor_stands(editor, open_page):
    report, user = editor
    page = open_page(user)
    page.goto(url("section", report, SECTION))
    page.fill("#id_body", "Có {{ sai }} ")
    page.get_by_text("Không có số liệu “sai”.").wait_for()
    page.fill("#id_body", "Có ")
    page.fill("#id_q", "phien hop hoi dong")
    page.locator('[data-insert="hoi_dong.phien_hop"]').click()
    page.locator("#soi .paper", has_text="Có 02").wait_for()
    assert page.input_value("#id_body") == "Có {{ hoi_dong.phien_hop }}"


def test_leaving_with_unsaved_words_asks_first_and_saving_does_not(editor, open_page):
    report, user = editor
    page = open_page(user)
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(url("section", report, SECTION))
    here = page.url
    page.locator("#id_body").press_sequentially("Thêm. ")
    page.get_by_role("link", name="Xem toàn văn").click()
    assert (asked, page.url) == (["beforeunload"], here)
    page.get_by_role("button", name="Kiểm tra").click()  # carries the words along, still unsaved
    page.wait_for_load_state()
    page.locator("#id_body").click()
    page.get_by_role("link", name="Xem toàn văn").click()
    assert (len(asked), page.url) == (2, here)
    page.get_by_role("button", name="Lưu mục này").click()
    page.get_by_text("Đã lưu mục I.1").wait_for()
    page.get_by_role("link", name="Xem toàn văn").click()
    page.wait_for_url(f"**{url('detail', report)}")
    assert len(asked) == 2


def test_the_editor_fits_the_phone_and_saves_without_javascript(editor, open_page):
    report, user = editor
    page = open_page(user, viewport=PHONE, javascript=False)
    page.goto(url("section", report, SECTION))
    page.fill("#id_body", "{{ khen_thuong.nha_nuoc.truc_tiep.ty_le.khong_co_ma_nao_dai_nhu_the }}")
    page.get_by_role("button", name="Kiểm tra").click()
    page.get_by_text("Cần xem (1)").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.fill("#id_body", "Lời mới")
    page.get_by_role("button", name="Lưu mục này").click()
    page.get_by_text("Đã lưu mục I.1").wait_for()
    assert ReportText.objects.get(report=report, section=SECTION).body == "Lời mới"
