"""All figures of a year, for the province and for one department: the best of three. usage: figures.py YEAR"""

import sys
import time
from datetime import date

from boot import answer

from tdkt.accounts.models import Office
from tdkt.accounts.selectors import reach
from tdkt.statistics.book import FigureBook
from tdkt.statistics.cube import history
from tdkt.statistics.periods import Period

USERS = ("chuyenvien", "giaoduc")
TIMES = 3


def main() -> None:
    year = int(sys.argv[1])
    on = date(year + 1, 1, 19)
    seconds = {}
    for user in USERS:
        held = reach(
            Office.objects.select_related("user", "authority").get(user__username=user), on=on
        )
        taken = []
        for _ in range(TIMES):
            started = time.perf_counter()
            book = FigureBook(held, Period(year))
            values = [book.value_of(figure) for figure in book.figures.values()]
            history(held, as_of=on)
            taken.append(time.perf_counter() - started)
        seconds[user] = min(taken)
    answer(**seconds, figures=len(values))


if __name__ == "__main__":
    main()
