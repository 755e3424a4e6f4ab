"""Databases for tests: one migrated and rolled back after each test, or a copy to commit to.

The ledger's triggers refuse DELETE and TRUNCATE, so nothing here ever flushes: a test that needs real
commits (a browser, a second process, two connections) asks for ``own_database`` and gets a fresh copy.
"""

import os
import shutil
import sqlite3
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import setup_databases, teardown_databases
from psycopg import sql

if TYPE_CHECKING:
    from tdkt.organisations.models import Authority

EVERYDAY_NAME = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
):
    """Replaces pytest-django's, which makes no database when only ``own_database`` is asked for."""
    request.config.stash[EVERYDAY_NAME] = str(connection.settings_dict["NAME"])
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set()
        )
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def _point_orm_at(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _server_do(*statements: sql.Composed) -> None:
    with psycopg.connect(f"{os.environ['TDKT_TEST_SERVER']}/postgres", autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def _copy(source: str, target: str) -> None:
    """Make ``target`` the migrated database ``source`` again, whoever is connected to it."""
    if connection.vendor == "postgresql":
        names = {"source": sql.Identifier(source), "target": sql.Identifier(target)}
        leave = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
        _server_do(
            leave.format(sql.Literal(source)),  # a copy needs the source to itself
            sql.SQL("DROP DATABASE IF EXISTS {target} WITH (FORCE)").format(**names),
            sql.SQL("CREATE DATABASE {target} TEMPLATE {source}").format(**names),
        )
        return
    fresh = Path(f"{target}.fresh")
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as old, sqlite3.connect(fresh) as new:
        old.backup(new)
    old.close()
    new.close()
    _remove(target)
    shutil.move(fresh, target)


def _remove(target: str) -> None:
    if connection.vendor == "postgresql":
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        _server_do(drop.format(sql.Identifier(target)))
        return
    for suffix in ("-wal", "-shm", ""):
        Path(target + suffix).unlink(missing_ok=True)


@pytest.fixture
def own_database(request, django_db_setup, django_db_blocker) -> Generator[str]:
    """A fresh migrated database that this test may commit to; the ORM points at it until the end.

    Every other process started from the test (``tdkt …``, the web server) finds the same database,
    since it lies where ``TDKT_HOME`` or ``DATABASE_URL`` say. Yields its name.
    """
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail("own_database replaces db and django_db; ask for one of them.")
    migrated = str(connection.settings_dict["NAME"])
    everyday = request.config.stash[EVERYDAY_NAME]
    _point_orm_at(everyday)  # closes the last connection to the one that is copied
    _copy(migrated, everyday)
    try:
        with django_db_blocker.unblock():
            yield everyday
    finally:
        _point_orm_at(migrated)
        _remove(everyday)


@pytest.fixture(scope="session")
def demo_database(request, django_db_setup, django_db_blocker) -> Generator[str]:
    """A database with Lai Châu 2022 loaded, once a process; tests go through ``demo_world`` or ``demo_site``."""
    migrated = str(connection.settings_dict["NAME"])
    everyday = request.config.stash[EVERYDAY_NAME]
    name = (
        everyday.replace(".sqlite3", "-demo.sqlite3")
        if ".sqlite3" in everyday
        else f"{everyday}_demo"
    )
    _point_orm_at(name)
    _copy(migrated, name)
    from tdkt.demo.load import demo_load  # noqa: PLC0415 -- needs models

    with django_db_blocker.unblock():
        demo_load(at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
    _point_orm_at(migrated)
    yield name
    _remove(name)


@pytest.fixture
def demo_world(request, demo_database, django_db_blocker) -> Generator["Authority"]:
    """The demo's authority, the ORM on its database; whatever the test writes is rolled back."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail("demo_world replaces db and django_db; ask for one of them.")
    migrated = str(connection.settings_dict["NAME"])
    _point_orm_at(demo_database)
    try:
        from tdkt.organisations.models import Authority  # noqa: PLC0415 -- needs models

        with django_db_blocker.unblock(), transaction.atomic():
            yield Authority.objects.get(is_demo=True)
            transaction.set_rollback(True)
    finally:
        _point_orm_at(migrated)


@pytest.fixture
def own_demo_database(request, demo_database, django_db_blocker) -> Generator[str]:
    """As ``own_database``, with Lai Châu 2022 in it."""
    migrated = str(connection.settings_dict["NAME"])
    everyday = request.config.stash[EVERYDAY_NAME]
    _point_orm_at(everyday)
    _copy(demo_database, everyday)
    try:
        with django_db_blocker.unblock():
            yield everyday
    finally:
        _point_orm_at(migrated)
        _remove(everyday)
