"""Whose records may be read, and how far the registry is known to hold everything."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.kernel.answers import Refused, require
from tdkt.kernel.dated import valid_on
from tdkt.organisations.law_selectors import catalogue_of
from tdkt.organisations.models import Authority, Organisation
from tdkt.organisations.selectors import authority_settings, children_on, descendants, predecessors
from tdkt.registry.models import Recipient
from tdkt.registry.people_selectors import is_at_home
from tdkt_law.catalogue.catalogue import Catalogue

LISTS: Final = ("awards", "ratings", "initiatives", "discipline", "pending")
"""The lists of a facts file that the registry keeps."""

ALWAYS_WHOLE: Final = frozenset({"discipline", "pending"})
"""What the standing office itself keeps: who is in neither register is under no discipline and no hold."""

WHOLE_SETTING: Final = "records_complete"
"""The authority's setting that names the other lists its registry holds whole."""


@dataclass(frozen=True, slots=True)
class Whose:
    """An authority, and the units of it that are read; None: all of them."""

    authority_id: int
    organisation_ids: frozenset[int] | None

    @property
    def recipients(self) -> Q:
        """The condition on ``Recipient``: at home in the units."""
        if self.organisation_ids is None:
            return Q(authority_id=self.authority_id)
        return Q(authority_id=self.authority_id) & at_home_in(self.organisation_ids)


def whose(who: Reach | Authority) -> Whose:
    """What an office, or the authority's own jobs, may read. Raises: Refused without the right to read."""
    if isinstance(who, Authority):
        return Whose(who.pk, None)
    require(may(who, Capability.READ))
    return Whose(who.authority_id, who.organisation_ids)


def require_whole_history(who: Reach | Authority, recipient: Recipient) -> None:
    """Raises: Refused when not the whole history of the recipient may be read."""
    held = whose(who)
    if recipient.authority_id != held.authority_id or (
        isinstance(who, Reach) and not is_at_home(who, recipient)
    ):
        raise Refused(
            f"“{recipient.name}” hiện không thuộc đơn vị trong phạm vi của bạn; chỉ nơi đang quản lý mới xem được toàn bộ quá trình."
        )


def whole_lists(authority_id: int, *, on: date) -> frozenset[str]:
    """The lists the registry is known to hold whole that day. Raises: Refused for a setting that names another."""
    kept = authority_settings(Authority(pk=authority_id), on=on).get(WHOLE_SETTING, ())
    named = frozenset(str(one) for one in kept) if isinstance(kept, Iterable) else frozenset()
    if wrong := named - set(LISTS):
        raise Refused(
            f"Quy ước “{WHOLE_SETTING}” có mục không dùng được: {', '.join(sorted(wrong))}. Chỉ dùng: {', '.join(LISTS)}."
        )
    return ALWAYS_WHOLE | named


def law_of(authority_id: int, *, on: date) -> Catalogue:
    """The law of the authority that day: the national one under its own rules. One query."""
    return catalogue_of(Authority(pk=authority_id), on)


def units_of(units: Collection[Organisation], *, authority_id: int, on: date) -> frozenset[int]:
    """Ids of the units, of all below them that day, and of what they came from. Two queries."""
    below = descendants((unit.pk for unit in units), children_on(authority_id, on=on))
    return frozenset(predecessors(below, authority_id=authority_id))


def members_of(bloc: Bloc, *, on: date) -> list[Organisation]:
    """The organisations that are members of the bloc that day. One query."""
    found = BlocMembership.objects.filter(
        valid_on(on), bloc=bloc, organisation__isnull=False
    ).select_related("organisation")
    return [one.organisation for one in found if one.organisation is not None]


def at_home_in(organisation_ids: Collection[int], prefix: str = "") -> Q:
    """Belongs to one of the units, or is one of them. ``prefix`` leads to the recipient."""
    return Q(**{f"{prefix}organisation_id__in": organisation_ids}) | Q(
        **{f"{prefix}body_id__in": organisation_ids}
    )
