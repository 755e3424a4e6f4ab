"""What every benchmark stands on: databases of its own, measured child processes, claims and their table.

A claim file has ``claims(bench)``, which gives its claims one by one, and ends with ``support.main(claims)``. It runs
in ``.venv`` and measures nothing itself: each side of a claim runs in a process of its own (``Bench.run``), on the
libraries of ``.bench``, where the peers are installed too.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psycopg

HERE = Path(__file__).resolve().parent
WORKERS = HERE / "workers"
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from tests.support.postgres import Cluster, binaries, die_with_parent, free_port  # noqa: E402 -- found from ROOT

__all__ = ["Bench", "Claim", "Store", "binaries", "die_with_parent", "free_port", "main", "table"]

PYTHON = ROOT / ".bench" / "bin" / "python"
# Keys for made-up data: they spare every process a key folder.
KEYS = dict.fromkeys(("TDKT_SECRET_KEY", "TDKT_FIELD_KEY", "TDKT_LOOKUP_KEY"), "do-toc-do-" * 4)
VENDORS = ("sqlite", "postgresql")
VENDOR_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Claim:
    """One promise as measured. ``ratio`` is ours over theirs in the promise's own sense, or None without a peer.

    ``ours``, ``peer`` and ``bar`` are for reading; ``met`` is the verdict, None for a figure that promises nothing.
    """

    what: str
    ours: str
    peer: str = "–"
    ratio: float | None = None
    bar: str = "–"
    met: bool | None = None

    @classmethod
    def at_least(cls, what: str, *, ours: str, peer: str, ratio: float, bar: float) -> "Claim":
        """``ratio`` times better than the peer, promised ``bar`` times."""
        return cls(what, ours, peer, ratio, f"≥ {number(bar)} lần", ratio >= bar)

    @classmethod
    def below(cls, what: str, *, value: float, bar: float, unit: str) -> "Claim":
        """A value of ours under a bar, in one unit."""
        return cls(what, f"{number(value)} {unit}", bar=f"< {number(bar)} {unit}", met=value < bar)


@dataclass(frozen=True)
class Store:
    """One database of ours: its vendor and the environment a process needs to use it."""

    vendor: str
    env: Mapping[str, str]

    @property
    def home(self) -> Path:
        return Path(self.env["TDKT_HOME"])

    @property
    def name(self) -> str:
        return VENDOR_NAMES[self.vendor]


@dataclass
class Bench:
    """One run: a folder, a PostgreSQL server, and how big the measurements are."""

    folder: Path
    quick: bool
    cluster: str
    volumes: Path
    _stores: dict[tuple[str, int], Store] = field(default_factory=dict)

    def size(self, full: int, quick: int) -> int:
        return quick if self.quick else full

    # --- databases ---------------------------------------------------------------------------------

    def store(self, vendor: str, name: str) -> Store:
        """An empty, not yet migrated database."""
        home = self.folder / f"{vendor}-{name}"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        return self._opened(vendor, home, name)

    def copied(self, store: Store, name: str) -> Store:
        """A copy of a database nobody has open; the original stays as it is for the next measurement."""
        home = self.folder / f"{store.vendor}-{name}"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(store.home, home)
        return self._opened(store.vendor, home, name, template=_database_of(store))

    def dropped(self, store: Store) -> None:
        """Give the room back."""
        if store.vendor == "postgresql":
            self._sql(f'DROP DATABASE IF EXISTS "{_database_of(store)}" WITH (FORCE)')
        shutil.rmtree(store.home, ignore_errors=True)

    def volume(self, vendor: str, honours: int) -> Store:
        """The big invented province of ``volume.py``, filled once a run (SQLite: once for ``--volumes``)."""
        if (vendor, honours) not in self._stores:
            home = self.volumes / f"{vendor}-{honours}-{_shape()}"
            home.mkdir(parents=True, exist_ok=True)
            store = self._opened(vendor, home, f"volume-{honours}")
            started = time.perf_counter()
            self.run(HERE / "volume.py", "--honours", str(honours), env=store.env, django=False)
            say(
                f"  dữ liệu {number(honours)} lượt, {store.name}: {time.perf_counter() - started:.0f} giây"
            )
            self._stores[vendor, honours] = store
        return self._stores[vendor, honours]

    def _opened(self, vendor: str, home: Path, name: str, *, template: str = "") -> Store:
        env = {"TDKT_HOME": str(home), "TDKT_DEV": "true", "DATABASE_URL": ""}
        if vendor == "postgresql":
            env["DATABASE_URL"] = f"{self.cluster}/{name}"
            if template or not self._sql("SELECT 1 FROM pg_database WHERE datname = %s", name):
                self._sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
                self._sql(
                    f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else "")
                )
        return Store(vendor, env)

    def _sql(self, statement: str, *values: str) -> list[Any]:
        with psycopg.connect(f"{self.cluster}/postgres", autocommit=True) as link:
            cursor = link.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    # --- processes ---------------------------------------------------------------------------------

    def run(
        self,
        script: Path | str,
        *args: str,
        env: Mapping[str, str] | None = None,
        django: bool = True,
    ) -> Any:
        """Run a script to its end; what it gave to ``boot.answer``. ``django``: started with Django ready.

        Raises RuntimeError with the last lines it wrote when it fails.
        """
        path = WORKERS / script if isinstance(script, str) else script
        answer = self.folder / "answer.json"
        answer.unlink(missing_ok=True)
        command = [str(PYTHON), *([str(WORKERS / "boot.py")] if django else []), str(path), *args]
        done = subprocess.run(
            command, env=environment(env, answer=answer), capture_output=True, text=True, check=False,
            cwd=ROOT, preexec_fn=die_with_parent,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(
                f"{path.name} {' '.join(args)}:\n{(done.stdout + done.stderr)[-3000:]}"
            )
        return json.loads(answer.read_text("utf-8")) if answer.exists() else None

    @contextmanager
    def serving(
        self, command: Sequence[str], *, env: Mapping[str, str], log: str
    ) -> Iterator[subprocess.Popen[bytes]]:
        """A server under ``.bench`` while the block runs; always ended."""
        with (self.folder / log).open("wb") as out:
            process = subprocess.Popen(
                [str(PYTHON), *command],
                env=environment(env),
                stdout=out,
                stderr=out,
                cwd=ROOT,
                preexec_fn=die_with_parent,  # noqa: PLW1509 -- prctl only
            )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def environment(env: Mapping[str, str] | None, *, answer: Path | None = None) -> dict[str, str]:
    """This process's environment with what a measured process needs."""
    made = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "tdkt.config.settings", "PYTHONHASHSEED": "0", **KEYS, **(env or {}),
    }  # fmt: skip
    made["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "src"), str(WORKERS)))
    if answer is not None:
        made["BENCH_ANSWER"] = str(answer)
    return made


def _shape() -> str:
    """Changes when the tables or the filling of the big province do, so that kept data is never of another shape."""
    made = hashlib.sha256((HERE / "volume.py").read_bytes())
    for path in sorted((ROOT / "src").rglob("migrations/*.py")):
        made.update(path.read_bytes())
    return made.hexdigest()[:8]


def _database_of(store: Store) -> str:
    return store.env["DATABASE_URL"].rsplit("/", 1)[-1]


# --- saying it -----------------------------------------------------------------------------------


def say(line: str) -> None:
    print(line, flush=True)


def number(value: float) -> str:
    """A number the Vietnamese way: whole above 100, else with as many places as tell it apart."""
    places = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2
    text = f"{value:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,"))


def table(claims: Sequence[Claim]) -> str:
    """The claims as a Markdown table, columns in line."""
    rows = [("Lời hứa", "Ta", "Đối thủ", "Tỉ số", "Mức hứa", "Đạt?")]
    for claim in claims:
        ratio = "–" if claim.ratio is None else f"{number(claim.ratio)} lần"
        met = {True: "đạt", False: "KHÔNG ĐẠT", None: "–"}[claim.met]
        rows.append((claim.what, claim.ours, claim.peer, ratio, claim.bar, met))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def verdict(claims: Sequence[Claim]) -> int:
    """Print the table; the exit status."""
    say("")
    say(table(claims))
    failed = [claim for claim in claims if claim.met is False]
    for claim in failed:
        say(f"KHÔNG ĐẠT: {claim.what}: {claim.ours}, mức hứa {claim.bar}.")
    return 1 if failed else 0


# --- running -------------------------------------------------------------------------------------


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quick", action="store_true", help="số dòng nhỏ, để thử phép đo; không phải kết quả"
    )
    parser.add_argument(
        "--volumes", type=Path, help="thư mục giữ dữ liệu lớn của SQLite cho lần sau"
    )


@contextmanager
def opened(asked: argparse.Namespace) -> Iterator[Bench]:
    """A bench with its own server and folder; both are gone afterwards."""
    if not PYTHON.exists():
        raise SystemExit("Chưa có .bench: hãy chạy `make bench`.")
    folder = Path(tempfile.mkdtemp(prefix="tdkt-bench-"))
    cluster = Cluster()
    try:
        yield Bench(folder, asked.quick, cluster.start(), asked.volumes or folder)
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def main(claims: Callable[[Bench], Iterable[Claim]]) -> None:
    """Run one claim file by itself."""
    parser = argparse.ArgumentParser()
    arguments(parser)
    with opened(parser.parse_args()) as bench:
        raise SystemExit(verdict(list(claims(bench))))


def as_json(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    return [asdict(claim) for claim in claims]
