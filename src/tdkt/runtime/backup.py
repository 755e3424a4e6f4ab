"""A backup: one archive of database and files with the ledger's heads; never the keys."""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tdkt.kernel.ledger import Fault, Head, ledger_heads, ledger_verify
from tdkt.organisations.models import Authority

FORMAT = 1


class BackupRefused(Exception):
    """The backup cannot be made or restored; the message says why and what to do."""


def backup(*, to: Path, at: datetime) -> dict[str, Any]:
    """Write the archive and return what it says of itself (format, time, database, heads)."""
    if to.exists():
        raise BackupRefused(f"{to} đã có; hãy chọn tên tệp khác.")
    about = {
        "format": FORMAT,
        "at": at.astimezone(UTC).isoformat(),
        "database": connection.vendor,
        "heads": [{"authority": h.authority, "seq": h.seq, "hash": h.hash} for h in ledger_heads()],
    }
    with tempfile.TemporaryDirectory(dir=to.parent) as folder:
        work = Path(folder)
        (work / "about.json").write_text(json.dumps(about, indent=1), "utf-8")
        _dump(work / "database")
        unfinished = work / "archive"
        with tarfile.open(unfinished, "w:gz") as archive:
            for name in ("about.json", "database"):
                archive.add(work / name, name)
            if settings.MEDIA_ROOT.exists():
                archive.add(settings.MEDIA_ROOT, "files")
        unfinished.chmod(0o600)
        unfinished.replace(to)
    return about


def restore(*, source: Path) -> list[Fault]:
    """Put a backup into an empty installation and verify its ledger against the heads it carries.

    Raises BackupRefused when the archive cannot be read, is of another kind of database, or the installation
    already holds records. Returns the faults found (none is right).
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        try:
            with tarfile.open(source, "r:gz") as archive:
                archive.extractall(work, filter="data")
        except (OSError, tarfile.TarError) as error:
            raise BackupRefused(f"{source} không phải tệp sao lưu đọc được ({error}).") from error
        try:
            about = json.loads((work / "about.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise BackupRefused(f"{source} thiếu phần mô tả (about.json).") from error
        if about.get("format") != FORMAT:
            raise BackupRefused(
                f"Tệp sao lưu theo khuôn {about.get('format')}; bản này đọc khuôn {FORMAT}."
            )
        if about["database"] != connection.vendor:
            raise BackupRefused(
                f"Tệp sao lưu từ {about['database']}, nơi phục hồi là {connection.vendor}: hãy dùng cùng loại."
            )
        _load(work / "database")
        if (work / "files").exists():
            shutil.copytree(work / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
    heads = [Head(**head, where=source.name) for head in about["heads"]]
    faults = (ledger_verify(authority=a.pk, stored=heads) for a in Authority.objects.order_by("pk"))
    return [fault for fault in faults if fault]


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        # A connection of its own: what is committed, while others go on writing.
        source = sqlite3.connect(f"file:{_name()}?mode=ro", uri=True)
        copy = sqlite3.connect(target)
        source.backup(copy)
        copy.close()
        source.close()
        return
    _run(["pg_dump", "--format=custom", "--no-owner", f"--file={target}"])


def _load(source: Path) -> None:
    tables = connection.introspection.table_names()
    if "organisations_authority" in tables and Authority.objects.exists():
        raise BackupRefused(
            "Cơ sở dữ liệu đang có dữ liệu. Chỉ phục hồi vào một cơ sở dữ liệu trống."
        )
    if connection.vendor == "sqlite":
        connection.close()
        saved, here = sqlite3.connect(source), sqlite3.connect(_name())
        saved.backup(here)
        here.close()
        saved.close()
        return
    _run(
        [
            "pg_restore",
            "--no-owner",
            "--clean",
            "--if-exists",
            "--exit-on-error",
            "-d",
            _name(),
            str(source),
        ]
    )


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(command: list[str]) -> None:
    config = connection.settings_dict
    environment = {
        **os.environ,
        "PGDATABASE": str(config["NAME"]),
        "PGUSER": str(config["USER"]),
        "PGPASSWORD": str(config["PASSWORD"]),
        "PGHOST": str(config["HOST"]),
        "PGPORT": str(config["PORT"]),
    }
    connection.close()
    program = shutil.which(command[0])
    if program is None:
        raise BackupRefused(f"Cần chương trình {command[0]} (gói postgresql-client).")
    done = subprocess.run(  # noqa: S603 -- pg_dump and pg_restore, no shell
        [program, *command[1:]], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupRefused(f"{command[0]}: {done.stderr.strip()}")
