"""A year's lines before anybody is named: each with month, sender, occasion and decision, sums exact."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tdkt.demo.allotment import allot, shares
from tdkt.demo.data_files import read_yaml
from tdkt.demo.working_days import some_working_day
from tdkt.demo.year_rows import (
    MONTHS,
    SENDERS,
    TOTALS,
    WOMEN,
    Row,
    month_weights,
    rows_of,
    sender_weights,
)

LONGEST: Final = 300
_WORKPLACE_CULTURE: Final = "van-hoa-cong-so"
_CULTURE_COUNTS: Final = {"tap_the": 50, "ca_nhan": 182}
_NOT_CIVIL: Final = {"huyen_xa": 0.55, "giao_duc": 0.15}
_SUDDEN_LINES: Final = 12


@dataclass(slots=True)
class Slot:
    """One line to be filled. ``district`` is a district's key, or the country for foreigners."""

    row: Row
    month: int
    sender: str
    district: str
    civil: bool = True
    gender: str = ""
    occasion: str = ""
    movement: str = ""
    phrase: str = ""
    decided_on: date = date.min
    decision: int = -1


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision before it has a number; ``symbol`` QĐ-UBND, QĐ-TTg or QĐ-CTN."""

    award: str
    decided_on: date
    phrase: str
    symbol: str = "QĐ-UBND"


def plan_year(year: int, rng: random.Random) -> tuple[list[Slot], list[Draft]]:
    """Every provincial line of a year and the decisions they stand in."""
    slots = list(_slots(year))
    rng.shuffle(slots)
    _occasions(slots, year, rng)
    _women(slots, rng)
    return slots, _decisions(slots, year, rng)


def _slots(year: int) -> Iterator[Slot]:
    rows = rows_of(year)
    total = TOTALS[year][0]
    months = allot(
        [row.count for row in rows], shares(total, MONTHS), [month_weights(row) for row in rows]
    )
    cells = [
        (row, month, count)
        for row, line in zip(rows, months, strict=True)
        for month, count in enumerate(line, 1)
        if count
    ]
    by_sender = allot(
        [count for *_, count in cells],
        shares(total, list(SENDERS.values())),
        [sender_weights(row, month) for row, month, _ in cells],
    )
    local = []
    for (row, month, _), line in zip(cells, by_sender, strict=True):
        for sender, count in zip(SENDERS, line, strict=True):
            if sender == "huyen_xa":
                local.append((row, month, count))
            else:
                yield from (Slot(row, month, sender, "") for _ in range(count))
    yield from _local_slots(year, [cell for cell in local if cell[2]])


def _local_slots(year: int, cells: list[tuple[Row, int, int]]) -> Iterator[Slot]:
    """Lines of districts and communes, by district; Nậm Nhùn has none in 2012, the year it was founded."""
    weights = {
        body["key"]: body["share"]
        for body in read_yaml("districts")
        if year > 2012 or body["key"] != "h-nam-nhun"
    }
    sums = shares(sum(count for *_, count in cells), list(weights.values()))
    matrix = allot([count for *_, count in cells], sums, [list(weights.values())] * len(cells))
    for (row, month, _), line in zip(cells, matrix, strict=True):
        for district, count in zip(weights, line, strict=True):
            yield from (Slot(row, month, "huyen_xa", district) for _ in range(count))


def _occasions(slots: list[Slot], year: int, rng: random.Random) -> None:
    table = read_yaml("occasions")
    sudden: dict[
        tuple[int, str], dict[str, Any]
    ] = {}  # by month and sender, one happening a decision
    if year == 2022:
        _workplace_culture(slots, table["thematic"])
    for slot in slots:
        if slot.occasion:
            continue
        if slot.row.method == "chuyen_de":
            slot.civil = rng.random() >= _NOT_CIVIL.get(slot.sender, 0)
            _set_occasion(slot, _choose_thematic(slot, table["thematic"], year, rng))
        elif slot.row.method == "dot_xuat":
            fitting = [row for row in table["sudden"] if slot.sender in row["sectors"]]
            happened = sudden.setdefault((slot.month, slot.sender), rng.choice(fitting))
            slot.phrase = happened["title"]
            slot.civil = slot.sender != "giao_duc" and rng.random() >= _NOT_CIVIL.get(
                slot.sender, 0
            )
        elif slot.row.method == "doi_ngoai":
            chosen = rng.choices(table["foreign"], (5, 4, 2))[0]
            slot.occasion, slot.phrase, slot.district = (
                chosen["key"],
                chosen["title"],
                chosen["country"],
            )
        if slot.row.group not in {"", "truc_tiep"}:
            slot.civil = True


def _set_occasion(slot: Slot, chosen: dict[str, Any]) -> None:
    slot.occasion, slot.phrase = chosen["key"], chosen["title"]
    slot.movement = chosen.get("movement", "")


def _workplace_culture(slots: list[Slot], thematic: Iterable[dict[str, Any]]) -> None:
    """The 50 collectives and 182 individuals of the movement's review, inside the thematic lines of two months."""
    chosen = next(row for row in thematic if row["key"] == _WORKPLACE_CULTURE)
    left = dict(_CULTURE_COUNTS)
    for slot in slots:
        row = slot.row
        fits = (
            row.award == "bk_bo_tinh"
            and row.method == "chuyen_de"
            and slot.month in chosen["months"]
        )
        if (
            fits
            and left.get(row.kind)
            and slot.sender in {"huyen_xa", "so_nganh", "giao_duc", "trung_uong"}
        ):
            _set_occasion(slot, chosen)
            left[row.kind] -= 1
    if any(left.values()):
        raise RuntimeError(f"Thiếu dòng cho sơ kết văn hóa công sở: {left}.")


def _choose_thematic(
    slot: Slot, thematic: list[dict[str, Any]], year: int, rng: random.Random
) -> dict[str, Any]:
    """An occasion that fits year, sender and month; the month gives way first, then the sender."""
    running = [row for row in thematic if row["weight"] and row["first"] <= year <= row["last"]]
    if slot.row.kind == "ho_gia_dinh":
        running = [row for row in running if row.get("households")]
    by_sender = [row for row in running if slot.sender in row.get("sectors", SENDERS)] or running
    fitting = [row for row in by_sender if slot.month in row["months"]] or by_sender
    return rng.choices(fitting, [row["weight"] for row in fitting])[0]


def _women(slots: list[Slot], rng: random.Random) -> None:
    """Exactly the share of women among persons, teachers and armed forces with their own."""
    persons = [slot for slot in slots if slot.row.kind == "ca_nhan"]
    left = round(WOMEN["all"] * len(persons))
    others = []
    for sender in SENDERS:
        mine = [slot for slot in persons if slot.sender == sender]
        if sender in WOMEN:
            count = round(WOMEN[sender] * len(mine))
            left -= count
            _mark(mine, count, rng)
        else:
            others += mine
    _mark(others, left, rng)


def _mark(slots: list[Slot], women: int, rng: random.Random) -> None:
    chosen = set(rng.sample(range(len(slots)), women))
    for at, slot in enumerate(slots):
        slot.gender = "nu" if at in chosen else "nam"


def _decisions(slots: list[Slot], year: int, rng: random.Random) -> list[Draft]:
    bundles: dict[tuple[object, ...], list[Slot]] = defaultdict(list)
    for slot in slots:
        bundles[_bundle(slot)].append(slot)
    drafts: list[Draft] = []
    for key in sorted(bundles, key=str):
        bundle = bundles[key]
        limit = _SUDDEN_LINES if bundle[0].row.method == "dot_xuat" else LONGEST
        for start in range(0, len(bundle), limit):
            part = bundle[start : start + limit]
            first = part[0]
            # Year-end awards come after the units have decided their own titles.
            low = 15 if first.month == 12 and first.row.method == "thuong_xuyen" else 1
            day = some_working_day(rng, year, first.month, low)
            drafts.append(Draft(first.row.award, day, first.phrase or _regular_phrase(first, year)))
            for slot in part:
                slot.decided_on, slot.decision = day, len(drafts) - 1
    return drafts


def _bundle(slot: Slot) -> tuple[object, ...]:
    """What one decision covers: an award, a method, an occasion; education apart from the rest."""
    row, school = slot.row, slot.sender == "giao_duc"
    if row.award == "tap_the_ldxs":
        return row.award, row.method, slot.month, school
    if row.method == "thuong_xuyen" and row.award != "bk_bo_tinh":
        return row.award, row.method, slot.month
    if row.method == "thuong_xuyen":
        apart = slot.sender if slot.sender in {"giao_duc", "huyen_xa"} else ""
        return row.award, row.method, slot.month, apart
    if row.method == "chuyen_de":
        return row.award, row.method, slot.month, slot.occasion
    return row.award, row.method, slot.month, slot.phrase


def _regular_phrase(slot: Slot, year: int) -> str:
    if slot.sender == "giao_duc":
        first = school_year(slot.decided_on if slot.decision >= 0 else date(year, slot.month, 1))
        return f"có thành tích xuất sắc trong năm học {first}-{first + 1}"
    achieved = achievement_year(date(year, slot.month, 28))
    return f"có thành tích xuất sắc trong thực hiện nhiệm vụ công tác năm {achieved}"


def achievement_year(decided_on: date) -> int:
    """The calendar year a regular award decided that day is for: December is for the year itself."""
    return decided_on.year if decided_on.month == 12 else decided_on.year - 1


def school_year(decided_on: date) -> int:
    """First year of the last school year that had ended by then (it ends in May)."""
    return decided_on.year - 1 if decided_on.month >= 7 else decided_on.year - 2
