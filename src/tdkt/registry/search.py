"""Finding by folded syllables: any order, no marks, the beginning of each is enough ("hai tong tha")."""

from collections.abc import Sequence
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
from tdkt.registry.states import RecipientKind

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
    reach: Reach, text: str, *, kinds: Sequence[str] = tuple(RecipientKind), most: int
) -> list[Recipient]:
    """The first ``most`` recipients at home in the reach whose name fits, in the order of names. Three queries.

    Few fits are looked up and sorted. Many are met early on a walk along the names' order; a walk that meets
    too few in the first ``_WALKED`` names (a word of schools' names among people) gives way to the set after all.
    """
    query = NameQuery(text)
    if not query:
        return []
    found = recipients_at_home(reach).filter(kind__in=kinds)
    many = names_counted(query, most=_FEW) == _FEW
    walked = _walked(query, reach.authority_id) if many else []
    if len(walked) >= most:
        met = list(_shown(found.filter(pk__in=walked), most))
        if len(met) == most:
            return met
    # Sorted by an expression, or PostgreSQL walks the index of the names again.
    sifted = found.extra(  # noqa: S610 -- a constant of ours
        where=[query.join_sql("registry_recipient.id", "registry_recipient")],
        params=[query.parameter],
    )
    return list(_shown(sifted, most, Concat("sort_key", Value(""))))


def _shown(found: QuerySet[Recipient], most: int, order: Any = "sort_key") -> QuerySet[Recipient]:
    return found.select_related("organisation").order_by(order, "pk")[:most]


_FEW: Final = 2_000
_WALKED: Final = 10_000


def _walked(query: NameQuery, authority_id: int) -> list[int]:
    """Ids of those among the first names of the authority that fit."""
    test, parameters = query.row_sql("r")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.id FROM (SELECT * FROM registry_recipient WHERE authority_id = %s "  # noqa: S608
            f"ORDER BY sort_key, id LIMIT {_WALKED}) AS r WHERE {test}",
            [authority_id, *parameters],
        )
        return [row[0] for row in cursor.fetchall()]


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
