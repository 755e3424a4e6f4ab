"""A migrated database that holds what a list of honours speaks of: units, decisions, and (``known``) its people.

usage: import_prepare.py ROWS known|new
"""

import sys

from boot import answer
from django.core.management import call_command
from django.db import connection, transaction
from import_list import UNITS, person_birth, reference

from tdkt.kernel.bulk import insert_rows, reserve_ids
from tdkt.kernel.codes import new_codes
from tdkt.kernel.dates import parse_date
from tdkt.kernel.text import fold, sort_key, title_sort_key
from tdkt.organisations.models import Authority, Organisation, OrganisationParent
from tdkt.registry.models import OfficialDocument, Person, PostGroupRule, Recipient
from tdkt.registry.states import RecipientGroup, RecipientKind
from tests.imports.files import ISSUER, POSTS, volume_rows

KINDS = {"Cá nhân": "ca_nhan", "Tập thể": "tap_the", "Hộ gia đình": "ho_gia_dinh"}
RECIPIENT = (
    "id", "authority", "code", "kind", "name", "organisation", "body", "is_small", "folded", "sort_key", "batch",
)  # fmt: skip
PERSON = (
    "recipient", "gender", "birth_date", "birth_precision", "ethnic_group", "national_id_sealed", "national_id_hash",
)  # fmt: skip
DOCUMENT = (
    "id", "authority", "code", "kind", "number", "symbol", "issuer", "issued_on", "title", "topic", "level", "state",
    "force", "movement_code", "is_award_decision", "source", "note", "folded",
)  # fmt: skip


def units(authority: int) -> dict[str, int]:
    names = ["Ủy ban nhân dân tỉnh", *UNITS]
    ids = reserve_ids(Organisation, len(names))
    insert_rows(
        Organisation,
        ("id", "authority", "code", "name", "short_name", "kind", "protocol_order", "note", "folded", "sort_key"),
        [
            (pk, authority, code, name, "", "tinh" if name == names[0] else "truong", 9, "", fold(name), title_sort_key(name))
            for pk, code, name in zip(ids, new_codes(len(ids)), names, strict=True)
        ],
    )  # fmt: skip
    links = reserve_ids(OrganisationParent, len(ids) - 1)
    rows = [(link, pk, ids[0]) for link, pk in zip(links, ids[1:], strict=True)]
    insert_rows(OrganisationParent, ("id", "organisation", "parent"), rows)
    return dict(zip(names, ids, strict=True))


def recipients(authority: int, places: dict[str, int], rows: int) -> None:
    """Everybody the list names, once."""
    born: dict[tuple[str, str, str], str] = {}
    for row in volume_rows(rows, UNITS):
        key = (KINDS[row[2]], row[1], row[5])
        born[key] = born.get(key) or person_birth(row)
    ids = reserve_ids(Recipient, len(born))
    insert_rows(
        Recipient,
        RECIPIENT,
        [
            (pk, authority, code, kind, name, places[unit], None, False, fold(name),
             sort_key(name) if kind == RecipientKind.PERSON else title_sort_key(name), "")
            for pk, code, (kind, name, unit) in zip(ids, new_codes(len(ids)), born, strict=True)
        ],
    )  # fmt: skip
    insert_rows(
        Person,
        PERSON,
        [
            (pk, "", parse_date(day) if day else None, "day" if day else "", "", None, "")
            for pk, (key, day) in zip(ids, born.items(), strict=True)
            if key[0] == RecipientKind.PERSON
        ],
    )


def decisions(authority: int, rows: int) -> None:
    cited = {reference(row) for row in volume_rows(rows, UNITS)}
    ids = reserve_ids(OfficialDocument, len(cited))
    insert_rows(
        OfficialDocument,
        DOCUMENT,
        [
            (pk, authority, code, "Quyết định", number, symbol, ISSUER, parse_date(day), "Về việc khen thưởng", "", "tinh",
             "da_ban_hanh", "", "", True, "", "", fold(f"Quyết định {number}/{symbol} {ISSUER}"))
            for pk, code, (number, symbol, day) in zip(ids, new_codes(len(ids)), sorted(cited), strict=True)
        ],
    )  # fmt: skip


def main() -> None:
    rows, people = int(sys.argv[1]), sys.argv[2]
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        authority = Authority.objects.create(
            code="do-toc-do", name="tỉnh Minh Họa", place="Lai Châu", government=ISSUER
        ).pk
        places = units(authority)
        PostGroupRule.objects.bulk_create(
            PostGroupRule(
                authority_id=authority,
                position=i,
                starts_with=post,
                group=RecipientGroup.DIRECT_WORKER,
            )
            for i, post in enumerate(POSTS)
        )
        if people == "known":
            recipients(authority, places, rows)
            decisions(authority, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")
    answer(recipients=Recipient.objects.count())


if __name__ == "__main__":
    main()
