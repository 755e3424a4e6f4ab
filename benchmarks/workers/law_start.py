"""How long a fresh process takes to import the law's evaluator and to load the catalogue. usage: law_start.py"""

import time

STARTED = time.perf_counter()
import tdkt_law.answers  # noqa: E402 -- what is timed
import tdkt_law.evaluate  # noqa: E402, F401
from tdkt_law.catalogue.load import catalogue  # noqa: E402

IMPORTED = time.perf_counter()
catalogue()
LOADED = time.perf_counter()

if __name__ == "__main__":
    from boot import answer

    answer(imported=IMPORTED - STARTED, loaded=LOADED - IMPORTED)
