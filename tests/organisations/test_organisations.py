"""Organisations as they were on a day: parents, codes that were reused, succession without renaming."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tdkt.organisations.models import (
    AuthoritySettings,
    Organisation,
    OrganisationCode,
    OrganisationParent,
    Succession,
)
from tdkt.organisations.selectors import (
    authority_settings,
    children_on,
    descendants,
    organisation_by_code,
    organisations_named,
    predecessors,
    successors,
    unit_and_history,
)
from tdkt.organisations.states import OrganisationKind, SuccessionKind
from tests.factories import AT, make_authority, make_organisation

pytestmark = pytest.mark.django_db


def test_a_code_names_a_body_only_together_with_a_day():
    authority = make_authority()
    old = make_organisation(authority, "Phường Quyết Tiến", valid_to=date(2025, 6, 30))
    new = make_organisation(authority, "Phường Đoàn Kết", valid_from=date(2025, 7, 1))
    OrganisationCode.objects.create(
        organisation=old, scheme="gso", code_value="03388", valid_to=date(2025, 6, 30)
    )
    OrganisationCode.objects.create(
        organisation=new, scheme="gso", code_value="03388", valid_from=date(2025, 7, 1)
    )
    assert organisation_by_code("gso", "03388", on=date(2025, 6, 30)) == old
    assert organisation_by_code("gso", "03388", on=date(2025, 7, 1)) == new
    assert organisation_by_code("gso", "99999", on=date(2025, 7, 1)) is None


def test_the_tree_is_that_of_the_day():
    authority = make_authority()
    district = make_organisation(authority, "Huyện Sìn Hồ", kind=OrganisationKind.DISTRICT)
    other = make_organisation(authority, "Huyện Nậm Nhùn", kind=OrganisationKind.DISTRICT)
    commune = make_organisation(authority, "Xã Pa Tần", kind=OrganisationKind.COMMUNE)
    OrganisationParent.objects.create(
        organisation=commune,
        parent=district,
        valid_from=date(2004, 1, 1),
        valid_to=date(2012, 12, 31),
    )
    OrganisationParent.objects.create(
        organisation=commune, parent=other, valid_from=date(2013, 1, 1)
    )
    assert children_on(authority.pk, on=date(2012, 12, 31)) == {district.pk: [commune.pk]}
    assert children_on(authority.pk, on=date(2013, 1, 1)) == {other.pk: [commune.pk]}


def test_succession_reaches_over_two_mergers_both_ways():
    authority = make_authority()
    a, b, c = (make_organisation(authority, f"Trường {x}") for x in "ABC")
    Succession.objects.create(
        predecessor=a, successor=b, kind=SuccessionKind.RENAMED, on=date(2018, 1, 1)
    )
    Succession.objects.create(
        predecessor=b, successor=c, kind=SuccessionKind.MERGED, on=date(2021, 1, 1)
    )
    assert predecessors([c.pk], authority_id=authority.pk) == {a.pk, b.pk, c.pk}
    assert successors([a.pk], authority_id=authority.pk) == {a.pk, b.pk, c.pk}


def test_a_units_history_includes_what_its_children_came_from():
    authority = make_authority()
    commune = make_organisation(authority, "Xã Mường Than", kind=OrganisationKind.COMMUNE)
    school = make_organisation(
        authority, "Trường số 1", kind=OrganisationKind.SCHOOL, parent=commune
    )
    before = make_organisation(authority, "Trường Phúc Than", kind=OrganisationKind.SCHOOL)
    Succession.objects.create(
        predecessor=before, successor=school, kind=SuccessionKind.RENAMED, on=date(2025, 7, 1)
    )
    assert unit_and_history(commune, on=date(2025, 7, 1)) == {commune.pk, school.pk, before.pk}


def test_a_circle_of_parents_ends():
    assert descendants([1], {1: [2], 2: [3], 3: [1]}) == {1, 2, 3}


def test_the_database_refuses_a_body_above_itself():
    unit = make_organisation(make_authority())
    with pytest.raises(DatabaseError, match="parent_is_another"), transaction.atomic():
        OrganisationParent.objects.create(organisation=unit, parent=unit)


def test_the_database_refuses_an_end_before_the_start():
    unit = make_organisation(make_authority())
    with pytest.raises(DatabaseError, match="organisation_days_in_order"), transaction.atomic():
        Organisation.objects.filter(pk=unit.pk).update(valid_to=date(2003, 1, 1))
    unit.refresh_from_db()
    assert unit.valid_to is None


def test_a_name_is_kept_in_one_form_and_found_without_marks():
    authority = make_authority()
    made = make_organisation(
        authority, "Xã Mường Tè"
    )  # decomposed letters, as some keyboards type them
    assert made.name == "Xã Mường Tè"
    assert list(organisations_named(authority, "xa muong te")) == [made]
    made.valid_to = date(2025, 6, 30)
    made.save()
    assert list(organisations_named(authority, "xa muong te", on=date(2025, 7, 1))) == []


def test_settings_are_those_of_the_day_and_cannot_be_changed():
    authority = make_authority()
    for day, value in ((date(2022, 1, 1), 1), (date(2024, 1, 1), 2)):
        AuthoritySettings.objects.create(
            authority=authority, valid_from=day, values={"số": value}, recorded_at=AT
        )
    assert authority_settings(authority, on=date(2021, 12, 31)) == {}
    assert authority_settings(authority, on=date(2023, 12, 31)) == {"số": 1}
    assert authority_settings(authority, on=date(2024, 1, 1)) == {"số": 2}
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuthoritySettings.objects.filter(authority=authority).update(values={})
