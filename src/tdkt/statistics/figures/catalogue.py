"""The registry of figures by code: what stands in the tables, and the variants every code can take."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Final

from tdkt.kernel.stated import Unit
from tdkt.kernel.text import fold
from tdkt.statistics.figures.declared import declared_figures
from tdkt.statistics.figures.honours import honour_figures
from tdkt.statistics.figures.kinds import (
    CHANGE,
    GROWTH,
    PREVIOUS,
    Change,
    Figure,
    FigureKind,
    IndicatorColumn,
    Previous,
    UnknownFigure,
)
from tdkt.statistics.figures.registers import register_figures

VARIANTS: Final = (PREVIOUS, CHANGE, GROWTH)


@cache
def static_figures() -> Mapping[str, Figure]:
    """Figures whose code does not depend on a year's records, variants left out."""
    found = [*honour_figures(), *register_figures(), *declared_figures()]
    codes = {figure.code: figure for figure in found}
    if len(codes) != len(found):
        raise ValueError("Hai số liệu mang cùng một mã.")
    return MappingProxyType(codes)


def find(code: str, known: Mapping[str, Figure]) -> Figure:
    """The figure of this code among ``known``, or the variant of one of them.

    Raises: UnknownFigure, which names codes that look like it.
    """
    code = code.strip()
    if code in known:
        return known[code]
    base, _, last = code.rpartition(".")
    if base in known and last in VARIANTS:
        made = variant(known[base], last)
        if made is not None:
            return made
    raise UnknownFigure(code, tuple(get_close_matches(code, known, n=3, cutoff=0.6)))


def variant(base: Figure, last: str) -> Figure | None:
    """``.nam_truoc``, ``.thay_doi`` or ``.tang_truong`` of a figure; None when it cannot have that one."""
    if isinstance(base.source, IndicatorColumn):
        return None
    code = f"{base.code}.{last}"
    if last == PREVIOUS:
        return replace(base, code=code, name=f"{base.name}, năm trước", source=Previous(base.code))
    if base.unit == Unit.RANK:
        return None  # a lower rank is the better one: neither a difference nor a growth says that
    if last == CHANGE:
        unit = Unit.POINTS if base.unit == Unit.PERCENT else base.unit
        name = f"{base.name}, so với năm trước"
        return replace(base, code=code, name=name, unit=unit, source=Change(base.code))
    if base.unit == Unit.PERCENT:
        return None  # the growth of a percent in percent is what papers get wrong
    name = f"{base.name}, tăng so với năm trước (%)"
    return replace(
        base, code=code, name=name, unit=Unit.PERCENT, source=Change(base.code, relative=True)
    )


def variants(base: Figure) -> Iterator[Figure]:
    """All variants a figure can have."""
    for last in VARIANTS:
        made = variant(base, last)
        if made is not None:
            yield made


def search(
    figures: Iterable[Figure], *, words: str = "", domain: str = "", kind: str = ""
) -> list[Figure]:
    """Figures whose name or code holds every word, without diacritics, in the registry's order."""
    asked = fold(words).split()
    out = []
    for figure in figures:
        if (domain and figure.domain != domain) or (kind and figure.kind != FigureKind(kind)):
            continue
        text = f"{fold(figure.name)} {figure.code.lower()}"
        if all(word in text for word in asked):
            out.append(figure)
    return out
