"""The province's rules: checked whole, dated, never changed, read by the law from their day on."""

from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from django.db import DatabaseError, transaction

from tdkt.accounts.permissions import may
from tdkt.accounts.states import Capability, Role
from tdkt.kernel.answers import Refused, Stale
from tdkt.kernel.models import LedgerEntry
from tdkt.organisations.law_selectors import catalogue_of, layer_on
from tdkt.organisations.law_services import LayerFaults, law_layer_save
from tdkt.organisations.models import LawLayer
from tdkt_law.catalogue.reader import read_text
from tests.factories import make_authority, make_office, reach_of

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
START = date(2026, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return reach_of(make_office(make_authority(), Role.STANDING_HEAD), on=START)


def save(who, content, *, valid_from=START, seen=0, note="Quyết định 01/2026/QĐ-UBND"):
    return law_layer_save(
        actor=who.signed,
        allowed=may(who, Capability.SET_RULES),
        content=content,
        valid_from=valid_from,
        note=note,
        at=AT,
        seen=seen,
    )


def bac_ninh():
    name = "data/provinces/bac_ninh.yaml"
    return read_text(files("tdkt_law").joinpath(name).read_text(encoding="utf-8"), name)


def test_the_worked_example_can_be_laid_down_and_is_read_from_its_day(head):
    layer = save(head, bac_ninh())
    assert layer_on(layer.authority, date(2025, 12, 31)) is None
    assert layer_on(layer.authority, START) == layer
    before = catalogue_of(layer.authority, date(2025, 12, 31))
    after = catalogue_of(layer.authority, START)
    asked = ("deadline", "cstd_bo_tinh", START)
    assert before.value(*asked).set_by != "province" or before.value(*asked) != after.value(*asked)
    assert after.value(*asked).value["by"] == "12-09"


def test_the_later_recorded_revision_of_a_day_counts(head):
    save(head, {"settings": {"rounding": "none"}})
    second = save(head, {"settings": {"rounding": "nearest"}}, seen=1)
    assert layer_on(second.authority, START) == second
    assert catalogue_of(second.authority, START).setting("rounding") == "nearest"


def test_what_the_law_keeps_to_itself_is_refused_by_name_and_nothing_is_saved(head):
    content = {"settings": {"rounding": "sideways"}, "readings": {"khong_co": "x"}}
    with pytest.raises(LayerFaults) as refusal:
        save(head, content)
    assert sorted(problem.key for problem in refusal.value.problems) == [
        "readings/khong_co",
        "settings/rounding",
    ]
    assert LawLayer.objects.count() == 0


def test_two_officers_on_one_rule_the_second_is_told(head):
    save(head, {"settings": {"rounding": "none"}})
    with pytest.raises(Stale):
        save(head, {"settings": {"rounding": "nearest"}}, seen=0)
    assert LawLayer.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "note", "seen"),
    [({"settings": {"rounding": "none"}}, " ", 0), ({"settings": {"rounding": "none"}}, "Lại", 1)],
    ids=["no reason", "nothing changed"],
)
def test_a_revision_without_reason_or_change_is_refused(head, content, note, seen):
    if seen:
        save(head, content)
    with pytest.raises(Refused):
        save(head, content, note=note, seen=seen)
    assert LawLayer.objects.count() == seen


def test_an_officer_without_the_right_is_refused():
    officer = reach_of(make_office(make_authority(), Role.STANDING_OFFICER), on=START)
    with pytest.raises(Refused):
        save(officer, {"settings": {"rounding": "none"}})


def test_the_ledger_keeps_what_stood_before_and_after(head):
    save(head, {"settings": {"rounding": "none"}})
    save(head, {"settings": {"rounding": "nearest"}}, seen=1)
    entry = LedgerEntry.objects.filter(verb="rules:save").latest("id")
    assert entry.before["content"] == {"settings": {"rounding": "none"}}
    assert entry.after["content"] == {"settings": {"rounding": "nearest"}}


def test_a_revision_never_changes(head):
    layer = save(head, {"settings": {"rounding": "none"}})
    with pytest.raises(DatabaseError), transaction.atomic():
        LawLayer.objects.filter(pk=layer.pk).update(note="khác")


def test_a_province_does_not_see_anothers_rules(head):
    save(head, {"settings": {"rounding": "none"}})
    assert layer_on(make_authority(), START) is None
