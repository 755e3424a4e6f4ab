"""The web and one worker as child processes; both end together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from django.core.management import call_command

WAIT = 30.0  # seconds the web may take to answer before serving counts as failed


def free_port(host: str, wanted: int, *, tries: int = 50) -> int:
    """``wanted``, or the next port above it that nothing listens on. Raises OSError when all are taken."""
    for port in range(wanted, wanted + tries):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OSError(f"Các cổng từ {wanted} đến {wanted + tries - 1} đều đang được dùng.")


def collect_static() -> None:
    """Put the browser's files where the web serves them from; unchanged files cost nothing."""
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(
    *,
    host: str,
    port: int,
    workers: int = 2,
    with_worker: bool = True,
    on_ready: Callable[[str], None],
    environment: dict[str, str] | None = None,
) -> int:
    """Serve in the foreground until interrupted; returns the exit status of the process that ended first.

    ``on_ready`` is called once with the address, after the web has answered.
    """
    collect_static()
    child_environment = {**os.environ, **(environment or {})}
    commands: list[Sequence[str]] = [
        [
            sys.executable, "-m", "gunicorn", "tdkt.config.wsgi:application", "--bind", f"{host}:{port}",
            "--workers", str(workers), "--worker-class", "sync", "--log-level", "warning", "--timeout", "120",
        ]
    ]  # fmt: skip
    if with_worker:
        commands.append(worker_command())
    children = [subprocess.Popen(command, env=child_environment) for command in commands]  # noqa: S603 -- our own

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        _wait_until_answering(host, port, children[0])
        on_ready(f"http://{host}:{port}")
        while True:
            for child in children:
                if (status := child.poll()) is not None:
                    return status
            time.sleep(0.3)
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                child.kill()


def worker_command() -> list[str]:
    """The command that takes jobs from the database's queue."""
    return [sys.executable, "-m", "django", "db_worker", "--no-startup-delay"]


def _wait_until_answering(host: str, port: int, web: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if web.poll() is not None:
            raise RuntimeError(f"Máy chủ web dừng ngay khi khởi động (mã {web.returncode}).")
        link = HTTPConnection(host, port, timeout=5)
        try:
            link.request("GET", "/suc-khoe/")
            if link.getresponse().status == HTTPStatus.OK:
                return
        except OSError:
            pass  # not listening yet
        finally:
            link.close()
        time.sleep(0.2)
    raise RuntimeError(f"Máy chủ web không trả lời trong {WAIT:.0f} giây.")


def home_ready(home: Path) -> None:
    """The data folder with its parts; only the owner reads the keys."""
    for part in ("files", "keys", "outbox", "backups"):
        (home / part).mkdir(parents=True, exist_ok=True)
    (home / "keys").chmod(0o700)
