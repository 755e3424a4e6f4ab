"""Ratings, initiatives and discipline as rows of the year ribbon."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from tdkt.kernel.dates import format_date
from tdkt.registry.merit_models import Discipline, Initiative, Rating
from tdkt.registry.merit_selectors import Merits
from tdkt.registry.merit_services import year_words
from tdkt.registry.states import Grade, YearKind
from tdkt.web.links import page_url
from tdkt.web.ribbon import RibbonMark, RibbonRow

Year = int | str

GRADE_WORDS = {
    Grade.EXCELLENT: "HTXSNV", Grade.GOOD: "HTTNV", Grade.DONE: "HTNV", Grade.NOT_DONE: "KHTNV",
}  # fmt: skip


def column_of(row: Rating | Initiative) -> Year:
    """The ribbon's column: a school year as "2021-2022"."""
    return year_words(row.year_kind, row.year) if row.year_kind == YearKind.SCHOOL else row.year


def rating_row(merits: Merits) -> RibbonRow:
    """Every year's grade; years without one are unknown."""
    cells: dict[Year, list[RibbonMark]] = defaultdict(list)
    for row in merits.ratings:
        paper = str(row.document) if row.document else row.decision
        title = ", ".join(
            filter(None, (row.get_grade_display(), paper, row.get_standing_display().lower()))
        )
        cells[column_of(row)].append(RibbonMark(GRADE_WORDS[Grade(row.grade)], title, "rating"))
    return RibbonRow("Xếp loại", cells)


def merit_rows(merits: Merits) -> list[RibbonRow]:
    """The row of initiatives, when there are any."""
    if not merits.initiatives:
        return []
    cells: dict[Year, list[RibbonMark]] = defaultdict(list)
    for row in merits.initiatives:
        cells[column_of(row)].append(_initiative(row))
    return [RibbonRow("Sáng kiến, đề tài", cells)]


def _initiative(row: Any) -> RibbonMark:
    widest = row.get_influence_display() if row.influence else ""
    words = [row.title, f"công nhận: {row.get_scope_display().lower()}"]
    if widest:
        words.append(f"nhân rộng: {widest.lower()}")
    return RibbonMark(
        row.get_scope_display().split(" (")[0], ", ".join(words), "initiative", page_url("initiatives-detail", row.code),
        "spent" if row.own_uses else "",
    )  # fmt: skip


def discipline_row(
    disciplines: Sequence[Discipline], columns: Sequence[Year], *, today: date
) -> RibbonRow:
    """Years touched by a measure; the register is the standing office's own, so the other years have none."""
    cells: dict[Year, list[RibbonMark]] = {year: [] for year in columns}
    for row in disciplines:
        assert row.valid_from is not None
        until = format_date(row.valid_to) if row.valid_to else "chưa rõ ngày hết"
        mark = RibbonMark(
            row.get_form_display(), f"{row.get_form_display()} từ {format_date(row.valid_from)}, đến hết ngày: {until}",
            "discipline", page_url("disciplines-detail", row.code),
        )  # fmt: skip
        for year in columns:
            first = int(str(year)[:4])
            last = first + 1 if isinstance(year, str) else first
            if row.valid_from.year <= last and first <= (row.valid_to or today).year:
                cells[year].append(mark)
    return RibbonRow("Kỷ luật", cells)
