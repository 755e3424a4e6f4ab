"""One case with findings, as a clerk asks it: every case written from the law, answered in full. usage: law_case.py

``middle`` is the median over the cases. The slowest of a first round are asked again more often; ``worst`` is the
slowest median among them.
"""

import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from boot import answer

from tdkt_law import answers
from tdkt_law.catalogue.load import catalogue
from tdkt_law.facts.files import read_facts

CASES = Path(__file__).resolve().parents[2] / "tests" / "law" / "cases"
FEW, MANY, AGAIN = 3, 15, 20


def main() -> None:
    law = catalogue()

    def took(case: Any, turns: int) -> float:
        on, seconds = date.fromisoformat(case["on"]), []
        for _ in range(turns):
            started = time.perf_counter()
            told = answers.answer_or_error(law, case["facts"], case["award"], on)
            seconds.append(time.perf_counter() - started)
            if "error" in told:
                raise SystemExit(f"{case['award']}, {on}: {told['error']['message']}")
        return median(seconds)

    cases = {
        f"{file.stem} {place}, {case['award']}": case
        for file in sorted(CASES.glob("*.yaml"))
        for place, case in enumerate(read_facts(file.read_text(encoding="utf-8")), 1)
    }
    once = {name: took(case, FEW) for name, case in cases.items()}
    slow = sorted(once, key=once.__getitem__)[-AGAIN:]
    again = {name: took(cases[name], MANY) for name in slow}
    slowest = max(again, key=again.__getitem__)
    answer(cases=len(cases), middle=median(once.values()), worst=again[slowest], slowest=slowest)


if __name__ == "__main__":
    main()
