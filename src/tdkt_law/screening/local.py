"""Screening on one machine: the row groups of a facts file shared out over all cores.

Over processes, for most of the work is Python's own; a little work over threads, which need no time to start.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import (
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    as_completed,
)
from itertools import groupby
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from tdkt_law.screening.parquet import FactsFile, read_groups
from tdkt_law.screening.question import Question, decided, write_verdicts

LITTLE: Final = 60_000_000
"""So many values (rows times columns) are decided by threads before processes have started."""

Progress = Callable[[int], None]
"""Told how many more rows are decided."""


def screen(
    facts: FactsFile,
    asked: Question,
    out: Path,
    *,
    processes: int | None = None,
    progress: Progress = lambda _rows: None,
) -> int:
    """Ask the question of everybody in the file and write the verdicts; how many rows.

    ``processes``: so many, 1 for none but this one; unless said, as there is work and this process may use cores.
    Raises: FactsFileError.
    """
    cores = len(os.sched_getaffinity(0))
    little = facts.rows * len(asked.columns) <= LITTLE
    count = processes or (1 if little else min(cores, len(facts.groups)))
    if count == 1:
        found = in_threads(facts, asked, cores, progress)
    else:
        found = _in_processes(facts, asked, count, progress)
    return write_verdicts(out, asked, found)


def in_threads(
    facts: FactsFile, asked: Question, count: int, progress: Progress = lambda _rows: None
) -> Iterator[pa.RecordBatch]:
    """The verdicts of everybody, in the order of the file, decided by so many threads of this process."""
    runs = [
        (file, run, facts.footers[file])
        for file, groups in groupby(facts.groups, key=itemgetter(0))
        for run in _runs([group for _, group in groups], count)
    ]
    with ThreadPoolExecutor(count) as pool:
        yield from _told([pool.submit(_decided, asked, *run) for run in runs], pool, progress)


def _in_processes(
    facts: FactsFile, asked: Question, count: int, progress: Progress
) -> Iterator[pa.RecordBatch]:
    # Fresh processes, not forks: Arrow has threads, and a fork of a process with threads may hang.
    with ProcessPoolExecutor(count, get_context("spawn"), _ready, (asked,)) as pool:
        futures = [
            pool.submit(_decided, asked, file, [group], None) for file, group in facts.groups
        ]
        yield from _told(futures, pool, progress)


def _runs(groups: list[int], count: int) -> list[list[int]]:
    """The groups of a file in so many runs of equal length, or fewer."""
    length = -(-len(groups) // count)
    return [groups[start : start + length] for start in range(0, len(groups), length)]


def _told(
    futures: list[Future[list[pa.RecordBatch]]], pool: Executor, progress: Progress
) -> Iterator[pa.RecordBatch]:
    try:
        for future in as_completed(futures):
            progress(sum(batch.num_rows for batch in future.result()))
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    for future in futures:
        yield from future.result()


def _ready(asked: Question) -> None:
    # Work is shared out between processes, so none starts threads of its own.
    pa.set_cpu_count(1)
    _ = asked.law


def _decided(
    asked: Question, file: Path, groups: list[int], footer: pq.FileMetaData | None
) -> list[pa.RecordBatch]:
    return list(decided(asked, read_groups(file, groups, asked.columns, footer)))
