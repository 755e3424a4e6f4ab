"""The list of recipients: by name in any order of syllables, by kind and unit, page by page of a key."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from tdkt.accounts.selectors import Reach
from tdkt.registry.models import Honour, Post, Recipient
from tdkt.registry.search import NameQuery, name_matches, names_counted

COUNTED_TO: Final = 10_000

Place = tuple[str, int]  # sort key and id: the order of the list
_FEW: Final = 2_000  # fits that are sorted; more are met early on a walk along the names' order


@dataclass(frozen=True)
class ListPage:
    """One page in the order of names. ``total`` stops one above ``COUNTED_TO``; keys are recipients' codes."""

    rows: Sequence[Recipient]
    total: int
    before: str
    after: str


def recipients_listed(
    reach: Reach,
    *,
    words: str = "",
    kind: str = "",
    unit_ids: Collection[int] | None = None,
    after: str = "",
    before: str = "",
    size: int = 50,
) -> ListPage:
    """A page of the recipients at home in the reach. Three queries, and one each for words and for a key.

    ``unit_ids`` limits to members of these units; ``after`` and ``before`` are codes of recipients at whose
    name the page begins or ends; an unknown code is the first page.
    """
    units = _units(reach, unit_ids)
    collected = None if units is None else _collected(units, kind, words)
    if collected is not None:
        rows, more = _cut(
            collected, _key(reach, before or after), backwards=bool(before), size=size
        )
        total = min(len(collected), COUNTED_TO + 1)
    else:
        found = Recipient.objects.filter(authority_id=reach.authority_id)
        if units is not None:
            found = found.filter(Q(organisation_id__in=units) | Q(body_id__in=units))
        if kind:
            found = found.filter(kind=kind)
        total = found.filter(name_matches(words)).order_by()[: COUNTED_TO + 1].count()
        rows, more = _page(_named(found, words), reach, after=after, before=before, size=size)
    turned = bool(before or after)
    return ListPage(
        rows=rows,
        total=total,
        before=rows[0].code if rows and (more if before else turned) else "",
        after=rows[-1].code if rows and (more if not before else True) else "",
    )


def _units(reach: Reach, unit_ids: Collection[int] | None) -> frozenset[int] | None:
    """The units whose members are listed; None: the whole province."""
    if unit_ids is None:
        return reach.organisation_ids
    named = frozenset(unit_ids)
    return named if reach.organisation_ids is None else named & reach.organisation_ids


def _collected(units: frozenset[int], kind: str, words: str) -> list[Place] | None:
    """Everybody of these units in the order of names; None when they are so many that one had better walk.

    Two ways lead to a unit, as its member and as itself: an index answers each, an "or" of both none.
    """
    query = NameQuery(words)
    places: set[Place] = set()
    for way in ("organisation_id__in", "body_id__in"):
        found = Recipient.objects.filter(**{way: units}).order_by()
        if kind:
            found = found.filter(kind=kind)
        if query:
            test, parameters = query.row_sql("registry_recipient")
            found = found.extra(where=[test], params=parameters)  # noqa: S610 -- a constant of ours
        places.update(found.values_list("sort_key", "pk")[: COUNTED_TO + 1])
        if len(places) > COUNTED_TO:
            return None
    return sorted(places)


def _cut(
    places: list[Place], key: Place | None, *, backwards: bool, size: int
) -> tuple[list[Recipient], bool]:
    """The page behind the key, or before it; and whether there is more that way."""
    if key is None:
        start, end = 0, size
    elif backwards:
        end = bisect_left(places, key)
        start = max(end - size, 0)
    else:
        start = bisect_right(places, key)
        end = start + size
    ids = [pk for _, pk in places[start:end]]
    at_hand = Recipient.objects.select_related("organisation", "body", "person").in_bulk(ids)
    return [at_hand[pk] for pk in ids], start > 0 if backwards and key else end < len(places)


def _named(found: QuerySet[Recipient], words: str) -> QuerySet[Recipient]:
    """Those whose name fits, by the set of names where few fit, else row by row in the order of the list."""
    query = NameQuery(words)
    if not query or names_counted(query, most=_FEW) < _FEW:
        return found.filter(name_matches(words))
    test, parameters = query.row_sql("registry_recipient")
    return found.extra(where=[test], params=parameters)  # noqa: S610 -- a constant of ours


def _key(reach: Reach, code: str) -> Place | None:
    """The recipient a page begins behind or ends before; None without one."""
    if not code:
        return None
    keyed = Recipient.objects.filter(authority_id=reach.authority_id, code=code)
    return keyed.values_list("sort_key", "id").first()


def _page(
    found: QuerySet[Recipient], reach: Reach, *, after: str, before: str, size: int
) -> tuple[list[Recipient], bool]:
    rows = found.select_related("organisation", "body", "person")
    key = _key(reach, before or after)
    if key is not None and before:
        rows = rows.filter(sort_key__lte=key[0]).filter(Q(sort_key__lt=key[0]) | Q(id__lt=key[1]))
        taken = list(rows.order_by("-sort_key", "-id")[: size + 1])
        return taken[:size][::-1], len(taken) > size
    if key is not None:
        rows = rows.filter(sort_key__gte=key[0]).filter(Q(sort_key__gt=key[0]) | Q(id__gt=key[1]))
    taken = list(rows.order_by("sort_key", "id")[: size + 1])
    return taken[:size], len(taken) > size


def honour_counts(recipient_ids: Collection[int]) -> dict[int, int]:
    """How many honours are recorded of each; who has none is not in it. One query of an index.

    The ids are of recipients the reader may see: no other limit, it would lead the database to another index.
    """
    rows: Any = (
        Honour.objects.filter(recipient_id__in=recipient_ids)
        .order_by()
        .values("recipient_id")
        .annotate(n=Count("id"))
        .values_list("recipient_id", "n")
    )
    return dict(rows)


def posts_held(person_ids: Collection[int]) -> dict[int, Post]:
    """The latest post of each that has not ended. One query."""
    posts = Post.objects.filter(person_id__in=person_ids, valid_to__isnull=True).order_by(
        F("valid_from").asc(nulls_first=True), "id"
    )
    return {post.person_id: post for post in posts}
