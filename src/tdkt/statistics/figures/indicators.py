"""Figures of the year's indicators: their codes and names are the records' own, their columns are these."""

from collections.abc import Iterator
from typing import Final

from tdkt.kernel.stated import Hedge, Unit
from tdkt.movements.models import Indicator
from tdkt.statistics.figures.kinds import Domain, Figure, IndicatorColumn
from tdkt.statistics.values import FigureValue, difference, growth, stated

ACTUAL: Final = "thuc_hien"
PLAN: Final = "ke_hoach"
BEFORE: Final = "nam_truoc"
OVER_PLAN: Final = "so_ke_hoach"
OVER_BEFORE: Final = "so_nam_truoc"
COLUMNS: Final = {
    ACTUAL: "thực hiện",
    PLAN: "kế hoạch",
    BEFORE: "năm trước",
    OVER_PLAN: "so với kế hoạch",
    OVER_BEFORE: "so với năm trước",
}
UNIT_NOT_SAID: Final = "Nguồn không nêu đơn vị tính."
WORKED_OUT: Final = "Tính từ thực hiện và kế hoạch; nguồn không nêu."
_RATIOS: Final = (Unit.PERCENT, Unit.PERMILLE, Unit.POINTS)


def indicator_figures(row: Indicator) -> Iterator[Figure]:
    """The five columns of one indicator."""
    for column, name in COLUMNS.items():
        unit = value_of(row, column).unit
        yield Figure(
            f"chi_tieu.{row.code}.{column}",
            f"{row.name}: {name}",
            unit,
            Domain.INDICATOR,
            IndicatorColumn(row.code, column),
            row.note,
            whole_province=True,
        )


def value_of(row: Indicator, column: str) -> FigureValue:
    """One column of one indicator; what the source does not say is unknown."""
    unit = Unit(row.unit)
    if column == ACTUAL:
        return stated(row.actual, unit, hedge=Hedge(row.hedge), why=_why(row), is_declared=True)
    if column == PLAN:
        return stated(row.plan, unit, why=_why(row), is_declared=True)
    if column == BEFORE:
        return stated(row.previous, unit, why=_why(row), is_declared=True)
    if column == OVER_PLAN:
        return _over(row, row.over_plan, row.over_plan_unit, row.plan)
    return _over(row, row.over_previous, row.over_previous_unit, row.previous)


def _over(row: Indicator, said: object, said_unit: str, base: object) -> FigureValue:
    """As stated; else worked out where both numbers are known: points of percents, percent of the rest."""
    if said is not None:
        why = "" if said_unit else UNIT_NOT_SAID
        return stated(said, Unit(said_unit), why=why, is_declared=True)  # type: ignore[arg-type]
    unit = Unit(row.unit)
    now, before = stated(row.actual, unit), stated(base, unit)  # type: ignore[arg-type]
    worked = difference(now, before) if unit in _RATIOS else growth(now, before)
    if not worked.known:
        return FigureValue(None, worked.unit, why=_why(row), is_declared=True)
    return stated(worked.value, worked.unit, why=WORKED_OUT)


def _why(row: Indicator) -> str:
    return "" if row.unit_known else UNIT_NOT_SAID
