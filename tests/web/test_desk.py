"""The desk: counters are doorways, for each office its own."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tdkt.imports.models import ImportRun
from tdkt.movements.models import Task
from tdkt.organisations.models import AuthoritySettings
from tdkt.registry.models import OfficialDocument
from tdkt.statistics.models import Report
from tests.factories import AT, make_authority, make_honour, make_office
from tests.statistics.world import declare, make_world

pytestmark = pytest.mark.django_db


def client_of(authority, role="chuyen_vien", **given):
    client = Client()
    office = make_office(authority, role, **given)
    client.force_login(office.user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def doorways(client):
    """Label → count of every counter."""
    html = client.get("/").content.decode()
    found = re.findall(
        r'<b>([\d.]+)</b>\s*<span class="label">([^<]+)<', html.partition('class="doorways"')[2]
    )
    return {unescape(label): count for count, label in found}


def fill(authority, world=None):
    today = timezone.localdate()
    ImportRun.objects.create(authority=authority, kind="honours", file_name="a.xlsx", file_hash="0" * 64,
                             state="da_kiem_tra", started_by="Hạnh", created_at=AT)  # fmt: skip
    ImportRun.objects.create(authority=authority, kind="honours", file_name="b.xlsx", file_hash="1" * 64,
                             state="da_ghi", started_by="Hạnh", created_at=AT)  # fmt: skip
    Report.objects.create(authority=authority, year=2022)
    OfficialDocument.objects.create(
        authority=authority, kind="Kế hoạch", issuer="UBND tỉnh", level="tinh"
    )
    for code, due, state in (("T1", today - timedelta(days=3), "chua_xong"), ("T2", today + timedelta(days=400), "chua_xong"),
                             ("T3", today, "da_xong")):  # fmt: skip
        Task.objects.create(
            authority=authority,
            code=code,
            year=today.year,
            kind="viec",
            text=code,
            due=due,
            state=state,
        )


def test_the_standing_office_sees_what_waits():
    world = make_world()
    fill(world.authority)
    make_honour(world.authority, world.honours["teacher"].recipient, standing="chua_co_so", document_id=None,
                decided_on=date(2020, 1, 1))  # fmt: skip
    assert doorways(client_of(world.authority)) == {
        "nhiệm vụ đến hạn hoặc chưa có hạn": "1",
        "lần nhập danh sách chưa xong": "1",
        "báo cáo tổng kết đang dự thảo": "1",
        "khen thưởng chưa có số quyết định": "1",
        "khen thưởng theo đơn vị kê khai, chờ đối chiếu": "0",
        "cá nhân được khen chưa phân nhóm đối tượng": "0",
        "văn bản đã ban hành chưa có số": "1",
    }


def test_what_is_late_stands_first_and_says_since_when():
    world = make_world()
    fill(world.authority)
    html = client_of(world.authority).get("/").content.decode()
    first = re.search(r'class="doorway.*?</li>', html, flags=re.DOTALL).group(0)
    day = timezone.localdate() - timedelta(days=3)
    assert f"quá hạn từ {day:%d/%m/%Y}" in first


def test_a_unit_officer_counts_own_honours_and_has_no_imports_or_reports():
    world = make_world()
    fill(world.authority)
    for name, unit in (("teacher", world.school), ("clerk", world.office)):
        make_honour(world.authority, world.honours[name].recipient, standing="don_vi_ke_khai", document_id=None,
                    decided_on=date(2020, 1, 1), organisation_id=unit.pk)  # fmt: skip
    assert doorways(client_of(world.authority, "can_bo_don_vi", organisation=world.education)) == {
        "nhiệm vụ đến hạn hoặc chưa có hạn": "0",
        "khen thưởng chưa có số quyết định": "0",
        "khen thưởng theo đơn vị kê khai, chờ đối chiếu": "1",
        "cá nhân được khen chưa phân nhóm đối tượng": "0",
    }


def test_another_province_s_work_does_not_wait_here():
    world, other = make_world(), make_world()
    fill(other.authority)
    assert set(doorways(client_of(world.authority)).values()) == {"0"}


def test_the_desk_shows_the_latest_year_with_decisions():
    world = make_world()
    page = client_of(world.authority).get("/").content.decode()
    assert "Khen thưởng năm 2022" in page
    assert page.count('<figure class="chart') == 5


def test_an_empty_desk_says_what_to_do_first():
    page = client_of(make_authority()).get("/").content.decode()
    assert "Chưa có khen thưởng nào trong sổ" in page
    assert "Nhập danh sách" in page


def test_the_administrator_is_led_to_accounts_not_to_records():
    response = client_of(make_authority(), "quan_tri").get("/")
    assert b"khen" not in response.content or response.status_code == 302


def test_the_desk_costs_the_same_queries_however_much_waits():
    def queries(authority):
        client = client_of(authority)
        client.get("/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/")
        return len(seen)

    small, large = make_world(), make_world()
    fill(large.authority)
    for place in range(5):
        Report.objects.create(authority=large.authority, year=2010 + place)
    assert queries(small.authority) == queries(large.authority)


def links(client):
    """Label → address of every counter."""
    html = client.get("/").content.decode().partition('class="doorways"')[2]
    found = re.findall(r'href="([^"]+)">\s*<b>[\d.]+</b>\s*<span class="label">([^<]+)<', html)
    return {unescape(label): unescape(url) for url, label in found}


def first_cells(page):
    return re.findall(
        r'<th scope="row"[^>]*><span><a href="[^"]+">([^<]+)</a>', page.content.decode()
    )


def test_the_counter_of_tasks_opens_exactly_the_tasks_it_counts():
    world = make_world()
    fill(world.authority)
    today = timezone.localdate()
    for code, year in (("T4", today.year - 3), ("T5", today.year + 1)):
        Task.objects.create(
            authority=world.authority, code=code, year=year, kind="viec", text=code, state="chua_xong"
        )  # fmt: skip
    client = client_of(world.authority)
    label = "nhiệm vụ đến hạn hoặc chưa có hạn"
    opened = client.get(links(client)[label])
    assert (doorways(client)[label], first_cells(opened)) == ("2", ["T1", "T4"])


def test_a_unit_officer_opens_the_tasks_of_the_own_unit_alone():
    world = make_world()
    for code, owner in (("T1", world.education), ("T2", world.office)):
        Task.objects.create(
            authority=world.authority, code=code, year=2022, kind="viec", text=code, owner=owner, state="chua_xong"
        )  # fmt: skip
    client = client_of(world.authority, "can_bo_don_vi", organisation=world.education)
    assert first_cells(client.get("/nhiem-vu-den-han/")) == ["T1"]


def test_nothing_waiting_is_said_and_a_stranger_signs_in_first():
    page = client_of(make_authority()).get("/nhiem-vu-den-han/").content.decode()
    assert ("Không có nhiệm vụ nào chờ" in page, Client().get("/nhiem-vu-den-han/").status_code) == (
        True, 302,
    )  # fmt: skip


def test_the_counter_of_documents_opens_exactly_the_documents_without_a_number():
    world = make_world()
    fill(world.authority)
    OfficialDocument.objects.create(
        authority=world.authority, kind="Kế hoạch", issuer="UBND tỉnh", level="tinh", number="5"
    )
    client = client_of(world.authority)
    label = "văn bản đã ban hành chưa có số"
    opened = client.get(links(client)[label])
    assert (doorways(client)[label], len(first_cells(opened))) == ("1", 1)


def test_the_desk_opens_on_the_year_of_the_latest_report_and_offers_every_year():
    world = make_world()
    Report.objects.create(authority=world.authority, year=2021)
    client = client_of(world.authority)
    for query, year in (("", 2021), ("?nam=2022", 2022)):
        page = client.get(f"/{query}").content.decode()
        picker = page.partition('name="nam"')[2].partition("</select>")[0]
        assert f"Khen thưởng năm {year}" in page
        assert re.findall(r'<option value="(\d+)"', picker) == ["2022", "2021"]


def test_no_line_is_drawn_through_years_whose_records_are_not_whole():
    world = make_world()
    client = client_of(world.authority)

    def lines():
        return client.get("/").content.decode().count('<polyline class="line"')

    counted = lines()
    AuthoritySettings.objects.create(
        authority=world.authority, valid_from=date(2000, 1, 1), values={"records_complete_from": 2022},
        recorded_at=AT,
    )  # fmt: skip
    whole = lines()
    declare(world.authority, "khen_thuong.nha_nuoc.truc_tiep.ty_le", "59", year=2021)
    assert (counted > 1, whole, lines()) == (True, 0, 1)
