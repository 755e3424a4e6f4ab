"""Names are found by folded syllables in any order, by the beginning of each, and the index follows every change."""

from datetime import date

import pytest
from django.db import transaction

from tdkt.accounts.states import Role
from tdkt.registry import search
from tdkt.registry.models import Recipient
from tdkt.registry.search import (
    documents_found,
    name_matches,
    organisations_found,
    recipients_found,
)
from tdkt.registry.states import RecipientKind
from tests.factories import (
    make_authority,
    make_decision,
    make_office,
    make_organisation,
    make_recipient,
    reach_of,
)

pytestmark = pytest.mark.django_db


def names(found):
    return [one.name for one in found]


def found(text):
    return sorted(names(Recipient.objects.filter(name_matches(text))))


@pytest.fixture
def people():
    authority = make_authority()
    for name in ("Tống Thanh Hải", "Hà Thanh Tống", "Lê Thị An", "Đèo Văn Ân", "Nguyễn Hải"):
        make_recipient(authority, name)
    return authority


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hai tong thanh", ["Tống Thanh Hải"]),
        ("THANH tống", ["Hà Thanh Tống", "Tống Thanh Hải"]),
        ("th to", ["Hà Thanh Tống", "Tống Thanh Hải"]),
        ("le", ["Lê Thị An"]),
        ("an", ["Lê Thị An", "Đèo Văn Ân"]),
        ("đèo", ["Đèo Văn Ân"]),
        ("ong", []),
        ("hai' OR \"x*", []),
    ],
)
def test_syllables_in_any_order_by_their_beginning(people, text, wanted):
    assert found(text) == wanted


def test_a_text_without_letters_filters_nothing(people):
    assert len(found(" .,- ")) == 5


def test_the_index_follows_changes_of_a_name(people):
    person = Recipient.objects.get(name="Lê Thị An")
    person.name = "Lê Thị Bưởi"
    person.save()
    assert (found("thi an"), found("buoi")) == ([], ["Lê Thị Bưởi"])
    person.is_small = False
    person.save()
    assert found("buoi") == ["Lê Thị Bưởi"]


def test_what_is_rolled_back_is_not_found(people):
    with transaction.atomic():
        make_recipient(people, "Quàng Văn Biến")
        transaction.set_rollback(True)
    assert found("quang bien") == []


@pytest.mark.parametrize("few", [2_000, 1])
def test_the_box_finds_the_first_of_each_kind_by_name(people, few, monkeypatch):
    monkeypatch.setattr(search, "_FEW", few)
    unit = make_organisation(people, "Sở Y tế")
    make_recipient(people, "Tổ Hải quan", kind=RecipientKind.COLLECTIVE, organisation=unit)
    groups = [[RecipientKind.PERSON], [RecipientKind.COLLECTIVE]]
    actor = reach_of(make_office(people))
    persons, collectives = recipients_found(actor, "hai", groups=groups, most=8)
    assert (names(persons), names(collectives)) == (
        ["Nguyễn Hải", "Tống Thanh Hải"],
        ["Tổ Hải quan"],
    )
    assert names(recipients_found(actor, "hai", groups=groups, most=1)[0]) == ["Nguyễn Hải"]
    officer = reach_of(make_office(people, Role.UNIT_OFFICER, organisation=unit))
    assert [names(one) for one in recipients_found(officer, "hai", groups=groups, most=8)] == [
        [],
        ["Tổ Hải quan"],
    ]
    other = reach_of(make_office(make_authority()))
    assert recipients_found(other, "hai", groups=groups, most=8) == [[], []]


@pytest.mark.parametrize("few", [2_000, 1])
def test_the_nearest_name_comes_first_and_schools_behind_others(people, few, monkeypatch):
    monkeypatch.setattr(search, "_FEW", few)
    bodies = {
        name: make_organisation(people, name, kind=kind, valid_to=last)
        for name, kind, last in (
            ("Sìn Hồ Mới", "so", None), ("Trường Mầm non Sìn Hồ", "truong", None), ("Xã Sìn Hồ", "xa", None),
            ("Huyện Sìn Hồ", "huyen", date(2020, 1, 1)), ("Xã Sin Suối Hồ", "xa", None), ("Sìn Hồ", "xa", None),
        )
    }  # fmt: skip
    actor = reach_of(make_office(people))
    near = [
        "Sìn Hồ", "Sìn Hồ Mới", "Xã Sìn Hồ", "Huyện Sìn Hồ", "Trường Mầm non Sìn Hồ", "Xã Sin Suối Hồ",
    ]  # fmt: skip
    assert names(organisations_found(actor, "sin ho", most=8)) == near
    for name, body in bodies.items():
        make_recipient(people, name, kind=RecipientKind.COLLECTIVE, body_id=body.pk)
    first = recipients_found(actor, "sin ho", groups=[[RecipientKind.COLLECTIVE]], most=2)[0]
    assert names(first) == near[:2]


@pytest.mark.parametrize("few", [2_000, 1])
def test_people_of_exactly_that_name_come_first(people, few, monkeypatch):
    monkeypatch.setattr(search, "_FEW", few)
    for name in ("Giàng A Sinh", "Giàng A Sính Páo", "Giàng A Si"):
        make_recipient(people, name)
    actor = reach_of(make_office(people))
    found_people = recipients_found(actor, "giang a sinh", groups=[[RecipientKind.PERSON]], most=1)[
        0
    ]
    assert names(found_people) == ["Giàng A Sinh"]


def test_units_that_still_exist_come_first(people):
    make_organisation(
        people, "Xã Bản Bo", valid_to=reach_of(make_office(people)).on.replace(year=2021)
    )
    make_organisation(people, "Xã Bản Bo")
    actor = reach_of(make_office(people))
    living = organisations_found(actor, "bo xa", most=8)
    assert [(unit.name, unit.valid_to is None) for unit in living] == [
        ("Xã Bản Bo", True),
        ("Xã Bản Bo", False),
    ]


def test_a_number_finds_the_document_of_that_number_first(people):
    make_decision(people, number="2216")
    later = make_decision(people, number="9")
    later.title = "Thực hiện Kế hoạch 2216"
    later.save()
    actor = reach_of(make_office(people))
    assert [one.number for one in documents_found(actor, "2216", most=8)] == ["2216", "9"]
    assert documents_found(reach_of(make_office(make_authority())), "2216", most=8) == []
