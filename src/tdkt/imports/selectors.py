"""Reading runs: which ones an office may see, and what state a run is really in."""

from django.db.models import Q, QuerySet

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.imports.models import ImportRun
from tdkt.imports.staging import is_alive
from tdkt.imports.states import ImportState

BUSY = (ImportState.CHECKING, ImportState.WRITING)


def import_runs(actor: Reach) -> QuerySet[ImportRun]:
    """Runs the office may see, the newest first: all of the authority, or its own only below the province."""
    if not actor.may(Capability.IMPORT):
        return ImportRun.objects.none()
    runs = ImportRun.objects.filter(authority_id=actor.authority_id).order_by("-created_at", "-id")
    return runs if actor.whole_province else runs.filter(Q(user_id=actor.user_id))


def state_words(run: ImportRun) -> str:
    """The run's state now, as lists say it; a run that found nothing new is done without having written."""
    state = state_of(run)
    if state == ImportState.DONE and not run.added + run.changed:
        return "Xong, không có gì để ghi"
    return str(state.label)


def state_of(run: ImportRun) -> ImportState:
    """The run's state now: one that was at work but has no heartbeat was interrupted, and wrote nothing."""
    state = ImportState(run.state)
    if state in BUSY and not is_alive(run.code):
        return ImportState.INTERRUPTED
    return state
