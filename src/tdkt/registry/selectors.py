"""Reading honours: which an office may see, which still count on a day, one by its code."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.registry.models import Facet, Honour, HonourEvent
from tdkt.registry.states import ENDING_EVENTS, HonourEventKind


def honours_visible_to(reach: Reach) -> QuerySet[Honour]:
    """Honours of the office's authority whose unit of that day lies within its reach."""
    if not reach.may(Capability.READ):
        return Honour.objects.none()
    return Honour.objects.filter(reach.within("organisation_id"))


def honour_visible_to(reach: Reach, code: str) -> Honour | None:
    """One honour by its public code with all its page shows; None when it does not exist for this office."""
    return (
        honours_visible_to(reach)
        .select_related("recipient__organisation", "organisation", "document")
        .filter(code=code)
        .first()
    )


def honours_ended(authority_id: int, *, on: date) -> QuerySet[HonourEvent, int]:
    """Ids of honours that no longer count that day: the latest ending or restoring event ended them.

    Events are few among a million honours, so lists exclude these ids.
    """
    turning = [*ENDING_EVENTS, HonourEventKind.RESTORED]
    later = HonourEvent.objects.filter(
        honour=OuterRef("honour"), kind__in=turning, on__lte=on
    ).order_by("-on", "-id")
    return HonourEvent.objects.filter(
        honour__authority_id=authority_id,
        on__lte=on,
        kind__in=ENDING_EVENTS,
        id=Subquery(later.values("id")[:1]),
    ).values_list("honour_id", flat=True)


def honours_by_facet(rows: Q) -> dict[int, int]:
    """Facet → how many honours fulfil the condition. One query.

    ``facet_id + 0`` keeps the index of facets out: SQLite walks it through a million honours to spare itself the
    sorting of a few thousand.
    """
    counted = Honour.objects.filter(rows).order_by().values_list(F("facet_id") + 0)
    return dict(counted.annotate(n=Count("pk")))


def honours_counting(reach: Reach, *, on: date) -> QuerySet[Honour]:
    """Visible honours that count on that day."""
    return honours_visible_to(reach).exclude(pk__in=honours_ended(reach.authority_id, on=on))


def honour_events(honour_ids: Iterable[int], *, on: date | None = None) -> QuerySet[HonourEvent]:
    """What befell these honours, the earliest first; with ``on``, up to that day."""
    found = HonourEvent.objects.filter(honour_id__in=honour_ids)
    if on is not None:
        found = found.filter(on__lte=on)
    return found.select_related("document").order_by("honour_id", "on", "id")


def decided_years(authority_id: int) -> list[int]:
    """Years with decisions, the latest first; for the choices of a filter. One small query."""
    return list(_met(authority_id, "decided_year").order_by("-decided_year"))


def achievement_years(authority_id: int) -> list[int]:
    """Years of achievement that occur, the latest first."""
    return list(_met(authority_id, "year").order_by("-year"))


def movements_met(authority_id: int) -> list[str]:
    """Codes of movements honours were given in."""
    return list(
        _met(authority_id, "movement_code").exclude(movement_code="").order_by("movement_code")
    )


def _met(authority_id: int, name: str) -> QuerySet[Facet, Any]:
    return (
        Facet.objects.filter(Q(authority_id=authority_id), n__gt=0)
        .values_list(F(name), flat=True)
        .distinct()
    )
