"""All figures of one reach and period: ``FigureBook(reach, period).value("khen_thuong.nha_nuoc.ca_nhan")``.

A book reads each source once, when it is first asked for: the same number of queries for one figure and for all.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import QuerySet

from tdkt.accounts.selectors import Reach
from tdkt.kernel.stated import Hedge, Unit
from tdkt.movements.models import Indicator, Movement, MovementResult
from tdkt.organisations.models import AuthoritySettings
from tdkt.registry.models import Honour
from tdkt.registry.states import RecipientKind
from tdkt.statistics.cube import (
    POSTHUMOUS,
    Changed,
    Cube,
    changed,
    cube,
    history,
    honours_by,
    honours_counted,
    people_counted,
)
from tdkt.statistics.figures.catalogue import find, static_figures
from tdkt.statistics.figures.honours import movement_honours
from tdkt.statistics.figures.indicators import indicator_figures, value_of
from tdkt.statistics.figures.kinds import (
    Cells,
    Change,
    Declared,
    Figure,
    IndicatorColumn,
    People,
    Previous,
    Rows,
    Share,
)
from tdkt.statistics.figures.registers import publicity_of, result_figures
from tdkt.statistics.models import DeclaredFigure
from tdkt.statistics.periods import Period
from tdkt.statistics.registers import REGISTERS, Tally, rows_counted, tally
from tdkt.statistics.values import FigureValue, difference, growth, ratio, stated
from tdkt.statistics.where import EVERY, Where, where

COMPLETE_FROM: Final = (
    "records_complete_from"  # key of an authority's settings: first year of whole records
)
EMPTY_REGISTER: Final = "Sổ của kỳ này chưa có dòng nào."
NOT_DECLARED: Final = "Chưa có nguồn nào nêu số này."


@dataclass(frozen=True)
class Records:
    """Where a number comes from: honours by condition, a register's rows, or a declared entry.

    ``kind``: "honours", a name of ``registers.REGISTERS``, "indicator" (``codes`` is its code), "declared", or
    "figures" (the codes it is worked out from). ``level`` of people counted is in ``where``.
    """

    kind: str
    where: Where = EVERY
    period: Period | None = None
    codes: tuple[str, ...] = ()


class _EveryYear:
    """What the books of all periods of one office and day share; each read once, when first asked for."""

    def __init__(self, reach: Reach, as_of: date) -> None:
        self._reach = reach
        self._as_of = as_of

    @cached_property
    def changes(self) -> list[Changed]:
        return changed(self._reach, as_of=self._as_of)

    @cached_property
    def history(self) -> dict[int, Cube]:
        return history(self._reach, as_of=self._as_of, changes=self.changes)

    @cached_property
    def movements(self) -> list[tuple[str, str]]:
        rows = Movement.objects.filter(authority_id=self._reach.authority_id).order_by("code")
        return list(rows.values_list("code", "name"))

    @cached_property
    def entries(self) -> dict[tuple[str, int], DeclaredFigure]:
        rows = DeclaredFigure.objects.filter(authority_id=self._reach.authority_id).order_by("id")
        return {(row.figure, row.year): row for row in rows}

    @cached_property
    def complete_from(self) -> int | None:
        revision = (
            AuthoritySettings.objects.filter(
                authority_id=self._reach.authority_id, valid_from__lte=self._as_of
            )
            .order_by("-valid_from")
            .first()
        )
        year = revision.values.get(COMPLETE_FROM) if revision else None
        return int(year) if year is not None else None


class FigureBook:
    """Figures as one office sees them, for one period, as the records stood on one day (default: the reach's)."""

    def __init__(self, reach: Reach, period: Period, *, as_of: date | None = None) -> None:
        self.reach = reach
        self.period = period
        self.as_of = as_of or reach.on
        self._every_year = _EveryYear(reach, self.as_of)
        self._books: dict[Period, FigureBook] = {period: self}
        self._by: dict[tuple[str, Where], Counter[Any]] = {}
        self._cubes: dict[tuple[str, ...], Cube] = {}
        self._tallies: dict[str, Tally] = {}
        self._values: dict[str, FigureValue] = {}

    def at(self, period: Period) -> "FigureBook":
        """The book of another period, for the same office and day; opened once, and what no period limits is shared."""
        if period not in self._books:
            book = FigureBook(self.reach, period, as_of=self.as_of)
            book._every_year, book._books = self._every_year, self._books
            self._books[period] = book
        return self._books[period]

    # --- the figures of the year ---------------------------------------------------------------

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure by code, those of the year's movements, results and indicators with them; no variants."""
        found = dict(static_figures())
        for code, name in self._every_year.movements:
            for figure in (*movement_honours(code, name), publicity_of(code, name)):
                found[figure.code] = figure
        for code, name, unit, amount, amount_unit in self._results:
            worth = Unit(amount_unit) if amount is not None and amount_unit else None
            for figure in result_figures(code, name, Unit(unit), worth):
                found[figure.code] = figure
        for row in self.indicators.values():
            for figure in indicator_figures(row):
                found[figure.code] = figure
        return found

    def figure(self, code: str) -> Figure:
        """Raises: UnknownFigure, which names codes that look like it."""
        known = static_figures()
        code = code.strip()
        if code in known or code.rpartition(".")[0] in known:
            return find(code, known)
        return find(code, self.figures)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The year's indicators by code, in the office's order."""
        rows = Indicator.objects.filter(
            authority_id=self.reach.authority_id, year=self.period.year
        ).order_by("position", "code")
        return {row.code: row for row in rows}

    @cached_property
    def _results(self) -> list[tuple[Any, ...]]:
        rows = MovementResult.objects.filter(
            authority_id=self.reach.authority_id, year=self.period.year
        ).order_by("position", "code")
        return list(rows.values_list("code", "what", "unit", "amount", "amount_unit"))

    # --- values --------------------------------------------------------------------------------

    def value(self, code: str) -> FigureValue:
        """Raises: UnknownFigure."""
        return self.value_of(self.figure(code))

    def value_of(self, figure: Figure) -> FigureValue:
        """The value of a figure at hand, perhaps of another year's records."""
        if figure.code not in self._values:
            self._values[figure.code] = self._value(figure)
        return self._values[figure.code]

    def _value(self, figure: Figure) -> FigureValue:
        match figure.source:
            case Cells(wanted):
                return stated(self.count(wanted), figure.unit)
            case People(level):
                return stated(self._people(level), figure.unit)
            case Rows(register, wanted, total):
                return self._rows(figure, register, wanted, total)
            case Declared(of, later):
                return self._declared(figure, of, later)
            case Share(numerator, denominator, places):
                return ratio(self.value(numerator), self.value(denominator), places=places)
            case Previous(of):
                return self._before(of)
            case Change(of, relative):
                now, before = self.value(of), self._before(of)
                return growth(now, before) if relative else difference(now, before)
            case IndicatorColumn(indicator, column):
                return value_of(self.indicators[indicator], column)

    def cube(self, *extra: str) -> Cube:
        """Honours of the period by every dimension, and by ``extra`` ones."""
        if extra not in self._cubes:
            self._cubes[extra] = cube(
                self.reach,
                self.period,
                as_of=self.as_of,
                extra=extra,
                changes=self._every_year.changes,
            )
        return self._cubes[extra]

    def count(self, wanted: Where) -> int:
        """How many honours of the period: from the cube, or from the rows of the condition where only rows know."""
        of_facets, of_rows = wanted.split()
        if not self.reach.whole_province or not {*of_rows.allowed} - {POSTHUMOUS}:
            return self.cube(*wanted.extra).count(wanted)
        name, values = of_rows.conditions[0]
        rest = of_facets & Where(of_rows.conditions[1:])
        counted = self.honours_by(name, rest)
        return sum(counted[value] for value in values)

    def honours_by(self, dimension: str, wanted: Where = EVERY) -> Counter[Any]:
        """How many honours of the period for each value of a dimension that only rows hold (a unit, a month)."""
        asked = (dimension, wanted)
        if asked not in self._by:
            self._by[asked] = honours_by(
                self.reach, self.period, dimension, wanted,
                as_of=self.as_of, changes=self._every_year.changes,
            )  # fmt: skip
        return self._by[asked]

    @property
    def history(self) -> dict[int, Cube]:
        """A cube for every year of decision, the latest first, whatever the book's period."""
        return self._every_year.history

    def tally(self, register: str) -> Tally:
        """The rows of a register, alike ones counted together."""
        if register not in self._tallies:
            self._tallies[register] = tally(register, self.reach, self.period)
        return self._tallies[register]

    def _people(self, level: str) -> int:
        return people_counted(
            self.reach, self.period, level, as_of=self.as_of, changes=self._every_year.changes
        )

    def _rows(self, figure: Figure, register: str, wanted: Where, total: str) -> FigureValue:
        rows = self.tally(register)
        if not rows.count() and not REGISTERS[register].proves_zero:
            return stated(None, figure.unit, why=EMPTY_REGISTER)
        if not total:
            return stated(rows.count(wanted), figure.unit)
        summed = rows.total(total, wanted)
        if rows.count(wanted) == 0:
            return stated(None, figure.unit, why=EMPTY_REGISTER)
        why = f"Chưa kể {summed.unknown} dòng chưa có số." if summed.unknown else ""
        return stated(summed.value, figure.unit, hedge=summed.hedge, why=why)

    def _declared(self, figure: Figure, of: str, later: int) -> FigureValue:
        said = self.said(self.figure(of) if of else figure, self.period.year + later)
        return said or stated(None, figure.unit, why=NOT_DECLARED, is_declared=True)

    def declared_entry(self, code: str, *, year: int | None = None) -> DeclaredFigure | None:
        """What was declared of a figure for the period's year, or another; counted figures may have one beside."""
        return self._every_year.entries.get((code, year or self.period.year))

    def years_declared(self, code: str) -> list[int]:
        """Years something was declared of this figure, the earliest first."""
        return sorted(year for named, year in self._every_year.entries if named == code)

    def said(self, figure: Figure, year: int) -> FigureValue | None:
        """What a source said of another year, known or not; None when nothing was declared, or only of the whole."""
        entry = self.declared_entry(figure.code, year=year)
        if entry is None or not (self.reach.whole_province or figure.whole_province):
            return None
        unit = Unit(entry.unit) if entry.unit else figure.unit
        return stated(entry.value, unit, hedge=Hedge(entry.hedge), why=entry.note, is_declared=True)

    # --- the year before -------------------------------------------------------------------------

    @property
    def previous(self) -> "FigureBook":
        return self.at(self.period.previous)

    def _before(self, code: str) -> FigureValue:
        """The year before: what was declared of it, known or not; else counted, where the records were whole.

        A part of the province is never compared with a number of the whole.
        """
        figure = self.figure(code)
        said = self.said(figure, self.period.year - 1)
        if said is not None:
            return said
        first = self.complete_from
        if first is not None and self.period.year - 1 < first:
            why = f"Sổ của tỉnh đầy đủ từ năm {first}; chưa có nguồn nêu số năm {self.period.year - 1}."
            return stated(None, figure.unit, why=why)
        return self.previous.value_of(figure)

    @property
    def complete_from(self) -> int | None:
        """The first year whose records are whole; None when the authority has not said: all are taken to be."""
        return self._every_year.complete_from

    # --- records -----------------------------------------------------------------------------------

    def records(self, code: str) -> Records:
        """Where the number comes from; see ``Records``."""
        figure = self.figure(code)
        match figure.source:
            case Cells(wanted):
                return Records("honours", wanted, self.period)
            case People(level):
                people = where(level=level, kind=RecipientKind.PERSON)
                return Records("honours", people, self.period)
            case Rows(register, wanted, _):
                return Records(register, wanted, self.period)
            case Share(numerator, denominator, _):
                return Records("figures", period=self.period, codes=(numerator, denominator))
            case Previous(of):
                declared = self.declared_entry(of, year=self.period.year - 1) is not None
                entry = Records("declared", period=self.period.previous, codes=(of,))
                return entry if declared else self.previous.records(of)
            case Change(of, _):
                return Records("figures", period=self.period, codes=(of, f"{of}.nam_truoc"))
            case IndicatorColumn(indicator, _):
                return Records("indicator", period=self.period, codes=(indicator,))
            case Declared():
                pass
        return Records("declared", period=self.period, codes=(figure.code,))

    def rows_of(self, code: str) -> QuerySet[Any] | None:
        """Exactly the rows a counted figure counted; None for what is not counted from rows."""
        figure = self.figure(code)
        match figure.source:
            case Cells(wanted):
                return self.honours(wanted)
            case Rows(register, wanted, _):
                return rows_counted(register, wanted, self.reach, self.period)
        return None

    def honours(self, wanted: Where) -> QuerySet[Honour]:
        """The honours of the period a condition counts."""
        return honours_counted(
            self.reach, self.period, wanted, as_of=self.as_of, changes=self._every_year.changes
        )


def figure_value(
    code: str, *, reach: Reach, period: Period, as_of: date | None = None
) -> FigureValue:
    """One figure. For several, open one ``FigureBook``.

    Raises: UnknownFigure.
    """
    return FigureBook(reach, period, as_of=as_of).value(code)
