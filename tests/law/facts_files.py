"""Facts files for the tests of screening: an invented crowd, small tables, a file read back, a file screened."""

from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.law_volume import ON, blocks, table_of
from tdkt_law.catalogue.load import catalogue
from tdkt_law.columns import Columns
from tdkt_law.screening import local
from tdkt_law.screening.layout import sorts
from tdkt_law.screening.parquet import columns_of_batch, open_facts, read_groups
from tdkt_law.screening.question import question

LAW = catalogue()
KNOWN = sorts(LAW)
ROWS = 3_000
GROUP = 700


@cache
def crowd() -> pa.Table:
    """Invented people, collectives and households, a table as the benchmarks have it."""
    (start, columns), *_ = blocks(LAW, ROWS)
    return table_of(start, columns)


def written(path: Path, table: pa.Table) -> Path:
    """A facts file of several row groups."""
    pq.write_table(table, path, row_group_size=GROUP)
    return path


def read(path: Path) -> Columns:
    """The columns of a file of one row group."""
    file = open_facts(path, KNOWN)
    (batch,) = read_groups(path, [0], file.names)
    return columns_of_batch(batch, KNOWN, path)


def screened(facts: Path, out: Path, *, processes: int = 1, **asked: Any) -> pa.Table:
    """The table of verdicts that screening a file writes."""
    what, file = question(facts, ON, **asked)
    local.screen(file, what, out, processes=processes)
    return pq.read_table(out)


def small(**columns: Any) -> pa.Table:
    """A table of facts as another program would write it: persons 1, 2, …"""
    arrays = {name.replace("__", "/"): array for name, array in columns.items()}
    size = len(next(iter(arrays.values())))
    given = {"id": pa.array(range(1, size + 1)), "is/ca_nhan": pa.array([2] * size, pa.int8())}
    return pa.table(given | arrays)
