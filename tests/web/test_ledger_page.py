"""The ledger on screen: who reads it, its filters, one row in full, the check of the chain."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.kernel.guards import drop_statements
from tdkt.kernel.ledger import Subject, ledger_add
from tdkt.kernel.models import LedgerEntry
from tdkt.kernel.verbs import Verb
from tdkt.web.ledger import selectors
from tdkt.web.links import SUBJECT_PAGES
from tests.factories import (
    AT,
    make_authority,
    make_honour,
    make_office,
    make_organisation,
    make_user,
    reach_of,
)
from tests.support.browser import DESK, PHONE


@pytest.fixture
def province(db):
    return make_authority()


@pytest.fixture
def sign_in(client):
    def signed(authority, role=Role.STANDING_HEAD):
        office = make_office(authority, role)
        client.force_login(office.user)  # leaves a row of its own
        return client

    return signed


def words(response):
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def enter(
    authority,
    *,
    actor=None,
    at=AT,
    verb=Verb.PERSON_CHANGE,
    kind="person",
    name="Lò Thị Ân",
    code="k7m2qx9dhw4p",
    **said,
):
    with transaction.atomic():
        actor = actor or reach_of(make_office(authority)).signed
        return ledger_add(actor=actor, verb=verb, subject=Subject(kind, code, name), at=at, **said)


def numbers(response):
    """The row numbers of the list, as drawn."""
    links = re.findall(r'href="/nhat-ky/(\d+)/"', response.content.decode())
    return [int(seq) for seq in links]


def test_only_who_may_read_the_ledger_does_and_others_read_who_can(province, sign_in):
    statuses = {
        role: sign_in(province, role).get(reverse("ledger-list")).status_code
        for role in Role
        if role not in {Role.UNIT_OFFICER, Role.BLOC_LEADER}
    }
    assert {role for role, status in statuses.items() if status == 200} == {
        Role.STANDING_HEAD,
        Role.INSPECTOR,
        Role.ADMINISTRATOR,
    }
    refused = sign_in(province, Role.CHAIRMAN).get(reverse("ledger-list"))
    assert refused.status_code == 403
    assert "Người làm được: Lãnh đạo cơ quan thường trực; Thanh tra" in words(refused)


def test_a_unit_officer_is_refused_and_nobody_is_sent_to_sign_in(province, client):
    office = make_office(province, Role.UNIT_OFFICER, organisation=make_organisation(province))
    assert client.get(reverse("ledger-list")).status_code == 302
    client.force_login(office.user)
    assert client.get(reverse("ledger-list")).status_code == 403


def test_another_province_is_neither_listed_nor_opened(province, sign_in):
    other = make_authority()
    for _ in range(3):
        enter(other, name="Người Của Tỉnh Khác")
    client = sign_in(province)
    assert "Người Của Tỉnh Khác" not in words(client.get(reverse("ledger-list")))
    assert client.get(reverse("ledger-detail", args=[3])).status_code == 404


def test_the_newest_row_comes_first_and_pages_turn_by_row_number(province, sign_in, monkeypatch):
    client = sign_in(province)
    seqs = [entry.seq for entry in (enter(province) for _ in range(120))]
    newest = list(reversed(seqs))
    address = reverse("ledger-list")
    first = client.get(address + "?viec=person:change")
    second = client.get(f"{address}?viec=person:change&after={newest[49]}")
    back = client.get(f"{address}?viec=person:change&before={newest[50]}")
    assert numbers(first) == newest[:50]
    assert numbers(second) == newest[50:100]
    assert numbers(back) == newest[:50]
    assert "120 dòng nhật ký" in words(first)


def test_rows_are_filtered_by_act_person_subject_and_day(province, sign_in):
    me = make_office(province, Role.STANDING_OFFICER, user=make_user("lan", "Vàng Thị Lan"))
    client = sign_in(province)
    a = enter(province, actor=reach_of(me).signed)
    b = enter(province, verb=Verb.DOCUMENT_CREATE, kind="document", code="vanban123456")
    c = enter(
        province, at=datetime(2021, 1, 31, 17, 30, tzinfo=UTC)
    )  # already the first of February
    found = {
        query: numbers(client.get(reverse("ledger-list") + query))
        for query in (
            "?viec=document:create", "?nguoi=lan", "?loai=document", "?tu=01/02/2021&den=01/02/2021",
            "?loai=person&ma=k7m2qx9dhw4p",
        )
    }  # fmt: skip
    assert found == {
        "?viec=document:create": [b.seq], "?nguoi=lan": [a.seq], "?loai=document": [b.seq],
        "?tu=01/02/2021&den=01/02/2021": [c.seq], "?loai=person&ma=k7m2qx9dhw4p": [c.seq, a.seq],
    }  # fmt: skip


def test_a_filter_that_cannot_be_read_is_said(province, sign_in):
    said = words(sign_in(province).get(reverse("ledger-list") + "?tu=hom+qua"))
    assert "không phải là ngày" in said


def test_a_row_shows_before_and_after_and_links_to_its_subject(province, sign_in):
    entry = enter(
        province, before={"name": "Lò Thị An", "birth_date": None}, reason="sai tên",
        after={"name": "Lò Thị Ân", "birth_date": date(1985, 7, 2), "is_small": True},
    )  # fmt: skip
    answer = sign_in(province).get(reverse("ledger-detail", args=[entry.seq]))
    rows = re.findall(
        r"<tr><th[^>]*>(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>", answer.content.decode()
    )
    assert rows == [
        ("Tên", "Lò Thị An", "Lò Thị Ân"),
        ("Tập thể nhỏ", "–", "có"),
        ("Ngày sinh", "(trống)", "02/07/1985"),
    ]
    assert reverse("people-detail", args=["k7m2qx9dhw4p"]) in answer.content.decode()
    assert "sai tên" in words(answer)


def test_the_administrator_reads_rows_without_links_to_records(province, sign_in):
    entry = enter(province)
    answer = sign_in(province, Role.ADMINISTRATOR).get(reverse("ledger-detail", args=[entry.seq]))
    assert reverse("people-detail", args=["k7m2qx9dhw4p"]) not in answer.content.decode()


def test_the_list_costs_the_same_for_one_row_and_for_three(
    province, sign_in, django_assert_num_queries
):
    client = sign_in(province)
    enter(province)
    client.get(reverse("ledger-list"))
    with django_assert_num_queries(9):
        client.get(reverse("ledger-list"))
    enter(province)
    enter(province)
    with django_assert_num_queries(9):
        client.get(reverse("ledger-list"))


def test_a_whole_chain_is_said_to_be_whole(province, sign_in):
    enter(province)
    assert "Nhật ký nguyên vẹn." in words(sign_in(province).post(reverse("ledger-verify")))


def test_an_edited_row_is_named(province, sign_in):
    entry = enter(province)
    client = sign_in(province)
    with connection.cursor() as cursor:
        for statement in drop_statements(connection.vendor, "kernel_ledgerentry"):
            cursor.execute(statement)
    LedgerEntry.objects.filter(pk=entry.pk).update(reason="đã sửa")
    assert f"dòng {entry.seq} đã bị sửa" in words(client.post(reverse("ledger-verify")))


@pytest.mark.parametrize(
    ("spare", "said"),
    [(0, "Nhật ký nguyên vẹn."), (-1, "dòng: hãy chạy lệnh “tdkt ledger verify”")],
)
def test_a_long_chain_is_left_to_the_command(province, sign_in, monkeypatch, spare, said):
    for _ in range(3):
        make_honour(province)
    client = sign_in(province)
    rows = LedgerEntry.objects.filter(authority=province.pk).count() + 3
    monkeypatch.setattr(selectors, "VERIFIED_TO", rows + spare)
    assert said in words(client.post(reverse("ledger-verify")))


@pytest.mark.parametrize(
    ("verb", "kind", "label"),
    [(Verb.REPORT_CHANGE, "report", "Nội dung"), (Verb.PERSON_CHANGE, "recipient", "Mã tổ chức")],
)
def test_a_field_is_called_what_it_is_for_its_subject(province, sign_in, verb, kind, label):
    entry = enter(province, verb=verb, kind=kind, before={"body": "cũ"}, after={"body": "mới"})
    page = words(sign_in(province).get(reverse("ledger-detail", args=[entry.seq])))
    assert f"{label} cũ mới" in page


def test_only_who_may_read_the_ledger_checks_it_and_only_by_post(province, sign_in):
    assert sign_in(province, Role.CHAIRMAN).post(reverse("ledger-verify")).status_code == 403
    assert sign_in(province).get(reverse("ledger-verify")).status_code == 405


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_have_no_accessibility_fault_and_do_not_scroll_sideways(
    open_page, own_database, axe, viewport
):
    province = make_authority()
    entry = enter(province, before={"name": "Lò Thị An"}, after={"name": "Lò Thị Ân"})
    opened = open_page(make_office(province, Role.INSPECTOR).user, viewport=viewport)
    for path in (reverse("ledger-list"), reverse("ledger-detail", args=[entry.seq])):
        opened.goto(path)
        assert axe(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_every_kind_of_subject_that_has_a_page_is_listed_with_its_link(province, sign_in):
    for kind in SUBJECT_PAGES:
        enter(province, kind=kind, code=f"ma-{kind.replace('_', '-')}", verb=Verb.PERSON_CHANGE)
    listed = sign_in(province, Role.STANDING_HEAD).get(
        reverse("ledger-list") + "?viec=person:change"
    )
    linked = {
        kind for kind in SUBJECT_PAGES if f"/ma-{kind.replace('_', '-')}/" in str(listed.content)
    }
    assert listed.status_code == 200
    assert linked == set(SUBJECT_PAGES) - {"account"}


def test_an_inspector_gets_no_link_to_an_import_he_may_not_open(province, sign_in):
    enter(province, kind="import_run", code="lan-nhap-mot")
    listed = sign_in(province, Role.INSPECTOR).get(reverse("ledger-list"))
    assert "lan-nhap-mot" not in listed.content.decode()
