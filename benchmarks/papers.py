"""Papers: a long list against python-docx, and the yearly report on a million honours.

The list is 1.800 rows × 20 columns with widths, alignment and letter size cell by cell. python-docx writes it twice:
as its guide shows (a row at a time) and the fastest way it has (the whole table, then its cells). The promise is
judged on the faster one. Both files are read back and must hold the same texts.
"""

from collections.abc import Iterator

from support import VENDORS, Bench, Claim, main, number, say

ROWS, COLUMNS = 1_800, 20
TIMES_FASTER = 50
REPORT_SECONDS = 5.0
YEAR = 2022


def claims(bench: Bench) -> Iterator[Claim]:
    yield from _list(bench)
    for vendor in VENDORS:
        yield _report(bench, vendor)


def _list(bench: Bench) -> list[Claim]:
    rows = bench.size(ROWS, 300)
    got = bench.run("list_docx.py", str(rows), str(COLUMNS), django=False)
    say(
        f"  danh sách {number(rows)} × {COLUMNS}: ta {got['ours']:.3f} giây, python-docx {got['whole']:.2f} giây"
    )
    what = f"Danh sách {number(rows)} × {COLUMNS} ra .docx"
    ours = f"{number(got['ours'] * 1000)} ms"
    peer = f"python-docx {number(got['whole'])} giây"
    guide = f"python-docx theo sách của nó {number(got['guide'])} giây"
    return [
        Claim.at_least(
            what, ours=ours, peer=peer, ratio=got["whole"] / got["ours"], bar=TIMES_FASTER
        ),
        Claim(f"{what}, thêm từng dòng", ours, guide, got["guide"] / got["ours"]),
    ]


def _report(bench: Bench, vendor: str) -> Claim:
    honours = bench.size(1_000_000, 20_000)
    store = bench.volume(vendor, honours)
    got = bench.run("report_build.py", str(YEAR), env=store.env)
    say(
        f"  báo cáo {YEAR}, {store.name}: lần đầu {got['first']:.2f} giây, "
        f"lần hai {got['second']:.2f} giây, {got['peak']:.0f} MiB"
    )
    what = f"`report build {YEAR}` trên {number(honours)} lượt, {store.name}"
    return Claim.below(what, value=got["second"], bar=REPORT_SECONDS, unit="giây")


if __name__ == "__main__":
    main(claims)
