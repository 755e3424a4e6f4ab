"""Heads of the ledger written down outside the database, so that removal of the last rows shows too."""

from datetime import UTC, datetime
from pathlib import Path

from tdkt.kernel.ledger import Head, ledger_heads

FILE = "ledger-heads"


def heads_save(*, home: Path, at: datetime) -> Path:
    """Append the end of every chain to ``home/ledger-heads``; one line each: time, authority, row, hash."""
    file = home / FILE
    stamp = at.astimezone(UTC).isoformat(timespec="seconds")
    with file.open("a", encoding="ascii") as out:
        for head in ledger_heads():
            out.write(f"{stamp} {head.authority} {head.seq} {head.hash}\n")
    return file


def heads_read(*, home: Path) -> list[Head]:
    """Every head ever saved there. Raises ValueError naming the line that cannot be read."""
    file = home / FILE
    if not file.exists():
        return []
    heads = []
    for number, line in enumerate(file.read_text("ascii").splitlines(), start=1):
        parts = line.split()
        if len(parts) != 4 or not (parts[1].isdigit() and parts[2].isdigit()):
            raise ValueError(f"{file}: dòng {number} không đọc được: {line!r}")
        heads.append(Head(int(parts[1]), int(parts[2]), parts[3], f"{FILE}, dòng {number}"))
    return heads
