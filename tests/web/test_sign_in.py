"""Signing in and out, being locked out, the demo's roles, the office held."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tdkt.accounts.states import Role
from tdkt.kernel.models import LedgerEntry
from tests.factories import PASSWORD, make_authority, make_office, make_organisation, make_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/dang-nhap/"
HOME = "/doi-mat-khau/"  # a page every signed-in person may open


@pytest.fixture
def authority():
    return make_authority()


@pytest.fixture
def officer(authority):
    user = make_user("ngoc", "Vàng Thị Ngọc")
    make_office(authority, user=user)
    return user


def verbs() -> list[str]:
    return list(LedgerEntry.objects.order_by("seq").values_list("verb", flat=True))


def demo(authority):
    authority.is_demo = True
    authority.save()


def test_the_right_password_opens_the_page_that_was_asked_for(client, officer):
    answer = client.post(SIGN_IN, {"login": "ngoc", "password": PASSWORD, "next": HOME})
    assert (answer.status_code, answer.url) == (302, HOME)
    assert client.get(HOME).status_code == 200
    assert verbs() == ["account:sign_in"]


def test_a_wrong_password_is_said_in_vietnamese_and_signs_nobody_in(client, officer):
    answer = client.post(SIGN_IN, {"login": "ngoc", "password": "sai"})
    assert answer.context["form"].non_field_errors() == [
        "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ."
    ]
    assert client.get(HOME).status_code == 302


def test_five_wrong_passwords_lock_the_name_out_and_say_for_how_long(client, officer):
    statuses = [
        client.post(SIGN_IN, {"login": "ngoc", "password": "sai"}).status_code for _ in range(5)
    ]
    assert statuses == [200, 200, 200, 200, 403]
    answer = client.post(SIGN_IN, {"login": "ngoc", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Retry-After"]) == (403, "900")
    assert answer.context["wait"] == "Hãy thử lại sau 15 phút."
    assert answer.context["username"] == "ngoc"
    assert client.get(HOME).status_code == 302
    assert verbs() == ["account:lock"]


def test_another_name_is_not_locked_out(client, authority, officer):
    make_office(authority, user=make_user("pang"))
    for _ in range(5):
        client.post(SIGN_IN, {"login": "ngoc", "password": "sai"})
    assert client.post(SIGN_IN, {"login": "pang", "password": PASSWORD}).status_code == 302


def test_signing_out_is_recorded_and_leads_to_the_sign_in_page(client, officer):
    client.force_login(officer)
    answer = client.post("/dang-xuat/")
    assert (answer.status_code, answer.url) == (302, SIGN_IN)
    assert verbs()[-1] == "account:sign_out"
    assert client.get(HOME).status_code == 302


def test_the_password_is_changed_and_the_change_recorded(client, officer):
    client.force_login(officer)
    new = "Mot-cau-dai-va-kho-doan-1"
    answer = client.post(HOME, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (answer.status_code, answer.url) == (302, "/")
    officer.refresh_from_db()
    assert officer.check_password(new)
    assert verbs()[-1] == "account:password"


def test_two_different_new_passwords_are_refused_in_vietnamese(client, officer):
    client.force_login(officer)
    answer = client.post(
        HOME,
        {"oldpassword": PASSWORD, "password1": "Mot-cau-dai-1!", "password2": "Mot-cau-dai-2!"},
    )
    assert answer.context["form"].errors["password2"] == [
        "Hai lần nhập mật khẩu mới không giống nhau."
    ]
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_there_is_no_sign_up_and_no_reset_by_mail(client):
    assert client.get("/dang-nhap/quen-mat-khau/").status_code == 200
    assert client.post("/dang-nhap/quen-mat-khau/").status_code == 405


def test_an_expired_session_is_told_so_on_the_sign_in_page(client, officer):
    client.force_login(officer)
    client.session.flush()
    answer = client.get(HOME)
    assert answer.url == f"{SIGN_IN}?next=%2Fdoi-mat-khau%2F&het-phien=1"
    assert client.get(answer.url).context["session_ended"] is True
    assert client.get(SIGN_IN).context["session_ended"] is False


def test_the_demo_offers_its_accounts_in_the_order_of_the_roles(client, authority, officer):
    unit = make_organisation(authority, "Sở Y tế")
    make_office(
        authority, Role.UNIT_OFFICER, organisation=unit, user=make_user("canbo", "Lò Văn Cán")
    )
    demo(authority)
    offered = client.get(SIGN_IN).context["demo_accounts"]
    assert [(a.username, a.role, a.organisation) for a in offered] == [
        ("canbo", "Cán bộ thi đua, khen thưởng của đơn vị", "Sở Y tế"),
        ("ngoc", "Chuyên viên cơ quan thường trực", ""),
    ]


def test_one_press_signs_a_demo_account_in(client, authority, officer):
    demo(authority)
    answer = client.post("/dang-nhap/thu/ngoc/", {"next": HOME})
    assert (answer.status_code, answer.url) == (302, HOME)
    assert client.get(HOME).wsgi_request.user == officer


@pytest.mark.parametrize(
    "address", ["https://example.org/", "//example.org", "javascript:alert(1)"]
)
def test_a_press_never_leads_elsewhere(client, authority, officer, address):
    demo(authority)
    assert client.post("/dang-nhap/thu/ngoc/", {"next": address}).url == "/"


def test_outside_the_demo_there_is_no_such_door(client, officer):
    assert client.get(SIGN_IN).context["demo_accounts"] == []
    assert client.post("/dang-nhap/thu/ngoc/").status_code == 404
    assert client.get(HOME).status_code == 302


def test_the_demo_does_not_open_accounts_of_another_authority(client, officer):
    demo(make_authority("minh-hoa", "tỉnh Minh Họa"))
    assert client.post("/dang-nhap/thu/ngoc/").status_code == 404


def test_the_demo_door_opens_by_post_only(client, authority, officer):
    demo(authority)
    assert client.get("/dang-nhap/thu/ngoc/").status_code == 405


def test_a_press_without_the_token_is_refused_in_words(authority, officer):
    demo(authority)
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/thu/ngoc/")
    assert (answer.status_code, answer.context["heading"]) == (403, "Trang đã cũ")


def test_the_first_office_held_today_is_the_one_worked_in(client, authority, officer):
    ended = timezone.localdate() - timedelta(days=1)
    make_office(authority, Role.CHAIRMAN, user=officer, valid_from=date(2010, 1, 1), valid_to=ended)
    client.force_login(officer)
    request = client.get(HOME).wsgi_request
    assert [o.role for o in request.offices] == [Role.STANDING_OFFICER]
    assert (request.office.role, request.reach.role) == (
        Role.STANDING_OFFICER,
        Role.STANDING_OFFICER,
    )


def test_the_office_is_switched_and_kept(client, authority, officer):
    unit = make_organisation(authority, "Sở Y tế")
    other = make_office(
        authority, Role.UNIT_OFFICER, organisation=unit, user=officer, valid_from=date(2021, 1, 1)
    )
    client.force_login(officer)
    answer = client.post(reverse("office-switch"), {"office": other.pk})
    assert (answer.status_code, answer.url) == (302, "/")
    request = client.get(HOME).wsgi_request
    assert (request.office, request.reach.organisation_ids) == (other, frozenset({unit.pk}))


def test_somebody_elses_office_cannot_be_taken(client, authority, officer):
    foreign = make_office(authority, Role.CHAIRMAN)
    client.force_login(officer)
    assert client.post(reverse("office-switch"), {"office": foreign.pk}).status_code == 404
    assert client.get(HOME).wsgi_request.office.user_id == officer.pk


def test_without_an_office_every_page_says_so_and_the_way_out_is_open(client):
    client.force_login(make_user("khong-viec"))
    answer = client.get("/_ui/")
    assert (answer.status_code, answer.context["heading"]) == (403, "Bạn chưa được giao nhiệm vụ")
    assert client.get(HOME).status_code == 200
    assert client.post("/dang-xuat/").status_code == 302
