"""One figure over the years, as far as its source is kept by year."""

from decimal import Decimal

from tdkt.movements.models import Indicator
from tdkt.statistics.book import FigureBook
from tdkt.statistics.cube import Cube
from tdkt.statistics.figures import (
    Cells,
    Declared,
    Figure,
    IndicatorColumn,
    Share,
    static_figures,
)
from tdkt.statistics.figures.indicators import value_of
from tdkt.statistics.values import FigureValue, ratio, stated

Series = dict[int, FigureValue]


def series(figure: Figure, book: FigureBook) -> Series:
    """The figure in every year known, the earliest first; empty for what is not kept by year. At most three queries."""
    match figure.source:
        case Cells(wanted) if not wanted.extra:
            return _from_history(figure, book)
        case Share(numerator, denominator, _) if _is_counted(numerator) and _is_counted(
            denominator
        ):
            return _from_history(figure, book)
        case Declared(of) if not of:
            return _declared(figure, book)
        case IndicatorColumn(indicator, column):
            rows = Indicator.objects.filter(
                authority_id=book.reach.authority_id, code=indicator, year__lte=book.period.year
            )
            return {row.year: value_of(row, column) for row in rows.order_by("year")}
    return {}


def _from_history(figure: Figure, book: FigureBook) -> Series:
    """Counted year by year; of an earlier year what a source said stands before what rows say.

    A year before the records are whole is not counted: it stands there only with what a source said.
    """
    found = {}
    first = book.complete_from or 0
    for year in sorted({*book.history, *book.years_declared(figure.code)}):
        said = book.said(figure, year) if year < book.period.year else None
        if said is not None:
            found[year] = said
        elif year >= first and year in book.history:
            found[year] = _counted(figure, book.history[year])
    return found


def numbers(found: Series) -> list[Decimal]:
    """Known values in the order of years, for a sparkline."""
    return [value.value for value in found.values() if value.value is not None]


def _is_counted(code: str) -> bool:
    source = static_figures()[code].source
    return isinstance(source, Cells) and not source.where.extra


def _counted(figure: Figure, cube: Cube) -> FigureValue:
    known = static_figures()
    match figure.source:
        case Share(numerator, denominator, places):
            parts = (_counted(known[code], cube) for code in (numerator, denominator))
            return ratio(*parts, places=places)
        case Cells(wanted):
            return stated(cube.count(wanted), figure.unit)
    raise TypeError(f"{figure.code} không đếm từ khen thưởng.")


def _declared(figure: Figure, book: FigureBook) -> Series:
    said = {year: book.said(figure, year) for year in book.years_declared(figure.code)}
    return {year: value for year, value in said.items() if value is not None}
