"""Digests of honours: the ledger keeps one for every recorded batch, and verifies it from the rows."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from tdkt.kernel.ledger import CHECKS, Fault
from tdkt.kernel.models import LedgerEntry
from tdkt.registry.models import Honour

# Everything a decision said, in this order; adding a column means a new version in front of the digest.
DIGEST_FIELDS = (
    "code", "recipient_id", "award", "level", "kind", "group", "is_enterprise", "is_small", "is_posthumous",
    "method", "ground", "year_kind", "year", "period_from", "period_to", "movement_code", "document_id", "ordinal",
    "decided_on", "organisation_id", "name_then", "post_then", "unit_then", "prize", "standing", "note", "batch",
)  # fmt: skip
_SEPARATOR = "\x1f"


def honour_digest(values: Sequence[Any]) -> str:
    """SHA-256 (64 hex digits) of one honour's values in the order of ``DIGEST_FIELDS``."""
    return hashlib.sha256(
        _SEPARATOR.join(
            [
                "" if v is None else str(int(v)) if v is True or v is False else str(v)
                for v in values
            ]
        ).encode()
    ).hexdigest()


def batch_digest(digests: Iterable[str]) -> str:
    """One digest for a batch, whatever order its rows come in."""
    return hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()


def honours_check(authority: int) -> Iterator[Fault]:
    """Honours that differ from what the ledger vouches for: edited, removed or slipped in."""
    vouched = {
        after["honours"]["batch"]: (seq, after["honours"])
        for seq, after in LedgerEntry.objects.filter(
            authority=authority, after__has_key="honours"
        ).values_list("seq", "after")
    }
    rows = (
        Honour.objects.filter(authority_id=authority)
        .order_by("batch")
        .values_list("batch", "digest", *DIGEST_FIELDS)
        .iterator(chunk_size=5000)
    )
    for batch, members in groupby(rows, key=itemgetter(0)):
        digests = []
        for row in members:
            if honour_digest(row[2:]) != row[1]:
                yield Fault(
                    authority,
                    None,
                    f"khen thưởng {row[2]} (lần ghi {batch or 'không rõ'}) đã bị sửa",
                )
            digests.append(row[1])
        if batch not in vouched:
            yield Fault(
                authority,
                None,
                f"{len(digests)} khen thưởng của lần ghi {batch!r} không có trong nhật ký",
            )
            continue
        seq, said = vouched.pop(batch)
        if said["count"] != len(digests):
            yield Fault(
                authority,
                seq,
                f"dòng {seq} ghi {said['count']} khen thưởng nhưng sổ có {len(digests)} (lần ghi {batch})",
            )
        elif said["digest"] != batch_digest(digests):
            yield Fault(authority, seq, f"khen thưởng của dòng {seq} (lần ghi {batch}) không khớp")
    for batch, (seq, said) in sorted(vouched.items(), key=lambda item: item[1][0]):
        yield Fault(
            authority, seq, f"{said['count']} khen thưởng của dòng {seq} (lần ghi {batch}) đã mất"
        )


if honours_check not in CHECKS:
    CHECKS.append(honours_check)
