"""Long runs as jobs of the worker; the page watches their heartbeat."""

from django.utils import timezone
from django_tasks import task

from tdkt.accounts.models import Office
from tdkt.accounts.selectors import Reach, reach
from tdkt.imports.models import ImportRun
from tdkt.imports.services import import_check, import_queued, import_write
from tdkt.imports.states import ImportState
from tdkt.kernel.answers import Refused


@task()
def check_job(run_id: int, office_id: int) -> None:
    """Check a run with the office that asked for it."""
    try:
        import_check(actor=_actor(office_id), run_id=run_id, at=timezone.now())
    except Refused:
        return  # the run's own message says it


@task()
def write_job(run_id: int, office_id: int) -> None:
    """Write a run with the office that asked for it."""
    try:
        import_write(actor=_actor(office_id), run_id=run_id, at=timezone.now())
    except Refused:
        return  # the run's own message says it


def check_later(*, actor: Reach, run_id: int) -> ImportRun:
    """Hand the check to the worker. Raises Refused, Stale as the check itself."""
    run = import_queued(actor=actor, run_id=run_id, state=ImportState.CHECKING)
    check_job.enqueue(run_id, _office(actor))
    return run


def write_later(*, actor: Reach, run_id: int) -> ImportRun:
    """Hand the writing to the worker. Raises Refused, Stale as the writing itself."""
    run = import_queued(actor=actor, run_id=run_id, state=ImportState.WRITING)
    write_job.enqueue(run_id, _office(actor))
    return run


def _office(actor: Reach) -> int:
    if actor.office_id is None:
        raise Refused("Việc này cần một nhiệm vụ được giao.")
    return actor.office_id


def _actor(office_id: int) -> Reach:
    on = timezone.localdate()
    office = (
        Office.objects.valid_on(on)
        .select_related("user", "authority", "organisation")
        .get(pk=office_id)
    )
    return reach(office, on=on)
