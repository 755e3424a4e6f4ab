"""Reading organisations: the tree on a day, descendants, predecessors, codes by day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from tdkt.kernel.dated import valid_on
from tdkt.organisations.models import (
    Authority,
    AuthoritySettings,
    Organisation,
    OrganisationCode,
    OrganisationParent,
    Succession,
)


def authority_settings(authority: Authority, *, on: date) -> dict[str, object]:
    """The settings in force that day; empty when none was ever recorded."""
    revision = (
        AuthoritySettings.objects.filter(authority=authority, valid_from__lte=on)
        .order_by("-valid_from")
        .first()
    )
    return dict(revision.values) if revision else {}


def children_on(authority_id: int, *, on: date) -> dict[int, list[int]]:
    """The tree of that day: parent id → ids of its children. One query."""
    tree: dict[int, list[int]] = defaultdict(list)
    links = OrganisationParent.objects.filter(
        valid_on(on), organisation__authority_id=authority_id
    ).values_list("parent_id", "organisation_id")
    for parent, child in links:
        tree[parent].append(child)
    return tree


def descendants(roots: Iterable[int], tree: dict[int, list[int]]) -> set[int]:
    """``roots`` and everything below them."""
    return _reachable(roots, tree)


def predecessors(roots: Iterable[int], *, authority_id: int) -> set[int]:
    """``roots`` and every body that became one of them, however many mergers ago. One query."""
    return _reachable(roots, _succession(authority_id, backwards=True))


def successors(roots: Iterable[int], *, authority_id: int) -> set[int]:
    """``roots`` and every body that one of them became. One query."""
    return _reachable(roots, _succession(authority_id, backwards=False))


def unit_and_history(organisation: Organisation, *, on: date) -> set[int]:
    """Ids whose honours a unit's page shows: itself, its children that day, and all they came from."""
    below = descendants([organisation.pk], children_on(organisation.authority_id, on=on))
    return predecessors(below, authority_id=organisation.authority_id)


def organisation_by_code(scheme: str, value: str, *, on: date) -> Organisation | None:
    """The body that bore the public code that day (codes were reused: code and day are the key)."""
    link = (
        OrganisationCode.objects.filter(valid_on(on), scheme=scheme, code_value=value)
        .select_related("organisation")
        .first()
    )
    return link.organisation if link else None


def organisations_named(
    authority: Authority, folded: str, *, on: date | None = None
) -> QuerySet[Organisation]:
    """Bodies whose folded name is exactly that; with ``on``, only those that existed then."""
    found = Organisation.objects.filter(authority=authority, folded=folded)
    return found.filter(valid_on(on)) if on else found


def _succession(authority_id: int, *, backwards: bool) -> dict[int, list[int]]:
    steps: dict[int, list[int]] = defaultdict(list)
    links = Succession.objects.filter(successor__authority_id=authority_id).values_list(
        "predecessor_id", "successor_id"
    )
    for before, after in links:
        if backwards:
            steps[after].append(before)
        else:
            steps[before].append(after)
    return steps


def _reachable(roots: Iterable[int], steps: dict[int, list[int]]) -> set[int]:
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(steps.get(here, ()))
    return seen
