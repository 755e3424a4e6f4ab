"""How far an office reaches: own unit, below it, and everything those came from; the whole province for some."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import offices_held
from tdkt.accounts.services import account_create, authority_set_up, office_end, office_grant
from tdkt.accounts.states import CAPABILITIES, Capability, Role
from tdkt.kernel.answers import Refused
from tdkt.kernel.models import LedgerEntry
from tdkt.organisations.models import Succession
from tdkt.organisations.states import OrganisationKind, SuccessionKind
from tdkt.registry.models import Honour
from tests.factories import (
    AT,
    ON,
    PASSWORD,
    make_authority,
    make_honour,
    make_office,
    make_organisation,
    make_recipient,
    make_user,
    reach_of,
)

pytestmark = pytest.mark.django_db
MERGER = date(2025, 7, 1)


@pytest.fixture
def world():
    """Two old communes that became one, a school below the new one, and a department beside them."""
    authority = make_authority()
    xa = OrganisationKind.COMMUNE
    old_one = make_organisation(authority, "Xã Cũ Một", kind=xa, valid_to=date(2025, 6, 30))
    old_two = make_organisation(authority, "Xã Cũ Hai", kind=xa, valid_to=date(2025, 6, 30))
    new = make_organisation(authority, "Xã Mới", kind=xa, valid_from=MERGER)
    for old in (old_one, old_two):
        Succession.objects.create(
            predecessor=old, successor=new, kind=SuccessionKind.MERGED, on=MERGER
        )
    school = make_organisation(
        authority, "Trường Mới", kind=OrganisationKind.SCHOOL, parent=new, valid_from=MERGER
    )
    department = make_organisation(authority, "Sở Tài chính")
    return authority, old_one, old_two, new, school, department


def test_a_unit_officer_reaches_own_unit_those_below_and_all_predecessors(world):
    authority, old_one, old_two, new, school, _ = world
    office = make_office(authority, Role.UNIT_OFFICER, organisation=new)
    assert reach_of(office, on=date(2025, 8, 1)).organisation_ids == {
        old_one.pk,
        old_two.pk,
        new.pk,
        school.pk,
    }


def test_before_the_merger_the_new_unit_has_nothing_below(world):
    authority, old_one, old_two, new, _, _ = world
    office = make_office(authority, Role.UNIT_OFFICER, organisation=new)
    assert reach_of(office, on=date(2025, 6, 30)).organisation_ids == {
        old_one.pk,
        old_two.pk,
        new.pk,
    }


@pytest.mark.parametrize("role", [r for r in Role if Capability.READ_PROVINCE in CAPABILITIES[r]])
def test_the_provinces_offices_reach_everything(world, role):
    assert reach_of(make_office(world[0], role)).whole_province


def test_an_administrator_reads_no_records_at_all(world):
    reach = reach_of(make_office(world[0], Role.ADMINISTRATOR))
    assert reach.organisation_ids == frozenset()
    assert not reach.may(Capability.READ)


def test_within_never_forgets_the_authority(world):
    authority, _, _, new, _, department = world
    other = make_authority(name="tỉnh Điện Biên")
    foreign_unit = make_organisation(other, "Sở Tài chính")
    mine = make_honour(authority, make_recipient(authority, organisation=department))
    make_honour(other, make_recipient(other, organisation=foreign_unit))
    province = reach_of(make_office(authority))
    assert list(Honour.objects.filter(province.within("organisation_id"))) == [mine]
    unit = reach_of(make_office(authority, Role.UNIT_OFFICER, organisation=new))
    assert list(Honour.objects.filter(unit.within("organisation_id"))) == []


def test_an_office_counts_only_between_its_days():
    authority = make_authority()
    user = make_user()
    office = make_office(
        authority, user=user, valid_from=date(2022, 1, 1), valid_to=date(2022, 6, 30)
    )
    assert list(offices_held(user, on=date(2022, 6, 30))) == [office]
    assert list(offices_held(user, on=date(2022, 7, 1))) == []


def test_a_refusal_names_who_can():
    reach = reach_of(make_office(make_authority(), Role.INSPECTOR))
    answer = may(reach, Capability.RECORD)
    assert not answer
    assert answer.reason == (
        "Nhiệm vụ của bạn không có quyền “Ghi sổ”. Người làm được: Chuyên viên cơ quan thường trực;"
        " Lãnh đạo cơ quan thường trực."
    )


def test_no_role_that_only_reads_may_record():
    writing = {
        Capability.RECORD,
        Capability.IMPORT,
        Capability.WRITE_REPORT,
        Capability.MANAGE_ACCOUNTS,
    }
    assert not CAPABILITIES[Role.INSPECTOR] & writing


def test_a_new_authority_starts_with_an_administrator_in_the_ledger():
    authority = authority_set_up(
        code="lai-chau", name="tỉnh Lai Châu", place="Lai Châu", username="quan-tri", full_name="Lò Thị Quản",
        password=PASSWORD, at=AT,
    )  # fmt: skip
    assert authority.government == "Ủy ban nhân dân tỉnh Lai Châu"
    verbs = (
        LedgerEntry.objects.filter(authority=authority.pk)
        .order_by("seq")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == ["account:create", "office:grant"]
    with pytest.raises(ValidationError, match="Đã có tỉnh mang mã"):
        authority_set_up(
            code="lai-chau",
            name="x",
            place="x",
            username="khac",
            full_name="x",
            password=PASSWORD,
            at=AT,
        )


def test_a_weak_password_is_refused_and_leaves_no_account():
    authority = make_authority()
    admin = reach_of(make_office(authority, Role.ADMINISTRATOR))
    with pytest.raises(ValidationError):
        account_create(
            actor=admin, username="can-bo", full_name="Lò Văn Bộ", password="12345", at=AT
        )
    assert not LedgerEntry.objects.filter(authority=authority.pk).exists()


def test_only_an_administrator_grants_and_ends_offices():
    authority = make_authority()
    user = make_user()
    officer = reach_of(make_office(authority))
    with pytest.raises(Refused, match="Quản trị hệ thống"):
        office_grant(
            actor=officer, user=user, role=Role.INSPECTOR, organisation=None, valid_from=ON, at=AT
        )
    admin = reach_of(make_office(authority, Role.ADMINISTRATOR))
    office = office_grant(
        actor=admin, user=user, role=Role.INSPECTOR, organisation=None, valid_from=ON, at=AT
    )
    with pytest.raises(Refused, match="lý do"):
        office_end(actor=admin, office_id=office.pk, last_day=ON, at=AT, reason=" ")
    office_end(actor=admin, office_id=office.pk, last_day=ON, at=AT, reason="chuyển công tác")
    assert list(offices_held(user, on=date(2022, 12, 21))) == []


def test_a_units_task_without_a_unit_is_refused():
    authority = make_authority()
    admin = reach_of(make_office(authority, Role.ADMINISTRATOR))
    with pytest.raises(ValidationError, match="ghi rõ đơn vị"):
        office_grant(
            actor=admin,
            user=make_user(),
            role=Role.UNIT_OFFICER,
            organisation=None,
            valid_from=ON,
            at=AT,
        )
