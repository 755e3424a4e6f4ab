"""The registry of figures: tables by field, one grammar of codes (see ``kinds``)."""

from tdkt.statistics.figures.catalogue import find, search, static_figures, variants
from tdkt.statistics.figures.kinds import (
    Cells,
    Change,
    Declared,
    Domain,
    Figure,
    FigureKind,
    IndicatorColumn,
    People,
    Previous,
    Rows,
    Share,
    UnknownFigure,
)

__all__ = [
    "Cells",
    "Change",
    "Declared",
    "Domain",
    "Figure",
    "FigureKind",
    "IndicatorColumn",
    "People",
    "Previous",
    "Rows",
    "Share",
    "UnknownFigure",
    "find",
    "search",
    "static_figures",
    "variants",
]
