"""Recording honours: all or none, one ledger row, never changed afterwards; national IDs sealed."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from tdkt.accounts.states import Role
from tdkt.kernel.answers import Refused
from tdkt.kernel.models import LedgerEntry
from tdkt.registry.identity import (
    UnreadableNationalId,
    national_id_clean,
    national_id_hash,
    national_id_mask,
)
from tdkt.registry.lines import HonourLine
from tdkt.registry.models import Honour, OfficialDocument, Person
from tdkt.registry.services import (
    document_save,
    honour_event_record,
    honours_record,
    person_unmask,
)
from tdkt.registry.states import HonourEventKind, Standing
from tests.factories import (
    AT,
    make_authority,
    make_decision,
    make_honour,
    make_office,
    make_organisation,
    make_recipient,
    reach_of,
)

pytestmark = pytest.mark.django_db


def line_for(recipient, decision, **fields):
    return replace(
        HonourLine(
            recipient_id=recipient.pk, award="bk_bo_tinh", level="bo_tinh", kind=recipient.kind,
            method="thuong_xuyen", name_then=recipient.name, document_id=decision.pk,
            decided_on=decision.issued_on,
        ),
        **fields,
    )  # fmt: skip


@pytest.fixture
def office():
    authority = make_authority()
    return authority, reach_of(make_office(authority))


def test_recording_a_list_leaves_one_ledger_row_with_count_and_digest(office):
    authority, actor = office
    decision = make_decision(authority)
    people = [make_recipient(authority, name) for name in ("Lò Thị Ân", "Vàng A Páo")]
    batch = honours_record(
        actor=actor,
        lines=[line_for(p, decision, ordinal=n) for n, p in enumerate(people, 1)],
        at=AT,
    )
    assert batch.count == 2
    assert list(
        Honour.objects.filter(batch=batch.code)
        .order_by("ordinal")
        .values_list("name_then", "decided_year")
    ) == [
        ("Lò Thị Ân", 2022),
        ("Vàng A Páo", 2022),
    ]
    entries = list(LedgerEntry.objects.filter(authority=authority.pk).values_list("verb", "after"))
    assert entries == [("honour:record", {"honours": batch.entry})]


def test_an_ordinal_used_twice_in_one_decision_refuses_the_whole_list(office):
    authority, actor = office
    decision = make_decision(authority)
    people = [make_recipient(authority, name) for name in ("Lò Thị Ân", "Vàng A Páo")]
    with pytest.raises(IntegrityError), transaction.atomic():
        honours_record(actor=actor, lines=[line_for(p, decision, ordinal=1) for p in people], at=AT)
    assert not Honour.objects.filter(authority=authority).exists()
    assert not LedgerEntry.objects.filter(authority=authority.pk).exists()


def test_a_recipient_of_another_province_is_refused(office):
    authority, actor = office
    other = make_authority(name="tỉnh Điện Biên")
    with pytest.raises(Refused, match="không thuộc tỉnh này"):
        honours_record(
            actor=actor, lines=[line_for(make_recipient(other), make_decision(authority))], at=AT
        )
    assert not Honour.objects.exists()


def test_a_checked_honour_needs_a_decision(office):
    authority, actor = office
    with pytest.raises(DatabaseError, match="honour_checked_has_decision"), transaction.atomic():
        honours_record(
            actor=actor,
            lines=[line_for(make_recipient(authority), make_decision(authority), document_id=None)],
            at=AT,
        )
    honours_record(
        actor=actor,
        lines=[
            line_for(
                make_recipient(authority),
                make_decision(authority),
                document_id=None,
                standing=Standing.DECLARED,
            )
        ],
        at=AT,
    )
    assert Honour.objects.get(authority=authority).standing == "don_vi_ke_khai"


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.INSPECTOR, Role.CHAIRMAN])
def test_who_may_not_record_is_told_who_can(role):
    authority = make_authority()
    actor = reach_of(make_office(authority, role, organisation=make_organisation(authority)))
    with pytest.raises(Refused, match="Chuyên viên cơ quan thường trực"):
        honours_record(
            actor=actor,
            lines=[line_for(make_recipient(authority), make_decision(authority))],
            at=AT,
        )


@pytest.mark.parametrize("act", ["update", "delete"])
def test_an_honour_never_changes_once_recorded(act):
    honour = make_honour(make_authority())
    rows = Honour.objects.filter(pk=honour.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(prize=1) if act == "update" else rows.delete()
    assert Honour.objects.get(pk=honour.pk).prize is None


def test_what_befalls_an_honour_is_an_event_with_its_reason(office):
    authority, actor = office
    honour = make_honour(authority)
    with pytest.raises(Refused, match="lý do"):
        honour_event_record(
            actor=actor,
            honour_id=honour.pk,
            kind=HonourEventKind.CANCELLED,
            on=date(2022, 9, 1),
            reason="",
            at=AT,
        )
    with pytest.raises(Refused, match="trước ngày quyết định"):
        honour_event_record(
            actor=actor, honour_id=honour.pk, kind=HonourEventKind.CANCELLED, on=date(2022, 3, 14),
            reason="khai sai", at=AT,
        )  # fmt: skip
    event = honour_event_record(
        actor=actor, honour_id=honour.pk, kind=HonourEventKind.CANCELLED, on=date(2022, 9, 1),
        reason="khai sai thành tích", at=AT,
    )  # fmt: skip
    assert list(honour.events.all()) == [event]


def test_a_national_id_is_sealed_masked_and_every_look_is_in_the_ledger(office):
    authority, actor = office
    person = make_recipient(authority, national_id="012345678901")
    kept = Person.objects.get(pk=person.pk)
    assert b"012345678901" not in bytes(kept.national_id_sealed)
    assert kept.national_id_hash == national_id_hash("012345678901")
    assert national_id_mask("012345678901") == "•••••••••901"
    with pytest.raises(Refused, match="lý do"):
        person_unmask(actor=actor, person_id=person.pk, at=AT, reason="")
    assert (
        person_unmask(actor=actor, person_id=person.pk, at=AT, reason="đối chiếu hồ sơ")
        == "012345678901"
    )
    entry = LedgerEntry.objects.get(authority=authority.pk)
    assert (entry.verb, entry.subject_name, entry.reason) == (
        "person:unmask",
        "Lò Thị Ân",
        "đối chiếu hồ sơ",
    )
    assert "012345678901" not in str(entry.after)


@pytest.mark.parametrize("text", ["12345", "01234567890a", "0123456789012", ""])
def test_a_text_that_is_no_national_id_says_what_one_looks_like(text):
    with pytest.raises(UnreadableNationalId, match="12 chữ số"):
        national_id_clean(text)


def test_a_document_number_is_used_once_a_year_by_its_issuer(office):
    authority, actor = office

    def document(number, issued_on, issuer="Ủy ban nhân dân tỉnh"):
        return OfficialDocument(
            kind="Quyết định",
            number=number,
            symbol="QĐ-UBND",
            issuer=issuer,
            issued_on=issued_on,
            level="tinh",
        )

    document_save(actor=actor, document=document("12", date(2022, 1, 5)), at=AT)
    with pytest.raises(ValidationError, match="đã có trong năm"):
        document_save(actor=actor, document=document("12", date(2022, 8, 5)), at=AT)
    document_save(actor=actor, document=document("12", date(2023, 1, 5)), at=AT)
    document_save(actor=actor, document=document("12", date(2022, 1, 5), "Sở Nội vụ"), at=AT)
    for _ in range(2):  # several documents without a number may stand side by side
        document_save(actor=actor, document=document("", date(2022, 1, 5)), at=AT)
    assert OfficialDocument.objects.filter(authority=authority).count() == 5


def test_a_change_of_a_document_keeps_before_and_after(office):
    authority, actor = office
    plan = document_save(
        actor=actor,
        document=OfficialDocument(
            kind="Kế hoạch", issuer="UBND tỉnh", level="tinh", title="Kế hoạch cũ"
        ),
        at=AT,
    )
    decree = make_decision(authority)
    plan.title = "Kế hoạch mới"
    document_save(actor=actor, document=plan, at=AT, implements=[decree.pk], reason="sửa trích yếu")
    entry = LedgerEntry.objects.filter(authority=authority.pk).last()
    assert entry is not None
    assert (entry.before["title"], entry.after["title"]) == ("Kế hoạch cũ", "Kế hoạch mới")
    assert list(plan.implements.all()) == [decree]


@pytest.mark.parametrize(
    ("number", "symbol", "cited"),
    [
        ("2216", "KH-UBND", "2216/KH-UBND"),
        ("91/2017", "NĐ-CP", "91/2017/NĐ-CP"),
        ("34", "CT/TW", "34-CT/TW"),
        ("12", "", "12"),
        ("", "", ""),
    ],
)
def test_a_document_is_cited_the_way_its_issuer_writes(number, symbol, cited):
    assert OfficialDocument(number=number, symbol=symbol).reference == cited
