"""Serving on a free port; a backup that comes back whole and never carries the keys."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import tarfile

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tdkt.kernel.guards import drop_statements
from tdkt.kernel.ledger import ledger_heads
from tdkt.runtime.backup import BackupRefused, backup, restore
from tdkt.runtime.doctor import examine
from tdkt.runtime.serve import free_port
from tests.factories import AT, make_authority, make_honour


def test_a_taken_port_gives_the_next_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < free_port("127.0.0.1", port) < port + 50


def test_when_every_port_is_taken_the_message_says_which():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"từ {port} đến {port}"):
            free_port("127.0.0.1", port, tries=1)


def test_a_backup_carries_database_files_and_heads_but_no_key(own_database, tmp_path):
    authority = make_authority()
    make_honour(authority)
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    (settings.MEDIA_ROOT / "kem-theo.txt").write_text("tệp kèm theo")
    about = backup(to=tmp_path / "sao-luu.tgz", at=AT)
    with tarfile.open(tmp_path / "sao-luu.tgz") as archive:
        names = archive.getnames()
        said = json.load(archive.extractfile("about.json"))
    assert {"about.json", "database", "files/kem-theo.txt"} <= set(names)
    assert not [name for name in names if "keys" in name.split("/")]
    assert said == about
    assert said["heads"] == [
        {"authority": h.authority, "seq": h.seq, "hash": h.hash} for h in ledger_heads()
    ]


@pytest.mark.django_db
def test_a_backup_never_overwrites_a_file(tmp_path):
    (tmp_path / "sao-luu.tgz").write_text("của ai đó")
    with pytest.raises(BackupRefused, match="đã có"):
        backup(to=tmp_path / "sao-luu.tgz", at=AT)
    assert (tmp_path / "sao-luu.tgz").read_text() == "của ai đó"


def test_a_backup_is_not_restored_over_records(own_database, tmp_path):
    make_authority()
    backup(to=tmp_path / "sao-luu.tgz", at=AT)
    with pytest.raises(BackupRefused, match="cơ sở dữ liệu trống"):
        restore(source=tmp_path / "sao-luu.tgz")


@pytest.mark.django_db
def test_a_file_that_is_no_backup_is_refused(tmp_path):
    (tmp_path / "la.tgz").write_bytes(b"khong phai tep nen")
    with pytest.raises(BackupRefused, match="không phải tệp sao lưu"):
        restore(source=tmp_path / "la.tgz")


def test_a_backup_comes_back_whole_in_another_installation(own_database, tmp_path):
    """Made here, restored by the command in an empty installation, and its ledger verified there."""
    make_honour(make_authority("lai-chau"))
    backup(to=tmp_path / "sao-luu.tgz", at=AT)
    environment = empty_installation(own_database, tmp_path)

    restored = tdkt("restore", str(tmp_path / "sao-luu.tgz"), environment=environment)
    assert (restored.returncode, restored.stdout.strip()) == (
        0,
        "Đã phục hồi; nhật ký nguyên vẹn.",
    ), restored.stderr
    verified = tdkt("ledger", "verify", environment=environment)
    assert (verified.returncode, verified.stdout.strip()) == (0, "✓ Nhật ký nguyên vẹn.")
    heads = (tmp_path / "khac" / "ledger-heads").read_text().split()
    assert heads[2:] == [str(ledger_heads()[0].seq), ledger_heads()[0].hash]


def test_verify_fails_by_name_after_a_row_is_edited_with_the_databases_own_shell(own_database):
    make_honour(make_authority("lai-chau"))
    shell(
        *drop_statements(connection.vendor, "kernel_ledgerentry"),
        "UPDATE kernel_ledgerentry SET reason = 'sửa lén' WHERE seq = 1",
    )
    verified = tdkt("ledger", "verify", environment=dict(os.environ))
    assert verified.returncode == 1
    assert "dòng 1 đã bị sửa" in " ".join(verified.stderr.split())


@pytest.mark.django_db
def test_the_doctor_finds_this_installation_fit():
    assert [finding for finding in examine() if not finding.ok] == []


def tdkt(*arguments, environment):
    program = [sys.executable, "-m", "tdkt.cli", *arguments]
    environment = {k: v for k, v in environment.items() if not k.startswith("DJANGO_SETTINGS")}
    return subprocess.run(program, env=environment, capture_output=True, text=True)


def shell(*statements):
    """The database's own shell, as somebody would use who goes round the product."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        with sqlite3.connect(config["NAME"]) as database:
            for statement in statements:
                database.execute(statement)
        database.close()
        return
    url = f"postgresql://{config['USER']}@{config['HOST']}:{config['PORT']}/{config['NAME']}"
    commands = [argument for statement in statements for argument in ("-c", statement)]
    done = subprocess.run(
        ["psql", "-v", "ON_ERROR_STOP=1", *commands, url],
        env={**os.environ, "PGPASSWORD": config["PASSWORD"]}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def empty_installation(own_database, tmp_path):
    """The environment of an installation with nothing in it, of the same kind of database."""
    environment = {**os.environ, "TDKT_HOME": str(tmp_path / "khac")}
    if connection.vendor == "postgresql":
        server = os.environ["TDKT_TEST_SERVER"]
        name = f"{own_database}_khac"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as link:
            link.execute(f"DROP DATABASE IF EXISTS {name}")
            link.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        environment["DATABASE_URL"] = f"{server}/{name}"
    return environment
