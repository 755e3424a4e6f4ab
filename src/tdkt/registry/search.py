"""Finding by folded syllables: any order, no marks, the beginning of each is enough ("hai tong tha")."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from tdkt.accounts.selectors import Reach
from tdkt.kernel.dated import valid_on
from tdkt.kernel.text import syllables
from tdkt.organisations.models import Organisation
from tdkt.registry.document_list import documents_seen, documents_worded
from tdkt.registry.models import OfficialDocument, Recipient
from tdkt.registry.people_selectors import recipients_at_home

MOST_SYLLABLES: Final = 12


class NameQuery:
    """What somebody typed, as syllables; false when nothing in it can be searched for."""

    def __init__(self, text: str) -> None:
        self.syllables: tuple[str, ...] = tuple(dict.fromkeys(syllables(text)))[:MOST_SYLLABLES]

    def __bool__(self) -> bool:
        return bool(self.syllables)

    @property
    def ids_sql(self) -> str:
        """A query of the ids of recipients whose name fits; its one parameter is ``parameter``."""
        if connection.vendor == "postgresql":
            return "SELECT id FROM registry_recipient WHERE search @@ to_tsquery('simple', %s)"
        return "SELECT rowid FROM registry_recipient_fts WHERE registry_recipient_fts MATCH %s"

    def row_sql(self, alias: str) -> tuple[str, list[str]]:
        """The same as a test of one row already at hand, which no index answers."""
        if connection.vendor == "postgresql":
            return f"{alias}.search @@ to_tsquery('simple', %s)", [self.parameter]
        return (
            " AND ".join([f"(' ' || {alias}.folded) GLOB %s"] * len(self.syllables)),
            [f"* {s}*" for s in self.syllables],
        )

    def join_sql(self, recipient_id: str, alias: str) -> str:
        """The same for many rows at hand, joined to their recipients; its one parameter is ``parameter``.

        SQLite makes a set of the names first, PostgreSQL chooses between the set and the rows by itself.
        """
        if connection.vendor == "postgresql":
            return f"{alias}.search @@ to_tsquery('simple', %s)"
        return f"{recipient_id} IN ({self.ids_sql})"

    @property
    def parameter(self) -> str:
        # Folded syllables are letters and digits only, so quoting cannot be broken out of.
        if connection.vendor == "postgresql":
            return " & ".join(f"'{s}':*" for s in self.syllables)
        return " AND ".join(f'"{s}" *' for s in self.syllables)


def name_matches(text: str, *, field: str = "pk") -> Q:
    """The filter "this recipient's name has these syllables"; ``field`` leads to a recipient's id.

    Nothing to search for filters nothing.
    """
    query = NameQuery(text)
    if not query:
        return Q()
    return Q(**{f"{field}__in": RawSQL(query.ids_sql, [query.parameter])})  # noqa: S611 -- a parameter


def words_match(words: Sequence[str], field: str) -> Q:
    """Every word begins a syllable of the folded column: for small tables, read through."""
    found = Q()
    for word in words:
        found &= Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f" {word}"})
    return found


def recipients_found(
    reach: Reach, text: str, *, groups: Sequence[Collection[str]], most: int
) -> list[list[Recipient]]:
    """For each group of kinds, the first ``most`` recipients at home in the reach whose name fits, by name.

    Few fits are looked up and sorted. Many are met early on a walk along the names' order; a group that meets
    too few among the first ``_WALKED`` names (a word of schools' names, among people) is sifted from the set
    of all fits after all.
    """
    query = NameQuery(text)
    if not query:
        return [[] for _ in groups]
    many = names_counted(query, most=_FEW) == _FEW
    first = _first_met(query, reach, groups, most) if many else [[] for _ in groups]
    at_hand = (
        recipients_at_home(reach)
        .select_related("organisation")
        .in_bulk([pk for ids in first for pk in ids])
    )
    return [
        [at_hand[pk] for pk in ids] if len(ids) == most else _sifted(query, reach, kinds, most)
        for ids, kinds in zip(first, groups, strict=True)
    ]


_FEW: Final = 2_000
_WALKED: Final = 5_000


def _first_met(
    query: NameQuery, reach: Reach, groups: Sequence[Collection[str]], most: int
) -> list[list[int]]:
    """Ids of each group's first fits among the authority's first names."""
    test, parameters = query.row_sql("r")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.id, r.kind, r.organisation_id, r.body_id FROM (SELECT * FROM registry_recipient "  # noqa: S608
            f"WHERE authority_id = %s ORDER BY sort_key, id LIMIT {_WALKED}) AS r "
            f"WHERE {test} ORDER BY r.sort_key, r.id",
            [reach.authority_id, *parameters],
        )
        met = cursor.fetchall()
    ids = reach.organisation_ids
    seen = [row for row in met if ids is None or row[2] in ids or row[3] in ids]
    return [[row[0] for row in seen if row[1] in kinds][:most] for kinds in groups]


def _sifted(query: NameQuery, reach: Reach, kinds: Collection[str], most: int) -> list[Recipient]:
    fits = query.join_sql("registry_recipient.id", "registry_recipient")
    found = recipients_at_home(reach).filter(kind__in=kinds).select_related("organisation")
    # Sorted by an expression, or PostgreSQL walks the index of the names to the end.
    return list(
        found.extra(where=[fits], params=[query.parameter]).order_by(  # noqa: S610 -- a constant of ours
            Concat("sort_key", Value("")), "pk"
        )[:most]
    )


def names_counted(query: NameQuery, *, most: int) -> int:
    """How many names fit, counted to ``most``; every authority's, since only the size matters."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM ({query.ids_sql} LIMIT {most}) AS met",  # noqa: S608
            [query.parameter],
        )
        return int(cursor.fetchone()[0])


def organisations_found(reach: Reach, text: str, *, most: int) -> list[Organisation]:
    """Units whose name fits; those that exist on the day of the reach first, then by name. Two queries."""
    words = syllables(text)
    if not words:
        return []
    limit = Q(authority_id=reach.authority_id)
    if reach.organisation_ids is not None:
        limit &= Q(pk__in=reach.organisation_ids)
    found = Organisation.objects.filter(limit, words_match(words, "folded"))
    living = list(found.filter(valid_on(reach.on)).order_by("sort_key", "pk")[:most])
    ended = found.exclude(valid_on(reach.on)).order_by("sort_key", "pk")[:most]
    return [*living, *ended][:most]


def documents_found(reach: Reach, text: str, *, most: int) -> list[OfficialDocument]:
    """Documents whose number, symbol, issuer or title fit, the newest first. One query."""
    words = syllables(text)
    if not words:
        return []
    # "2216" is first of all the number of a document, only then part of another's title.
    numbered = Case(When(number=words[0], then=0), default=1)
    found: QuerySet[Any] = documents_worded(documents_seen(reach), text)  # annotated with its day
    return list(found.order_by(numbered, "-order_day", "-pk")[:most])
