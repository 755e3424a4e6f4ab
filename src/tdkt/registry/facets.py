"""Which facet an honour belongs to; new combinations are made as they are met."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from tdkt.registry.facet_models import FACET_FIELDS, UNKNOWN_YEAR, Facet

FacetKey = tuple[Any, ...]  # values in the order of FACET_FIELDS


def facet_key(honour: Any, *, decided_year: int | None) -> FacetKey:
    """The key of an honour or of a line to become one; any object with the honour's attributes."""
    return (
        decided_year or UNKNOWN_YEAR, honour.year or UNKNOWN_YEAR, honour.award, str(honour.level),
        str(honour.kind), str(honour.group), bool(honour.is_enterprise), bool(honour.is_small),
        str(honour.method), honour.movement_code, str(honour.standing),
    )  # fmt: skip


def facet_ids(authority_id: int, keys: Sequence[FacetKey]) -> list[int]:
    """The facet's id of each key, in order. One query when all are known, three when some are new."""
    if not keys:
        return []
    known = _known(authority_id, keys)
    missing = set(keys) - known.keys()
    if missing:
        Facet.objects.bulk_create(
            [
                Facet(authority_id=authority_id, **dict(zip(FACET_FIELDS, key, strict=True)))
                for key in sorted(missing)
            ],
            batch_size=500,
            ignore_conflicts=True,  # another writer may be faster; its row is read below
        )
        known = _known(authority_id, keys)
    return [known[key] for key in keys]


def _known(authority_id: int, keys: Sequence[FacetKey]) -> dict[FacetKey, int]:
    years = {key[0] for key in keys}
    rows = Facet.objects.filter(authority_id=authority_id, decided_year__in=years).values_list(
        "id", *FACET_FIELDS
    )
    return {row[1:]: row[0] for row in rows}


def facets_count(ids: Iterable[int]) -> None:
    """Count honours just inserted, given the facet of each.

    Not a trigger: a trigger's statement journal makes SQLite's inserts inside a savepoint quadratic. In the order
    of ids, so that two imports cannot lock each other out.
    """
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE registry_facet SET n = n + %s WHERE id = %s",
            [(n, facet) for facet, n in sorted(Counter(ids).items())],
        )
