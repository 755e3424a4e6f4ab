"""A private PostgreSQL server for one test run, on a free port, in a folder of its own."""

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

PR_SET_PDEATHSIG = 1
START_SECONDS = 30
TRIES = 3  # another program may take the free port between the asking and the starting


def binaries() -> Path:
    """The folder of ``initdb`` and ``postgres``: the newest of Debian's, else that of the PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: float(path.parts[4]), default=None)
    found = newest or shutil.which("initdb")
    if not found:
        raise pytest.UsageError("Không thấy initdb của PostgreSQL; hãy chạy: tools/need.sh tests")
    return Path(found).resolve().parent


def server_user() -> str | None:
    """PostgreSQL refuses to run as root; another user's server runs as that user."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def die_with_parent() -> None:
    """Runs in the child: stop when the process that started it is gone, even by ``kill -9``."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


class Cluster:
    """Started once a run by the controlling process, and always stopped by it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tdkt-pg-"))
        self.user = server_user()
        self.password = secrets.token_hex(16)
        self.process: subprocess.Popen | None = None

    def start(self) -> str:
        """Make the cluster and start it; the address is without a database name."""
        try:
            self._make()
            for _ in range(TRIES):
                port = free_port()
                if self._serve(port):
                    return f"postgresql://tdkt:{self.password}@127.0.0.1:{port}"
            log = (self.folder / "log").read_text("utf-8", "replace")[-2000:]
            raise pytest.UsageError(f"PostgreSQL của kiểm thử không chạy được:\n{log}")
        except BaseException:
            self.stop()
            raise

    def _make(self) -> None:
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        if self.user:
            owner = pwd.getpwnam(self.user)
            for path in (self.folder, password_file):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        done = subprocess.run(
            [
                binaries() / "initdb",
                *("-D", self.folder / "data", "-U", "tdkt", "--pwfile", password_file),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
            ],
            user=self.user,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise pytest.UsageError(f"initdb không tạo được cụm PostgreSQL:\n{done.stderr}")

    def _serve(self, port: int) -> bool:
        options = {
            "port": port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder,
            "max_connections": 60,
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "timezone": "Asia/Ho_Chi_Minh",
        }
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    binaries() / "postgres",
                    *("-D", self.folder / "data"),
                    *(f"--{name}={value}" for name, value in options.items()),
                ],
                user=self.user,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches pytest alone, which then stops us in order
                preexec_fn=die_with_parent,  # noqa: PLW1509 -- no thread is running yet
            )
        until = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < until:
            try:
                with psycopg.connect(
                    host="127.0.0.1",
                    port=port,
                    user="tdkt",
                    password=self.password,
                    dbname="postgres",
                ):
                    return True
            except psycopg.OperationalError:
                time.sleep(0.05)
        self._end_process()
        return False

    def _end_process(self) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # "fast": ends sessions, then stops
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def stop(self) -> None:
        self._end_process()
        shutil.rmtree(self.folder, ignore_errors=True)
