"""Initiatives, accepted research and combat ingenuity: how many, of what scope, not yet spent."""

from dataclasses import replace
from typing import Final

import numpy as np

from tdkt_law.columns import FIRST_YEAR, span
from tdkt_law.conditions.bits import counted, decide
from tdkt_law.conditions.context import Context, Params, Trace, Window
from tdkt_law.conditions.params import Kind, Param
from tdkt_law.facts.codes import SCOPES

USES: Final = ("all", "form", "title")
VALID_YEARS: Final = "initiative_valid_years"
"""The setting of a province: how many years after that of its recognition an initiative may still be used."""
MOST_IN_A_YEAR: Final = 4
"""Columns tell apart so many initiatives of one year; the law never asks for more."""


def column(scope: str, use: str, at_least: int, *, replicable: bool = False) -> str:
    """The column of the years with at least so many initiatives of that scope or wider."""
    middle = "replicable/" if replicable else ""
    return f"initiatives/{scope}/{use}/{middle}{at_least}"


def initiative(ctx: Context, params: Params) -> Trace:
    """Are there so many initiatives of that scope in the window that may be used so?"""
    names = tuple(
        column(params["scope"], params["use"], k, replicable=params["replicable"])
        for k in range(1, MOST_IN_A_YEAR + 1)
    )
    window = _still_valid(ctx, ctx.window(params["within"]))
    # A sum of four counts of years passes what a byte holds.
    low, high = np.zeros(1, np.int16), np.zeros(1, np.int16)
    for name in names:
        yes, may = ctx.session.either((name,))
        low = low + counted(yes & window.certain)
        high = high + counted(may & window.possible)
    needed = params["count"]
    return Trace(decide(low >= needed, high >= needed), low, high, needed, window, names)


def _still_valid(ctx: Context, window: Window) -> Window:
    """The window without the years whose initiatives are too old to be used, where the province sets a time."""
    valid = ctx.catalogue.told(VALID_YEARS, None)
    if valid is None:
        return window
    kept = span(max(ctx.year - valid, FIRST_YEAR), ctx.year)
    return replace(window, certain=window.certain & kept, possible=window.possible & kept)


KINDS: Final = (
    Kind(
        "initiative",
        "Số sáng kiến, đề tài, giải pháp được công nhận",
        initiative,
        {
            "scope": Param("word", required=True, allowed=SCOPES),
            "count": Param("integer", default=1, most=60),
            "within": Param("within", default="year"),
            "use": Param("word", default="all", allowed=USES),
            "replicable": Param("boolean", default=False),
        },
    ),
)
