"""Importing 100.000 honour lines from .xlsx, from file path to commit, against django-import-export.

Same file, same model, same database with the same people, units and decisions; rows a second of the whole act, each
side's own reader included. Ours takes the file in, checks every row, stages, writes with ledger and digests; the peer
imports once, without its preview. Its default mode is measured on the list's first rows (its cost a row does not
depend on how many there are); its tuned bulk mode on the whole list. What both have written is compared.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support import VENDORS, Bench, Claim, Store, main, number, say

ROWS, DEFAULT_ROWS = 100_000, 5_000
OVER_DEFAULT, OVER_TUNED = 15, 2
MEMORY = 600  # MiB


def claims(bench: Bench) -> Iterator[Claim]:
    rows, few = bench.size(ROWS, 4_000), bench.size(DEFAULT_ROWS, 500)
    whole, slice_ = _list(bench, rows), _list(bench, few)
    for vendor in VENDORS:
        ready = bench.store(vendor, "import-ready")
        bench.run("import_prepare.py", str(rows), "known", env=ready.env)
        tuned = _peer(bench, ready, whole, "tuned")
        ours = _ours(bench, ready, whole)
        default = _peer(bench, ready, slice_, "default")
        if (ours["rows"], ours["digest"]) != (tuned["rows"], tuned["digest"]):
            raise RuntimeError(
                f"{ready.name}: hai bên ghi khác nhau ({ours['rows']} và {tuned['rows']} dòng)."
            )
        bench.dropped(ready)
        yield from _claims(ready.name, ours, default, tuned)


def _claims(
    name: str, ours: dict[str, Any], default: dict[str, Any], tuned: dict[str, Any]
) -> list[Claim]:
    what = f"Nhập {number(ours['rows'])} dòng .xlsx, {name}"
    speed, default_speed, tuned_speed = (
        side["rows"] / side["seconds"] for side in (ours, default, tuned)
    )
    shown = f"{number(round(speed))} dòng/giây"
    return [
        Claim.at_least(
            f"{what}: import-export mặc định ({number(default['rows'])} dòng)",
            ours=shown, peer=f"{number(round(default_speed))} dòng/giây",
            ratio=speed / default_speed, bar=OVER_DEFAULT,
        ),
        Claim.at_least(
            f"{what}: import-export đã chỉnh",
            ours=shown, peer=f"{number(round(tuned_speed))} dòng/giây", ratio=speed / tuned_speed, bar=OVER_TUNED,
        ),
        Claim(
            f"{what}: bộ nhớ", f"{ours['peak']:.0f} MiB", f"{tuned['peak']:.0f} MiB (đã chỉnh)",
            bar=f"< {MEMORY} MiB", met=ours["peak"] < MEMORY,
        ),
    ]  # fmt: skip


def _list(bench: Bench, rows: int) -> Path:
    path = bench.folder / f"honours-{rows}.xlsx"
    if not path.exists():
        bench.run("import_file.py", str(path), str(rows))
    return path


def _ours(bench: Bench, ready: Store, path: Path) -> dict[str, Any]:
    store = bench.copied(ready, "import-ours")
    got: dict[str, Any] = bench.run("import_ours.py", str(path), env=store.env)
    bench.dropped(store)
    say(
        f"  ta, {store.name}: {got['rows']} dòng, {got['seconds']:.1f} giây (nhận {got['upload']:.1f}, "
        f"kiểm tra {got['check']:.1f}, ghi {got['write']:.1f}), {got['peak']:.0f} MiB, {got['warned']} cảnh báo"
    )
    return got


def _peer(bench: Bench, ready: Store, path: Path, mode: str) -> dict[str, Any]:
    store = bench.copied(ready, f"import-{mode}")
    got: dict[str, Any] = bench.run("import_peer.py", str(path), mode, env=store.env)
    bench.dropped(store)
    say(
        f"  import-export {mode}, {store.name}: {got['rows']} dòng, {got['seconds']:.1f} giây "
        f"(đọc {got['read']:.1f}), {got['peak']:.0f} MiB"
    )
    return got


if __name__ == "__main__":
    main(claims)
