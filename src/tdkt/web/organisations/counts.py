"""Honours of a unit's people and collectives by year: a table whose every number is a door, and a chart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from tdkt.documents.chart_specs import bar_chart
from tdkt.documents.charts import chart_svg
from tdkt.registry.facet_models import UNKNOWN_YEAR
from tdkt.web.links import awards_url
from tdkt.web.people.ribbons import award_name
from tdkt.web.tables import Cell, Column, Row, Table
from tdkt_law.awards import awards

Counts = Mapping[tuple[int, str, str], int]  # (decided year, award, recipient kind) → honours
YEARS_SHOWN: Final = 6
YEARS_DRAWN: Final = 15
EVERY: Final[tuple[int, ...]] = ()  # of a column: all years together


def counts_table(counts: Counts, unit: str) -> Table:
    """Awards down in protocol order, the latest years across. ``unit`` is the code the doors name; "" for none."""
    cells: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for (year, award, _), n in counts.items():
        cells[award][year] += n
    columns = _columns({year for year, _, _ in counts})
    order = {code: place for place, code in enumerate(awards())}
    rows = [
        Row(
            [
                award_name(code),
                *(_door(_sum(cells[code], years), unit, years, code) for _, years in columns),
            ]
        )
        for code in sorted(cells, key=lambda code: (order.get(code, len(order)), code))
    ]
    whole: dict[int, int] = defaultdict(int)
    for (year, _, _), n in counts.items():
        whole[year] += n
    rows.append(
        Row(["Tổng", *(_door(_sum(whole, years), unit, years) for _, years in columns)], total=True)
    )
    heads = [
        Column("Danh hiệu, hình thức"),
        *(Column(label, number=True) for label, _ in columns),
    ]
    return Table("Số lượt khen thưởng theo năm quyết định", heads, rows, scroll=True)


def _columns(met: set[int]) -> list[tuple[str, tuple[int, ...]]]:
    """(label, the years it sums)."""
    known = sorted(met - {UNKNOWN_YEAR}, reverse=True)
    shown, earlier = known[:YEARS_SHOWN], tuple(known[YEARS_SHOWN:])
    columns: list[tuple[str, tuple[int, ...]]] = [(str(year), (year,)) for year in shown]
    if earlier:
        columns.append((f"Trước {shown[-1]}", earlier))
    if UNKNOWN_YEAR in met:
        columns.append(("Chưa rõ năm", (UNKNOWN_YEAR,)))
    return [*columns, ("Tổng", EVERY)]


def _sum(by_year: Mapping[int, int], years: Sequence[int]) -> int:
    return sum(by_year.get(year, 0) for year in years) if years else sum(by_year.values())


def _door(n: int, unit: str, years: Sequence[int], award: str = "") -> Cell:
    if not n or not unit:
        return Cell(n)
    return Cell(n, awards_url(unit=unit, decided_years=years, awards=(award,) if award else ()))


def counts_chart(counts: Counts, unit: str, *, name: str) -> SafeString | str:
    """Bars by decided year, all kinds together; empty below two years."""
    by_year: dict[int, int] = defaultdict(int)
    for (year, _, _), n in counts.items():
        if year != UNKNOWN_YEAR:
            by_year[year] += n
    if len(by_year) < 2:
        return ""
    last = max(by_year)
    rows = [
        {
            "x": str(year),
            "y": by_year.get(year, 0),
            "url": awards_url(unit=unit, decided_years=(year,)) if unit else "",
        }
        for year in range(max(min(by_year), last - YEARS_DRAWN + 1), last + 1)
    ]
    width = max(500, 50 * len(rows))
    spec = bar_chart(rows, x="x", y="y", unit="lượt", horizontal=False, width=width)
    drawn = chart_svg(spec, alt=f"Số lượt khen thưởng của {name} theo năm quyết định")
    return mark_safe(drawn)  # noqa: S308 -- our own drawing, cleaned by chart_svg
