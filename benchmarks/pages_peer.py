"""The awards list at 1.000.000 honours against pretalx's submission list at 10.000, one client, same run.

Both are the signed-in list page of a finished product: session, rights, menu, filters, 50 rows. Both run under
gunicorn with two sync workers on SQLite with their static files collected; one client asks page after page.
"""

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from support import Bench, Claim, free_port, main, number, say

HONOURS, SUBMISSIONS = 1_000_000, 10_000
TIMES = 5
SECONDS, WARM = 15.0, 8  # of measuring, and requests before it
START_SECONDS = 90


@dataclass(frozen=True)
class Speed:
    """Requests a second of one client; p95 in milliseconds; bytes and table rows of the page."""

    rps: float
    p95: float
    size: int
    rows: int

    def __str__(self) -> str:
        return f"{self.rps:.2f} yêu cầu/giây, p95 {self.p95:.0f} ms, {self.size / 1024:.0f} KB, {self.rows} dòng bảng"


def claims(bench: Bench) -> list[Claim]:
    theirs = _pretalx(bench, bench.size(SUBMISSIONS, 2_000))
    honours = bench.size(HONOURS, 20_000)
    ours = _ours(bench, honours)
    return [
        Claim.at_least(
            f"Danh sách khen thưởng ({number(honours)}) và danh sách bài của pretalx, SQLite",
            ours=f"{number(ours.rps)} yêu cầu/giây", peer=f"pretalx {number(theirs.rps)} yêu cầu/giây",
            ratio=ours.rps / theirs.rps, bar=TIMES,
        )
    ]  # fmt: skip


def _ours(bench: Bench, honours: int) -> Speed:
    store = bench.volume("sqlite", honours)
    session = bench.run("pages_ours.py", env=store.env)
    speed = _served(
        bench, "tdkt.config.wsgi:application", store.env, session["path"], session["cookie"]
    )
    say(f"  ta, {number(honours)} lượt: {speed}")
    return speed


def _pretalx(bench: Bench, submissions: int) -> Speed:
    home = bench.folder / "pretalx"
    home.mkdir()
    config = home / "pretalx.cfg"
    config.write_text(
        f"[filesystem]\ndata={home}\nstatic={home / 'static'}\n"
        "[site]\ndebug=False\nurl=http://127.0.0.1\nsecret=do-toc-do\n"
        f"[database]\nbackend=sqlite3\nname={home / 'db.sqlite3'}\n"
    )
    env = {
        "DJANGO_SETTINGS_MODULE": "pretalx.settings", "PRETALX_CONFIG_FILE": str(config), "PRETALX_NO_INITIAL_LOG": "1",
    }  # fmt: skip
    session = bench.run("pages_pretalx.py", str(submissions), env=env)
    speed = _served(bench, "pretalx.wsgi:application", env, session["path"], session["cookie"])
    say(f"  pretalx, {number(submissions)} bài: {speed}")
    return speed


def _served(bench: Bench, wsgi: str, env: Mapping[str, str], path: str, cookie: str) -> Speed:
    port = free_port()
    command = [
        "-m",
        "gunicorn",
        wsgi,
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "2",
        "--timeout",
        "120",
    ]
    log = f"{wsgi.partition('.')[0]}.log"
    with bench.serving(command, env=env, log=log) as server:
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                return _asked(port, path, cookie)
            except ConnectionRefusedError:
                if server.poll() is not None or time.monotonic() > until:
                    said = Path(bench.folder / log).read_text("utf-8", "replace")[-2000:]
                    raise RuntimeError(f"{wsgi} không chạy được:\n{said}") from None
                time.sleep(0.2)


def _asked(port: int, path: str, cookie: str) -> Speed:
    for _ in range(WARM):
        body = _get(port, path, cookie)
    taken = []
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until or len(taken) < 20:
        started = time.perf_counter()
        body = _get(port, path, cookie)
        taken.append(time.perf_counter() - started)
    return Speed(
        len(taken) / sum(taken),
        quantiles(taken, n=20)[-1] * 1000,
        len(body),
        body.count(b"<tr") - 1,
    )


def _get(port: int, path: str, cookie: str) -> bytes:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        link.request("GET", path, headers={"Cookie": cookie})
        response = link.getresponse()
        body = response.read()
    finally:
        link.close()
    if response.status != 200:
        raise RuntimeError(
            f"{path}: trả lời {response.status}, {response.headers.get('Location', '')}"
        )
    return body


if __name__ == "__main__":
    main(claims)
