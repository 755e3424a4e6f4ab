"""The year ribbon of a history of honours: "Quá trình thi đua, khen thưởng"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from tdkt.kernel.dates import format_date
from tdkt.registry.merit_selectors import Merits
from tdkt.registry.models import Honour
from tdkt.registry.people_selectors import HonourOn
from tdkt.registry.states import Level, YearKind
from tdkt.web.links import document_url
from tdkt.web.people.merit_rows import discipline_row, merit_rows, rating_row
from tdkt.web.ribbon import Ribbon, RibbonMark, RibbonRow
from tdkt_law.awards import Award, AwardKind, UnknownAward, award

Year = int | str

TITLES: Final = "Danh hiệu thi đua"
# (level, label, drawn even when nothing is known)
FORM_ROWS: Final = (
    (Level.STATE, "Khen thưởng cấp Nhà nước", True),
    (Level.PROVINCE, "Khen thưởng cấp tỉnh", True),
    (Level.BASE, "Khen thưởng cấp cơ sở", False),
    (Level.OTHER, "Khen thưởng khác", False),
)
LONGEST: Final = 40  # columns; a history is longer only by a mistyped year


def award_of(honour: Honour) -> Award | None:
    """The catalogue's entry, None for a code it does not know."""
    try:
        return award(honour.award)
    except UnknownAward:
        return None


def award_name(code: str) -> str:
    try:
        return award(code).name
    except UnknownAward:
        return code


def year_of(honour: Honour) -> Year | None:
    """The column: a school year as "2021-2022", a period at its last year, else the decision's year."""
    if honour.year is not None:
        school = honour.year_kind == YearKind.SCHOOL
        return f"{honour.year}-{honour.year + 1}" if school else honour.year
    return honour.period_to or honour.decided_year


def decision_words(honour: Honour) -> str:
    """E.g. "Quyết định 880/QĐ-UBND ngày 12/07/2022"; what is not known is said."""
    if honour.document is None:
        day = f"ngày {format_date(honour.decided_on)}" if honour.decided_on else ""
        return f"chưa có số quyết định {day}".strip()
    day = f" ngày {format_date(honour.decided_on)}" if honour.decided_on else ""
    return f"{honour.document}{day}"


def history_ribbon(
    history: Sequence[HonourOn], *, today: date, merits: Merits | None = None
) -> Ribbon:
    """Honours that count, by year, with ratings above, initiatives and discipline below them.

    Years without an entry are unknown: the province holds only its own decisions. ``merits`` None: not to be read here.
    """
    titles: dict[Year, list[RibbonMark]] = defaultdict(list)
    rows: dict[str, dict[Year, list[RibbonMark]]] = defaultdict(lambda: defaultdict(list))
    for entry in reversed(history):
        year = year_of(entry.honour)
        if year is None or not entry.counts:
            continue
        known = award_of(entry.honour)
        if known is not None and known.kind == AwardKind.TITLE:
            titles[year].append(_mark(entry.honour, known, title=True))
        else:
            rows[entry.honour.level][year].append(_mark(entry.honour, known, title=False))
    drawn = [rating_row(merits)] if merits is not None else []
    drawn.append(RibbonRow(TITLES, _gathered(titles)))
    for level, label, always in FORM_ROWS:
        if always or rows[level]:
            drawn.append(RibbonRow(label, _gathered(rows[level])))
    if merits is not None:
        drawn += merit_rows(merits)
    columns = _columns([row.cells for row in drawn], today)
    if merits is not None and merits.disciplines:
        drawn.append(discipline_row(merits.disciplines, columns, today=today))
    return Ribbon(columns, drawn)


def _mark(honour: Honour, known: Award | None, *, title: bool) -> RibbonMark:
    name = known.name if known else honour.award
    whole = f"{name}, {decision_words(honour)}"
    if honour.period_from and honour.period_to:
        whole += f", giai đoạn {honour.period_from}-{honour.period_to}"
    return RibbonMark(
        known.short_name if known else honour.award,
        whole,
        "title" if title else "form",
        document_url(honour.document),
    )


def _gathered(cells: Mapping[Year, Sequence[RibbonMark]]) -> dict[Year, list[RibbonMark]]:
    """One mark for the same award several times in a year, as units have it: "BK tỉnh ×3"."""
    gathered = {}
    for year, marks in cells.items():
        same: dict[str, list[RibbonMark]] = defaultdict(list)
        for mark in marks:
            same[mark.text].append(mark)
        gathered[year] = [
            ones[0]
            if len(ones) == 1
            else RibbonMark(
                f"{text} ×{len(ones)}", "; ".join(mark.title for mark in ones), ones[0].kind
            )
            for text, ones in same.items()
        ]
    return gathered


def _columns(rows: Sequence[object], today: date) -> list[Year]:
    """Every calendar year from the first known to now, and the school years that are met, in order of time."""
    met: set[Year] = set()
    for cells in rows:
        met.update(cells)  # type: ignore[arg-type]
    firsts = [_first(year) for year in met]
    start = max(min(firsts, default=today.year - 4), today.year - LONGEST)
    calendar: set[Year] = set(range(start, max([today.year, *firsts]) + 1))
    return sorted(calendar | met, key=lambda year: (_first(year), isinstance(year, str)))


def _first(year: Year) -> int:
    return year if isinstance(year, int) else int(year[:4])
