"""A process killed in the middle of an import leaves the records as they were, and the run says so."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tdkt.imports import staging
from tdkt.imports.models import ImportRun
from tdkt.imports.selectors import state_of
from tdkt.imports.services import import_check, import_write
from tdkt.imports.states import ImportState
from tdkt.kernel.answers import Stale
from tdkt.kernel.ledger import ledger_verify
from tdkt.registry.models import Honour
from tests.factories import AT
from tests.imports.files import xlsx
from tests.imports.worlds import HONOURS, check, honour, make_world, rows_of_every_table, upload

DIE = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from django.utils import timezone
from tdkt.accounts.models import Office
from tdkt.accounts.selectors import reach
from tdkt.imports import services
from tdkt.registry.models import Recipient

def die_half_way(stage, done, total):
    if stage == "ghi" and done and connection.in_atomic_block and Recipient.objects.count() == 40:
        os.kill(os.getpid(), signal.SIGKILL)

office = Office.objects.get()
services.import_write(
    actor=reach(office, on=timezone.localdate()), run_id=int(sys.argv[1]), at=timezone.now(), report=die_half_way
)
"""


def test_a_killed_import_wrote_nothing_says_so_and_can_start_again(
    own_database, tmp_path, monkeypatch
):
    world = make_world()
    rows = [honour(f"Lò Văn {i}A", tt=i + 1) for i in range(40)]
    run = check(world, xlsx(tmp_path / "ds.xlsx", [HONOURS, *rows]))
    before = rows_of_every_table()
    connection.close()

    died = subprocess.run(
        [sys.executable, "-c", DIE, str(run.pk)],
        cwd=settings.SOURCE.parents[1], env=os.environ, capture_output=True, timeout=60, check=False,
    )  # fmt: skip

    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert rows_of_every_table() == before
    run.refresh_from_db()
    assert run.state == ImportState.WRITING
    with pytest.raises(Stale, match="đang ở tình trạng “Đang ghi”"):
        import_write(actor=world.officer, run_id=run.pk, at=AT)
    monkeypatch.setattr(staging, "HEARTBEAT_SECONDS", 0)  # a minute later
    assert state_of(run).label == "Bị gián đoạn, chưa ghi dòng nào"
    assert import_write(actor=world.officer, run_id=run.pk, at=AT).state == ImportState.DONE
    assert Honour.objects.count() == 40
    assert ledger_verify(authority=world.authority.pk) is None


@pytest.mark.django_db
def test_an_error_half_way_leaves_the_run_checked_and_the_records_as_they_were(tmp_path):
    world = make_world()
    run = check(world, xlsx(tmp_path / "ds.xlsx", [HONOURS, honour()]))
    before = rows_of_every_table()

    def fail(stage: str, done: int, total: int) -> None:
        if stage == "ghi" and done:
            raise OSError("hết chỗ")

    with pytest.raises(OSError, match="hết chỗ"):
        import_write(actor=world.officer, run_id=run.pk, at=AT, report=fail)
    assert rows_of_every_table() == before
    assert list(ImportRun.objects.values_list("state", "message")) == [
        ("da_kiem_tra", "Việc ghi dừng giữa chừng. Chưa ghi dòng nào.")
    ]


@pytest.mark.django_db
def test_a_check_that_stopped_can_be_started_again(tmp_path, monkeypatch):
    world = make_world()
    run = upload(world, xlsx(tmp_path / "ds.xlsx", [HONOURS, honour()]))
    ImportRun.objects.update(state=ImportState.CHECKING)
    staging.Progress(run.code).tell("kiem-tra", 1, 2)
    with pytest.raises(Stale):
        import_check(actor=world.officer, run_id=run.pk, at=AT)
    monkeypatch.setattr(staging, "HEARTBEAT_SECONDS", 0)
    assert import_check(actor=world.officer, run_id=run.pk, at=AT).state == ImportState.CHECKED
