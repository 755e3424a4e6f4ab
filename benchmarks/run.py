"""All benchmarks, or those named: each promise of speed and memory beside its peer, in one run.

    make bench                                    everything (about half an hour)
    .venv/bin/python benchmarks/run.py imports    some of it
    .venv/bin/python benchmarks/run.py --write    everything, and keep the table in benchmarks/results.md

Ends with the table of what was measured; the exit status is 1 when a promise is not kept or could not be measured.
"""

import argparse
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from subprocess import run

import growth
import imports
import law
import law_db
import lists
import pages_peer
import papers
from support import HERE, ROOT, Bench, Claim, arguments, binaries, opened, say, table, verdict

ALL: dict[str, Callable[[Bench], Iterable[Claim]]] = {
    "papers": papers.claims,
    "imports": imports.claims,
    "lists": lists.claims,
    "law": law.claims,
    "law_db": law_db.claims,
    "pages_peer": pages_peer.claims,
    "growth": growth.claims,
}


def measured(name: str, bench: Bench) -> list[Claim]:
    """The claims of one file; one that breaks is a promise not shown, and the others still run."""
    say(f"{name}: {(sys.modules[ALL[name].__module__].__doc__ or '').splitlines()[0]}")
    started = time.perf_counter()
    made: list[Claim] = []
    try:
        made.extend(ALL[name](bench))
    except (RuntimeError, OSError) as error:
        say(f"  {error}")
        made.append(Claim(f"{name}: không đo hết (xem lỗi ở trên)", "–", met=False))
    say(f"  hết {time.perf_counter() - started:.0f} giây")
    return made


def machine() -> str:
    """What the figures were measured on."""
    cpu = next(
        (
            line.split(":")[1].strip()
            for line in _lines("/proc/cpuinfo")
            if line.startswith("model name")
        ),
        "?",
    )
    memory = next(
        (int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0
    )
    postgres = run(
        [binaries() / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout.split()
    commit = run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return (
        f"{os.cpu_count()} × {cpu}, {memory / 2**20:.0f} GiB, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, PostgreSQL {postgres[2]}, mã nguồn {commit.stdout.strip() or '?'}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text("utf-8").splitlines() if Path(path).exists() else []


def keep(claims: list[Claim], *, load: float) -> None:
    """Write the table with the machine's facts beside it."""
    day = datetime.now(tz=UTC).strftime("%d/%m/%Y")
    (HERE / "results.md").write_text(
        f"# Lần đo gần nhất\n\n`benchmarks/run.py --write`, ngày {day}. Máy: {machine()}. "
        f"Tải của máy lúc bắt đầu: {load:.1f}.\n\n{table(claims)}\n",
        "utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Đo tốc độ và bộ nhớ, mỗi lời hứa cạnh đối thủ trong cùng lượt."
    )
    parser.add_argument(
        "names", nargs="*", metavar="tên", help=f"chỉ những phép đo này: {', '.join(ALL)}"
    )
    parser.add_argument("--write", action="store_true", help="ghi bảng vào benchmarks/results.md")
    arguments(parser)
    asked = parser.parse_args()
    if unknown := set(asked.names) - ALL.keys():
        parser.error(f"không có phép đo {', '.join(sorted(unknown))}; có {', '.join(ALL)}")
    if asked.write and asked.quick:
        parser.error("--quick chỉ để thử phép đo, không ghi thành kết quả")
    load = os.getloadavg()[0]
    with opened(asked) as bench:
        say(f"Máy: {machine()}; tải {load:.1f}")
        claims = [claim for name in asked.names or ALL for claim in measured(name, bench)]
        if asked.write:
            keep(claims, load=load)
    raise SystemExit(verdict(claims))


if __name__ == "__main__":
    main()
