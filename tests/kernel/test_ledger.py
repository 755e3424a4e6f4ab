"""The ledger: append-only by the database, chained, and able to name what was tampered with."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from tdkt.accounts.selectors import system_reach
from tdkt.kernel.guards import drop_statements
from tdkt.kernel.heads import heads_read, heads_save
from tdkt.kernel.ledger import Fault, Subject, ledger_add, ledger_heads, ledger_verify
from tdkt.kernel.models import LedgerEntry, LedgerHead
from tdkt.kernel.verbs import Verb
from tests.factories import AT, ON, make_authority, make_honour

pytestmark = pytest.mark.django_db


def write(authority, how_many=3):
    actor = system_reach(authority, on=ON).signed
    for number in range(how_many):
        ledger_add(
            actor=actor,
            verb=Verb.REGISTER_CHANGE,
            subject=Subject("authority", authority.code, authority.name),
            at=AT,
            after={"số": number, "ngày": date(2022, 1, 1), "tiền": Decimal("1.50")},
            reason="thử",
        )


def tamper(statement, *parameters):
    with connection.cursor() as cursor:
        for drop in drop_statements(connection.vendor, "kernel_ledgerentry"):
            cursor.execute(drop)
        cursor.execute(statement, parameters)


def test_an_untouched_chain_is_whole():
    authority = make_authority()
    write(authority)
    assert ledger_verify(authority=authority.pk) is None
    assert [e.seq for e in LedgerEntry.objects.filter(authority=authority.pk).order_by("seq")] == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_refuses_to_change_a_row(act):
    authority = make_authority()
    write(authority)
    rows = LedgerEntry.objects.filter(authority=authority.pk, seq=2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(reason="khác") if act == "update" else rows.delete()
    assert ledger_verify(authority=authority.pk) is None


def test_truncate_is_refused_on_postgresql():
    if connection.vendor != "postgresql":
        assert connection.vendor == "sqlite"  # SQLite has no TRUNCATE; its DELETE is refused above
        return
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE kernel_ledgerentry")


def test_an_edited_row_is_named():
    authority = make_authority()
    write(authority)
    tamper(
        "UPDATE kernel_ledgerentry SET reason = 'sửa' WHERE authority = %s AND seq = 2",
        authority.pk,
    )
    assert ledger_verify(authority=authority.pk) == Fault(authority.pk, 2, "dòng 2 đã bị sửa")


def test_a_removed_row_is_named():
    authority = make_authority()
    write(authority)
    tamper("DELETE FROM kernel_ledgerentry WHERE authority = %s AND seq = 2", authority.pk)
    assert ledger_verify(authority=authority.pk) == Fault(
        authority.pk, 2, "thiếu dòng 2 (dòng kế tiếp là 3)"
    )


def test_a_row_slipped_in_and_linked_again_is_named():
    authority = make_authority()
    write(authority)
    tamper(
        "UPDATE kernel_ledgerentry SET seq = seq + 1 WHERE authority = %s AND seq = 3", authority.pk
    )
    first = LedgerEntry.objects.get(authority=authority.pk, seq=1)
    first.pk, first.seq = None, 3
    first.save(force_insert=True)
    fault = ledger_verify(authority=authority.pk)
    assert fault == Fault(authority.pk, 3, "dòng 3 không nối với dòng trước")


def test_removing_the_last_rows_shows_against_a_stored_head(tmp_path):
    authority = make_authority()
    write(authority)
    heads_save(home=tmp_path, at=AT)
    tamper("DELETE FROM kernel_ledgerentry WHERE authority = %s AND seq = 3", authority.pk)
    second = LedgerEntry.objects.get(authority=authority.pk, seq=2)
    LedgerHead.objects.filter(authority=authority.pk).update(seq=2, hash=second.hash)

    assert ledger_verify(authority=authority.pk) is None  # inside the database nothing shows
    fault = ledger_verify(authority=authority.pk, stored=heads_read(home=tmp_path))
    assert fault == Fault(
        authority.pk, 3, "các dòng từ 3 đến 3 đã mất (bản lưu ở ledger-heads, dòng 1 còn ghi)"
    )


def test_a_saved_head_comes_back_as_it_was(tmp_path):
    authority = make_authority()
    write(authority, 2)
    heads_save(home=tmp_path, at=AT)
    saved = [(h.authority, h.seq, h.hash) for h in heads_read(home=tmp_path)]
    assert saved == [(h.authority, h.seq, h.hash) for h in ledger_heads()]


def test_a_head_file_that_cannot_be_read_names_the_line(tmp_path):
    (tmp_path / "ledger-heads").write_text("2022-12-20T00:00:00+00:00 1 x abc\n")
    with pytest.raises(ValueError, match="dòng 1 không đọc được"):
        heads_read(home=tmp_path)


def test_each_authority_has_a_chain_of_its_own():
    one, two = make_authority(), make_authority(name="tỉnh Điện Biên")
    write(one, 2)
    write(two, 1)
    tamper(
        "UPDATE kernel_ledgerentry SET actor_name = 'ai đó' WHERE authority = %s AND seq = 1",
        two.pk,
    )
    assert ledger_verify(authority=one.pk) is None
    assert ledger_verify(authority=two.pk) == Fault(two.pk, 1, "dòng 1 đã bị sửa")


def test_a_float_is_refused_because_its_text_differs_between_databases():
    authority = make_authority()
    with pytest.raises(TypeError, match="Decimal"):
        ledger_add(
            actor=system_reach(authority, on=ON).signed,
            verb=Verb.REGISTER_CHANGE,
            subject=Subject("authority", authority.code),
            at=AT,
            after={"tỷ lệ": 0.1},
        )
    assert not LedgerEntry.objects.filter(authority=authority.pk).exists()


def test_an_unknown_verb_cannot_be_written():
    authority = make_authority()
    with pytest.raises(DatabaseError, match="ledger_verb_is_known"), transaction.atomic():
        ledger_add(
            actor=system_reach(authority, on=ON).signed,
            verb="report:burn",
            subject=Subject("report", "x"),
            at=AT,
        )


def test_an_edited_honour_is_named_although_the_ledger_itself_is_whole():
    authority = make_authority()
    honour = make_honour(authority)
    with connection.cursor() as cursor:
        for drop in drop_statements(connection.vendor, "registry_honour"):
            cursor.execute(drop)
        cursor.execute("UPDATE registry_honour SET prize = 1 WHERE id = %s", [honour.pk])
    fault = ledger_verify(authority=authority.pk)
    assert fault is not None
    assert fault.what == f"khen thưởng {honour.code} (lần ghi {honour.batch}) đã bị sửa"


def test_a_removed_honour_is_missed_by_the_ledger():
    authority = make_authority()
    honour = make_honour(authority)
    with connection.cursor() as cursor:
        for drop in drop_statements(connection.vendor, "registry_honour"):
            cursor.execute(drop)
        cursor.execute("DELETE FROM registry_honour WHERE id = %s", [honour.pk])
    assert ledger_verify(authority=authority.pk) == Fault(
        authority.pk, 1, f"1 khen thưởng của dòng 1 (lần ghi {honour.batch}) đã mất"
    )
