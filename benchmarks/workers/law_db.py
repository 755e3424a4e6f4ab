"""From the database to the verdict of everybody on every award: columns, then verdicts. usage: law_db.py"""

import time
from datetime import date

from boot import answer, peak_mib

from tdkt.dossiers.eligibility import columns_of_records, screen
from tdkt.organisations.law_selectors import catalogue_of
from tdkt.organisations.models import Authority
from tdkt.registry.models import Recipient
from tdkt_law.evaluate import Asked, many

ON = date(2025, 11, 20)


def main() -> None:
    authority = Authority.objects.get()
    people = Recipient.objects.filter(authority=authority, kind="ca_nhan").count()
    started = time.perf_counter()
    law = catalogue_of(authority, ON)
    ids, columns = columns_of_records(
        authority, kind="ca_nhan", on=ON, year=ON.year, all_judged=True, law=law
    )
    gathered = time.perf_counter()
    asked = [Asked(code, ON, ON.year, "any") for code in law.awards]
    verdicts = many(law, columns, asked)
    decided = time.perf_counter()
    met = sum(int((one.verdict == 2).sum()) for one in verdicts)
    if len(ids) != people:
        raise SystemExit(f"Đọc được {len(ids)} người, cơ sở dữ liệu có {people}.")
    told = screen(authority, kind="ca_nhan", on=ON, year=ON.year, law=law)
    screened = time.perf_counter()
    answer(
        people=people, awards=len(asked), met=met, columns=gathered - started, verdicts=decided - gathered,
        seconds=decided - started, screen=screened - decided, peak=peak_mib(),
        qualified=sum(len(one.qualified) for one in told.awards),
    )  # fmt: skip


if __name__ == "__main__":
    main()
