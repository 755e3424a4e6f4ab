"""Reading movements and their registers: every office of the authority reads them."""

from typing import Any, TypeVar

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from tdkt.accounts.selectors import Reach
from tdkt.movements.models import (
    Ceremony,
    Indicator,
    Movement,
    MovementResult,
    Publicity,
    Register,
    RoleModel,
    Task,
)
from tdkt.movements.states import MovementState
from tdkt.registry.models import OfficialDocument

Row = TypeVar("Row", bound=Register)
DOCUMENT_FIELDS = ("central_document", "launch_document", "plan", "guidance")
_ALONGSIDE: dict[type[Any], tuple[str, ...]] = {
    MovementResult: ("movement",), Indicator: ("movement",), Publicity: ("movement",), Ceremony: (),
    RoleModel: ("movement", "recipient"), Task: ("movement", "owner"),
}  # fmt: skip


def movements_seen(reach: Reach) -> QuerySet[Movement]:
    """``rank`` and ``start`` order them: running, planned, closed; the year it began, 0 while not known."""
    rank = Case(
        When(state=MovementState.RUNNING, then=Value(0)),
        When(state=MovementState.PLANNED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        Movement.objects.filter(authority_id=reach.authority_id)
        .select_related(*DOCUMENT_FIELDS)
        .annotate(rank=rank, start=Coalesce(F("year_from"), Value(0)))
    )


def rows_seen(reach: Reach, model: type[Row]) -> QuerySet[Row]:
    """The rows of one register, with what their lists show beside them."""
    rows = model._default_manager.filter(authority_id=reach.authority_id)
    return rows.select_related(*_ALONGSIDE[model]) if _ALONGSIDE[model] else rows


def movement_documents(reach: Reach, movement: Movement) -> QuerySet[OfficialDocument]:
    """Documents that name the movement's code, the newest first."""
    return OfficialDocument.objects.filter(
        authority_id=reach.authority_id, movement_code=movement.code
    ).order_by(F("issued_on").desc(nulls_last=True), "id")


def movements_of_document(reach: Reach, document: OfficialDocument) -> QuerySet[Movement]:
    """Movements the document speaks of, launches, plans or guides."""
    wanted = Q(code=document.movement_code) if document.movement_code else Q(pk__in=[])
    for name in DOCUMENT_FIELDS:
        wanted |= Q(**{name: document})
    return Movement.objects.filter(wanted, authority_id=reach.authority_id).order_by("code")
