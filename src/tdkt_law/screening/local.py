"""Screening on one machine: the row groups of a facts file shared out over processes, one for each core."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import pyarrow as pa

from tdkt_law.screening.parquet import FactsFile, read_group
from tdkt_law.screening.question import Question, decided, write_verdicts

ALONE_BELOW: Final = 40_000
"""So few rows are screened sooner by one process than another starts."""

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

    ``processes``: as many as this process may use cores, unless said. Raises: FactsFileError.
    """
    count = min(processes or len(os.sched_getaffinity(0)), len(facts.groups))
    if count <= 1 or (processes is None and facts.rows < ALONE_BELOW):
        found = [_told(_group(asked, *group), progress) for group in facts.groups]
    else:
        found = _shared_out(facts, asked, count, progress)
    return write_verdicts(out, asked, (batch for group in found for batch in group))


def _shared_out(
    facts: FactsFile, asked: Question, count: int, progress: Progress
) -> list[list[pa.RecordBatch]]:
    # Fresh processes, not forks: Arrow has threads, and a fork of a process with threads may hang.
    with ProcessPoolExecutor(count, get_context("spawn"), _ready, (asked,)) as pool:
        futures = [pool.submit(_group, asked, *group) for group in facts.groups]
        try:
            for future in _as_done(futures):
                _told(future.result(), progress)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        return [future.result() for future in futures]


def _as_done(futures: list[Future[list[pa.RecordBatch]]]) -> Iterator[Future[list[pa.RecordBatch]]]:
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        yield from done


def _ready(asked: Question) -> None:
    # Work is shared out between processes, so none starts threads of its own.
    pa.set_cpu_count(1)
    _ = asked.law


def _group(asked: Question, file: Path, group: int) -> list[pa.RecordBatch]:
    return list(decided(asked, read_group(file, group, asked.columns)))


def _told(batches: list[pa.RecordBatch], progress: Progress) -> list[pa.RecordBatch]:
    progress(sum(batch.num_rows for batch in batches))
    return batches
