"""What both sides of the import know of the list: its units, decisions, and what must be in the table afterwards."""

import hashlib
from typing import Any

from tdkt.registry.models import Honour

UNITS = [f"Trường Tiểu học số {i}" for i in range(1, 301)]
# What both sides must have written alike. Columns only ours fills (digest, facet, group by post) are left out.
_COMPARED = (
    "document_id", "ordinal", "recipient_id", "organisation_id", "award", "level", "kind", "method", "year_kind", "year",
    "name_then", "post_then", "unit_then", "is_small", "prize", "decided_on", "decided_year", "standing",
)  # fmt: skip


def person_birth(row: list[Any]) -> str:
    """The row's day of birth as written, "" when the list does not say."""
    return str(row[6])


def reference(row: list[Any]) -> tuple[str, str, str]:
    """Number, symbol and day of the row's decision."""
    number, symbol = str(row[12]).split("/", 1)
    return number, symbol, str(row[13])


def written() -> tuple[int, str]:
    """How many honours there are, and a digest of what they say."""
    rows = Honour.objects.order_by("document_id", "ordinal").values_list(*_COMPARED)
    digest, count = hashlib.sha256(), 0
    for row in rows.iterator(chunk_size=5000):
        digest.update(repr(row).encode())
        count += 1
    return count, digest.hexdigest()
