"""Writing and verifying the ledger: append-only, hash-chained, one chain per authority."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from tdkt.kernel.models import LedgerEntry, LedgerHead
from tdkt.kernel.verbs import Verb

GENESIS = "0" * 64


class Actor(NamedTuple):
    """Who acts, as the ledger keeps it: values, no foreign keys. ``user_id`` None is the system itself."""

    authority_id: int
    user_id: int | None
    name: str
    office: str = ""


class Subject(NamedTuple):
    """What was acted on. ``kind`` is the model's name, ``code`` its public code."""

    kind: str
    code: str
    name: str = ""


def ledger_add(
    *,
    actor: Actor,
    verb: Verb,
    subject: Subject,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> LedgerEntry:
    """Append one row to the authority's chain; call it last in the act's transaction.

    Raises: TransactionManagementError outside ``transaction.atomic``; TypeError for a float (its text
        differs between databases, which would break the chain: give a Decimal or a string).
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "ledger_add is part of an act: open transaction.atomic first"
        )
    LedgerHead.objects.get_or_create(authority=actor.authority_id, defaults={"hash": GENESIS})
    head = LedgerHead.objects.select_for_update().get(authority=actor.authority_id)
    entry = LedgerEntry(
        authority=actor.authority_id,
        seq=head.seq + 1,
        at=at,
        actor_id=actor.user_id,
        actor_name=actor.name,
        office=actor.office,
        verb=verb,
        subject_kind=subject.kind,
        subject_code=subject.code,
        subject_name=subject.name[:255],
        before=_plain(before or {}),
        after=_plain(after or {}),
        reason=reason,
        prev_hash=head.hash,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    head.seq, head.hash = entry.seq, entry.hash
    head.save(update_fields=["seq", "hash"])
    return entry


def entry_hash(entry: LedgerEntry) -> str:
    """SHA-256 (64 hex digits) over everything the row says and the hash of the row before."""
    said = [
        entry.authority, entry.seq, entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id, entry.actor_name, entry.office, str(entry.verb),
        entry.subject_kind, entry.subject_code, entry.subject_name,
        entry.before, entry.after, entry.reason, entry.prev_hash,
    ]  # fmt: skip
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def canonical(value: Any) -> str:
    """One text for one value on every database: sorted keys, no blanks, NFC left as it is."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder
    )


def _plain(value: Mapping[str, Any]) -> dict[str, Any]:
    def refuse_float(text: str) -> Any:
        raise TypeError(f"số thực {text} không ghi vào nhật ký: hãy dùng Decimal hoặc chuỗi")

    plain: dict[str, Any] = json.loads(canonical(value), parse_float=refuse_float)
    return plain


@dataclass(frozen=True)
class Fault:
    """Where the record was tampered with. ``seq`` is the first bad row; None when the fault is not in one row."""

    authority: int
    seq: int | None
    what: str


@dataclass(frozen=True)
class Head:
    """A chain's end as somebody wrote it down elsewhere: in a backup, an issued paper, ``ledger-heads``."""

    authority: int
    seq: int
    hash: str
    where: str


# Apps that keep rows the ledger vouches for by digest add a check here: (authority id) -> faults.
CHECKS: list[Callable[[int], Iterator[Fault]]] = []


def ledger_heads() -> list[Head]:
    """The end of every chain now."""
    return [
        Head(row.authority, row.seq, row.hash, "cơ sở dữ liệu")
        for row in LedgerHead.objects.order_by("authority")
    ]


def ledger_verify(*, authority: int, stored: list[Head] | None = None) -> Fault | None:
    """The first thing wrong with the authority's chain, or None.

    Finds an edited, removed or inserted row by its number; removal of the last rows shows against the stored
    heads; rows that imports wrote are checked by their digests.
    """
    for fault in chain(_chain_faults(authority, stored or []), *(c(authority) for c in CHECKS)):
        return fault
    return None


def _chain_faults(authority: int, stored: list[Head]) -> Iterator[Fault]:
    by_seq: dict[int, list[Head]] = {}
    for head in stored:
        if head.authority == authority and head.seq > 0:
            by_seq.setdefault(head.seq, []).append(head)
    seq, last = 0, GENESIS
    rows = LedgerEntry.objects.filter(authority=authority).order_by("seq")
    for row in rows.iterator(chunk_size=5000):
        if what := _row_fault(row, seq, last):
            yield Fault(authority, min(row.seq, seq + 1), what)
            return
        seq, last = row.seq, row.hash
        for head in by_seq.pop(seq, []):
            if head.hash != last:
                yield Fault(authority, seq, f"dòng {seq} khác với bản lưu ở {head.where}")
    for head_seq, heads in sorted(by_seq.items()):
        gone = f"các dòng từ {seq + 1} đến {head_seq} đã mất"
        yield Fault(authority, seq + 1, f"{gone} (bản lưu ở {heads[0].where} còn ghi)")
    end = LedgerHead.objects.filter(authority=authority).first()
    if end is not None and (end.seq, end.hash) != (seq, last):
        yield Fault(authority, seq + 1, f"đầu chuỗi ghi {end.seq} dòng nhưng chỉ còn {seq}")


def _row_fault(row: LedgerEntry, seq: int, last: str) -> str:
    """What is wrong with the row that should follow row ``seq``, whose hash was ``last``; empty if nothing."""
    if row.seq != seq + 1:
        return f"thiếu dòng {seq + 1} (dòng kế tiếp là {row.seq})"
    if row.prev_hash != last:
        return f"dòng {row.seq} không nối với dòng trước"
    if entry_hash(row) != row.hash:
        return f"dòng {row.seq} đã bị sửa"
    return ""
