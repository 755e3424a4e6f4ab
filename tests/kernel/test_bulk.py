"""Many rows at once: the same values come back as through Django's own insert, on both databases."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tdkt.kernel.bulk import insert_rows, reserve_ids
from tdkt.kernel.models import LedgerEntry
from tdkt.organisations.models import Organisation
from tests.factories import make_authority, make_organisation

pytestmark = pytest.mark.django_db
NAMES = ("id", "authority", "code", "name", "short_name", "kind", "protocol_order", "latitude", "note",
         "valid_from", "valid_to", "folded", "sort_key")  # fmt: skip


def row(pk, authority, name, **values):
    given = {"latitude": None, "valid_from": None, "valid_to": None} | values
    return (pk, authority.pk, f"ma{pk}", name, "", "so", 1, given["latitude"], "", given["valid_from"],
            given["valid_to"], "x", "x")  # fmt: skip


def test_dates_decimals_and_nulls_come_back_as_they_were():
    authority = make_authority()
    ids = reserve_ids(Organisation, 2)
    insert_rows(
        Organisation,
        NAMES,
        [
            row(
                ids[0],
                authority,
                "Sở Một",
                latitude=Decimal("22.441200"),
                valid_from=date(2004, 1, 1),
            ),
            row(ids[1], authority, "Sở “Hai” \t\\ ;"),
        ],
    )
    kept = Organisation.objects.filter(authority=authority).order_by("pk")
    assert list(kept.values_list("name", "latitude", "valid_from", "valid_to")) == [
        ("Sở Một", Decimal("22.441200"), date(2004, 1, 1), None),
        ("Sở “Hai” \t\\ ;", None, None, None),
    ]


def test_reserved_ids_are_free_and_stay_so_for_djangos_own_insert():
    authority = make_authority()
    before = make_organisation(authority).pk
    ids = reserve_ids(Organisation, 3)
    assert (ids[0] > before, len(ids)) == (True, 3)
    insert_rows(Organisation, NAMES, [row(pk, authority, f"Sở {pk}") for pk in ids])
    assert make_organisation(authority, "Sở sau").pk > ids[-1]


def test_nothing_is_reserved_for_no_rows():
    assert list(reserve_ids(Organisation, 0)) == []


def test_constraints_hold_and_nothing_is_left_of_a_refused_list():
    authority = make_authority()
    ids = reserve_ids(Organisation, 2)
    wrong = {"valid_from": date(2020, 1, 1), "valid_to": date(2019, 1, 1)}
    with pytest.raises(DatabaseError, match="organisation_days_in_order"), transaction.atomic():
        insert_rows(
            Organisation,
            NAMES,
            [row(ids[0], authority, "Một"), row(ids[1], authority, "Hai", **wrong)],
        )
    assert not Organisation.objects.filter(authority=authority).exists()


def test_moments_are_refused_because_their_zone_would_be_lost():
    with pytest.raises(TypeError, match="moments"):
        insert_rows(LedgerEntry, ("id", "at"), [])
