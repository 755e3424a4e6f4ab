"""One way to save a row of any register."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tdkt.accounts.records import (
    day_within_year,
    record_code,
    record_fingerprint,
    record_lookup,
    record_save,
)
from tdkt.accounts.states import Role
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.council.models import CouncilSession
from tdkt.kernel.answers import Refused, Stale
from tdkt.kernel.models import LedgerEntry
from tdkt.kernel.verbs import Verb
from tdkt.movements.models import Indicator, Movement, Task
from tests.factories import (
    AT,
    make_authority,
    make_decision,
    make_office,
    make_organisation,
    reach_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return reach_of(make_office(make_authority()))


def an_indicator(reach, **fields) -> Indicator:
    values = {"code": "E01", "year": 2022, "name": "Tốc độ tăng GRDP", "unit": "%"}
    return record_save(
        actor=reach,
        row=Indicator(authority_id=reach.authority_id, **(values | fields)),
        at=AT,
    )


def entries() -> list[tuple]:
    rows = LedgerEntry.objects.order_by("id")
    return [
        (e.verb, e.subject_kind, e.subject_code, e.subject_name, e.before, e.after, e.reason)
        for e in rows
    ]


def test_a_new_row_is_in_the_ledger_with_what_it_says(officer):
    an_indicator(officer, actual=Decimal("9.04"))
    (verb, kind, code, name, before, after, reason) = entries()[-1]
    assert (verb, kind, code, name, before, reason) == (
        "register:create",
        "indicator",
        "2022-E01",
        "Tốc độ tăng GRDP",
        {},
        "",
    )
    assert (after["actual"], after.get("plan"), after["year"]) == ("9.04", None, 2022)


def test_a_change_keeps_only_what_differs_and_its_reason(officer):
    row = an_indicator(officer, actual=Decimal("9.04"))
    row.plan = Decimal("7.7")
    record_save(actor=officer, row=row, at=AT, reason="  theo Nghị quyết  ")
    assert entries()[-1] == (
        "register:change",
        "indicator",
        "2022-E01",
        "Tốc độ tăng GRDP",
        {"plan": None},
        {"plan": "7.7"},
        "theo Nghị quyết",
    )


def test_a_change_that_changes_nothing_leaves_no_trace(officer):
    row = an_indicator(officer, actual=Decimal("12.5"))
    told = LedgerEntry.objects.count()
    record_save(actor=officer, row=Indicator.objects.get(pk=row.pk), at=AT, reason="xem lại")
    assert LedgerEntry.objects.count() == told


def test_what_a_row_points_to_is_kept_by_name_and_code(officer):
    movement = Movement.objects.create(
        authority_id=officer.authority_id, code="NTM", kind="chuyen_de", name="Chung sức"
    )
    an_indicator(officer, movement=movement)
    assert entries()[-1][5]["movement"] == "Chung sức (NTM)"


def test_a_change_without_reason_is_refused(officer):
    row = an_indicator(officer)
    row.name = "Tên khác"
    with pytest.raises(Refused, match="Cần nêu lý do"):
        record_save(actor=officer, row=row, at=AT, reason="  ")
    assert Indicator.objects.get().name == "Tốc độ tăng GRDP"


def test_who_may_not_record_is_told_who_can(officer):
    chairman = reach_of(make_office(make_authority(), Role.CHAIRMAN))
    with pytest.raises(Refused) as refused:
        an_indicator(chairman)
    assert refused.value.reason == (
        "Nhiệm vụ của bạn không có quyền “Ghi sổ”. Người làm được: "
        "Chuyên viên cơ quan thường trực; Lãnh đạo cơ quan thường trực."
    )
    assert Indicator.objects.count() == 0


def test_a_row_of_another_province_is_not_changed(officer):
    row = an_indicator(officer)
    other = reach_of(make_office(make_authority()))
    row.name = "Tên khác"
    with pytest.raises(Refused, match="không thuộc tỉnh của bạn"):
        record_save(actor=other, row=row, at=AT, reason="thử")
    row.authority_id = other.authority_id
    with pytest.raises(Refused, match="không thuộc tỉnh của bạn"):
        record_save(actor=other, row=row, at=AT, reason="thử")


def test_a_row_does_not_point_into_another_province(officer):
    movement = Movement.objects.create(
        authority=make_authority(), code="NTM", kind="chuyen_de", name="Của tỉnh khác"
    )
    with pytest.raises(Refused, match="“Của tỉnh khác” \\(ô phong trào\\) không thuộc tỉnh"):
        an_indicator(officer, movement=movement)


def test_a_row_without_authority_has_that_of_what_it_belongs_to(officer):
    bloc = Bloc.objects.create(authority=make_authority(), name="Khối tỉnh khác")
    with pytest.raises(Refused, match="không thuộc tỉnh"):
        record_save(
            actor=officer, row=BlocMembership(bloc=bloc, outside_name="Tỉnh bạn"), at=AT
        )  # fmt: skip


def test_links_into_another_province_are_refused(officer):
    task = Task(
        authority_id=officer.authority_id, code="T1", year=2023, kind="viec", text="Tổ chức"
    )
    foreign = make_decision(make_authority())
    with pytest.raises(Refused, match="không thuộc tỉnh"):
        record_save(actor=officer, row=task, at=AT, links={"documents": [foreign.pk]})
    assert Task.objects.count() == 0


def test_links_are_set_and_told(officer):
    task = Task(
        authority_id=officer.authority_id, code="T1", year=2023, kind="viec", text="Tổ chức"
    )
    record_save(actor=officer, row=task, at=AT)
    document = make_decision(task.authority, number="07")
    record_save(
        actor=officer, row=task, at=AT, reason="bổ sung", links={"documents": [document.pk]}
    )
    assert entries()[-1][4:6] == (
        {"documents": []},
        {"documents": [f"Quyết định 07/QĐ-UBND ({document.code})"]},
    )
    assert list(task.documents.all()) == [document]


def test_somebody_elses_change_in_between_is_not_overwritten(officer):
    row = an_indicator(officer, actual=Decimal(9))
    seen = record_fingerprint(Indicator.objects.get())
    row.plan = Decimal(7)
    record_save(actor=officer, row=row, at=AT, reason="người thứ nhất", seen=seen)
    late = Indicator.objects.get()
    late.plan = Decimal(8)
    with pytest.raises(Stale, match="người khác đã ghi"):
        record_save(actor=officer, row=late, at=AT, reason="người thứ hai", seen=seen)
    assert Indicator.objects.get().plan == Decimal(7)


def test_the_models_own_checks_hold(officer):
    an_indicator(officer)
    with pytest.raises(ValidationError):
        an_indicator(officer)
    with pytest.raises(ValidationError):
        an_indicator(officer, code="E02", unit="sải")


def test_other_verbs_for_other_things(officer):
    record_save(
        actor=officer,
        row=Movement(code="NTM", kind="chuyen_de", name="Chung sức"),
        at=AT,
        verbs=(Verb.MOVEMENT_CREATE, Verb.MOVEMENT_CHANGE),
    )
    assert entries()[-1][:3] == ("movement:create", "movement", "NTM")


def test_a_code_that_is_only_unique_in_its_year_is_named_with_it():
    authority = make_authority()
    session = CouncilSession(authority=authority, year=2022, ordinal=1)
    assert record_code(Indicator(year=2022, code="E-01")) == "2022-E-01"
    assert record_code(session) == session.code
    assert record_lookup(Indicator, "2022-E-01") == {"year": 2022, "code": "E-01"}
    assert record_lookup(CouncilSession, "abc") == {"code": "abc"}
    assert list(Indicator.objects.filter(**record_lookup(Indicator, "khong-co"))) == []


def test_a_day_lies_in_its_year():
    day_within_year(None, 2022)
    day_within_year(date(2022, 12, 31), 2022)
    with pytest.raises(ValidationError) as error:
        day_within_year(date(2023, 1, 1), 2022)
    assert error.value.message_dict == {
        "on": ["Ngày 01/01/2023 không thuộc năm 2022; hãy sửa ngày hoặc sửa năm."]
    }


def test_a_unit_of_another_province_is_refused(officer):
    task = Task(code="T1", year=2023, kind="viec", text="Tổ chức")
    task.owner = make_organisation(make_authority(), "Sở của tỉnh khác")
    with pytest.raises(Refused, match="“Sở của tỉnh khác”"):
        record_save(actor=officer, row=task, at=AT)
