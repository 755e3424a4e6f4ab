"""Honours by the province's own units: schools and communes are counted with the body above them."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q

from tdkt.organisations.models import Organisation, OrganisationParent
from tdkt.organisations.states import OrganisationKind
from tdkt.statistics.book import FigureBook
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
    """Units by their number of honours, the most first. Four queries."""
    counted = book.honours_by("organisation_id", wanted)
    above = _above(book)
    totals: Counter[int | None] = Counter()
    below: dict[int | None, set[int | None]] = defaultdict(set)
    for pk, n in counted.items():
        top = _top(pk, above)
        totals[top] += n
        below[top].add(pk)
    known = Organisation.objects.only("name", "short_name", "code").in_bulk(
        [pk for pk in totals if pk is not None]
    )
    out = []
    for top, n in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0] or 0)):
        unit = known.get(top) if top is not None else None
        name = (unit.short_name or unit.name) if unit else "Chưa rõ đơn vị"
        out.append(UnitTotal(unit.code if unit else "", name, n, frozenset(below[top])))
    return out


def units_below(book: FigureBook, code: str) -> Unit | None:
    """The unit of this code with all that are counted with it; None when there is none. Two queries."""
    unit = Organisation.objects.filter(authority_id=book.reach.authority_id, code=code).first()
    if unit is None:
        return None
    above = _above(book)
    below = {pk for pk in above if _top(pk, above) == unit.pk}
    return Unit(unit.name, frozenset(below | {unit.pk}))


def _above(book: FigureBook) -> dict[int, int]:
    """Whose body each was during the period, but for the province's own; the last of two parents counts."""
    period = book.period
    during = Q(valid_from__isnull=True) | Q(valid_from__lte=period.end)
    during &= Q(valid_to__isnull=True) | Q(valid_to__gte=period.start)
    links = OrganisationParent.objects.filter(
        during, organisation__authority_id=book.reach.authority_id
    )
    ordered = links.order_by("valid_from", "id").values_list(
        "organisation_id", "parent_id", "parent__kind"
    )
    last = {pk: (parent, kind) for pk, parent, kind in ordered}
    return {pk: parent for pk, (parent, kind) in last.items() if kind != OrganisationKind.PROVINCE}


def _top(pk: int | None, above: dict[int, int]) -> int | None:
    here = pk
    for _ in range(MOST_STEPS):
        upper = above.get(here) if here is not None else None
        if upper is None:
            break
        here = upper
    return here
