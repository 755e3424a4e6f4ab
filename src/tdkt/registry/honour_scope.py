"""From filters and reach to what a list of honours is limited by, in numbers the indexes know."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Q, Sum

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.organisations.models import Organisation
from tdkt.organisations.selectors import unit_and_history
from tdkt.registry.facet_models import Facet
from tdkt.registry.filters import PARAMETER_OF, HonourFilters
from tdkt.registry.models import OfficialDocument
from tdkt.registry.search import NameQuery
from tdkt.registry.selectors import honours_ended


@dataclass(frozen=True)
class FacetRow:
    """A facet that fits, or with ``id`` 0 all of a year and kind together."""

    id: int
    year: int
    kind: str
    n: int


@dataclass(frozen=True)
class Scope:
    """One list, resolved. ``facets`` lists them singly only when a filter chose among them (``chosen``)."""

    authority_id: int
    facets: tuple[FacetRow, ...]
    chosen: bool
    unit_ids: frozenset[int] | None
    first_day: date | None
    last_day: date | None
    unit: Organisation | None
    document: OfficialDocument | None
    name: NameQuery
    ended: tuple[int, ...]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many honours the facets hold, ended ones and those outside units and days included."""
        return sum(facet.n for facet in self.facets)


def honour_scope(reach: Reach, filters: HonourFilters) -> Scope:
    """What these filters mean for this office. Raises nothing: what cannot be resolved is in ``errors``."""
    errors = dict(filters.errors)
    as_of = filters.as_of or reach.on
    unit, unit_ids = _unit(reach, filters, as_of, errors)
    document = None
    if filters.decision:
        document = OfficialDocument.objects.filter(
            authority_id=reach.authority_id, code=filters.decision
        ).first()
        if document is None:
            errors[PARAMETER_OF["decision"]] = (
                f"Sổ không có quyết định “{filters.decision}”: hãy mở quyết định từ sổ văn bản, hoặc bỏ điều kiện này."
            )
    facet_q = filters.facet_q
    if filters.as_of:
        facet_q &= Q(decided_year__lte=filters.as_of.year)
    if not reach.may(Capability.READ):
        unit_ids = frozenset()
    first, last = filters.decided_from, filters.decided_to
    last = min(last, filters.as_of) if last and filters.as_of else last or filters.as_of
    # Whole years are said by the facets already.
    if first and (first.month, first.day) == (1, 1):
        first = None
    if last and (last.month, last.day) == (12, 31):
        last = None
    return Scope(
        authority_id=reach.authority_id,
        facets=_facets(reach.authority_id, facet_q),
        chosen=bool(facet_q),
        unit_ids=unit_ids,
        first_day=first,
        last_day=last,
        unit=unit,
        document=document,
        name=NameQuery(filters.q),
        ended=()
        if filters.show_ended
        else tuple(sorted(honours_ended(reach.authority_id, on=as_of))),
        errors=errors,
    )


def _unit(
    reach: Reach, filters: HonourFilters, as_of: date, errors: dict[str, str]
) -> tuple[Organisation | None, frozenset[int] | None]:
    """The unit asked for, and the ids that limit the list: its own and its history's, within the reach."""
    if not filters.unit:
        return None, reach.organisation_ids
    unit = Organisation.objects.filter(authority_id=reach.authority_id, code=filters.unit).first()
    if unit is None:
        errors[PARAMETER_OF["unit"]] = (
            f"Không có đơn vị “{filters.unit}”: hãy tìm lại đơn vị theo tên."
        )
        return None, reach.organisation_ids
    ids = frozenset(unit_and_history(unit, on=as_of))
    if reach.organisation_ids is not None:
        ids &= reach.organisation_ids
        if not ids:
            errors[PARAMETER_OF["unit"]] = "Đơn vị này ngoài phạm vi nhiệm vụ của bạn."
            return None, ids
    return unit, ids


def _facets(authority_id: int, facet_q: Q) -> tuple[FacetRow, ...]:
    found = Facet.objects.filter(facet_q, authority_id=authority_id, n__gt=0)
    if facet_q:
        return tuple(FacetRow(*row) for row in found.values_list("id", "decided_year", "kind", "n"))
    sums = found.values_list("decided_year", "kind").annotate(Sum("n"))
    return tuple(FacetRow(0, year, kind, n) for year, kind, n in sums.order_by())


def ended_by_kind(scope: Scope) -> Counter[str]:
    """How many of the scope's facets' honours no longer count, by kind of recipient."""
    if not scope.ended:
        return Counter()
    numbers = ",".join(map(str, scope.ended))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.id, f.kind, count(*) "  # noqa: S608 -- numbers of ours
            "FROM registry_honour h JOIN registry_facet f ON f.id = h.facet_id "
            f"WHERE h.id IN ({numbers}) GROUP BY f.id, f.kind"
        )
        rows = cursor.fetchall()
    ids = {facet.id for facet in scope.facets} if scope.chosen else None
    counted: Counter[str] = Counter()
    for facet, kind, n in rows:
        if ids is None or facet in ids:
            counted[kind] += n
    return counted
