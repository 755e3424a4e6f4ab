"""Movements and their registers: what the forms read, what the services demand."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from tdkt.accounts.record_forms import RecordForm
from tdkt.accounts.states import Role
from tdkt.kernel.answers import Refused
from tdkt.kernel.models import LedgerEntry
from tdkt.movements.forms import (
    IndicatorForm,
    MovementForm,
    PublicityForm,
    ResultForm,
    RoleModelForm,
    TaskForm,
)
from tdkt.movements.models import (
    Ceremony,
    Indicator,
    Movement,
    MovementResult,
    Publicity,
    RoleModel,
    Task,
)
from tdkt.movements.selectors import movements_of_document, movements_seen, rows_seen
from tdkt.movements.services import movement_save, register_save
from tests.factories import (
    AT,
    make_authority,
    make_decision,
    make_office,
    make_organisation,
    make_recipient,
    reach_of,
)

pytestmark = pytest.mark.django_db

INDICATOR = {"year": "2022", "name": "Thu ngân sách", "unit": "ty_dong", "unit_known": "on"}


@pytest.fixture
def authority():
    return make_authority()


@pytest.fixture
def officer(authority):
    return reach_of(make_office(authority))


def saved(form: RecordForm, officer):
    assert form.is_valid(), form.errors
    return register_save(
        actor=officer, row=form.instance, at=AT, reason=form.cleaned_data.get("reason", ""),
        links=form.links,
    )  # fmt: skip


def errors_of(form: RecordForm) -> dict[str, list[str]]:
    return {name: [str(e) for e in found] for name, found in form.errors.items()}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("11.919,74", Decimal("11919.74")),
        ("1821", Decimal(1821)),
        ("1.821", Decimal(1821)),
        ("-24", Decimal(-24)),
        ("0", Decimal(0)),
        ("", None),
    ],
)
def test_numbers_are_read_the_vietnamese_way(officer, typed, read):
    row = saved(IndicatorForm(INDICATOR | {"actual": typed}, reach=officer), officer)
    assert Indicator.objects.get(pk=row.pk).actual == read


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12.5", "“12.5” đọc được hai cách."),
        ("chín", "“chín” không phải là số."),
        ("9%", "“9%” có đơn vị “%”; ô này chỉ ghi số"),
        ("0,00001", "“0,00001” quá lớn hoặc có quá bốn chữ số thập phân"),
        ("1" + "0" * 14, "quá lớn"),
    ],
)
def test_what_is_no_number_is_explained(officer, typed, told):
    form = IndicatorForm(INDICATOR | {"actual": typed}, reach=officer)
    assert list(errors_of(form)) == ["actual"]
    assert told in errors_of(form)["actual"][0]


@pytest.mark.parametrize("typed", ["22", "năm 2022", "20222", "0001"])
def test_what_is_no_year_is_explained(officer, typed):
    form = IndicatorForm(INDICATOR | {"year": typed}, reach=officer)
    assert errors_of(form) == {
        "year": [f"“{typed}” không phải là năm; hãy ghi bốn chữ số, ví dụ 2022."]
    }


@pytest.mark.parametrize(
    "typed", ["30/6/2023", "30-06-2023", "30.6.2023", "ngày 30 tháng 6 năm 2023", "2023-06-30"]
)
def test_days_are_read_in_five_styles(officer, typed):
    form = TaskForm(
        {"year": "2023", "kind": "viec", "text": "Tổ chức tổng kết", "state": "chua_xong", "due": typed}, reach=officer
    )  # fmt: skip
    assert saved(form, officer).due == date(2023, 6, 30)


def test_texts_are_stored_in_nfc_with_their_lines(officer):
    form = TaskForm(
        {"year": "2023", "kind": "viec", "text": "  Tô\u0309   chức\r\nlê\u0303  kỷ niệm ", "state": "chua_xong"},
        reach=officer,
    )  # fmt: skip
    assert saved(form, officer).text == "Tổ chức\nlễ kỷ niệm"


def test_a_form_shows_what_is_stored_as_it_would_be_typed(officer):
    row = saved(IndicatorForm(INDICATOR | {"actual": "734.190,5", "plan": "700"}, reach=officer), officer)  # fmt: skip
    form = IndicatorForm(instance=Indicator.objects.get(pk=row.pk), reach=officer)
    shown = {name: form[name].value() for name in ("actual", "plan", "previous", "year")}
    assert {name: form.fields[name].prepare_value(value) for name, value in shown.items()} == {
        "actual": "734.190,5",
        "plan": "700",
        "previous": None,
        "year": 2022,
    }


def test_a_change_asks_for_its_reason(officer):
    row = saved(IndicatorForm(INDICATOR, reach=officer), officer)
    form = IndicatorForm(INDICATOR | {"name": "Tên sửa"}, instance=row, reach=officer)
    assert errors_of(form) == {"reason": ["Cần nêu lý do, căn cứ của việc sửa."]}


def test_a_comparison_needs_its_unit(officer):
    form = IndicatorForm(INDICATOR | {"over_plan": "2,3"}, reach=officer)
    with pytest.raises(ValidationError) as refused:
        saved(form, officer)
    form.refuse(refused.value)
    assert errors_of(form) == {
        "over_plan_unit": ["Đã ghi mức so với kế hoạch thì phải chọn đơn vị: % khác điểm %."]
    }
    assert Indicator.objects.count() == 0


def test_an_amount_needs_its_unit(officer, authority):
    movement = Movement.objects.create(
        authority=authority, code="NTM", kind="chuyen_de", name="Chung sức"
    )
    form = ResultForm(
        {"movement": movement.pk, "year": "2022", "what": "Ủng hộ", "amount": "1,5"}, reach=officer
    )
    with pytest.raises(ValidationError, match="phải chọn đơn vị của trị giá"):
        saved(form, officer)
    assert MovementResult.objects.count() == 0


def test_a_year_has_one_stated_total_a_channel(officer):
    total = {"year": "2022", "channel": "Báo Lai Châu", "value": "5.000", "hedge": "tren", "unit": "tin_bai", "is_stated_total": "on"}  # fmt: skip
    saved(PublicityForm(total, reach=officer), officer)
    with pytest.raises(ValidationError) as refused:
        saved(PublicityForm(total, reach=officer), officer)
    assert refused.value.message_dict == {
        "is_stated_total": ["“Báo Lai Châu” đã có một dòng tổng số của năm 2022; hãy sửa dòng đó."]
    }
    saved(PublicityForm(total | {"year": "2023"}, reach=officer), officer)
    assert Publicity.objects.count() == 2


def test_a_ceremony_lies_in_its_year(officer):
    row = Ceremony(year=2022, name="Lễ tuyên dương", on=date(2023, 1, 2))
    with pytest.raises(ValidationError, match="02/01/2023 không thuộc năm 2022"):
        register_save(actor=officer, row=row, at=AT)


def test_a_role_model_is_joined_by_code_never_by_name(officer, authority):
    person = make_recipient(authority, "Lò Thị Ân")
    values = {"year": "2022", "name": "Lò Thị Ân"}
    alone = saved(RoleModelForm(values, reach=officer), officer)
    joined = saved(RoleModelForm(values | {"recipient_code": person.code}, reach=officer), officer)
    assert (alone.recipient, joined.recipient) == (None, person)
    assert RoleModelForm(instance=joined, reach=officer).initial["recipient_code"] == person.code


def test_a_role_model_is_not_joined_to_another_province(officer):
    foreign = make_recipient(make_authority(), "Lò Thị Ân")
    form = RoleModelForm(
        {"year": "2022", "name": "Lò Thị Ân", "recipient_code": foreign.code}, reach=officer
    )
    assert list(errors_of(form)) == ["recipient_code"]
    assert RoleModel.objects.count() == 0


def test_a_task_names_unit_and_documents(officer, authority):
    make_organisation(authority, "Sở Nội vụ")
    one = make_decision(authority, number="07", symbol="KH-UBND")
    two = make_decision(authority, number="12", symbol="KH-UBND")
    form = TaskForm(
        {"year": "2023", "kind": "viec", "text": "Sơ kết", "state": "chua_xong", "owner": "so noi vu",
         "documents": "7/KH-UBND\n12/KH-UBND\n"},
        reach=officer,
    )  # fmt: skip
    task = saved(form, officer)
    assert (task.owner.name, list(task.documents.order_by("number"))) == ("Sở Nội vụ", [one, two])
    again = TaskForm(instance=Task.objects.get(), reach=officer)
    assert again.fields["documents"].prepare_value(again.initial["documents"]).split() == [
        "07/KH-UBND",
        "12/KH-UBND",
    ]


def test_a_document_that_is_not_in_the_register_is_explained(officer):
    form = TaskForm(
        {"year": "2023", "kind": "viec", "text": "Sơ kết", "state": "chua_xong", "documents": "99/KH-UBND"}, reach=officer
    )  # fmt: skip
    assert errors_of(form) == {
        "documents": [
            "Sổ chưa có văn bản “99/KH-UBND”. Hãy kiểm tra số, ký hiệu (ví dụ 2216/KH-UBND), hoặc thêm văn bản vào sổ trước."
        ]
    }


def test_two_documents_of_one_number_are_told_apart_by_code(officer, authority):
    old = make_decision(authority, number="7", symbol="KH-UBND", on=date(2021, 2, 1))
    new = make_decision(authority, number="7", symbol="KH-UBND", on=date(2022, 2, 1))
    values = {"code": "NTM", "name": "Chung sức", "kind": "chuyen_de", "scope": "bo_tinh", "state": "dang_thuc_hien"}  # fmt: skip
    form = MovementForm(values | {"plan": "7/KH-UBND"}, reach=officer)
    assert errors_of(form) == {
        "plan": [
            f"Có nhiều văn bản “7/KH-UBND”; hãy ghi mã thay cho số, ký hiệu: {new.code} (Ủy ban nhân dân tỉnh, 01/02/2022); {old.code} (Ủy ban nhân dân tỉnh, 01/02/2021)."
        ]
    }
    chosen = MovementForm(values | {"plan": old.code}, reach=officer)
    assert chosen.is_valid()
    assert movement_save(actor=officer, movement=chosen.instance, at=AT).plan == old


def test_a_movement_keeps_its_code(officer):
    values = {"code": "ntm", "name": "Chung sức", "kind": "chuyen_de", "scope": "bo_tinh", "state": "dang_thuc_hien"}  # fmt: skip
    form = MovementForm(values, reach=officer)
    assert form.is_valid()
    movement = movement_save(actor=officer, movement=form.instance, at=AT)
    change = MovementForm(
        values | {"code": "KHAC", "name": "Chung sức mới", "reason": "đổi tên"}, instance=movement, reach=officer
    )  # fmt: skip
    assert change.is_valid()
    movement_save(actor=officer, movement=change.instance, at=AT, reason="đổi tên")
    assert model_to_dict(Movement.objects.get(), ["code", "name"]) == {
        "code": "NTM",
        "name": "Chung sức mới",
    }
    assert list(LedgerEntry.objects.order_by("id").values_list("verb", flat=True)) == [
        "movement:create",
        "movement:change",
    ]


def test_a_movement_ends_after_it_begins(officer):
    row = Movement(code="A", kind="chuyen_de", name="Ngược", year_from=2025, year_to=2021)
    with pytest.raises(ValidationError, match="Năm kết thúc phải từ năm bắt đầu trở đi"):
        movement_save(actor=officer, movement=row, at=AT)


def test_every_office_reads_and_only_the_standing_office_writes(authority, officer):
    unit = make_organisation(authority)
    reader = reach_of(make_office(authority, Role.UNIT_OFFICER, organisation=unit))
    movement = movement_save(
        actor=officer, movement=Movement(code="A", kind="chuyen_de", name="Chung sức"), at=AT
    )
    assert list(movements_seen(reader)) == [movement]
    with pytest.raises(Refused, match="Người làm được"):
        register_save(actor=reader, row=Ceremony(year=2022, name="Lễ"), at=AT)
    assert list(rows_seen(reader, Ceremony)) == []


def test_movements_of_a_document_are_found_by_code_and_by_what_launches_them(authority, officer):
    plan = make_decision(authority, number="1")
    plan.movement_code = "B"
    plan.save()
    launched = Movement.objects.create(
        authority=authority, code="A", kind="chuyen_de", name="Do kế hoạch này", plan=plan
    )
    named = Movement.objects.create(
        authority=authority, code="B", kind="chuyen_de", name="Có mã này"
    )
    Movement.objects.create(
        authority=make_authority(), code="B", kind="chuyen_de", name="Tỉnh khác"
    )
    assert list(movements_of_document(officer, plan)) == [launched, named]
    plan.movement_code = ""
    assert list(movements_of_document(officer, plan)) == [launched]
