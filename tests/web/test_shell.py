"""The content policy, answers to htmx, the navigation, the theme, error pages."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.http import Http404
from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.web.errors import not_found, too_many
from tdkt.web.navigation import NAVIGATION, navigation_for
from tests.factories import make_authority, make_office, make_organisation, make_user, reach_of

pytestmark = pytest.mark.django_db

HTMX = {
    "HTTP_HX_REQUEST": "true",
    "HTTP_HX_CURRENT_URL": "http://localhost/_ui/?x=1",
    "HTTP_HOST": "localhost",
}
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)


@pytest.fixture
def user():
    user = make_user("ngoc", "Vàng Thị Ngọc")
    make_office(make_authority(), user=user)
    return user


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


def inline(html: str) -> list[str]:
    """Inline styles, handlers and scripts: what the policy would refuse."""
    return re.findall(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)[^>]*>", html)


@pytest.mark.parametrize("path", ["/dang-nhap/", "/khong-co/", "/_ui/"])
def test_every_answer_carries_the_strict_policy(client, path):
    assert client.get(path).headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("path", ["/_ui/", "/doi-mat-khau/", "/_ui/loi/500/"])
def test_pages_have_nothing_inline(signed_in, path):
    assert inline(signed_in.get(path).content.decode()) == []


def test_the_sign_in_page_has_nothing_inline(client):
    assert inline(client.get("/dang-nhap/").content.decode()) == []


def test_htmx_is_told_to_go_to_sign_in_and_back_to_the_page(client):
    answer = client.get("/_ui/tien-do/", **HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (
        200,
        "/dang-nhap/?next=/_ui/%3Fx%3D1",
    )


def test_messages_ride_in_a_header_for_htmx(signed_in):
    office = {"office": "0"}
    signed_in.post(reverse("office-switch"), office)
    signed_in.post(
        reverse("office-switch"), {"office": signed_in.get("/_ui/").wsgi_request.office.pk}
    )
    answer = signed_in.get("/_ui/tien-do/", **HTMX)
    assert json.loads(answer.headers["HX-Trigger"]) == {
        "messages": {
            "items": [
                {"level": "success", "text": "Đang làm nhiệm vụ: Chuyên viên cơ quan thường trực."}
            ]
        }
    }


def test_a_refusal_no_view_caught_is_words_with_status_422(signed_in):
    whole = signed_in.get("/_ui/loi/422/")
    part = signed_in.get("/_ui/loi/422/", **HTMX)
    reason = "Hồ sơ đã trình Hội đồng, không rút lại được nữa. Người làm được: Thư ký Hội đồng."
    assert (whole.status_code, whole.context["text"]) == (422, reason)
    assert (part.status_code, reason in part.content.decode(), b"<html" in part.content) == (
        422,
        True,
        False,
    )


def test_a_refused_page_is_one_line_of_the_log(signed_in, caplog):
    signed_in.get("/_ui/loi/403/")
    logged = [(r.levelname, r.getMessage(), r.exc_info) for r in caplog.records]
    assert logged == [("WARNING", "Forbidden (Permission denied): /_ui/loi/403/", None)]


def test_forbidden_shows_the_reason(signed_in):
    answer = signed_in.get("/_ui/loi/403/")
    assert (answer.status_code, answer.context["text"]) == (
        403,
        "Nhiệm vụ của bạn không có quyền “Nhập danh sách”.",
    )


def test_an_unknown_address_is_a_page_in_vietnamese(signed_in):
    answer = signed_in.get("/khong-co/")
    assert (answer.status_code, answer.context["heading"]) == (404, "Không tìm thấy trang")
    assert answer.context["text"].startswith("Địa chỉ không đúng")


def test_the_sentence_of_a_404_is_shown(rf):
    answer = not_found(rf.get("/x/"), Http404("Không có văn bản này."))
    assert "<p>Không có văn bản này.</p>" in answer.content.decode()


def test_too_many_requests_say_when_to_come_back(rf):
    answer = too_many(rf.get("/x/"), 5)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")


def test_the_theme_is_kept_in_a_cookie_and_shown(signed_in):
    answer = signed_in.post(reverse("theme"), {"theme": "dark", "next": "/_ui/"})
    assert (answer.url, answer.cookies["tdkt_theme"].value) == ("/_ui/", "dark")
    assert '<html lang="vi" data-theme="dark">' in signed_in.get("/_ui/").content.decode()


def test_an_unknown_theme_changes_nothing(signed_in):
    answer = signed_in.post(reverse("theme"), {"theme": "pink"})
    assert list(answer.cookies) == ["sessionid"]


def test_a_cookie_with_nonsense_is_the_systems_theme(signed_in):
    signed_in.cookies["tdkt_theme"] = '"><script>'
    assert '<html lang="vi">' in signed_in.get("/_ui/").content.decode()


def test_the_session_is_renewed_without_a_body(signed_in):
    answer = signed_in.post(reverse("session-renew"))
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.cookies["sessionid"].value == signed_in.session.session_key


def test_the_demo_says_that_its_people_are_invented(signed_in, user):
    sentence = "Dữ liệu minh họa: mọi cá nhân đều là hư cấu."
    assert sentence not in signed_in.get("/_ui/").content.decode()
    authority = user.offices.get().authority
    authority.is_demo = True
    authority.save()
    assert sentence in signed_in.get("/_ui/").content.decode()
    assert sentence in signed_in.get("/_ui/khong-co/").content.decode()


def test_the_navigation_leaves_out_what_the_office_may_not_use():
    authority = make_authority()
    unit = make_organisation(authority)
    seen = {
        role: [
            entry.label
            for _, entries in navigation_for(
                reach_of(make_office(authority, role, organisation=unit)), "/"
            )
            for entry in entries
        ]
        for role in (Role.UNIT_OFFICER, Role.STANDING_OFFICER, Role.INSPECTOR, Role.ADMINISTRATOR)
    }
    common = [item.label for _, items in NAVIGATION for item in items][:-4]
    assert seen == {
        Role.UNIT_OFFICER: [label for label in common if label != "Quy định của tỉnh"],
        Role.STANDING_OFFICER: [*common, "Báo cáo", "Nhập danh sách"],
        Role.INSPECTOR: [*common, "Báo cáo", "Nhật ký"],
        Role.ADMINISTRATOR: ["Pháp luật", "Nhật ký", "Tài khoản"],
    }


def test_the_entry_of_the_page_is_current():
    reach = reach_of(make_office(make_authority()))
    current = {
        path: [e.label for _, es in navigation_for(reach, path) for e in es if e.current == how]
        for path, how in (("/khen-thuong/", "page"), ("/khen-thuong/x/", "true"))
    }
    assert current == {"/khen-thuong/": ["Khen thưởng"], "/khen-thuong/x/": ["Khen thưởng"]}


def test_the_shell_costs_the_same_for_one_office_and_for_three(
    client, user, django_assert_num_queries
):
    client.force_login(user)
    client.get("/_ui/")
    with django_assert_num_queries(6):  # session, user, offices; the session saved in a savepoint
        client.get("/_ui/")
    authority = user.offices.get().authority
    make_office(authority, Role.COUNCIL_SECRETARY, user=user)
    make_office(authority, Role.INSPECTOR, user=user)
    with django_assert_num_queries(6):
        client.get("/_ui/")


def test_the_gallery_does_not_exist_in_production():
    code = (
        "import django; django.setup()\n"
        "from django.urls import Resolver404, resolve\n"
        "try:\n    print(resolve('/_ui/').url_name)\n"
        "except Resolver404:\n    print('none')\n"
    )
    keys = {f"TDKT_{name}": "x" * 50 for name in ("SECRET_KEY", "FIELD_KEY", "LOOKUP_KEY")}
    environment = os.environ | keys | {"DJANGO_SETTINGS_MODULE": "tdkt.config.settings"}
    answers = {
        dev: subprocess.run(
            [sys.executable, "-c", code],
            env=environment | {"TDKT_DEV": dev},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for dev in ("true", "false")
    }
    assert answers == {"true": "gallery", "false": "none"}
