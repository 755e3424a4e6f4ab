"""Import the list: take the file in, check every row, write them. usage: import_ours.py FILE"""

import sys
import time
from pathlib import Path

from boot import answer, peak_mib
from django.conf import settings
from django.utils import timezone
from import_list import written

from tdkt.accounts.selectors import system_reach
from tdkt.imports.services import import_check, import_upload, import_write
from tdkt.imports.states import ImportKind, ImportState
from tdkt.organisations.models import Authority


def main() -> None:
    path = Path(sys.argv[1])
    settings.TDKT_UPLOAD_LIMIT = (
        200 << 20
    )  # a million lines are more than a user may send in one file
    at = timezone.now()
    actor = system_reach(Authority.objects.get(), on=timezone.localdate(at))
    started = time.perf_counter()
    with path.open("rb") as content:
        run = import_upload(
            actor=actor, kind=ImportKind.HONOURS, name=path.name, content=content, at=at
        )
    taken = time.perf_counter()
    run = import_check(actor=actor, run_id=run.pk, at=at)
    if run.state != ImportState.CHECKED:
        raise SystemExit(f"Kiểm tra: {run.state} {run.message} không nhận {run.refused}")
    checked = time.perf_counter()
    run = import_write(actor=actor, run_id=run.pk, at=at)
    ended = time.perf_counter()
    peak = peak_mib()
    count, digest = written()
    answer(
        seconds=ended - started, upload=taken - started, check=checked - taken, write=ended - checked, peak=peak,
        rows=count, digest=digest, warned=run.warned,
    )  # fmt: skip


if __name__ == "__main__":
    main()
