"""Filling a form from the records: every cell with where it comes from, what must agree, what stands outside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tdkt.accounts.selectors import Reach
from tdkt.kernel.stated import Unit
from tdkt.statistics.book import EMPTY_REGISTER, FigureBook, Records
from tdkt.statistics.forms.registry import FORMS, form_of
from tdkt.statistics.forms.shapes import Check, Form, Row
from tdkt.statistics.periods import Period, PeriodKind
from tdkt.statistics.registers import REGISTERS
from tdkt.statistics.values import FigureValue, ratio, stated
from tdkt.statistics.where import Where, where

NO_RECORDS = "Chưa có sổ nào ghi số này."


@dataclass(frozen=True)
class FilledCell:
    """A value with its records; ``records`` None: nothing to open (not known, or a share)."""

    value: FigureValue
    records: Records | None = None


@dataclass(frozen=True)
class FilledRow:
    row: Row
    cells: tuple[FilledCell, ...]


@dataclass(frozen=True)
class Line:
    """A line printed under the table."""

    label: str
    cell: FilledCell
    is_total: bool = False


@dataclass(frozen=True)
class CheckResult:
    """``ok`` None: nowhere are all its cells known. ``faults`` name each place that disagrees, ``skipped`` counts
    the rows or columns left out because a cell is not known.
    """

    text: str
    ok: bool | None
    faults: tuple[str, ...] = ()
    skipped: int = 0


@dataclass(frozen=True)
class FilledForm:
    """A form of one year as one office sees it."""

    form: Form
    period: Period
    as_of: date
    rows: tuple[FilledRow, ...]
    lines: tuple[Line, ...]
    checks: tuple[CheckResult, ...]

    @property
    def faults(self) -> tuple[CheckResult, ...]:
        return tuple(check for check in self.checks if check.ok is False)


def fill(
    key: str,
    reach: Reach,
    year: int,
    *,
    period_kind: PeriodKind | None = None,
    as_of: date | None = None,
) -> FilledForm:
    """One form of one year, counted by the form's own period unless another is asked for.

    Raises: UnknownForm.
    """
    kind = period_kind or (FORMS[key][1] if key in FORMS else PeriodKind.DECISION)
    return filled(key, FigureBook(reach, Period(year, kind), as_of=as_of))


def filled(key: str, book: FigureBook) -> FilledForm:
    """One form from a book at hand: the book's sources are read once for all forms."""
    form = replace(form_of(key, book), period_kind=book.period.kind)
    rows = tuple(_filled_row(form, row, book) for row in form.rows)
    lines = (*_outside(form, book), *_between_years(form, book))
    checks = tuple(_checked(check, form, rows) for check in form.checks)
    return FilledForm(form, book.period, book.as_of, rows, lines, checks)


def _filled_row(form: Form, row: Row, book: FigureBook) -> FilledRow:
    if row.is_heading:
        return FilledRow(row, ())
    if row.figures:
        codes = (*row.figures, *("" for _ in form.columns[len(row.figures) :]))
        return FilledRow(row, tuple(_of_figure(code, book) for code in codes))
    cells: list[FilledCell] = []
    for column in form.columns:
        if column.share_of is not None and row.where is not None and column.where is not None:
            part = _counted(form, row.where & column.where, book).value
            cells.append(FilledCell(ratio(part, cells[column.share_of].value)))
        elif row.where is None or column.where is None:
            cells.append(_unknown())
        else:
            cells.append(_counted(form, row.where & column.where, book))
    return FilledRow(row, tuple(cells))


def _unknown(why: str = NO_RECORDS) -> FilledCell:
    return FilledCell(stated(None, Unit.COUNT, why=why))


def _counted(form: Form, wanted: Where, book: FigureBook) -> FilledCell:
    wanted = form.base & wanted
    if form.register:
        rows = book.tally(form.register)
        if not rows.count() and not REGISTERS[form.register].proves_zero:
            return _unknown(EMPTY_REGISTER)
        n = rows.count(wanted)
        return FilledCell(stated(n, Unit.COUNT), _opening(form.register, wanted, book))
    return _honours(wanted, book)


def _honours(wanted: Where, book: FigureBook) -> FilledCell:
    n = book.count(wanted)
    return FilledCell(stated(n, Unit.COUNT), _opening("honours", wanted, book))


def _opening(kind: str, wanted: Where, book: FigureBook) -> Records | None:
    """What the cell opens; a cell nothing can be in (collectives among persons) opens nothing."""
    return None if wanted.is_impossible else Records(kind, wanted, book.period)


def _of_figure(code: str, book: FigureBook) -> FilledCell:
    if not code:
        return _unknown()
    value = book.value(code)
    return FilledCell(value, book.records(code) if value.known else None)


def _outside(form: Form, book: FigureBook) -> list[Line]:
    """What the form has no place for, and the sum with it."""
    found = []
    for label, wanted in form.outside:
        outside = replace(form, base=Where())
        cell = _counted(outside, wanted, book)
        if cell.value.value:
            found.append(Line(label, cell))
    if form.whole is not None:
        found.append(Line("Cộng trong và ngoài biểu", _honours(form.whole, book), is_total=True))
    return found


def _between_years(form: Form, book: FigureBook) -> list[Line]:
    """Honours of two Decembers are all that the statistical year and the year of decision differ by."""
    if form.register or (form.whole is None and not form.base.conditions):
        return []
    if book.period.kind == PeriodKind.ACHIEVEMENT:
        return []
    wanted = (form.whole or form.base) & where(month=12)
    year = book.period.year
    statistical = book.period.kind == PeriodKind.STATISTICAL
    decembers = [
        (f"Quyết định tháng 12/{year}: thuộc năm {year}, ngoài năm thống kê {year}", Period(year)),
        (
            f"Quyết định tháng 12/{year - 1}: thuộc năm thống kê {year}, ngoài năm {year}",
            Period(year - 1),
        ),
    ]
    lines = []
    for label, period in decembers:
        lines.append(Line(label, _honours(wanted, book.at(period))))
    other = Period(year, PeriodKind.DECISION if statistical else PeriodKind.STATISTICAL)
    counted = _honours(form.whole or form.base, book.at(other))
    lines.append(Line(f"Số của {other.label}", counted, is_total=True))
    return lines


def _checked(check: Check, form: Form, rows: Sequence[FilledRow]) -> CheckResult:
    if check.of_columns:
        places = {column.number: place for place, column in enumerate(form.columns)}
        runs = [
            (
                _row_name(row.row, form),
                {number: row.cells[place] for number, place in places.items()},
            )
            for row in rows
            if row.cells
        ]
    else:
        by_code = {row.row.code: row.cells for row in rows if row.cells}
        runs = [
            (f"cột {column.number}", {code: cells[place] for code, cells in by_code.items()})
            for place, column in enumerate(form.columns)
            if column.share_of is None
        ]
    faults: list[str] = []
    skipped = 0
    for name, cells in runs:
        whole, parts = (_sum(cells, codes) for codes in (check.whole, check.parts))
        if whole is None or parts is None:
            skipped += 1
        elif whole != parts:
            shown = stated(whole, Unit.COUNT).text, stated(parts, Unit.COUNT).text
            faults.append(f"{name}: {shown[0]}, cộng lại được {shown[1]}")
    ok = None if skipped == len(runs) else not faults
    return CheckResult(check.text, ok, tuple(faults), skipped)


def _sum(cells: dict[str, FilledCell], codes: Sequence[str]) -> int | None:
    values = [cells[code].value.value for code in codes]
    known = [int(value) for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _row_name(row: Row, form: Form) -> str:
    return f"dòng {row.code}" if form.has_codes else row.label
