"""Blocs and their members by date."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tdkt.accounts.states import Role
from tdkt.blocs.forms import MembershipForm
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.blocs.selectors import blocs_seen, leaders_on, members_not_ended, members_on
from tdkt.blocs.services import bloc_save, membership_add, membership_end
from tdkt.kernel.answers import Refused
from tdkt.kernel.models import LedgerEntry
from tests.factories import AT, ON, make_authority, make_office, make_organisation, reach_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority():
    return make_authority()


@pytest.fixture
def officer(authority):
    return reach_of(make_office(authority))


@pytest.fixture
def bloc(officer):
    return bloc_save(
        actor=officer, bloc=Bloc(name="Khối Tổng hợp", valid_from=date(2015, 1, 1)), at=AT
    )


def join(officer, bloc, body=None, **fields) -> BlocMembership:
    row = BlocMembership(bloc=bloc, organisation=body, **fields)
    return membership_add(actor=officer, membership=row, at=AT)


def test_members_of_a_day_leader_first(authority, officer, bloc):
    finance, home = make_organisation(authority, "Sở Tài chính"), make_organisation(authority)
    member = join(officer, bloc, finance, valid_from=date(2018, 1, 1), position=1)
    leader = join(officer, bloc, home, role="truong", valid_from=date(2020, 1, 1), position=2)
    outside = join(officer, bloc, outside_name="Tỉnh bạn", valid_to=date(2019, 12, 31))
    assert list(members_on(bloc, on=ON)) == [leader, member]
    assert list(members_on(bloc, on=date(2019, 1, 1))) == [outside, member]
    assert list(members_on(bloc, on=None)) == [leader, outside, member]
    assert list(members_not_ended(bloc)) == [leader, member]
    assert leaders_on([bloc.pk], on=ON) == {bloc.pk: "Sở Nội vụ"}
    assert leaders_on([bloc.pk], on=date(2019, 1, 1)) == {}
    assert [(b.name, b.members) for b in blocs_seen(officer)] == [("Khối Tổng hợp", 2)]


def test_a_unit_is_a_member_once_at_a_time(authority, officer, bloc):
    home = make_organisation(authority)
    join(officer, bloc, home, valid_from=date(2018, 1, 1), valid_to=date(2020, 12, 31))
    with pytest.raises(ValidationError) as refused:
        join(officer, bloc, home, valid_from=date(2020, 12, 31))
    assert refused.value.message_dict == {
        "organisation": ["“Sở Nội vụ” đã là thành viên của khối từ 01/01/2018 đến 31/12/2020."]
    }
    join(officer, bloc, home, valid_from=date(2021, 1, 1))
    assert BlocMembership.objects.count() == 2


def test_a_bloc_has_one_leader_at_a_time(authority, officer, bloc):
    join(officer, bloc, make_organisation(authority), role="truong", valid_from=date(2020, 1, 1))
    with pytest.raises(ValidationError) as refused:
        join(officer, bloc, make_organisation(authority, "Sở Tài chính"), role="truong")
    assert refused.value.message_dict == {
        "role": [
            "Khối đã có trưởng khối là “Sở Nội vụ” từ 01/01/2020; hãy ghi ngày kết thúc của trưởng khối đó trước."
        ]
    }


def test_members_lie_within_the_days_of_the_bloc(authority, officer, bloc):
    with pytest.raises(ValidationError, match="Khối này có từ ngày 01/01/2015"):
        join(officer, bloc, make_organisation(authority), valid_from=date(2014, 12, 31))
    join(officer, bloc, make_organisation(authority), valid_from=date(2016, 1, 1))
    bloc.valid_to = date(2022, 12, 31)
    with pytest.raises(ValidationError, match="Còn 1 thành viên sau ngày 31/12/2022"):
        bloc_save(actor=officer, bloc=bloc, at=AT, reason="giải thể")
    bloc.valid_to, bloc.valid_from = None, date(2017, 1, 1)
    with pytest.raises(ValidationError, match="Đã có thành viên từ ngày 01/01/2016"):
        bloc_save(actor=officer, bloc=bloc, at=AT, reason="sửa ngày")


def test_a_member_leaves_with_a_last_day_and_a_reason(authority, officer, bloc):
    member = join(officer, bloc, make_organisation(authority), valid_from=date(2018, 1, 1))
    with pytest.raises(Refused, match="Cần nêu lý do"):
        membership_end(
            actor=officer, membership_id=member.pk, last_day=date(2022, 12, 31), at=AT, reason=""
        )
    membership_end(
        actor=officer, membership_id=member.pk, last_day=date(2022, 12, 31), at=AT, reason="chia lại"
    )  # fmt: skip
    last = LedgerEntry.objects.order_by("id").last()
    assert (last.verb, last.subject_kind, last.subject_code, last.before, last.after) == (
        "register:change",
        "bloc",
        bloc.code,
        {"valid_to": None},
        {"valid_to": "2022-12-31"},
    )
    with pytest.raises(Refused, match="“Sở Nội vụ” đã rời khối từ sau ngày 31/12/2022"):
        membership_end(
            actor=officer, membership_id=member.pk, last_day=date(2023, 1, 31), at=AT, reason="nữa"
        )


def test_a_member_does_not_leave_before_joining(authority, officer, bloc):
    member = join(officer, bloc, make_organisation(authority), valid_from=date(2018, 1, 1))
    with pytest.raises(ValidationError, match="Ngày kết thúc phải từ ngày bắt đầu trở đi"):
        membership_end(
            actor=officer, membership_id=member.pk, last_day=date(2017, 1, 1), at=AT, reason="sai"
        )
    assert BlocMembership.objects.get().valid_to is None


def test_another_province_neither_joins_nor_ends(authority, officer, bloc):
    stranger = reach_of(make_office(make_authority()))
    member = join(officer, bloc, make_organisation(authority))
    with pytest.raises(Refused, match="không thuộc tỉnh của bạn"):
        join(stranger, bloc, outside_name="Tỉnh bạn")
    with pytest.raises(Refused, match="không thuộc tỉnh của bạn"):
        membership_end(actor=stranger, membership_id=member.pk, last_day=ON, at=AT, reason="thử")
    with pytest.raises(Refused, match="không thuộc tỉnh của bạn"):
        join(officer, bloc, make_organisation(make_authority()))
    assert list(blocs_seen(stranger)) == []


def test_who_may_not_record_adds_nobody(authority, bloc):
    chairman = reach_of(make_office(authority, Role.CHAIRMAN))
    with pytest.raises(Refused, match="Người làm được"):
        join(chairman, bloc, outside_name="Tỉnh bạn")
    assert BlocMembership.objects.count() == 0


@pytest.mark.parametrize(
    "named", [{}, {"organisation": "Sở Nội vụ", "outside_name": "Tỉnh bạn"}], ids=["none", "both"]
)
def test_a_member_is_a_unit_or_somebody_from_outside(authority, officer, bloc, named):
    make_organisation(authority)
    form = MembershipForm(
        {"role": "thanh_vien", **named}, reach=officer, instance=BlocMembership(bloc=bloc)
    )
    assert form.errors == {
        "organisation": ["Ghi một đơn vị của tỉnh, hoặc tên một thành viên ngoài tỉnh: một trong hai."]
    }  # fmt: skip
