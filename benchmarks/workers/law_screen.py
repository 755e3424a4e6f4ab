"""Every award in force asked of a whole facts file, on all cores, from Parquet to Parquet. usage: law_screen.py FACTS OUT"""

import os
import resource
import sys
import time
from datetime import date
from pathlib import Path

ON = date(2025, 11, 20)
STARTED = time.perf_counter()


def main() -> None:
    from tdkt_law.screening import local  # noqa: PLC0415 -- slow import
    from tdkt_law.screening.question import question  # noqa: PLC0415 -- slow import

    asked, file = question(Path(sys.argv[1]), ON, ground="any")
    rows = local.screen(file, asked, Path(sys.argv[2]))
    ended = time.perf_counter()
    own, others = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    from boot import answer  # noqa: PLC0415 -- slow import

    # Of the processes it shared the work to only the largest is told; none was larger.
    cores = len(os.sched_getaffinity(0)) if others else 0
    answer(
        seconds=ended - STARTED, peak=own + cores * others, rows=rows, awards=len(asked.awards),
        columns=len(asked.schema) - 1, read=len(asked.columns),
    )  # fmt: skip


if __name__ == "__main__":
    main()
