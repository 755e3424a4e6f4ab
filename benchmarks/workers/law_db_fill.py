"""Ratings, initiatives and posts for the big invented province: what the law reads beside honours.

Every person is rated in most of the years, a third made initiatives, all but a tenth have a post. The same rows on
every run and on both databases. A database that has ratings is left as it is. usage: law_db_fill.py
"""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from boot import answer
from django.db import connection, transaction

from tdkt.kernel.bulk import insert_rows, reserve_ids
from tdkt.kernel.codes import ALPHABET, LENGTH
from tdkt.registry.models import (
    CollectiveYear,
    Discipline,
    Initiative,
    InitiativeAuthor,
    Post,
    Rating,
    Recipient,
)

YEARS = range(2014, 2026)
GRADES, SHARES = ("HTXS", "HTT", "HT", "KHT"), (22, 86, 98, 100)
CHUNK = 20_000
ENTRY = ("id", "recipient", "standing", "decision", "batch")


def main() -> None:
    if Rating.objects.exists():
        answer(ratings=Rating.objects.count())
        return
    random = Random(2024)
    people = list(
        Recipient.objects.filter(kind="ca_nhan").values_list(
            "pk", "organisation_id", "authority_id"
        )
    )
    bodies = list(Recipient.objects.filter(kind="tap_the").values_list("pk", flat=True))
    with transaction.atomic():
        for start in range(0, len(people), CHUNK):
            fill_people(random, people[start : start + CHUNK])
        fill_collectives(random, bodies)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    answer(ratings=Rating.objects.count())


def fill_people(random: Random, people: list[tuple[int, int, int]]) -> None:
    keys = [pk for pk, _, _ in people]
    put_ratings(random, keys)
    posts = [(pk, unit) for pk, unit, _ in people if random.random() < 0.9]
    ids = reserve_ids(Post, len(posts))
    insert_rows(
        Post,
        ("id", "person", "organisation", "title", "group", "is_acting", "leadership", "valid_from", "valid_to"),
        [
            (key, pk, unit, "Giám đốc" if pk % 400 == 0 else "Giáo viên", "lanh_dao_so" if pk % 400 == 0 else "truc_tiep",
             False, "giam_doc_so" if pk % 400 == 0 else "", date(2000 + pk % 20, 1 + pk % 12, 1), None)
            for key, (pk, unit) in zip(ids, posts, strict=True)
        ],
    )  # fmt: skip
    made = [
        (pk, authority, random.choice(YEARS))
        for pk, _, authority in people
        for _ in range(random.choice((0, 0, 0, 1, 1, 2)))
    ]
    ids = reserve_ids(Initiative, len(made))
    insert_rows(
        Initiative,
        ("id", "authority", "code", "title", "folded", "kind", "year_kind", "year", "scope", "influence", "recognised_by",
         "decision", "standing", "uses_known", "batch"),
        [
            (key, authority, "".join(random.choices(ALPHABET, k=LENGTH)), "Giải pháp", "giai phap", "initiative", "calendar",
             year, "bo_tinh" if key % 20 == 0 else "co_so", "bo_tinh" if key % 40 == 0 else "", "", "", "don_vi_ke_khai",
             key % 3 == 0, "")
            for key, (_, authority, year) in zip(ids, made, strict=True)
        ],
    )  # fmt: skip
    shares = reserve_ids(InitiativeAuthor, len(made))
    insert_rows(
        InitiativeAuthor, ("id", "initiative", "recipient"),
        [(share, key, pk) for share, key, (pk, _, _) in zip(shares, ids, made, strict=True)],
    )  # fmt: skip
    under = keys[::200]
    insert_rows(
        Discipline, (*ENTRY, "code", "form", "cause", "valid_from", "valid_to"),
        [
            (key, pk, "da_doi_chieu", "", "", "".join(random.choices(ALPHABET, k=LENGTH)), "khien_trach", "",
             date(2014 + pk % 11, 3, 1), date(2015 + pk % 11, 2, 28))
            for key, pk in zip(reserve_ids(Discipline, len(under)), under, strict=True)
        ],
    )  # fmt: skip


def fill_collectives(random: Random, bodies: list[int]) -> None:
    put_ratings(random, bodies)
    rows = [(pk, year) for pk in bodies for year in (2023, 2024, 2025)]
    insert_rows(
        CollectiveYear,
        (*ENTRY, "year_kind", "year", "members", "women", "completed", "ldtt", "cstd_co_so", "worst_discipline",
         "none_disciplined"),
        [
            (key, pk, "don_vi_ke_khai", "", "", "calendar", year, 20, 11, 20, 12 + random.randrange(9), 3, "", True)
            for key, (pk, year) in zip(reserve_ids(CollectiveYear, len(rows)), rows, strict=True)
        ],
    )  # fmt: skip


def put_ratings(random: Random, recipients: list[int]) -> None:
    rows = list(_graded(random, recipients))
    insert_rows(
        Rating, (*ENTRY, "year_kind", "year", "grade"),
        [(key, *row) for key, row in zip(reserve_ids(Rating, len(rows)), rows, strict=True)],
    )  # fmt: skip


def _graded(random: Random, recipients: list[int]) -> Iterator[tuple[Any, ...]]:
    for pk in recipients:
        first = 2014 + pk % 6
        for year in YEARS:
            if year >= first:
                share = random.randrange(100)
                grade = next(one for one, upto in zip(GRADES, SHARES, strict=True) if share < upto)
                yield pk, "don_vi_ke_khai", "", "", "calendar", year, grade


if __name__ == "__main__":
    main()
