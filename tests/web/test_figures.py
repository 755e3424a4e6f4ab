"""The pages of figures: who sees what, every number opens its records, nothing needs JavaScript."""

import re
from datetime import date
from html import unescape

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tdkt.kernel.models import LedgerEntry
from tdkt.registry.services import honour_event_record
from tdkt.registry.states import HonourEventKind
from tdkt.statistics.book import FigureBook
from tdkt.statistics.forms import FORM_KEYS
from tdkt.statistics.models import DeclaredFigure
from tdkt.statistics.periods import Period
from tests.factories import AT, make_authority, make_office, make_user
from tests.statistics.world import declare, make_indicator, make_world

pytestmark = pytest.mark.django_db
CODE = "khen_thuong.cap_tinh.tap_the_nho"
PAGES = [
    "/so-lieu/?nam=2022", "/so-lieu/danh-sach/?nam=2022", f"/so-lieu/so/{CODE}/?nam=2022",
    f"/so-lieu/so/{CODE}.ty_le/?nam=2022", "/so-lieu/so/tuyen_truyen.tong/?nam=2022",
    "/so-lieu/luot-khen/?nam=2022&cap=bo_tinh", "/so-lieu/so-goc/chi_tieu/?nam=2022", "/so-lieu/bieu/?nam=2022",
    *(f"/so-lieu/bieu/{key}/?nam=2022" for key in FORM_KEYS),
]  # fmt: skip


def signed_in(office):
    client = Client()
    client.force_login(office.user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def client_of(world, role="chuyen_vien", **given):
    return signed_in(make_office(world.authority, role, **given))


def text(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def links(client, url, part):
    return [
        unescape(link)
        for link in re.findall(r'href="([^"]+)"', client.get(url).content.decode())
        if part in link
    ]


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize(
    "role", ["chuyen_vien", "truong_phong", "chu_tich", "thanh_tra", "thanh_vien_hoi_dong"]
)
def test_every_page_opens_for_offices_that_read(role, url):
    assert client_of(make_world(), role).get(url).status_code == 200


@pytest.mark.parametrize("url", [*PAGES, "/so-lieu/bieu/0603/tai/?nam=2022"])
def test_the_administrator_reads_no_figures_and_strangers_sign_in(url):
    world = make_world()
    assert "Người làm được" in text(client_of(world, "quan_tri"), url, 403)
    assert Client().get(url).status_code == 302


def test_every_number_of_every_form_opens_a_page_that_lists_as_many_rows():
    world = make_world()
    client = client_of(world)
    wrong = []
    for key in FORM_KEYS:
        html = client.get(f"/so-lieu/bieu/{key}/?nam=2022").content.decode()
        for url, shown in set(
            re.findall(r'<a href="(/so-lieu/luot-khen/[^"]+)">([\d.]+)</a>', html)
        ):
            found = re.search(
                r"<strong>([\d.]+)</strong> lượt", client.get(unescape(url)).content.decode()
            )
            if (found.group(1) if found else "0") != shown:
                wrong.append((key, url, shown))
    assert wrong == []


def test_every_bar_of_the_dashboard_opens_as_many_rows():
    world = make_world()
    client = client_of(world)
    html = client.get("/so-lieu/?nam=2022").content.decode()
    found = set(
        re.findall(r'<a href="(/so-lieu/luot-khen/[^"]+)" aria-label="[^"]*: ([\d.]+)"', html)
    )
    wrong = []
    for url, shown in found:
        rows = re.search(
            r"<strong>([\d.]+)</strong> lượt", client.get(unescape(url)).content.decode()
        )
        if (rows.group(1) if rows else "0") != shown:
            wrong.append((url, shown))
    assert len(found) > 10
    assert wrong == []


def test_the_list_of_honours_holds_exactly_those_counted():
    world = make_world()
    page = text(
        client_of(world), "/so-lieu/luot-khen/?nam=2022&cap=bo_tinh&doi_tuong=tap_the&tap_the_nho=1"
    )
    assert "2 lượt khen thưởng" in page
    assert ("Lò Thị Class" in page, "Lò Thị School" in page, "Lò Thị Firm" in page) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("query", ["cap=bo_tinh", "doi_tuong=ca_nhan&doi_tuong=ho_gia_dinh", "thang=3", "tap_the_nho=1",
                                   "nhom=chua-phan-nhom", "ky=thong-ke&cap=bo_tinh", "ky=thanh-tich", "phong_trao=M05"])  # fmt: skip
def test_the_list_of_honours_says_the_same_conditions(query):
    client = client_of(make_world())
    url = f"/so-lieu/luot-khen/?nam=2022&{query}"
    listed = links(client, url, "/khen-thuong/?")
    assert len(listed) == 1
    counted, found = (
        re.search(r"<strong>([\d.]+)</strong> lượt", client.get(page).content.decode()).group(1)
        for page in (url, listed[0])
    )
    assert found == counted


def test_a_cancelled_honour_leaves_the_number_and_the_list():
    world = make_world()
    honour_event_record(actor=world.reach(), honour_id=world.honours["class"].pk, kind=HonourEventKind.CANCELLED,
                        on=date(2022, 12, 25), reason="Sai đối tượng", at=AT)  # fmt: skip
    client = client_of(world)
    assert "1 tập thể" in text(client, f"/so-lieu/so/{CODE}/?nam=2022")
    page = text(client, "/so-lieu/luot-khen/?nam=2022&cap=bo_tinh&doi_tuong=tap_the&tap_the_nho=1")
    assert ("1 lượt khen thưởng" in page, "Lò Thị Class" in page) == (True, False)


def test_the_list_is_turned_over_page_by_page_and_back(monkeypatch):
    monkeypatch.setattr("tdkt.web.figures.record_views.PAGE_SIZE", 4)
    world = make_world()
    client = client_of(world)
    seen, url = [], "/so-lieu/luot-khen/?nam=2022"
    pages = []
    while url:
        html = client.get(url).content.decode()
        pages.append(re.findall(r"Lò Thị (\w+)", html))
        seen += pages[-1]
        turned = re.findall(r'href="(\?[^"]*after=[^"]+)"', html)
        url = "/so-lieu/luot-khen/" + unescape(turned[0]) if turned else ""
    assert (len(seen), len(set(seen)), len(pages)) == (11, 11, 3)
    back = re.findall(r'href="(\?[^"]*before=[^"]+)"', html)
    again = client.get("/so-lieu/luot-khen/" + unescape(back[0])).content.decode()
    assert re.findall(r"Lò Thị (\w+)", again) == pages[1]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/so-lieu/?nam=hai-nghin", "Không hiểu năm “hai-nghin”"),
        ("/so-lieu/?nam=0", "Không hiểu năm “0”"),
        ("/so-lieu/?nam=2022&ky=thang", "Không có kỳ số liệu “thang”"),
        ("/so-lieu/so/khen_thuong.cap_tinh.tap_th/", "Mã gần giống: khen_thuong.cap_tinh.tap_the"),
        ("/so-lieu/luot-khen/?nam=2022&cap=xa", "Không hiểu “xa” ở điều kiện “Cấp”"),
        ("/so-lieu/luot-khen/?nam=2022&don_vi=khong-co", "Không có đơn vị mang mã “khong-co”"),
        ("/so-lieu/luot-khen/?nam=2022&after=khong-co", "Không có trang này"),
        ("/so-lieu/danh-sach/?linh_vuc=khac", "Không có “khac” ở điều kiện “Lĩnh vực”"),
        ("/so-lieu/danh-sach/?trang=x", "Không có trang “x”"),
        ("/so-lieu/bieu/0699/", "Không có biểu “0699”"),
        ("/so-lieu/so-goc/khong-co/", "Không có sổ “khong-co”"),
    ],
)
def test_an_address_that_is_not_understood_says_what_is_wrong(url, said):
    assert said in text(client_of(make_world()), url, 404)


def test_a_unit_officer_sees_own_numbers_only():
    world = make_world()
    client = client_of(world, "can_bo_don_vi", organisation=world.education)
    assert "3 lượt" not in text(client, "/so-lieu/so/khen_thuong.tat_ca.tong/?nam=2022")
    assert "5 lượt khen thưởng" in text(client, "/so-lieu/so/khen_thuong.tat_ca.tong/?nam=2022")
    rows = text(client, "/so-lieu/luot-khen/?nam=2022")
    assert ("Lò Thị Teacher" in rows, "Lò Thị Clerk" in rows) == (True, False)
    other = f"/so-lieu/luot-khen/?nam=2022&don_vi={world.office.code}"
    assert "Lò Thị" not in text(client, other)


def test_another_province_is_on_no_page():
    world, other = make_world(), make_world(name="tỉnh Điện Biên")
    declare(other.authority, "tuyen_truyen.tong", "777777")
    make_indicator(other.authority, name="Chỉ tiêu nơi khác", actual=777777)
    client = client_of(world)
    for url in PAGES:
        page = text(client, url)
        assert ("777.777" in page, "Chỉ tiêu nơi khác" in page) == (False, False), url
    assert "Không có đơn vị" in text(
        client, f"/so-lieu/luot-khen/?nam=2022&don_vi={other.office.code}", 404
    )


def test_an_unknown_number_says_so_and_opens_nothing():
    client = client_of(make_world())
    page = text(client, "/so-lieu/so/tuyen_truyen.tong/?nam=2022")
    assert "chưa có dữ liệu" in page
    assert "Mở bản ghi" not in page


def test_a_figure_is_declared_with_its_source_and_stands_in_the_ledger():
    world = make_world()
    client = client_of(world)
    url = "/so-lieu/so/tuyen_truyen.tong/khai/?nam=2022"
    refused = client.post(url, {"value": "gần 6000", "source": ""})
    assert refused.status_code == 422
    done = client.post(
        url, {"value": "6.000", "hedge": "gan", "source": "Báo cáo năm 2022, mục II.3", "note": ""}
    )
    assert done.url == "/so-lieu/so/tuyen_truyen.tong/?nam=2022"
    assert "gần 6.000 tin, bài, chuyên mục" in text(client, done.url)
    client.post(
        url, {"value": "", "hedge": "", "source": "Rà soát lại", "note": "Nguồn không nêu."}
    )
    entries = LedgerEntry.objects.filter(verb="figure:declare").order_by("seq")
    assert [(e.before.get("value"), e.after["value"]) for e in entries] == [
        (None, "6000"),
        ("6000.0000", None),
    ]
    assert DeclaredFigure.objects.get().note == "Nguồn không nêu."


def test_who_may_not_record_may_not_declare():
    world = make_world()
    inspector = client_of(world, "thanh_tra")
    url = "/so-lieu/so/tuyen_truyen.tong/khai/?nam=2022"
    assert inspector.post(url, {"value": "1", "source": "x"}).status_code == 403
    assert DeclaredFigure.objects.count() == 0
    assert "Khai số liệu" not in text(inspector, "/so-lieu/so/tuyen_truyen.tong/?nam=2022")


def test_a_counted_figure_is_not_declared_by_hand():
    said = "được đếm từ bản ghi, không khai tay"
    assert said in text(client_of(make_world()), f"/so-lieu/so/{CODE}/khai/?nam=2022", 404)


def test_a_form_is_downloaded_as_a_workbook():
    response = client_of(make_world()).get("/so-lieu/bieu/0603/tai/?nam=2022")
    assert response["Content-Disposition"] == 'attachment; filename="bieu-0603-2022.xlsx"'
    assert response.content[:2] == b"PK"


def test_a_disagreement_is_shown_on_the_form():
    assert "Cá nhân = tổng năm nhóm đối tượng : cột 1: 4, cộng lại được 3" in text(
        client_of(make_world()), "/so-lieu/bieu/0603/?nam=2022"
    ).replace("đối tượng:", "đối tượng :")


@pytest.mark.parametrize("url", ["/so-lieu/?nam=2022", "/so-lieu/danh-sach/?nam=2022", "/so-lieu/luot-khen/?nam=2022",
                                 "/so-lieu/bieu/0603/?nam=2022", "/so-lieu/bieu/0602/?nam=2022"])  # fmt: skip
def test_a_page_costs_the_same_queries_however_many_records(url):
    small, large = make_world(), make_world()
    for place in range(6):
        make_indicator(large.authority, f"E{place}", actual=place, plan=place + 1)
        declare(large.authority, "tuyen_truyen.tong", "1", year=2000 + place)

    def queries(world):
        client = client_of(world)
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    make_indicator(small.authority)
    assert queries(small) == queries(large)


def test_an_empty_province_is_told_what_to_do():
    authority = make_authority()
    client = signed_in(make_office(authority, user=make_user()))
    assert "Chưa có số liệu của năm này" in text(client, "/so-lieu/?nam=2022")
    for url in PAGES[1:]:
        text(client, url)


def test_the_period_is_stated_and_changes_the_number():
    world = make_world()
    client = client_of(world)
    url = "/so-lieu/so/khen_thuong.cap_tinh.ca_nhan/?nam=2022"
    assert "01/01/2022 đến 31/12/2022" in text(client, url)
    assert "01/12/2021 đến 30/11/2022" in text(client, f"{url}&ky=thong-ke")
    assert FigureBook(world.reach(), Period(2022)).value("khen_thuong.cap_tinh.ca_nhan").value == 4
