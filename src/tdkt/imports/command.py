"""``tdkt import KIND FILE``: the same check and write as on screen, with a progress bar."""

import json
from pathlib import Path
from typing import Any, Final

from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tdkt.accounts.selectors import system_reach
from tdkt.imports.batch import Said
from tdkt.imports.models import ImportRun
from tdkt.imports.refusals import refusals_file
from tdkt.imports.services import import_check, import_upload, import_write
from tdkt.imports.staging import check_summary, staged_slice
from tdkt.imports.states import ImportKind, ImportState
from tdkt.kernel.answers import Refused
from tdkt.kernel.numbers import format_int
from tdkt.organisations.models import Authority

SHOWN_REFUSALS: Final = 20
OK, REFUSED, UNREADABLE = 0, 1, 2
STAGES: Final = {
    "bat-dau": "Bắt đầu",
    "cho": "Chờ đến lượt",
    "doc": "Đọc tệp",
    "kiem-tra": "Kiểm tra",
    "ghi": "Ghi vào sổ",
}


def run_import(
    kind: str,
    path: Path,
    *,
    authority: Authority,
    dry_run: bool,
    as_json: bool,
    console: Console,
) -> int:
    """Check a list and, unless ``dry_run``, write it. The exit status: 0 done, 1 rows refused, 2 no such list.

    With ``as_json`` one JSON object is printed instead of words and bar.
    """
    at = timezone.now()
    actor = system_reach(authority, on=timezone.localdate(at), name="Dòng lệnh")
    run: ImportRun | None = None
    try:
        with path.open("rb") as content:
            run = import_upload(
                actor=actor, kind=ImportKind(kind), name=path.name, content=content, at=at
            )
        with _bar(console, quiet=as_json) as bar:
            job = bar.add_task("", total=None)

            def report(stage: str, done: int, total: int) -> None:
                bar.update(
                    job, description=STAGES.get(stage, stage), completed=done, total=total or None
                )

            run = import_check(actor=actor, run_id=run.pk, at=at, report=report)
            if run.state == ImportState.CHECKED and not dry_run:
                run = import_write(actor=actor, run_id=run.pk, at=at, report=report)
    except OSError as error:
        return _say_no(console, as_json, f"Không mở được tệp {path}: {error.strerror}.")
    except Refused as refused:
        return _say_no(console, as_json, refused.reason)
    if run.state == ImportState.REFUSED and not run.refused:
        return _say_no(console, as_json, run.message)
    _say(console, run, as_json=as_json, returned=_returned(actor, run))
    return REFUSED if run.refused else OK


def _bar(console: Console, *, quiet: bool) -> Progress:
    return Progress(
        TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=console, disable=quiet, transient=True,
    )  # fmt: skip


def _returned(actor: Any, run: ImportRun) -> str:
    return str(refusals_file(actor=actor, run_id=run.pk)) if run.refused else ""


def _say_no(console: Console, as_json: bool, reason: str) -> int:
    if as_json:
        console.print_json(
            json.dumps({"state": "khong_nhan", "message": reason}, ensure_ascii=False)
        )
    else:
        console.print(f"[red]Không nhận tệp.[/red] {reason}", highlight=False)
    return UNREADABLE


def _say(console: Console, run: ImportRun, *, as_json: bool, returned: str) -> None:
    refusals = [Said(*row) for row in staged_slice(run.code, "refusals", 0, SHOWN_REFUSALS)]
    notes = (check_summary(run.code) or {}).get("notes", [])
    if as_json:
        value = {
            "run": run.code, "state": run.state, "message": run.message, "added": run.added, "changed": run.changed,
            "unchanged": run.unchanged, "refused": run.refused, "warned": run.warned, "notes": notes,
            "refusals": [said._asdict() for said in refusals], "refusals_file": returned, "digest": run.digest,
        }  # fmt: skip
        console.print_json(json.dumps(value, ensure_ascii=False))
        return
    counts = (
        ("Thêm", run.added), ("Sửa", run.changed), ("Giữ nguyên", run.unchanged), ("Không nhận", run.refused),
        ("Cảnh báo", run.warned),
    )  # fmt: skip
    console.print(" · ".join(f"{label} {format_int(n)}" for label, n in counts), highlight=False)
    for note in notes:
        console.print(note, highlight=False)
    if refusals:
        table = Table("Trang", "Ô", "Giá trị", "Lý do")
        for said in refusals:
            table.add_row(said.sheet, said.cell, said.value, said.reason)
        console.print(table)
        console.print(f"Tệp kèm lý do không nhận: {returned}", highlight=False, soft_wrap=True)
    console.print(_closing(run), highlight=False)


def _closing(run: ImportRun) -> str:
    if run.state == ImportState.DONE and run.message:
        return run.message
    if run.state == ImportState.DONE:
        return f"Đã ghi {format_int(run.added + run.changed)} dòng (lần nhập {run.code})."
    if run.refused:
        return "Chưa ghi dòng nào. Hãy sửa các dòng trên rồi nhập lại."
    return "Đây là lần kiểm tra thử; chưa ghi dòng nào."
