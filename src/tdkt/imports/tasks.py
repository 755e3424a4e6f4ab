"""Long runs as jobs of the worker; the page watches their heartbeat."""

from typing import Final

from django.utils import timezone
from django_tasks import task

from tdkt.accounts.models import Office
from tdkt.accounts.selectors import Reach, reach
from tdkt.imports.files import file_check
from tdkt.imports.models import ImportRun
from tdkt.imports.services import import_check, import_queued, import_write
from tdkt.imports.sheets import rows_in
from tdkt.imports.staging import upload_path
from tdkt.imports.states import ImportState
from tdkt.kernel.answers import Refused

SHORT_ROWS: Final = 500  # fewer are checked and written in the request itself
_SHORT_SIZE: Final = 2 << 20  # bytes; a bigger file is not opened to count


def is_short(run: ImportRun) -> bool:
    """Is the list short enough for the request itself? A file that cannot be counted is: its check says why."""
    path = upload_path(run)
    if not path.exists():
        return True  # the run has ended: asking for its check says so
    if path.stat().st_size > _SHORT_SIZE:
        return False
    try:
        return rows_in(file_check(run.file_name, path)) < SHORT_ROWS
    except Refused:
        return True


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
