"""The law at scale: a million histories and every award in force; one rule beside OpenFisca-core; one case; the start.

The histories (``law_volume.py``) are 25 years of people, collectives and households; every column that some award reads
is in the file, and every ground is asked. The rule (title held in each of the three preceding years, and rated) is decided
from one Parquet file by both sides, the peer with the cheapest population it builds, which takes what is not known for no.
"""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from growth import grown
from support import HERE, Bench, Claim, main, number, say

SECONDS, MEMORY = 15.0, 3 * 1024.0
FROM_FILE, IN_MEMORY = 3.0, 2.0
CASE, IMPORT, LOAD = 5.0, 300.0, 500.0  # milliseconds
SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000), (2_000, 20_000, 100_000)
STARTS = 5


def claims(bench: Bench) -> Iterator[Claim]:
    yield from _screened(bench)
    yield from _rule(bench)
    case = bench.run("law_case.py", django=False)
    say(f"  lâu nhất: {case['slowest']}")
    yield Claim.below(
        f"Một trường hợp có căn cứ từng điều kiện ({case['cases']} trường hợp, lâu nhất; giữa {number(case['middle'] * 1000)} ms)",
        value=case["worst"] * 1000, bar=CASE, unit="ms",
    )  # fmt: skip
    starts = [bench.run("law_start.py", django=False) for _ in range(STARTS)]
    for what, part, bar in (
        ("Nạp tdkt_law (import)", "imported", IMPORT),
        ("Nạp danh mục luật", "loaded", LOAD),
    ):
        value = median(one[part] for one in starts) * 1000
        yield Claim.below(f"{what}, tiến trình mới", value=value, bar=bar, unit="ms")


def _screened(bench: Bench) -> Iterator[Claim]:
    sizes = QUICK_SIZES if bench.quick else SIZES
    told: list[dict[str, Any]] = []
    for rows in sizes:
        facts, out = bench.folder / f"facts-{rows}.parquet", bench.folder / "verdicts.parquet"
        bench.run(HERE / "law_volume.py", str(facts), str(rows), django=False)
        got = bench.run("law_screen.py", str(facts), str(out), django=False)
        say(
            f"  {number(rows)} lịch sử, {_mib(facts)} MiB, {got['read']} cột: {number(got['seconds'])} giây, "
            f"{got['columns']} cột kết luận, {got['peak']:.0f} MiB"
        )
        told.append(got)
        facts.unlink()
        out.unlink()
    last = told[-1]
    what = f"{number(last['rows'])} lịch sử 25 năm × {last['awards']} hình thức, mọi loại hình, từ Parquet đến kết luận"
    yield Claim.below(what, value=last["seconds"], bar=SECONDS, unit="giây")
    yield Claim.below(f"{what}: bộ nhớ", value=last["peak"], bar=MEMORY, unit="MiB")
    yield grown("Rà soát tệp Parquet", sizes, [one["seconds"] for one in told])


def _rule(bench: Bench) -> Iterator[Claim]:
    rows = bench.size(1_000_000, 50_000)
    facts = bench.folder / "rule.parquet"
    bench.run("law_rule.py", "write", str(facts), str(rows), django=False)
    ours = bench.run("law_rule.py", "ours", str(facts), django=False)
    peer = bench.run("law_peer.py", str(facts), django=False)
    facts.unlink()
    if ours["counts"][2] != peer["met"]:
        raise RuntimeError(f"Hai bên khác nhau: {ours['counts'][2]} và {peer['met']} người đạt.")
    what = f"Một quy tắc, {number(rows)} người, OpenFisca-core"
    yield Claim.at_least(
        f"{what}: từ tệp Parquet đến kết luận", ours=_ms(ours["whole"]), peer=_ms(peer["whole"]),
        ratio=peer["whole"] / ours["whole"], bar=FROM_FILE,
    )  # fmt: skip
    ratio = ours["bare"] / peer["bare"]
    yield Claim(
        f"{what}: trên mảng trong bộ nhớ, riêng phép tính (ta ba trị)", _ms(ours["bare"]), _ms(peer["bare"]),
        ratio, f"≤ {number(IN_MEMORY)} lần", ratio <= IN_MEMORY,
    )  # fmt: skip
    yield Claim(
        f"{what}: đọc chừng ấy byte từ bộ nhớ", _ms(ours["memory"]),
        bar=f"phép tính gấp {number(ours['bare'] / ours['memory'])} lần",
    )  # fmt: skip


def _ms(seconds: float) -> str:
    return f"{number(seconds * 1000)} ms"


def _mib(path: Path) -> str:
    return number(path.stat().st_size / 2**20)


if __name__ == "__main__":
    main(claims)
