"""Reading blocs and their members: every office of the authority reads them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from tdkt.accounts.selectors import Reach
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.blocs.states import BlocRole
from tdkt.kernel.dated import valid_on


def blocs_seen(reach: Reach, *, on: date | None = None) -> QuerySet[Bloc]:
    """Blocs and clusters with ``members``: how many hold on the day (default: the day of the reach)."""
    day = on or reach.on
    return Bloc.objects.filter(authority_id=reach.authority_id).annotate(
        members=Count("memberships", filter=valid_on(day, "memberships__"))
    )


def members_on(bloc: Bloc, *, on: date | None) -> QuerySet[BlocMembership]:
    """Members that day, or of all time; leader, deputies, then the bloc's own order."""
    rank = Case(
        When(role=BlocRole.LEADER, then=Value(0)),
        When(role=BlocRole.DEPUTY, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = BlocMembership.objects.filter(bloc=bloc).select_related("organisation")
    if on is not None:
        found = found.filter(valid_on(on))
    return found.annotate(rank=rank).order_by("rank", "position", "id")


def overlapping(bloc: Bloc, first: date | None, last: date | None) -> QuerySet[BlocMembership]:
    """Memberships of the bloc that hold on a day between the two, both included; None is open."""
    found = BlocMembership.objects.filter(bloc=bloc).select_related("organisation")
    if last is not None:
        found = found.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=last))
    if first is not None:
        found = found.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
    return found.order_by(F("valid_from").asc(nulls_first=True), "id")


def members_not_ended(bloc: Bloc) -> QuerySet[BlocMembership]:
    """Members without a last day, in the bloc's order."""
    return members_on(bloc, on=None).filter(valid_to__isnull=True)


def leaders_on(bloc_ids: Collection[int], *, on: date) -> dict[int, str]:
    """Bloc id → name of its leader that day; a bloc whose leader is not known is not in it. One query."""
    leaders = BlocMembership.objects.filter(
        valid_on(on), bloc_id__in=bloc_ids, role=BlocRole.LEADER
    ).select_related("organisation")
    return {one.bloc_id: str(one.organisation or one.outside_name) for one in leaders}
