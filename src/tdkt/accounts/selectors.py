"""Offices held and how far each reaches; every other app's selectors start from a ``Reach``."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from tdkt.accounts.models import Office, User
from tdkt.accounts.states import CAPABILITIES, Capability, Role
from tdkt.kernel.ledger import Actor
from tdkt.organisations.models import Authority
from tdkt.organisations.selectors import children_on, descendants, predecessors


@dataclass(frozen=True)
class Reach:
    """What one office may see and do on one day; computed once a request.

    ``organisation_ids`` is None for the whole province; else the office's organisation, its descendants on
    that day, and all their predecessors: an honour belongs to the unit of its day.
    """

    authority_id: int
    user_id: int | None
    name: str
    office_id: int | None
    office: str
    role: Role | None
    capabilities: frozenset[Capability]
    organisation_id: int | None
    organisation_ids: frozenset[int] | None
    on: date
    signed: Actor = field(repr=False)

    @property
    def whole_province(self) -> bool:
        return self.organisation_ids is None

    def may(self, capability: Capability) -> bool:
        return capability in self.capabilities

    def within(self, path: str) -> Q:
        """The filter that limits rows to this reach: ``path`` leads to the row's organisation id.

        The authority is always part of it, so that no selector can forget the tenant.
        """
        limit = Q(authority_id=self.authority_id)
        if self.organisation_ids is not None:
            limit &= Q(**{f"{path}__in": self.organisation_ids})
        return limit


def offices_held(user: User, *, on: date) -> QuerySet[Office]:
    """Offices the user holds that day, the earliest first."""
    return (
        Office.objects.filter(user=user)
        .valid_on(on)
        .select_related("authority", "organisation")
        .order_by("valid_from", "id")
    )


def reach(office: Office, *, on: date) -> Reach:
    """How far the office reaches that day. Two queries for an office of a unit, none for the province's."""
    capabilities = CAPABILITIES[Role(office.role)]
    ids: frozenset[int] | None = None
    if Capability.READ_PROVINCE not in capabilities:
        ids = frozenset()
        if office.organisation_id is not None:
            below = descendants([office.organisation_id], children_on(office.authority_id, on=on))
            ids = frozenset(predecessors(below, authority_id=office.authority_id))
    return Reach(
        authority_id=office.authority_id,
        user_id=office.user_id,
        name=office.user.full_name,
        office_id=office.pk,
        office=str(office),
        role=Role(office.role),
        capabilities=capabilities,
        organisation_id=office.organisation_id,
        organisation_ids=ids,
        on=on,
        signed=Actor(office.authority_id, office.user_id, office.user.full_name, str(office)),
    )


def system_reach(authority: Authority, *, on: date, name: str = "Hệ thống") -> Reach:
    """The reach of the command line and of jobs: the whole province, every capability, signed as the system."""
    return Reach(
        authority_id=authority.pk, user_id=None, name=name, office_id=None, office="", role=None,
        capabilities=frozenset(Capability), organisation_id=None, organisation_ids=None, on=on,
        signed=Actor(authority.pk, None, name),
    )  # fmt: skip
