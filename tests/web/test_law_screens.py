"""The law on screen: who may read it, what the pages say, what they cost."""

import pytest
from django.urls import reverse

from tdkt.accounts.states import Role
from tests.factories import make_authority, make_office, make_organisation

pytestmark = pytest.mark.django_db

PAGES = {
    "law-awards": ([], "Bằng khen của Thủ tướng Chính phủ"),
    "law-award": (["bk_ttcp"], "Điều 73 khoản 1 điểm b"),
    "law-instruments": ([], "152/2025/NĐ-CP"),
    "law-instrument": (["nd_91_2017"], "91/2017/NĐ-CP"),
    "law-compare": ([], "01/10/2026"),
    "law-prize": ([], "Tiền thưởng"),
    "law-calendar": ([], "Ngày Văn hóa Việt Nam"),
}


def page(client, name, **asked):
    return client.get(reverse(name, args=PAGES[name][0]), asked)


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_sent_to_sign_in(client, name):
    answer = page(client, name)
    assert answer.status_code == 302
    assert answer.url.startswith("/dang-nhap/")


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.CHAIRMAN, Role.INSPECTOR])
@pytest.mark.parametrize("name", PAGES)
def test_every_office_reads_the_law(client, name, role):
    province = make_authority()
    office = make_office(province, role, organisation=make_organisation(province))
    client.force_login(office.user)
    answer = page(client, name, **({"nam": "2026"} if name == "law-calendar" else {}))
    assert answer.status_code == 200
    assert PAGES[name][1] in answer.content.decode()


@pytest.mark.parametrize(("name", "code"), [("law-award", "khong_co"), ("law-instrument", "nd_0")])
def test_what_the_catalogue_does_not_know_is_not_found(client, name, code):
    client.force_login(make_office(make_authority()).user)
    assert client.get(reverse(name, args=[code])).status_code == 404


def test_an_award_of_the_old_law_says_the_old_clause(client):
    client.force_login(make_office(make_authority()).user)
    text = page(client, "law-award", ngay="15/6/2022").content.decode()
    assert "Nghị định 91/2017/NĐ-CP" in text


def test_a_day_that_is_none_is_named_and_nothing_breaks(client):
    client.force_login(make_office(make_authority()).user)
    answer = page(client, "law-award", ngay="31/02/2024")
    assert answer.status_code in (200, 400)
    assert "31/02/2024" in answer.content.decode()
