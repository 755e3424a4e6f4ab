"""The one rule both sides decide: the title cstd_co_so held in each of the three preceding years, and rated HTXS.

    law_rule.py write FILE ROWS    25 years of titles and ratings, each year a column, as any facts file has them
    law_rule.py ours FILE          from the file to three-valued verdicts, and on arrays in memory

Three in a hundred of all year's facts are not known; the peer, which is two-valued, takes them for no.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, Final

import numpy as np
import pyarrow as pa
from boot import answer

from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.catalogue.load import catalogue
from tdkt_law.catalogue.model import (
    Condition,
    Confidence,
    Regime,
    Source,
    Track,
    TrackVersion,
)
from tdkt_law.columns import Columns
from tdkt_law.evaluate import Asked, many
from tdkt_law.screening.layout import sorts
from tdkt_law.screening.local import in_threads
from tdkt_law.screening.needed import needed
from tdkt_law.screening.parquet import (
    FactsFile,
    columns_of_batch,
    open_facts,
    read_groups,
    write_facts,
)
from tdkt_law.screening.question import Question

TITLE, RATING, WHO = "awards/cstd_co_so", "ratings/HTXS", "is/ca_nhan"
YEAR, YEARS = 2025, 25
ON = date(2025, 11, 20)
READ: Final = [*(f"{TITLE}@{YEAR - k}" for k in (1, 2, 3)), f"{RATING}@{YEAR}"]
TURNS = 15
CORES = len(os.sched_getaffinity(0))


def law() -> Catalogue:
    """A catalogue of that rule alone."""
    source, start = Source("luat", "Điều 1"), date(2014, 6, 1)

    def rule(kind: str, *parts: Condition, **params: Any) -> Condition:
        return Condition(kind, kind, kind, params, parts, {}, None, None, "")

    three = rule(
        "held", award="cstd_co_so", times=3, consecutive=True, ending=[-1], any_ground=True
    )
    when = rule("all", three, rule("rated", at_least="HTXS"))
    version = TrackVersion(start, None, source, Confidence.VERIFIED, start, "", when)
    track = Track("cstd_bo_tinh", "chinh", "chinh", "cong_trang", ("ca_nhan",), True, (version,))
    return Catalogue(regimes=[Regime("luat", "luat", start, None, (), False, "")], tracks=[track])


RULE = law()
ASKED = Asked("cstd_bo_tinh", ON, YEAR)


def write(path: Path, rows: int) -> None:
    """The facts file. Titles come in streaks, as they do: whoever had one the year before has it more often."""
    random = np.random.default_rng(25)
    arrays = {WHO: np.full(rows, 2, np.int8)}
    held = random.random(rows) < 0.3
    for year in range(YEAR - YEARS + 1, YEAR + 1):
        held = random.random(rows) < np.where(held, 0.7, 0.15)
        rated = random.random(rows) < np.where(held, 0.8, 0.2)
        for name, truth in ((TITLE, held), (RATING, rated)):
            known = random.random(rows) >= 0.03
            arrays[f"{name}@{year}"] = np.where(known, np.where(truth, 2, 0), 1).astype(np.int8)
    ids = np.arange(1, rows + 1, dtype=np.int64)
    write_facts(
        path, ids, Columns(rows, arrays), year=YEAR, proposed_on=ON, known=sorts(catalogue())
    )


class OneRule(Question):
    """A question put to the catalogue of that rule alone."""

    @property
    def law(self) -> Catalogue:
        return RULE


def ours(path: Path) -> None:
    """Median times of both tasks, and the verdicts counted."""
    known = sorts(catalogue())

    def opened() -> tuple[FactsFile, OneRule]:
        file = open_facts(path, known)
        read = needed(RULE, [ASKED], file.names)
        columns = ("id", *sorted(read))
        return file, OneRule(
            str(path), ON, YEAR, ON, (ASKED.award,), None, None, columns, file.id_type
        )

    def from_file() -> pa.Table:
        file, asked = opened()
        return pa.Table.from_batches(in_threads(file, asked, CORES))

    whole, table = timed(from_file)
    file, asked = opened()
    groups = [group for _, group in file.groups]
    batches = read_groups(path, groups, asked.columns)
    (batch,) = pa.Table.from_batches(batches).combine_chunks().to_batches()
    columns = columns_of_batch(batch, known, path)
    bare, verdict = timed(lambda: many(RULE, columns, [ASKED])[0].verdict)
    if not np.array_equal(table[ASKED.award].to_numpy(), verdict):
        raise SystemExit("Từ tệp và từ bộ nhớ cho kết luận khác nhau.")
    arrays = [columns.arrays[name] for name in READ]
    copy = np.empty_like(arrays[0])

    def through() -> None:
        for array in arrays:
            np.copyto(copy, array)

    memory, _ = timed(through)
    counts = np.bincount(verdict, minlength=3).tolist()
    answer(whole=whole, bare=bare, memory=memory, counts=counts)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The median time of some turns after one to warm up, and what the last gave."""
    result, seconds = work(), []
    for _ in range(TURNS):
        started = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - started)
    return median(seconds), result


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        ours(Path(sys.argv[2]))
