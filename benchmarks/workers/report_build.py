"""Build the yearly report twice in one process. usage: report_build.py YEAR

The first call pays for imports, fonts and templates; the second is what a running server pays.
"""

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from boot import answer, peak_mib

from tdkt.organisations.models import Authority
from tdkt.statistics.report.files import report_files


def main() -> None:
    year = int(sys.argv[1])
    authority = Authority.objects.get()
    seconds = []
    with tempfile.TemporaryDirectory(prefix="tdkt-report-") as out:
        for _ in range(2):
            started = time.perf_counter()
            files = report_files(
                authority=authority, year=year, out=Path(out), on=date(year + 1, 1, 19)
            )
            seconds.append(time.perf_counter() - started)
        empty = [path.name for path in files if not path.stat().st_size]
    if empty or {path.suffix for path in files} != {".docx", ".pdf", ".xlsx"}:
        raise SystemExit(f"Thiếu tệp của báo cáo: có {[path.name for path in files]}.")
    answer(first=seconds[0], second=seconds[1], peak=peak_mib(), files=len(files))


if __name__ == "__main__":
    main()
