"""Invented histories of 25 years for the measurements of the law: people, collectives, households in one facts file.

Deterministic: block by block of 65.536 subjects, each with its own seed, so the first rows are the same at every size.
Every column that any award in force reads is written. A history hangs together: titles follow ratings and initiatives,
orders follow one another after their time, whoever has not worked long has little. A tenth of the histories are not
whole, and of four in ten nobody has attested anything.

    law_volume.py FILE ROWS
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.catalogue.load import catalogue
from tdkt_law.columns import FIRST_YEAR, NUMBER_MOST, Columns, span
from tdkt_law.evaluate import Asked, columns_read
from tdkt_law.screening.layout import Sort, sorts
from tdkt_law.screening.parquet import ROWS, facts_table, packing

ON = date(2025, 11, 20)
YEAR, YEARS = 2025, 25
START = YEAR - YEARS + 1
SEED = 20_251_120
# Persons by kind, then what else there is.
KINDS = (
    ("ca_nhan", "cbccvc_nld", 0.70), ("ca_nhan", "cong_nhan_nong_dan_nld", 0.10), ("ca_nhan", "nha_giao", 0.07),
    ("ca_nhan", "thay_thuoc", 0.02), ("ca_nhan", "llvt_ca_nhan", 0.015), ("ca_nhan", "doanh_nhan_tri_thuc", 0.01),
    ("ca_nhan", "nghe_si", 0.003), ("ca_nhan", "nghe_nhan", 0.002), ("tap_the", "tap_the", 0.05),
    ("tap_the", "doanh_nghiep", 0.01), ("tap_the", "xa_phuong", 0.003), ("tap_the", "thon_tdp", 0.007),
    ("ho_gia_dinh", "ho_gia_dinh", 0.01),
)  # fmt: skip
# An award, the one it rests on, the least years between, the chance in a year in which it could be.
LADDER = (
    ("bk_bo_tinh", "", 0, 0.03), ("bk_ttcp", "bk_bo_tinh", 5, 0.06), ("hc_lao_dong_3", "bk_ttcp", 5, 0.08),
    ("hc_lao_dong_2", "hc_lao_dong_3", 5, 0.08), ("hc_lao_dong_1", "hc_lao_dong_2", 5, 0.08),
    ("hc_doc_lap_3", "hc_lao_dong_1", 5, 0.05), ("hc_doc_lap_2", "hc_doc_lap_3", 5, 0.05),
)  # fmt: skip
TITLES = {
    "ca_nhan": ("ldtt", "cstd_co_so", "cstd_bo_tinh"),
    "tap_the": ("tap_the_ldtt", "tap_the_ldxs", "co_thi_dua_bo_tinh"),
}

Years = NDArray[np.bool_]
"""(subjects, YEARS): does it hold in the year?"""


def names_read(law: Catalogue) -> frozenset[str]:
    """The columns some award reads on the day, on any ground."""
    return frozenset().union(
        *(columns_read(law, Asked(code, ON, YEAR, "any")) for code in law.awards)
    )


class Block:
    """One block of invented subjects."""

    def __init__(self, number: int, size: int) -> None:
        self.random = np.random.default_rng((SEED, number))
        self.size = size
        self.arrays: dict[str, NDArray[Any]] = {}
        shares = np.array([share for _, _, share in KINDS])
        self.kind = self.random.choice(len(KINDS), size, p=shares / shares.sum())
        self.person = self._of("ca_nhan")
        self.body = self._of("tap_the")
        self.worked = self.random.integers(1, YEARS + 1, size)
        self.active = np.arange(YEARS) >= (YEARS - self.worked)[:, None]
        self.skill = self.random.random(size)
        self.unsure = self._rare(0.1)
        self.steps: tuple[Callable[[], None], ...] = (
            self.kinds, self.ratings, self.titles, self.ladder, self.discipline, self.time, self.members,
        )  # fmt: skip

    def columns(self, known: dict[str, Sort]) -> Columns:
        """All columns named; those no step made are filled by their sort."""
        for step in self.steps:
            step()
        for name in sorted(known):
            if name not in self.arrays:
                self._fill(name, known[name])
        kept = {n: a for n, a in self.arrays.items() if n.removesuffix("?") in known}
        return Columns(self.size, kept)

    def kinds(self) -> None:
        for kind in dict.fromkeys(word for plain, fine, _ in KINDS for word in (plain, fine)):
            has = np.isin(self.kind, [i for i, one in enumerate(KINDS) if kind in one[:2]])
            self.arrays[f"is/{kind}"] = _truth(has)
        self.arrays["female"] = _truth(self._rare(0.5))

    def ratings(self) -> None:
        luck = self.random.random((self.size, YEARS)) * 0.5 + self.skill[:, None] * 0.5
        self.excellent, self.good = self.active & (luck > 0.7), self.active & (luck > 0.22)
        for name, held in (("HTXS", self.excellent), ("HTT", self.good)):
            self._mask(f"ratings/{name}", held)
        made = self.active & (self._chance() < 0.1 + 0.6 * self.excellent)
        # Each scope holds fewer; an initiative spent on a form is free for the title only.
        wider = np.ones((self.size, YEARS), np.bool_)
        for scope, share in (("co_so", 1.0), ("xa", 0.6), ("bo_tinh", 0.4), ("toan_quoc", 0.1)):
            wider &= self._chance() < share
            for use, free in (("all", 1.0), ("title", 0.95), ("form", 0.7)):
                for replicable in ("", "replicable/"):
                    years = made & wider & (self._chance() < (free if not replicable else free / 3))
                    for count in range(1, 5):
                        self._mask(f"initiatives/{scope}/{use}/{replicable}{count}", years)
                        years = years & (self._chance() < 0.15)
        self.made = made

    def titles(self) -> None:
        for kind, (low, middle, high) in TITLES.items():
            mine = (self.person if kind == "ca_nhan" else self.body)[:, None]
            held = mine & self.good & (self._chance() < 0.93)
            self._award(low, held)
            best = held & self.excellent & (self.made if kind == "ca_nhan" else self.excellent)
            self._award(middle, best)
            thrice = best.copy()
            for back in (1, 2):
                thrice[:, back:] &= best[:, :-back]
                thrice[:, :back] = False
            self._award(high, thrice & (self._chance() < 0.6))

    def ladder(self) -> None:
        since = np.full(self.size, -1)
        for code, base, gap, chance in LADDER:
            held = np.zeros((self.size, YEARS), np.bool_)
            wanted = self._chance() < chance
            start = since if base else np.zeros(self.size, np.int64)
            first = np.full(self.size, -1)
            for year in range(YEARS):
                now = wanted[:, year] & self.active[:, year] & (start >= 0)
                now &= (year >= start + gap) & ((first < 0) if base else (year - first >= 2))
                held[now, year] = True
                first = np.where(now, year, first)
            since = first
            self._award(code, held)

    def discipline(self) -> None:
        touched = self.active & (self._chance() < 0.002)
        for form, share in (("khien_trach", 1.0), ("canh_cao", 0.4), ("ha_bac", 0.1)):
            self._mask(f"discipline/{form}", touched & (self._chance() < share))
        last = np.where(touched.any(axis=1), YEAR - np.argmax(touched[:, ::-1], axis=1), 0)
        self._number("discipline/end", last)
        self.arrays["disciplined"] = _truth(touched[:, -1])
        self.arrays["pending"] = _truth(self._rare(0.003))

    def time(self) -> None:
        since = (YEAR - self.worked - 1900) * 12 + self.random.integers(0, 12, self.size)
        self._number("service/since", since)
        self._number("service/months", np.where(self._rare(0.05), 7, 12))
        leader = self.person & self._rare(0.02)
        months = np.where(leader, self.random.integers(0, 180, self.size), 0)
        for depth, group in enumerate(
            ("pho_vu_truong", "vu_truong", "pho_tong_cuc_truong", "tong_cuc_truong", "thu_truong", "bo_truong")
        ):  # fmt: skip
            self._number(f"posts/{group}/months", np.where(self._rare(0.3**depth), months, 0))

    def members(self) -> None:
        total = np.where(self.body, self.random.integers(5, 200, self.size), 0)
        shares = {"total": 1.0, "completed": 0.97, "ldtt": 0.8, "cstt": 0.0, "cstd_co_so": 0.12}
        for name, share in shares.items():
            some = total * np.clip(share + 0.15 * (self.skill - 0.5), 0, 1)
            self._number(f"members/{name}", np.minimum(some, total).astype(np.int64))
        self._number("members/worst_discipline", np.where(self._rare(0.1), 2, 0))
        age = np.where(self.body, self.random.integers(1, 80, self.size), 0)
        self._number("age/years", age)
        self._number("founded/year", YEAR - age)
        for organiser in ("bo_tinh", "hdtw"):
            self._number(
                f"bloc/{organiser}/rank",
                np.where(self.body, self.random.integers(1, 9, self.size), 0),
            )

    # --- pieces --------------------------------------------------------------------------------------

    def _fill(self, name: str, sort: Sort) -> None:
        if sort is Sort.MASK:
            self._mask(name, self.active & (self._chance() < 0.001))
        elif sort is Sort.NUMBER:
            self._number(name, np.zeros(self.size, np.int64))
        elif name.startswith("attested/"):
            attested = self._rare(0.6)
            self.arrays[name] = np.where(attested, np.where(self._rare(0.04), 0, 2), 1).astype(
                np.int8
            )
        else:
            self.arrays[name] = np.where(self._rare(0.02), 1, _truth(self._rare(0.003))).astype(
                np.int8
            )

    def _award(self, code: str, held: Years) -> None:
        self._mask(f"awards/{code}", held)
        regular = held & (self._chance() < 0.9)
        self._mask(f"awards/{code}/regular", regular)
        self._mask(f"awards/{code}/clock", regular)

    def _mask(self, name: str, held: Years) -> None:
        bits = np.uint64(1) << np.arange(START - FIRST_YEAR, YEAR - FIRST_YEAR + 1).astype(
            np.uint64
        )
        yes = (held * bits).sum(axis=1, dtype=np.uint64)
        self.arrays[name] = yes
        if name.startswith(("awards/", "ratings/", "initiatives/")):
            # What came before the records began is not known.
            early = span(FIRST_YEAR, YEAR - 12)
            self.arrays[name + "?"] = np.where(self.unsure, yes | early, yes)

    def _number(self, name: str, value: NDArray[np.int64]) -> None:
        low = value.astype(np.int32)
        unknown = self._rare(0.03)
        self.arrays[name] = np.where(unknown, 0, low).astype(np.int32)
        self.arrays[name + "?"] = np.where(unknown, NUMBER_MOST, low).astype(np.int32)

    def _of(self, kind: str) -> NDArray[np.bool_]:
        return np.isin(self.kind, [i for i, one in enumerate(KINDS) if one[0] == kind])

    def _chance(self) -> NDArray[np.float32]:
        return self.random.random((self.size, YEARS), np.float32)

    def _rare(self, share: float) -> NDArray[np.bool_]:
        return self.random.random(self.size, np.float32) < share


def _truth(held: NDArray[np.bool_]) -> NDArray[np.int8]:
    return np.where(held, 2, 0).astype(np.int8)


def blocks(law: Catalogue, rows: int) -> Iterator[tuple[int, Columns]]:
    """(the first subject's number, the columns) of each block."""
    read, known = names_read(law), sorts(law)
    wanted = {name: known[name] for name in read}
    for start in range(0, rows, ROWS):
        yield start, Block(start // ROWS, min(ROWS, rows - start)).columns(wanted)


def table_of(start: int, columns: Columns) -> pa.Table:
    """A block as a table; a truth that is not known is null, as another program would write it."""
    ids = pa.array(np.arange(start, start + columns.size, dtype=np.int64) + 1)
    table = facts_table(ids, columns, year=YEAR, proposed_on=ON)
    arrays = [
        pa.array(column.to_numpy(), mask=column.to_numpy() == 1)
        if column.type == pa.int8()
        else column
        for column in table.columns
    ]
    return pa.table(arrays, schema=table.schema)


def write(path: Path, rows: int) -> None:
    """The facts file of so many subjects."""
    writer = None
    for start, columns in blocks(catalogue(), rows):
        table = table_of(start, columns)
        writer = writer or pq.ParquetWriter(path, table.schema, **packing(table.schema))
        writer.write_table(table, row_group_size=ROWS)
    if writer is not None:
        writer.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
