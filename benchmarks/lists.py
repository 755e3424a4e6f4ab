"""Every list page, search and overview at 1.000.000 honours and 200.000 people: server time p95, deep page against first.

Overviews are the desk, a year's figures, and the pages of units and of a person. Requests go through Django's test client, signed in as the standing office, a department and a commune: the whole
server side (session, office, reach, queries, template) without the network. Also at 10.000 and 100.000, for the growth.

Each page is asked often enough that one pause of the machine is not its 95th percentile. Charts of the same numbers
are drawn once a process, as on the server: the first round draws them and is not counted.
"""

from collections.abc import Mapping
from typing import Any

from support import VENDOR_NAMES, VENDORS, Bench, Claim, main, number, say

SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000), (2_000, 5_000)
BAR_MS, DEEP_BAR = 100.0, 1.5  # the deep page may cost so many times the first: the clock is coarse
MORE_QUERIES = 5
TIMES, QUICK_TIMES = 40, 3
TIMES_OF_SMALL = 5  # of the smaller provinces only the queries are promised
SLOWEST = 8  # pages named in the log

Pages = Mapping[str, Mapping[str, Any]]


def claims(bench: Bench) -> list[Claim]:
    made = []
    sizes = QUICK_SIZES if bench.quick else SIZES
    times = bench.size(TIMES, QUICK_TIMES)
    for vendor in VENDORS:
        measured: dict[int, Pages] = {}
        for size in sizes:
            store = bench.volume(vendor, size)
            asked = times if size == sizes[-1] else min(times, TIMES_OF_SMALL)
            measured[size] = bench.run("list_times.py", str(asked), env=store.env)["pages"]
            _tell(f"{number(size)} lượt, {store.name}", measured[size])
        made += _of(VENDOR_NAMES[vendor], sizes[-1], measured[sizes[-1]])
        made.append(_steady(VENDOR_NAMES[vendor], measured[sizes[0]], measured[sizes[-1]]))
    return made


def _of(vendor: str, size: int, pages: Pages) -> list[Claim]:
    lists = {name: got for name, got in pages.items() if not got["overview"]}
    overviews = {name: got for name, got in pages.items() if got["overview"]}
    deep, first = [], []
    for name, got in lists.items():
        if " trang " in name:
            deep.append(got["p50"])
            user, url = name.split(" ")[:2]
            first.append(_first(pages, user, url)["p50"])
    ratio = sum(deep) / sum(first)
    return [
        _worst("danh sách và tìm kiếm", vendor, size, lists),
        _worst("tổng quan (bàn làm việc, số liệu, đơn vị, cá nhân)", vendor, size, overviews),
        Claim(
            f"Trang sâu so với trang đầu, {number(size)} lượt, {vendor}", f"{number(ratio)} lần",
            bar=f"≤ {number(DEEP_BAR)} lần", met=ratio <= DEEP_BAR,
        ),
    ]  # fmt: skip


def _worst(kind: str, vendor: str, size: int, pages: Pages) -> Claim:
    slowest = max(pages, key=lambda name: pages[name]["p95"])
    return Claim.below(
        f"p95 của trang chậm nhất trong {len(pages)} trang {kind}, {number(size)} lượt, {vendor} ({slowest})",
        value=pages[slowest]["p95"] * 1000, bar=BAR_MS, unit="ms",
    )  # fmt: skip


def _first(pages: Pages, user: str, url: str) -> Mapping[str, Any]:
    """The measured first page that a deep page belongs to."""
    path, _, query = url.partition("?")
    names = (f"{user} {path} {query}", f"{user} {url}")
    return next(pages[name] for name in names if name in pages)


def _steady(vendor: str, small: Pages, large: Pages) -> Claim:
    """Queries belong to the way a page takes, not to the rows: an empty page saves some, a way costs up to three more."""
    most = max(got["queries"] for got in large.values())
    grown = max(
        large[name]["queries"] - small[name]["queries"] for name in large.keys() & small.keys()
    )
    return Claim(
        f"Số truy vấn một trang, {vendor}", f"nhiều nhất {most}, tăng {grown} từ cỡ nhỏ đến cỡ lớn",
        bar=f"≤ {MORE_QUERIES} truy vấn", met=grown <= MORE_QUERIES,
    )  # fmt: skip


def _tell(what: str, pages: Pages) -> None:
    times = sorted(got["p95"] for got in pages.values())
    say(f"  {what}: {len(pages)} trang, p95 giữa {times[len(times) // 2] * 1000:.0f} ms")
    for name in sorted(pages, key=lambda name: -pages[name]["p95"])[:SLOWEST]:
        got = pages[name]
        say(
            f"    {name}: p50 {got['p50'] * 1000:.0f}, p95 {got['p95'] * 1000:.0f} ms, {got['queries']} truy vấn"
        )


if __name__ == "__main__":
    main(claims)
