"""Where a run's file, checked rows and findings wait: a folder outside the records, and a heartbeat beside it."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from django.conf import settings

from tdkt.imports.models import ImportRun

HEARTBEAT_SECONDS: Final = 60  # a live run writes at least every few seconds
QUEUE_SECONDS: Final = 600  # a run may wait this long for the worker
WAITING: Final = "cho"  # the stage of a run that waits for the worker
_WITH_IDS: Final = ("upload.*", "refusals.*", "rows-recipients.jsonl", "rows-ids.jsonl")
_CHUNK: Final = 1 << 20


def run_folder(code: str) -> Path:
    """``$TDKT_HOME/files/imports/<code>``."""
    return Path(settings.MEDIA_ROOT) / "imports" / code


def upload_path(run: ImportRun) -> Path:
    """The user's own file, as it came."""
    return run_folder(run.code) / f"upload{Path(run.file_name).suffix.lower()}"


def keep_upload(target: Path, content: BinaryIO, *, limit: int) -> int:
    """Copy at most ``limit`` + 1 bytes and say how many came; memory stays at one block."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.parent.chmod(0o700)
    size = 0
    with target.open("wb") as out:
        while size <= limit and (block := content.read(_CHUNK)):
            out.write(block)
            size += len(block)
    return size


def drop_folder(code: str) -> None:
    shutil.rmtree(run_folder(code), ignore_errors=True)


def forget_people(code: str) -> None:
    """Once a run is written nothing of the file stays that may hold national IDs; counts and findings do."""
    for pattern in _WITH_IDS:
        for path in run_folder(code).glob(pattern):
            path.unlink()


def write_json(path: Path, value: Any) -> None:
    """Replace the file in one step: a reader sees the old or the new, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    draft.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    draft.replace(path)


def read_json(path: Path) -> Any:
    """The value, or None when the file is not there."""
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None


class Progress:
    """How far a run is, written at most a few times a second; ``report`` also hears it (a terminal's bar)."""

    def __init__(self, code: str, report: Any = None) -> None:
        self._path = run_folder(code) / "progress.json"
        self._report = report
        self._last = 0.0

    def tell(self, stage: str, done: int, total: int) -> None:
        now = datetime.now().timestamp()  # noqa: DTZ005 -- a heartbeat, compared with the same clock
        if now - self._last > 0.3 or done in {0, total}:
            self._last = now
            write_json(self._path, {"stage": stage, "done": done, "total": total, "beat": now})
        if self._report is not None:
            self._report(stage, done, total)


def progress_of(code: str) -> dict[str, Any]:
    """The last heartbeat: stage, done, total, beat (seconds since 1970); zeros when there is none."""
    return read_json(run_folder(code) / "progress.json") or {
        "stage": "",
        "done": 0,
        "total": 0,
        "beat": 0.0,
    }


def is_alive(code: str) -> bool:
    """Did the run's process write its heartbeat within the last minute, or does it wait for the worker?"""
    now = datetime.now().timestamp()  # noqa: DTZ005 -- see Progress
    last = progress_of(code)
    patience = QUEUE_SECONDS if last["stage"] == WAITING else HEARTBEAT_SECONDS
    return now - float(last["beat"]) < patience


class Stage:
    """The files of one check: rows by table, in blocks, and what was found. Closing completes them."""

    def __init__(self, code: str) -> None:
        self._folder = run_folder(code)
        self._files: dict[str, TextIO] = {}
        self._blocks: dict[str, list[Any]] = {}
        for old in (*self._folder.glob("rows-*.jsonl"), self._folder / "check.json"):
            old.unlink(missing_ok=True)

    def put(self, table: str, row: Any) -> None:
        """Add one row (a list of JSON values) to a table."""
        self._blocks.setdefault(table, []).append(row)

    def flush(self) -> None:
        """Write what waits: one JSON line a table."""
        for table, rows in self._blocks.items():
            if rows:
                if table not in self._files:
                    path = self._folder / f"rows-{table}.jsonl"
                    self._files[table] = path.open("w", encoding="utf-8")
                block = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
                self._files[table].write(f"{block}\n")
        self._blocks = {table: [] for table in self._blocks}

    def close(self, summary: dict[str, Any]) -> None:
        """Finish: the summary is written last, so that it vouches for the rest."""
        self.flush()
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        write_json(self._folder / "check.json", summary)


def check_summary(code: str) -> dict[str, Any] | None:
    """What the last complete check said; None when there is none."""
    summary: dict[str, Any] | None = read_json(run_folder(code) / "check.json")
    return summary


def staged(code: str, table: str) -> Iterator[Any]:
    """The staged rows of a table, in order."""
    path = run_folder(code) / f"rows-{table}.jsonl"
    if path.exists():
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield from json.loads(line)


def staged_slice(code: str, table: str, start: int, count: int) -> list[Any]:
    """``count`` rows of a table from ``start``, for a page of the screen."""
    found: list[Any] = []
    for number, row in enumerate(staged(code, table)):
        if number >= start + count:
            break
        if number >= start:
            found.append(row)
    return found


def save_common(code: str, common: dict[str, str]) -> None:
    """Keep the values the user gave for the whole list."""
    write_json(run_folder(code) / "common.json", common)


def common_of(code: str) -> dict[str, str]:
    found: dict[str, str] = read_json(run_folder(code) / "common.json") or {}
    return found


def put_all(stage: Stage, table: str, rows: Iterable[Any]) -> None:
    for row in rows:
        stage.put(table, row)
