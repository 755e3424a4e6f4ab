"""Loaded by ``pytest -p``, before Django reads its settings: a data folder and a database server.

``TDKT_TEST_DB`` (``sqlite``, the default, or ``postgresql``) chooses the database of the run. The
controlling process makes both; xdist's workers inherit them and take a data folder each.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.postgres import Cluster

ROOT = "TDKT_TEST_ROOT"  # the run's folder; set means that a parent process has prepared the run
SERVER = "TDKT_TEST_SERVER"  # postgresql://user:password@host:port of the run's own cluster

_started: list[Cluster] = []
_made: list[Path] = []


def database_kind() -> str:
    kind = os.environ.get("TDKT_TEST_DB", "sqlite")
    if kind not in {"sqlite", "postgresql"}:
        raise pytest.UsageError(f"TDKT_TEST_DB={kind!r}: hãy viết 'sqlite' hoặc 'postgresql'.")
    return kind


def _begin_run() -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # "kill" tidies up as Ctrl-C does
    root = Path(tempfile.mkdtemp(prefix="tdkt-test-"))
    _made.append(root)
    os.environ[ROOT] = str(root)
    if database_kind() == "postgresql":
        cluster = Cluster()
        _started.append(cluster)
        os.environ[SERVER] = cluster.start()


def _begin_process() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    home = Path(os.environ[ROOT]) / worker
    home.mkdir(exist_ok=True)
    os.environ["TDKT_HOME"] = str(home)
    os.environ["TDKT_DEV"] = "true"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # Playwright keeps an event loop in this thread
    )
    os.environ.pop("DATABASE_URL", None)
    if database_kind() == "postgresql":
        os.environ["DATABASE_URL"] = f"{os.environ[SERVER]}/tdkt_{worker}"


@pytest.hookimpl(wrapper=True)  # a wrapper runs before pytest-django's own, however early that is
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    if ROOT not in os.environ:
        _begin_run()
    _begin_process()
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    while _started:
        _started.pop().stop()
    while _made:
        shutil.rmtree(_made.pop(), ignore_errors=True)


def pytest_report_header() -> str:
    return f"database: {database_kind()}"
