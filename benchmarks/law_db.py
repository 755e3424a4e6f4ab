"""The law asked of a whole province, from its database: 200.000 people with 1.000.000 honours, every award there is.

Beside the honours everybody has ratings, most a post, a third initiatives (``workers/law_db_fill.py``, on a copy of the
big province). Timed from the first query to the last verdict; the screening (who qualifies and was not proposed, who is
one condition short) is timed apart, its own reading of the database included.
"""

from collections.abc import Iterator

from support import VENDORS, Bench, Claim, main, number, say

SECONDS = 20.0


def claims(bench: Bench) -> Iterator[Claim]:
    honours = bench.size(1_000_000, 20_000)
    for vendor in VENDORS:
        store = bench.copied(bench.volume(vendor, honours), "law")
        filled = bench.run("law_db_fill.py", env=store.env)
        got = bench.run("law_db.py", env=store.env)
        bench.dropped(store)
        say(
            f"  {store.name}: {number(got['people'])} người, {number(filled['ratings'])} xếp loại; cột {got['columns']:.1f} giây, "
            f"kết luận {got['awards']} hình thức {got['verdicts']:.2f} giây, rà soát {got['screen']:.1f} giây, {got['peak']:.0f} MiB"
        )
        what = f"{number(got['people'])} người, {number(honours)} lượt, {got['awards']} hình thức, {store.name}"
        yield Claim.below(
            f"Từ cơ sở dữ liệu đến kết luận: {what}", value=got["seconds"], bar=SECONDS, unit="giây"
        )
        yield Claim(
            f"Rà soát cả tỉnh (đủ điều kiện, thiếu một điều kiện): {what}",
            f"{number(got['screen'])} giây",
        )


if __name__ == "__main__":
    main(claims)
