"""Honours by the province's own units: schools and communes are counted with the body above them."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q

from tdkt.organisations.models import Organisation, OrganisationParent
from tdkt.organisations.states import OrganisationKind
from tdkt.statistics.book import FigureBook
from tdkt.statistics.periods import Period
from tdkt.statistics.where import EVERY, Where, where

MOST_STEPS = 12  # up a tree; a loop in the data ends here


@dataclass(frozen=True)
class UnitTotal:
    """A unit right below the province; ``below`` are the ids of the units counted with it. ``code`` "": none said."""

    code: str
    name: str
    count: int
    below: frozenset[int | None]

    def records(self, wanted: Where) -> Where:
        return wanted & where(organisation_id=(pk for pk in self.below if pk is not None))


@dataclass(frozen=True)
class Unit:
    """A unit's name and the ids counted with it, its own among them."""

    name: str
    below: frozenset[int]


def unit_totals(book: FigureBook, wanted: Where = EVERY) -> list[UnitTotal]:
    """Units by their number of honours, the most first. Two queries beside the cube's."""
    counted = book.cube("organisation_id").by("organisation_id", wanted)
    above = _above(book.reach.authority_id, book.period)
    known = _organisations(book)
    totals: Counter[int | None] = Counter()
    below: dict[int | None, set[int | None]] = defaultdict(set)
    for pk, n in counted.items():
        top = _top(pk, above, known)
        totals[top] += n
        below[top].add(pk)
    out = []
    for top, n in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0] or 0)):
        unit = known.get(top) if top is not None else None
        name = (unit.short_name or unit.name) if unit else "Chưa rõ đơn vị"
        out.append(UnitTotal(unit.code if unit else "", name, n, frozenset(below[top])))
    return out


def units_below(book: FigureBook, code: str) -> Unit | None:
    """The unit of this code with all that are counted with it; None when there is none. Two queries."""
    above = _above(book.reach.authority_id, book.period)
    known = _organisations(book)
    unit = next((row for row in known.values() if row.code == code), None)
    if unit is None:
        return None
    below = {pk for pk in known if _top(pk, above, known) == unit.pk}
    return Unit(unit.name, frozenset(below | {unit.pk}))


def _organisations(book: FigureBook) -> dict[int, Organisation]:
    rows = Organisation.objects.filter(authority_id=book.reach.authority_id)
    return {row.pk: row for row in rows.only("name", "short_name", "code", "kind")}


def _above(authority_id: int, period: Period) -> dict[int, int]:
    """Whose body each was during the period; the last of two parents counts."""
    during = Q(valid_from__isnull=True) | Q(valid_from__lte=period.end)
    during &= Q(valid_to__isnull=True) | Q(valid_to__gte=period.start)
    links = OrganisationParent.objects.filter(during, organisation__authority_id=authority_id)
    ordered = links.order_by("valid_from", "id").values_list("organisation_id", "parent_id")
    return dict(ordered)


def _top(pk: int | None, above: dict[int, int], known: dict[int, Organisation]) -> int | None:
    here = pk
    for _ in range(MOST_STEPS):
        upper = above.get(here) if here is not None else None
        if upper is None or known[upper].kind == OrganisationKind.PROVINCE:
            break
        here = upper
    return here
