"""What importing, searching and counting cost as the records grow: 10.000, 100.000, 1.000.000, on both databases.

The promise is "no worse than linear": ten times the rows in at most 13 times the time, step by step. Import is of a
list into an empty register (every person is new); search is the sum of the search and list pages; figures are all
figures of a year, for the province and for one department.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from support import VENDOR_NAMES, VENDORS, Bench, Claim, main, number, say

SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000), (2_000, 10_000, 20_000)
IMPORTS = (
    3,
    2,
    1,
)  # how often each size is imported; the best counts, and the largest has no second chance
SLACK = 1.3
YEAR = 2022


def claims(bench: Bench) -> Iterator[Claim]:
    sizes = QUICK_SIZES if bench.quick else SIZES
    for vendor in VENDORS:
        name = VENDOR_NAMES[vendor]
        searched = [_search(bench, vendor, size) for size in sizes]
        yield grown(f"Tìm và danh sách, {name}", sizes, searched)
        yield from _figures(bench, vendor, sizes)
        imported = [
            min(_import(bench, vendor, size) for _ in range(turns))
            for size, turns in zip(sizes, IMPORTS, strict=True)
        ]
        yield grown(f"Nhập, {name}", sizes, imported)


def grown(what: str, sizes: Sequence[int], seconds: Sequence[float]) -> Claim:
    """The worst step: how much faster time has grown than size."""
    worst = max(
        (after / before) / (larger / smaller)
        for (smaller, larger), (before, after) in zip(
            pairwise(sizes), pairwise(seconds), strict=True
        )
    )
    shown = " → ".join(f"{second:.3g}".replace(".", ",") for second in seconds)
    steps = " → ".join(map(number, sizes))
    return Claim(
        f"{what}: {steps}", f"{shown} giây; xấu nhất {number(worst)} × tuyến tính",
        bar=f"≤ {number(SLACK)} × tuyến tính", met=worst <= SLACK,
    )  # fmt: skip


def _import(bench: Bench, vendor: str, rows: int) -> float:
    path = Path(bench.folder / f"honours-{rows}.xlsx")
    if not path.exists():
        bench.run("import_file.py", str(path), str(rows))
    store = bench.store(vendor, "import-growth")
    bench.run("import_prepare.py", str(rows), "new", env=store.env)
    got = bench.run("import_ours.py", str(path), env=store.env)
    bench.dropped(store)
    say(
        f"  nhập {number(rows)}, {store.name}: {got['seconds']:.1f} giây (kiểm tra {got['check']:.1f}, "
        f"ghi {got['write']:.1f}), {got['peak']:.0f} MiB"
    )
    return float(got["seconds"])


def _search(bench: Bench, vendor: str, honours: int) -> float:
    store = bench.volume(vendor, honours)
    got = bench.run("search.py", env=store.env)
    pages = ", ".join(f"{page} {seconds * 1000:.0f} ms" for page, seconds in got["pages"].items())
    say(f"  tìm trên {number(honours)}, {store.name}: {pages}")
    return float(got["seconds"])


def _figures(bench: Bench, vendor: str, sizes: Sequence[int]) -> list[Claim]:
    got = [bench.run("figures.py", str(YEAR), env=bench.volume(vendor, size).env) for size in sizes]
    return [
        grown(f"Số liệu {who}, {VENDOR_NAMES[vendor]}", sizes, [one[user] for one in got])
        for user, who in (("chuyenvien", "toàn tỉnh"), ("giaoduc", "một sở"))
    ]


if __name__ == "__main__":
    main(claims)
