"""Finding by folded syllables: any order, no marks, the beginning of each is enough ("hai tong tha")."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from tdkt.accounts.selectors import Reach
from tdkt.kernel.text import syllables
from tdkt.organisations.models import Organisation
from tdkt.organisations.states import OrganisationKind
from tdkt.registry.document_list import documents_seen, documents_worded
from tdkt.registry.models import OfficialDocument, Recipient
from tdkt.registry.people_selectors import recipients_at_home
from tdkt.registry.states import RecipientKind

MOST_SYLLABLES: Final = 12


class NameQuery:
    """What somebody typed, as syllables; false when nothing in it can be searched for."""

    def __init__(self, text: str) -> None:
        self.typed: tuple[str, ...] = tuple(syllables(text))[:MOST_SYLLABLES]
        self.syllables: tuple[str, ...] = tuple(dict.fromkeys(self.typed))

    def __bool__(self) -> bool:
        return bool(self.syllables)

    @property
    def phrase(self) -> str:
        """What was typed as a folded name is written."""
        return " ".join(self.typed)

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
    """For each group of kinds, the first ``most`` recipients at home in the reach whose name fits, the nearest first.

    Few fits are all looked at and ranked (see ``nearness``). Many are met early on a walk along the names' order,
    behind those of exactly this name and, but for people, those whose name begins so; a group that meets too few
    among the first ``_WALKED`` names (a word of schools' names, among people) is sifted from the set of all fits.
    """
    query = NameQuery(text)
    if not query:
        return [[] for _ in groups]
    many = names_counted(query, most=_FEW) == _FEW
    met = _first_met(query, reach, groups, most) if many else _ranked(query, reach, groups, most)
    at_hand = (
        recipients_at_home(reach)
        .select_related("organisation")
        .in_bulk([pk for ids in met for pk in ids])
    )
    return [
        _sifted(query, reach, kinds, most)
        if many and len(ids) < most
        else [at_hand[pk] for pk in ids if pk in at_hand]
        for ids, kinds in zip(met, groups, strict=True)
    ]


_FEW: Final = 2_000
_WALKED: Final = 5_000
_ROWS: Final = (
    "SELECT r.id, r.kind, r.organisation_id, r.body_id, r.folded, r.sort_key, o.kind "
    "FROM {} AS r LEFT JOIN organisations_organisation o ON o.id = r.body_id WHERE {}"
)


def nearness(name: str, words: Sequence[str]) -> int:
    """How near a folded name is to what was typed, 0 the nearest: the very name, its beginning, a part of it, the
    words as whole syllables, their beginnings only.

    >>> [nearness(n, ["sin", "ho"]) for n in ("sin ho", "sin ho moi", "xa sin ho", "ho thi sin", "sinh hoa")]
    [0, 1, 2, 3, 4]
    """
    phrase = " ".join(words)
    if name == phrase:
        return 0
    if f"{name} ".startswith(f"{phrase} "):
        return 1
    if f" {phrase} " in f" {name} ":
        return 2
    return 3 if set(words) <= set(name.split()) else 4


# Schools outnumber all others and bear the names of their communes.
_LATE_KINDS: Final = {OrganisationKind.SCHOOL: 2, OrganisationKind.DIVISION: 1}


def _place(name: str, kind: str | None, words: Sequence[str]) -> tuple[int, int, int]:
    """Of units and collectives: the nearest name, schools behind others, the shorter name."""
    late = _LATE_KINDS.get(OrganisationKind(kind), 0) if kind else 1
    return nearness(name, words), late, len(name.split())


def _rank(row: tuple[Any, ...], words: Sequence[str]) -> tuple[Any, ...]:
    """People keep the order of names but for how near they are; everybody else by ``_place``."""
    pk, kind, _, _, name, sort_key, body_kind = row
    if kind == RecipientKind.PERSON:
        near = nearness(name, words)
        return near if near in {0, 4} else 1, 0, 0, sort_key, pk
    return *_place(name, body_kind, words), sort_key, pk


def _ranked(
    query: NameQuery, reach: Reach, groups: Sequence[Collection[str]], most: int
) -> list[list[int]]:
    """Ids of each group's nearest among all the fits, which are few."""
    where = f"r.authority_id = %s AND r.id IN ({query.ids_sql})"
    rows = _rows("registry_recipient", where, [reach.authority_id, query.parameter])
    seen = sorted(_at_home(rows, reach), key=lambda row: _rank(row, query.typed))
    return [[row[0] for row in seen if row[1] in kinds][:most] for kinds in groups]


def _first_met(
    query: NameQuery, reach: Reach, groups: Sequence[Collection[str]], most: int
) -> list[list[int]]:
    """Ids of each group's first fits: those named so, then those among the authority's first names."""
    test, parameters = query.row_sql("r")
    begun = _rows(
        "(SELECT * FROM registry_recipient WHERE authority_id = %s AND "  # noqa: S608
        f"folded >= %s AND folded < %s ORDER BY folded LIMIT {_BEGUN})",  # "!" follows the blank
        "TRUE", [reach.authority_id, query.phrase, f"{query.phrase}!"],
    )  # fmt: skip
    nearest = [
        row for row in begun if row[1] != RecipientKind.PERSON or row[4] == query.phrase
    ]  # one letter may begin a hundred thousand names of people
    nearest.sort(key=lambda row: _rank(row, query.typed))
    walked = _rows(
        "(SELECT * FROM registry_recipient WHERE authority_id = %s "  # noqa: S608
        f"ORDER BY sort_key, id LIMIT {_WALKED})",
        f"{test} ORDER BY r.sort_key, r.id", [reach.authority_id, *parameters],
    )  # fmt: skip
    seen = dict.fromkeys((row[0], row[1]) for row in _at_home([*nearest, *walked], reach))
    return [[pk for pk, kind in seen if kind in kinds][:most] for kinds in groups]


_BEGUN: Final = 200


def _rows(source: str, where: str, parameters: Sequence[str | int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(source, where), [*parameters])
        return list(cursor.fetchall())


def _at_home(rows: Iterable[tuple[Any, ...]], reach: Reach) -> list[tuple[Any, ...]]:
    ids = reach.organisation_ids
    return [row for row in rows if ids is None or row[2] in ids or row[3] in ids]


def _sifted(query: NameQuery, reach: Reach, kinds: Collection[str], most: int) -> list[Recipient]:
    fits = query.join_sql("registry_recipient.id", "registry_recipient")
    found = recipients_at_home(reach).filter(kind__in=kinds).select_related("organisation")
    named = Case(
        When(folded=query.phrase, then=0), When(folded__startswith=f"{query.phrase} ", then=1), default=2
    )  # fmt: skip
    # Sorted by an expression, or PostgreSQL walks the index of the names to the end.
    return list(
        found.extra(where=[fits], params=[query.parameter]).order_by(  # noqa: S610 -- a constant of ours
            named, Concat("sort_key", Value("")), "pk"
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
    """Units whose name fits, the nearest name first, then schools behind others, then those of the past.

    Two queries; the units of a province are few enough to rank in memory.
    """
    words = syllables(text)
    if not words:
        return []
    limit = Q(authority_id=reach.authority_id)
    if reach.organisation_ids is not None:
        limit &= Q(pk__in=reach.organisation_ids)
    found = Organisation.objects.filter(limit, words_match(words, "folded")).values_list(
        "pk", "folded", "kind", "valid_from", "valid_to", "sort_key"
    )

    def place(row: tuple[Any, ...]) -> tuple[Any, ...]:
        pk, name, kind, first, last, key = row
        living = (first is None or first <= reach.on) and (last is None or last >= reach.on)
        near, late, length = _place(name, kind, words)
        return near, late, not living, length, key, pk

    ids = [row[0] for row in sorted(found, key=place)[:most]]
    at_hand = Organisation.objects.in_bulk(ids)
    return [at_hand[pk] for pk in ids]


def documents_found(reach: Reach, text: str, *, most: int) -> list[OfficialDocument]:
    """Documents whose number, symbol, issuer or title fit, the newest first. One query."""
    words = syllables(text)
    if not words:
        return []
    # "2216" is first of all the number of a document, only then part of another's title.
    numbered = Case(When(number=words[0], then=0), default=1)
    found: QuerySet[Any] = documents_worded(documents_seen(reach), text)  # annotated with its day
    return list(found.order_by(numbered, "-order_day", "-pk")[:most])
