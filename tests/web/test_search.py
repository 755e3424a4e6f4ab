"""The one box: what it finds for whom, as a page and as the palette."""

import re

import pytest

from tdkt.accounts.states import Role
from tdkt.registry.states import RecipientKind
from tdkt.statistics.figures.catalogue import static_figures
from tests.factories import (
    make_authority,
    make_decision,
    make_office,
    make_organisation,
    make_recipient,
)
from tests.support.browser import DESK, PHONE


@pytest.fixture
def province(db):
    return make_authority()


@pytest.fixture
def sign_in(client):
    def signed(authority, role=Role.STANDING_OFFICER, unit=None):
        client.force_login(make_office(authority, role, organisation=unit).user)
        return client

    return signed


def found(client, text, palette="&palette=1"):
    """Group → names, as drawn."""
    page = client.get(f"/tim/?q={text}{palette}").content.decode()
    page = page.partition("<main")[2] or page
    groups = {}
    for title, items in re.findall(
        r"<h[23][^>]*>([^<]+)</h[23]>\s*<ul>(.*?)</ul>", page, re.DOTALL
    ):
        groups[title] = [
            name.strip() for name in re.findall(r'<a href="/[^"]+">([^<]+)<small>', items)
        ]
    return groups


def fill(province):
    unit = make_organisation(province, "Sở Hải quan")
    make_recipient(province, "Tống Thanh Hải", organisation=unit)
    make_recipient(province, "Tổ Hải Thanh", kind=RecipientKind.COLLECTIVE, organisation=unit)
    return unit


@pytest.mark.parametrize("palette", ["&palette=1", ""], ids=["palette", "page"])
def test_people_collectives_units_and_pages_are_found_in_groups(province, sign_in, palette):
    fill(province)
    client = sign_in(province)
    assert found(client, "hai", palette) == {
        "Cá nhân": ["Tống Thanh Hải"],
        "Tập thể, hộ gia đình": ["Tổ Hải Thanh"],
        "Đơn vị": ["Sở Hải quan"],
        "Trang và việc cần làm": ["Lượt khen thưởng: hai"],
    }
    assert found(client, "thanh tong", palette)["Cá nhân"] == ["Tống Thanh Hải"]


def test_a_number_finds_its_document_and_a_year_its_honours(province, sign_in):
    make_decision(province, number="2216")
    client = sign_in(province)
    assert found(client, "2216")["Văn bản"] == ["Quyết định 2216/QĐ-UBND"]
    assert "Lượt khen thưởng: năm 2022" in found(client, "2022")["Trang và việc cần làm"]


def test_figures_are_found_by_name_and_by_code(province, sign_in):

    figure = next(iter(static_figures().values()))
    assert figure.name in found(sign_in(province), figure.code)["Số liệu"]


def test_at_most_eight_of_each(province, sign_in):
    for i in range(10):
        make_recipient(province, f"Lò Thị {'ABCDEGHIKL'[i]}")
    assert len(found(sign_in(province), "lo thi")["Cá nhân"]) == 8


def test_all_of_a_group_are_a_press_away_only_when_there_are_more(province, sign_in):
    for i in range(9):
        make_recipient(province, f"Lò Thị {'ABCDEGHIK'[i]}")
    make_organisation(province, "Sở Lò Thị")
    client = sign_in(province)
    for palette in ("", "&palette=1"):
        html = client.get(f"/tim/?q=lo thi{palette}").content.decode()
        assert re.findall(r'<a href="([^"]+)">Xem tất cả', html) == [
            "/ca-nhan/?q=lo+thi&amp;loai=ca_nhan"
        ]


def test_each_office_finds_its_own(province, sign_in):
    unit = fill(province)
    other = make_organisation(province, "Sở Tài chính")
    seen = {
        name: sorted(found(sign_in(authority, role, of), "hai"))
        for name, authority, role, of in (
            ("unit", province, Role.UNIT_OFFICER, unit),
            ("other unit", province, Role.UNIT_OFFICER, other),
            ("chairman", province, Role.CHAIRMAN, None),
            ("administrator", province, Role.ADMINISTRATOR, None),
            ("other province", make_authority(), Role.STANDING_OFFICER, None),
        )
    }
    everything = ["Cá nhân", "Trang và việc cần làm", "Tập thể, hộ gia đình", "Đơn vị"]
    assert seen == {
        "unit": everything, "other unit": ["Trang và việc cần làm"], "chairman": everything, "administrator": [],
        "other province": ["Trang và việc cần làm"],
    }  # fmt: skip


def test_nobody_is_sent_to_sign_in_and_somebody_without_an_office_is_told(province, client):
    fill(province)
    assert client.get("/tim/?q=hai").status_code == 302
    client.force_login(make_office(province, valid_to=make_office(province).valid_from).user)
    answer = client.get("/tim/?q=hai")
    assert (answer.status_code, "Tống Thanh Hải" in answer.content.decode()) == (403, False)


def test_an_empty_box_offers_the_pages(province, sign_in):
    assert list(found(sign_in(province), "")) == ["Trang và việc cần làm"]


def test_nothing_found_is_said(province, sign_in):
    client = sign_in(province, Role.ADMINISTRATOR)
    assert (
        "Không tìm thấy gì khớp với “&lt;b&gt;”."
        in client.get("/tim/?palette=1&q=<b>").content.decode()
    )


def test_the_box_costs_the_same_for_one_and_for_three(province, sign_in, django_assert_num_queries):
    client = sign_in(province)
    fill(province)
    client.get("/tim/?q=hai")
    with django_assert_num_queries(12):
        client.get("/tim/?q=hai")
    for name in ("Lò Hải", "Vàng Hải"):
        make_recipient(province, name, organisation=make_organisation(province, "Sở Hải quan"))
    with django_assert_num_queries(12):
        client.get("/tim/?q=hai")


@pytest.fixture
def officer(own_database):
    authority = make_authority()
    fill(authority)
    return make_office(authority).user


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_accessibility_fault(open_page, officer, axe, viewport):
    opened = open_page(officer, viewport=viewport)
    for path in ("/tim/?q=hai", "/tim/", "/tim/?q=khongco"):
        opened.goto(path)
        assert axe(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_ctrl_k_finds_and_opens_by_keyboard(open_page, officer, axe):
    opened = open_page(officer)
    opened.goto("/tim/")
    opened.keyboard.press("Control+k")
    opened.keyboard.type("thanh hai tong")
    opened.locator("#tim-lenh-kq").get_by_role("link", name="Tống Thanh Hải").wait_for()
    assert axe(opened) == []
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/ca-nhan/*/")
    assert opened.locator("h1").inner_text() == "Tống Thanh Hải"


def test_the_box_works_without_javascript(open_page, officer):
    opened = open_page(officer, javascript=False)
    opened.goto("/tim/")
    opened.get_by_label("Tên, đơn vị, số văn bản, mã số liệu").fill("hai quan")
    opened.get_by_role("button", name="Tìm", exact=True).click()
    assert opened.get_by_role("link", name="Sở Hải quan").count() == 1


def test_a_page_without_a_record_says_so_beside_the_doorways(province, sign_in):
    client = sign_in(province)
    make_recipient(province, "Lò Thị Ân")
    said = "Không có cá nhân, tập thể, đơn vị, văn bản hay số liệu nào khớp"
    nobody = client.get("/tim/?q=khong+co+ai").content.decode()
    somebody = client.get("/tim/?q=lo+thi+an").content.decode()
    assert [said in nobody, said in somebody] == [True, False]
