"""Reading one organisation and the tree, limited to the ids its reader may see (None: all of the authority)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from tdkt.kernel.dated import valid_on
from tdkt.kernel.text import fold
from tdkt.organisations.models import Organisation, OrganisationParent, Succession
from tdkt.organisations.states import OrganisationKind

KINDS = list(OrganisationKind.values)


def organisations_seen(
    authority_id: int, ids: Collection[int] | None = None
) -> QuerySet[Organisation]:
    """The authority's bodies, or those of them with one of these ids."""
    found = Organisation.objects.filter(authority_id=authority_id)
    return found if ids is None else found.filter(pk__in=ids)


@dataclass
class Node:
    """One body in the tree of a day. ``below`` counts its direct children, drawn here or not."""

    id: int
    code: str
    name: str
    kind: str
    valid_to: date | None
    below: int = 0
    children: list["Node"] = field(default_factory=list)
    became: list[tuple[str, str]] = field(default_factory=list)  # (code, name) of its successors

    @property
    def kind_label(self) -> str:
        return OrganisationKind(self.kind).label


@dataclass(frozen=True)
class Tree:
    """The bodies of one day: ``total`` of them, grouped by kind below ``top`` (None: several stand at the top)."""

    on: date
    total: int
    top: Node | None
    groups: list[tuple[str, str, list[Node]]]  # (kind, label, nodes)
    kinds: list[tuple[str, str, int]]  # (kind, label, how many that day)


def tree_on(
    authority_id: int,
    *,
    on: date,
    ids: Collection[int] | None = None,
    root: int | None = None,
    drawn: int = 400,
) -> Tree:
    """The tree of that day, or what lies below ``root``. Three queries, whatever its size.

    Level by level, the children of a body are put in place while no more than ``drawn`` are; the rest are
    only counted (``below``), to be asked for one body at a time. A body whose parent of that day is not to
    be seen stands at the top; a single body at the top is the heading of its own children.
    """
    nodes = {
        pk: Node(pk, code, name, kind, valid_to)
        for pk, code, name, kind, valid_to in organisations_seen(authority_id, ids)
        .filter(valid_on(on))
        .order_by("protocol_order", "sort_key", "id")
        .values_list("id", "code", "name", "kind", "valid_to")
    }
    parent_of = dict(
        OrganisationParent.objects.filter(
            valid_on(on), organisation__authority_id=authority_id
        ).values_list("organisation_id", "parent_id")
    )
    below: dict[int | None, list[Node]] = defaultdict(list)
    for pk, node in nodes.items():
        parent = parent_of.get(pk)
        below[parent if parent in nodes else None].append(node)
    for pk, node in nodes.items():
        node.below = len(below.get(pk, ()))
    level = below.get(root, [])
    top = level[0] if root is None and len(level) == 1 and level[0].below else None
    if top is not None:
        level = below.get(top.id, [])
    _draw(level, below, drawn - len(level))
    _mark_successors(node for node in nodes.values() if node.valid_to is not None)
    return Tree(
        on=on, total=len(nodes), top=top, groups=_grouped(level), kinds=_counted(nodes.values())
    )


def _draw(level: Sequence[Node], below: dict[int | None, list[Node]], left: int) -> None:
    """Put children in place, the upper levels first, while ``left`` of them may still be drawn."""
    waiting = list(level)
    for node in waiting:  # grows while it is walked
        children = below.get(node.id, [])
        if 0 < len(children) <= left:
            node.children = children
            left -= len(children)
            waiting.extend(children)


def of_kind_on(
    authority_id: int, kind: str, *, on: date, ids: Collection[int] | None = None
) -> list[tuple[Organisation, str]]:
    """Every body of one kind that day with the name of its parent of that day ("" without). Two queries."""
    found = list(
        organisations_seen(authority_id, ids)
        .filter(valid_on(on), kind=kind)
        .order_by("protocol_order", "sort_key", "id")
    )
    above = dict(
        OrganisationParent.objects.filter(
            valid_on(on), organisation__authority_id=authority_id, organisation__kind=kind
        ).values_list("organisation_id", "parent__name")
    )
    return [(body, above.get(body.pk, "")) for body in found]


def _mark_successors(ended: Iterable[Node]) -> None:
    by_id = {node.id: node for node in ended}
    links = (
        Succession.objects.filter(predecessor_id__in=by_id)
        .order_by("on", "successor__protocol_order", "successor__sort_key")
        .values_list("predecessor_id", "successor__code", "successor__name")
        if by_id
        else ()
    )
    for predecessor, code, name in links:
        by_id[predecessor].became.append((code, name))


def _grouped(nodes: Sequence[Node]) -> list[tuple[str, str, list[Node]]]:
    by_kind: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_kind[node.kind].append(node)
    return [
        (kind, OrganisationKind(kind).label, by_kind[kind])
        for kind in sorted(by_kind, key=KINDS.index)
    ]


def _counted(nodes: Iterable[Node]) -> list[tuple[str, str, int]]:
    counts: dict[str, int] = defaultdict(int)
    for node in nodes:
        counts[node.kind] += 1
    return [
        (kind, OrganisationKind(kind).label, counts[kind])
        for kind in sorted(counts, key=KINDS.index)
    ]


def organisations_found(
    authority_id: int, words: str, *, ids: Collection[int] | None = None, most: int = 100
) -> list[Organisation]:
    """Bodies of any day whose name holds every one of the words, without marks and in any order; at most ``most``."""
    found = organisations_seen(authority_id, ids)
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    return list(found.order_by("protocol_order", "sort_key", "id")[:most])


def parent_on(organisation: Organisation, *, on: date) -> Organisation | None:
    """Whose body it is that day."""
    link = organisation.parent_links.filter(valid_on(on)).select_related("parent").first()
    return link.parent if link else None


def day_of(organisation: Organisation, *, on: date) -> date:
    """The day nearest to ``on`` on which the body existed: its page is read as of then."""
    if organisation.valid_to is not None and organisation.valid_to < on:
        return organisation.valid_to
    if organisation.valid_from is not None and organisation.valid_from > on:
        return organisation.valid_from
    return on


def successions_of(
    organisation: Organisation,
) -> tuple[list[Succession], list[Succession]]:
    """(links from its predecessors, links to its successors), each by day. Two queries."""
    came = organisation.predecessor_links.select_related("predecessor").order_by(
        "on", "predecessor__sort_key"
    )
    became = organisation.successor_links.select_related("successor").order_by(
        "on", "successor__sort_key"
    )
    return list(came), list(became)


def current_successors(organisation_ids: Iterable[int]) -> dict[int, list[Organisation]]:
    """What each ended body became directly; bodies that still stand are not in it. One query."""
    became: dict[int, list[Organisation]] = defaultdict(list)
    links = (
        Succession.objects.filter(predecessor_id__in=set(organisation_ids))
        .filter(Q(predecessor__valid_to__isnull=False))
        .select_related("successor")
        .order_by("on", "successor__sort_key")
    )
    for link in links:
        became[link.predecessor_id].append(link.successor)
    return became
