"""The product served for a browser: one gunicorn per test process, its database fresh for each test."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.support.postgres import die_with_parent, free_port

START_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """The running product. ``url`` has no slash at its end."""

    url: str
    log: Path

    def session_cookie(self, user) -> dict[str, str]:
        """A signed-in session of ``user``, as Playwright's ``context.add_cookies([…])`` takes it."""
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        return {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.url}


def _answers(port: int) -> bool:
    try:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        link.request("HEAD", "/static/none")
        link.getresponse()
        link.close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def _server() -> Generator[Site]:
    port = free_port()
    log = Path(os.environ["TDKT_HOME"]) / "web.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "tdkt.config.wsgi:application"),
                *("--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "4"),
            ],
            cwd=settings.SOURCE.parents[1],  # there the settings of `tests.support` are importable
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 -- prctl only
        )
    try:
        until = time.monotonic() + START_SECONDS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"Trang web của kiểm thử không chạy được:\n{log.read_text()[-3000:]}")
            time.sleep(0.1)
        yield Site(f"http://127.0.0.1:{port}", log)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def live_site(own_database, _server) -> Site:
    """The product on a fresh migrated database; rows the test makes are rows the browser sees."""
    return _server


@pytest.fixture
def demo_site(own_demo_database, _server) -> Site:
    """The product on a fresh copy of Lai Châu 2022."""
    return _server
