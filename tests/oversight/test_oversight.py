"""Inspections, training classes and complaints: who sees them, what is demanded of a row."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tdkt.accounts.states import Role
from tdkt.kernel.models import LedgerEntry
from tdkt.oversight.forms import InspectionForm
from tdkt.oversight.models import Complaint, Inspection, TrainingClass
from tdkt.oversight.selectors import complaints_seen, inspections_seen, training_seen
from tdkt.oversight.services import oversight_save
from tests.factories import AT, make_authority, make_office, make_organisation, reach_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority():
    return make_authority()


@pytest.fixture
def officer(authority):
    return reach_of(make_office(authority))


def inspection(officer, organisation=None, name="Trường A") -> Inspection:
    row = Inspection(year=2022, kind="truong", organisation=organisation, unit_name=name)
    return oversight_save(actor=officer, row=row, at=AT)


def test_a_unit_sees_the_inspections_of_itself_and_what_lies_below(authority, officer):
    education = make_organisation(authority, "Sở Giáo dục và Đào tạo")
    school = make_organisation(authority, "Trường THPT A", kind="truong", parent=education)
    finance = make_organisation(authority, "Sở Tài chính")
    own, below = inspection(officer, education), inspection(officer, school)
    other, nameless = inspection(officer, finance), inspection(officer)
    unit = reach_of(make_office(authority, Role.UNIT_OFFICER, organisation=education))
    assert list(inspections_seen(unit).order_by("id")) == [own, below]
    assert list(inspections_seen(officer).order_by("id")) == [own, below, other, nameless]


def test_complaints_are_for_who_reads_the_whole_province(authority, officer):
    unit = make_organisation(authority)
    row = Complaint(year=2022, kind="khieu_nai", subject="Khen chưa đúng", organisation=unit)
    oversight_save(actor=officer, row=row, at=AT)
    reader = reach_of(make_office(authority, Role.UNIT_OFFICER, organisation=unit))
    stranger = reach_of(make_office(make_authority()))
    assert list(complaints_seen(officer)) == [row]
    assert list(complaints_seen(reader)) == []
    assert list(complaints_seen(stranger)) == []


def test_training_is_for_every_office_of_the_authority(authority, officer):
    row = TrainingClass(year=2022, name="Lớp bồi dưỡng nghiệp vụ", learners=82)
    oversight_save(actor=officer, row=row, at=AT)
    unit = make_organisation(authority)
    reader = reach_of(make_office(authority, Role.UNIT_OFFICER, organisation=unit))
    assert list(training_seen(reader)) == [row]
    assert list(training_seen(reach_of(make_office(make_authority())))) == []


@pytest.mark.parametrize(
    "row",
    [
        Inspection(year=2022, kind="truong", unit_name="Trường A", on=date(2021, 5, 1)),
        TrainingClass(year=2022, name="Lớp", on=date(2023, 5, 1)),
        Complaint(year=2022, kind="to_cao", subject="Đơn", on=date(2021, 12, 31)),
    ],
    ids=lambda row: row._meta.model_name,
)
def test_a_row_lies_in_its_year(officer, row):
    with pytest.raises(ValidationError, match="không thuộc năm 2022"):
        oversight_save(actor=officer, row=row, at=AT)
    assert LedgerEntry.objects.count() == 0


def test_a_complaint_is_not_settled_before_it_came(officer):
    row = Complaint(
        year=2022, kind="to_cao", subject="Đơn", on=date(2022, 5, 9), settled_on=date(2022, 5, 8)
    )
    with pytest.raises(ValidationError) as refused:
        oversight_save(actor=officer, row=row, at=AT)
    assert refused.value.message_dict == {
        "settled_on": ["Ngày giải quyết xong trước ngày nhận đơn (09/05/2022)."]
    }


def test_an_inspected_unit_of_the_tree_lends_its_name(authority, officer):
    make_organisation(authority, "Sở Tài chính")
    form = InspectionForm(
        {"year": "2022", "kind": "so_nganh", "organisation": "Sở Tài chính"}, reach=officer
    )
    assert form.is_valid(), form.errors
    row = oversight_save(actor=officer, row=form.instance, at=AT)
    assert (row.unit_name, row.organisation.name) == ("Sở Tài chính", "Sở Tài chính")


def test_an_inspection_names_somebody(officer):
    form = InspectionForm({"year": "2022", "kind": "so_nganh"}, reach=officer)
    assert form.errors == {"unit_name": ["Cần ghi tên đơn vị được kiểm tra."]}
