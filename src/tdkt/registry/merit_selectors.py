"""Reading ratings, initiatives, discipline, holds: who may, the registers' rows, one recipient's by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability, Role
from tdkt.kernel.answers import YES, Answer
from tdkt.registry.merit_models import (
    CollectiveYear,
    Discipline,
    Hold,
    Initiative,
    InitiativeAuthor,
    InitiativeUse,
    Rating,
)
from tdkt.registry.people_selectors import recipients_at_home

# Whose people a unit's officer reads is a matter of reach, so the refusal names that office apart.
_PROVINCE_READERS: Final = (Role.STANDING_OFFICER, Role.STANDING_HEAD, Role.INSPECTOR)


def may_read_discipline(reach: Reach) -> Answer:
    """May this office read discipline and matters under way? The refusal says who can."""
    if reach.may(Capability.READ_DISCIPLINE):
        return YES
    who = "; ".join(str(role.label) for role in _PROVINCE_READERS)
    return Answer(
        ok=False,
        reason="Nhiệm vụ của bạn không được xem kỷ luật và trường hợp chưa xem xét khen thưởng. "
        f"Người xem được: {who}; cán bộ thi đua, khen thưởng của chính đơn vị quản lý.",
    )


def authors_in_order() -> QuerySet[InitiativeAuthor]:
    """Authors with the largest share first, then by name."""
    return InitiativeAuthor.objects.select_related(
        "recipient__organisation", "recipient__body"
    ).order_by(F("percent").desc(nulls_last=True), "recipient__sort_key", "id")


def initiatives_seen(reach: Reach) -> QuerySet[Initiative]:
    """Those of the authority; for a unit, with an author at home in it."""
    rows = Initiative.objects.filter(authority_id=reach.authority_id)
    if not reach.whole_province:
        own = InitiativeAuthor.objects.filter(
            initiative=OuterRef("pk"), recipient__in=recipients_at_home(reach).values("pk")
        )
        rows = rows.filter(Exists(own))
    return rows.select_related("document").prefetch_related(Prefetch("shares", authors_in_order()))


def disciplines_seen(reach: Reach) -> QuerySet[Discipline]:
    """Of people and bodies at home in the reach, for who may read discipline."""
    if not may_read_discipline(reach):
        return Discipline.objects.none()
    return Discipline.objects.filter(
        recipient__in=recipients_at_home(reach).values("pk")
    ).select_related("recipient__organisation", "recipient__body", "document")


def holds_seen(reach: Reach) -> QuerySet[Hold]:
    """Of people and bodies at home in the reach, for who may read discipline."""
    if not may_read_discipline(reach):
        return Hold.objects.none()
    return Hold.objects.filter(recipient__in=recipients_at_home(reach).values("pk")).select_related(
        "recipient__organisation", "recipient__body", "document"
    )


@dataclass(frozen=True)
class Merits:
    """What the registry keeps of some recipients beside honours, the latest first.

    ``disciplines`` and ``holds`` are None for who may not read them. An initiative carries ``own_uses``, the awards
    of these recipients on which it was spent.
    """

    ratings: Sequence[Rating]
    initiatives: Sequence[Initiative]
    years: Sequence[CollectiveYear]
    disciplines: Sequence[Discipline] | None
    holds: Sequence[Hold] | None

    def __bool__(self) -> bool:
        return bool(
            self.ratings or self.initiatives or self.years or self.disciplines or self.holds
        )

    def open_holds(self, on: date) -> list[Hold]:
        """Those that stop a proposal that day."""
        return [
            hold
            for hold in self.holds or ()
            if hold.since <= on and (hold.until is None or on < hold.until)
        ]


def merits_of(reach: Reach, recipient_ids: Sequence[int], *, collectives: bool) -> Merits:
    """The merits of recipients at home in the reach; the caller has made sure of that. Three to seven queries."""
    ids = list(recipient_ids)
    may_read = bool(may_read_discipline(reach)) and bool(ids)
    uses = InitiativeUse.objects.filter(recipient_id__in=ids).order_by("year", "id")
    return Merits(
        list(
            Rating.objects.filter(recipient_id__in=ids)
            .select_related("document", "recipient")
            .order_by("-year", "year_kind", "id")
        ),
        list(
            Initiative.objects.filter(
                pk__in=InitiativeAuthor.objects.filter(recipient_id__in=ids).values("initiative_id")
            )
            .prefetch_related(Prefetch("uses", uses, to_attr="own_uses"))
            .order_by("-year", "id")
        ),
        list(
            CollectiveYear.objects.filter(recipient_id__in=ids)
            .select_related("recipient")
            .order_by("-year", "year_kind", "id")
        )
        if collectives
        else [],
        list(
            Discipline.objects.filter(recipient_id__in=ids)
            .select_related("document")
            .order_by("-valid_from", "-id")
        )
        if may_read
        else None,
        list(Hold.objects.filter(recipient_id__in=ids).order_by("-since", "-id"))
        if may_read
        else None,
    )
