"""The acts of an import: take the file, check it, write it."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePath
from typing import BinaryIO, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.imports.applying import Written
from tdkt.imports.batch import ADDED, CHANGED, REFUSED, UNCHANGED
from tdkt.imports.calm import no_cycle_search
from tdkt.imports.checking import CheckResult, check_file
from tdkt.imports.columns import COMMON
from tdkt.imports.files import file_check, size_check
from tdkt.imports.models import ImportRun
from tdkt.imports.selectors import BUSY, import_runs, state_of
from tdkt.imports.staging import (
    WAITING,
    Progress,
    Stage,
    check_summary,
    common_of,
    drop_folder,
    forget_people,
    keep_upload,
    progress_of,
    run_folder,
    save_common,
    upload_path,
)
from tdkt.imports.states import ImportKind, ImportState
from tdkt.imports.writing import write_rows
from tdkt.kernel.answers import Refused, Stale, require
from tdkt.kernel.codes import new_code
from tdkt.kernel.ledger import Subject, ledger_add
from tdkt.kernel.models import LedgerEntry, LedgerHead
from tdkt.kernel.text import nfc
from tdkt.kernel.verbs import Verb

NOTHING_NEW: Final = "Mọi dòng đã có trong sổ, không có gì để ghi."

Report = Callable[[str, int, int], None]

# Acts that leave the records as a check saw them.
_HARMLESS: Final = (
    "account:", "office:", "report:", "figure:", Verb.PERSON_UNMASK.value,
)  # fmt: skip


def import_upload(
    *,
    actor: Reach,
    kind: ImportKind,
    name: str,
    content: BinaryIO,
    at: datetime,
    common: dict[str, str] | None = None,
) -> ImportRun:
    """Take a file in: nothing of it is read yet but whether it can be.

    ``common`` holds values for the whole list by column key, used where the file has no such column.
    Raises: Refused, with nothing kept, when the office may not import or the file is not one we can read.
    """
    require(may(actor, Capability.IMPORT))
    code = new_code()
    shown = nfc(PurePath(name.replace("\\", "/")).name)[-255:] or "danh-sach"
    target = run_folder(code) / f"upload{Path(shown).suffix.lower()}"
    try:
        size_check(keep_upload(target, content, limit=settings.TDKT_UPLOAD_LIMIT))
        file_check(shown, target)
        with target.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        allowed = COMMON[kind]
        save_common(code, {k: nfc(v) for k, v in (common or {}).items() if k in allowed and nfc(v)})
        return ImportRun.objects.create(
            authority_id=actor.authority_id, code=code, kind=kind, file_name=shown, file_hash=digest,
            started_by=actor.name, user_id=actor.user_id, created_at=at,
        )  # fmt: skip
    except BaseException:
        drop_folder(code)
        raise


def import_queued(*, actor: Reach, run_id: int, state: ImportState) -> ImportRun:
    """Mark a run as waiting for the worker, so that nobody starts it twice. Raises Stale as the act itself would."""
    run = _claim(actor, run_id, state)
    Progress(run.code).tell(WAITING, 0, 0)
    return run


def import_check(
    *, actor: Reach, run_id: int, at: datetime, report: Report | None = None
) -> ImportRun:
    """Dry run: read and judge every row, stage what would be written, touch no record.

    A file that cannot be taken as a whole ends ``REFUSED`` with its reason in ``message``; so does one with a
    refused row. One with nothing new ends ``DONE`` at once. Raises Refused without the right, Stale when the run is at work or already written.
    """
    run = _claim(actor, run_id, ImportState.CHECKING)
    progress = Progress(run.code, report)
    seq = _ledger_seq(actor.authority_id)
    stage = Stage(run.code)
    on = timezone.localdate(at)
    try:
        with no_cycle_search():
            result = check_file(
                package=file_check(run.file_name, upload_path(run)), kind=ImportKind(run.kind), actor=actor, on=on,
                common=common_of(run.code), stage=stage, progress=progress,
            )  # fmt: skip
    except Refused as refused:
        return _leave(run, ImportState.REFUSED, refused.reason)
    except BaseException:
        _leave(run, ImportState.INTERRUPTED, "Việc kiểm tra dừng giữa chừng. Chưa ghi dòng nào.")
        raise
    stage.close(
        {
            "seq": seq,
            "notes": result.notes,
            "first_names": result.first_names,
            "counts": dict(result.counts),
        }
    )
    return _checked(run, result, at)


def import_write(
    *, actor: Reach, run_id: int, at: datetime, report: Report | None = None
) -> ImportRun:
    """Write a checked run: all of it, in one transaction, with one ledger entry.

    Raises: Refused when rows were refused; Stale when the records have changed since the
        check, or somebody wrote the run first. Either way no row was written.
    """
    run = _claim(actor, run_id, ImportState.WRITING)
    progress = Progress(run.code, report)
    progress.tell("ghi", 0, run.added + run.changed)
    try:
        with no_cycle_search(), transaction.atomic():
            done = _write(run, actor, at, progress)
    except IntegrityError as error:
        stale = Stale(
            "Cơ sở dữ liệu không nhận: dữ liệu đã thay đổi từ lúc kiểm tra. Hãy bấm Kiểm tra lại."
        )
        _leave(run, ImportState.UPLOADED, stale.reason)
        raise stale from error
    except Stale as stale:
        if ImportRun.objects.get(pk=run.pk).state == ImportState.WRITING:
            _leave(run, ImportState.UPLOADED, stale.reason)
        raise
    except BaseException:
        _leave(run, ImportState.CHECKED, "Việc ghi dừng giữa chừng. Chưa ghi dòng nào.")
        raise
    forget_people(run.code)
    return done


def import_discard(*, actor: Reach, run_id: int, at: datetime) -> ImportRun:
    """Give up a run of which nothing was written: its file and rows go, the run stays in the list as discarded.

    Raises Refused without the right, Stale when the run is at work, written or discarded already.
    """
    with transaction.atomic():
        run = _locked(actor, run_id)
        if state_of(run) in BUSY:
            raise Stale(f"Lần nhập này đang ở tình trạng “{run.get_state_display()}”.")
        run.state, run.message, run.finished_at = ImportState.DISCARDED, "", at
        run.save(update_fields=["state", "message", "finished_at"])
    drop_folder(run.code)
    return run


def _write(run: ImportRun, actor: Reach, at: datetime, progress: Progress) -> ImportRun:
    now = ImportRun.objects.select_for_update().get(pk=run.pk)
    if now.state != ImportState.WRITING:
        raise Stale(f"Lần nhập này đang ở tình trạng “{now.get_state_display()}”.")
    summary = check_summary(run.code)
    if summary is None:
        raise Stale("Kết quả kiểm tra không còn. Hãy bấm Kiểm tra lại.")
    _require_unchanged(actor.authority_id, after=summary["seq"])
    written = write_rows(run=now, actor=actor, progress=progress)
    entry = _enter(now, actor, at, written)
    # Once the ledger's head is ours nobody can slip in between: ask again what came before us.
    _require_unchanged(actor.authority_id, after=summary["seq"], before=entry.seq)
    now.state, now.finished_at, now.digest, now.message = ImportState.DONE, at, written.digest, ""
    now.save(update_fields=["state", "finished_at", "digest", "message"])
    return now


def _enter(run: ImportRun, actor: Reach, at: datetime, written: Written) -> LedgerEntry:
    counts = {"added": run.added, "changed": run.changed, "unchanged": run.unchanged}
    return ledger_add(
        actor=actor.signed,
        verb=Verb.IMPORT_WRITE,
        subject=Subject("import_run", run.code, f"{ImportKind(run.kind).label}: {run.file_name}"),
        at=at,
        before=written.before,
        after={"kind": run.kind, "file_sha256": run.file_hash, **counts, **written.after},
    )


def _locked(actor: Reach, run_id: int) -> ImportRun:
    """The run, held until the transaction ends; one that has ended is not to be had."""
    require(may(actor, Capability.IMPORT))
    run = import_runs(actor).select_for_update().filter(pk=run_id).first()
    if run is None:
        raise Refused("Không có lần nhập này.")
    if run.state == ImportState.DONE:
        raise Stale(run.message or "Danh sách này đã được ghi.")
    if run.state == ImportState.DISCARDED:
        raise Stale("Lần nhập này đã bỏ. Hãy tải tệp lên lại.")
    return run


def _claim(actor: Reach, run_id: int, state: ImportState) -> ImportRun:
    """Take the run for one act; two at once is refused to the second."""
    with transaction.atomic():
        run = _locked(actor, run_id)
        waits = run.state == state and progress_of(run.code)["stage"] == WAITING
        if run.state in BUSY and state_of(run) != ImportState.INTERRUPTED and not waits:
            raise Stale(f"Lần nhập này đang ở tình trạng “{run.get_state_display()}”.")
        if state == ImportState.WRITING:
            _require_writable(run)
        run.state, run.message = state, ""
        run.save(update_fields=["state", "message"])
    Progress(run.code).tell("bat-dau", 0, 0)
    return run


def _require_writable(run: ImportRun) -> None:
    if run.state == ImportState.UPLOADED:
        raise Stale("Danh sách chưa được kiểm tra. Hãy kiểm tra trước khi ghi.")
    if run.refused:
        raise Refused(
            f"Còn {run.refused} dòng không nhận, nên chưa ghi dòng nào. Hãy tải tệp kèm lý do không nhận, sửa rồi nhập lại."
        )
    if run.state == ImportState.REFUSED or check_summary(run.code) is None:
        raise Stale("Danh sách chưa kiểm tra xong. Hãy kiểm tra lại.")


def _leave(run: ImportRun, state: ImportState, message: str) -> ImportRun:
    run.state, run.message = state, message
    run.save(update_fields=["state", "message"])
    return run


def _checked(run: ImportRun, result: CheckResult, at: datetime) -> ImportRun:
    run.added, run.changed = result.counts[ADDED], result.counts[CHANGED]
    run.unchanged, run.refused = result.counts[UNCHANGED], result.counts[REFUSED]
    run.warned = result.warned
    run.state, run.message = ImportState.CHECKED, ""
    if run.refused:
        run.state = ImportState.REFUSED
        run.message = f"Có {run.refused} dòng không nhận; chưa ghi dòng nào. Hãy sửa các dòng ấy rồi nhập lại cả tệp."
    elif not run.added + run.changed:
        run.state, run.message, run.finished_at = ImportState.DONE, NOTHING_NEW, at
    run.save(
        update_fields=[
            "state", "message", "finished_at", "added", "changed", "unchanged", "refused", "warned",
        ]
    )  # fmt: skip
    if run.state == ImportState.DONE:
        forget_people(run.code)
    return run


def _ledger_seq(authority_id: int) -> int:
    head = LedgerHead.objects.filter(authority=authority_id).first()
    return head.seq if head else 0


def _require_unchanged(authority_id: int, *, after: int, before: int | None = None) -> None:
    """Every act on the records is in the ledger: none may stand between the check and now."""
    later = LedgerEntry.objects.filter(authority=authority_id, seq__gt=after).order_by("seq")
    if before is not None:
        later = later.filter(seq__lt=before)
    for entry in later.only("verb", "actor_name", "subject_name", "at"):
        if not entry.verb.startswith(_HARMLESS):
            when = timezone.localtime(entry.at).strftime("%H:%M ngày %d/%m/%Y")
            raise Stale(
                f"Dữ liệu đã thay đổi từ lúc kiểm tra: {Verb(entry.verb).label.lower()} “{entry.subject_name}”, "
                f"{entry.actor_name}, lúc {when}. Chưa ghi dòng nào; hãy bấm Kiểm tra lại."
            )
