"""Accounts and offices: for the administrator alone, and of one province alone."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tdkt.accounts.models import Office, User
from tdkt.accounts.states import Role
from tdkt.kernel.models import LedgerEntry
from tests.factories import PASSWORD, make_authority, make_office, make_organisation, make_user
from tests.support.browser import DESK, PHONE


@pytest.fixture
def province(db):
    return make_authority()


@pytest.fixture
def sign_in(client):
    def signed(authority, role=Role.ADMINISTRATOR, unit=None):
        client.force_login(make_office(authority, role, organisation=unit).user)
        return client

    return signed


@pytest.fixture
def lan(province):
    user = make_user("lan", "Vàng Thị Lan")
    make_office(province, user=user)
    return user


def words(response):
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def account(user):
    return reverse("offices-detail", args=[user.username])


NEW = {"full_name": "Giàng A Páo", "username": "pao", "email": "", "password": PASSWORD}


def test_only_the_administrator_manages_accounts_and_others_read_who_can(province, lan, sign_in):
    unit = make_organisation(province)
    opened = {}
    for role in Role:
        client = sign_in(province, role, unit)
        opened[role] = {
            client.get(path).status_code
            for path in (reverse("offices-list"), reverse("offices-create"), account(lan))
        }
    assert opened == {role: {200} if role == Role.ADMINISTRATOR else {403} for role in Role}
    refused = sign_in(province, Role.CHAIRMAN).get(reverse("offices-list"))
    assert "Người làm được: Quản trị hệ thống." in words(refused)


def test_nobody_is_sent_to_sign_in(province, lan, client):
    assert client.get(account(lan)).status_code == 302


def test_another_province_is_not_seen_nor_its_offices_of_a_shared_account(province, lan, sign_in):
    other = make_authority()
    make_office(other, Role.INSPECTOR, user=lan)
    foreign = make_user("xa-la", "Người Tỉnh Khác")
    make_office(other, user=foreign)
    client = sign_in(province)
    said = words(client.get(reverse("offices-list")))
    assert ("Vàng Thị Lan" in said, "Người Tỉnh Khác" in said, "Thanh tra" in said) == (
        True,
        False,
        False,
    )
    assert client.get(account(foreign)).status_code == 404
    assert client.get(reverse("offices-end", args=["lan", 2])).status_code == 404


def test_the_list_costs_the_same_for_one_account_and_for_three(
    province, lan, sign_in, django_assert_num_queries
):
    client = sign_in(province)
    client.get(reverse("offices-list"))
    with django_assert_num_queries(8):
        client.get(reverse("offices-list"))
    for _ in range(2):
        make_office(province, organisation=make_organisation(province))
    with django_assert_num_queries(8):
        client.get(reverse("offices-list"))


def test_accounts_are_found_without_marks(province, lan, sign_in):
    client = sign_in(province)
    assert "Vàng Thị Lan" in words(client.get(reverse("offices-list") + "?q=lan+vang"))
    assert "Không có tài khoản nào khớp" in words(client.get(reverse("offices-list") + "?q=abc"))


def test_an_account_is_made_given_a_task_and_ended(province, sign_in):
    unit = make_organisation(province, "Sở Nội vụ")
    client = sign_in(province)
    client.post(reverse("offices-create"), NEW)
    made = User.objects.get(username="pao")
    assert "Chưa giữ nhiệm vụ nào" in words(client.get(account(made)))
    assert "không giữ nhiệm vụ nào" in words(client.get(reverse("offices-list")))
    client.post(
        reverse("offices-grant", args=["pao"]),
        {"role": "can_bo_don_vi", "organisation": "so noi vu", "valid_from": "1/1/2022"},
    )
    office = Office.objects.get(user=made)
    assert (office.role, office.organisation, office.valid_from) == (
        "can_bo_don_vi",
        unit,
        date(2022, 1, 1),
    )
    end = reverse("offices-end", args=["pao", 1])
    without = client.post(end, {"last_day": "30/6/2022"})
    client.post(end, {"last_day": "30/6/2022", "reason": "chuyển công tác"})
    office.refresh_from_db()
    assert (without.status_code, office.valid_to) == (422, date(2022, 6, 30))
    said = (
        LedgerEntry.objects.filter(subject_code="pao").order_by("seq").values_list("verb", "reason")
    )
    assert list(said) == [
        ("account:create", ""),
        ("office:grant", ""),
        ("office:end", "chuyển công tác"),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"username": "lan"}, "đã tồn tại"),
        ({"username": "Có Dấu"}, "Chỉ dùng chữ không dấu"),
        ({"password": "ngắn"}, "12"),
        ({"full_name": ""}, "Cần điền “Họ và tên”."),
    ],
)
def test_an_account_that_cannot_be_is_said_at_its_field(province, lan, sign_in, change, said):
    answer = sign_in(province).post(reverse("offices-create"), NEW | change)
    assert answer.status_code == 422
    assert said in words(answer)
    assert User.objects.filter(full_name=NEW["full_name"]).count() == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"role": "can_bo_don_vi"}, "Nhiệm vụ của đơn vị phải ghi rõ đơn vị."),
        ({"valid_to": "1/1/2021"}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ({"organisation": "Sở Lạ"}, "Không có đơn vị tên “Sở Lạ”"),
        ({"role": ""}, "Cần chọn “Nhiệm vụ”."),
        ({"valid_from": ""}, "Cần điền “Từ ngày”."),
    ],
)
def test_a_task_that_cannot_be_is_said_and_not_given(province, lan, sign_in, change, said):
    form = {
        "role": "chu_tich",
        "organisation": "",
        "valid_from": "1/1/2022",
        "valid_to": "",
    } | change
    answer = sign_in(province).post(reverse("offices-grant", args=["lan"]), form)
    assert answer.status_code == 422
    assert said in words(answer)
    assert lan.offices.count() == 1


def test_a_unit_of_another_province_cannot_be_named(province, lan, sign_in):
    foreign = make_organisation(make_authority(), "Sở Của Bạn")
    answer = sign_in(province).post(
        reverse("offices-grant", args=["lan"]),
        {"role": "can_bo_don_vi", "organisation": foreign.code, "valid_from": "1/1/2022"},
    )
    assert answer.status_code == 422
    assert lan.offices.count() == 1


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_have_no_accessibility_fault_and_do_not_scroll_sideways(
    open_page, own_database, axe, viewport
):
    province = make_authority()
    user = make_office(province, Role.ADMINISTRATOR).user
    opened = open_page(user, viewport=viewport)
    for path in (
        reverse("offices-list"), reverse("offices-create"), account(user),
        reverse("offices-end", args=[user.username, 1]),
    ):  # fmt: skip
        opened.goto(path)
        assert axe(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") == viewport["width"]
