"""Pieces of the pages: figures as cards, charts as drawings with their table, rows of registers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from tdkt.documents.charts import chart_svg
from tdkt.kernel.stated import Hedge, Unit
from tdkt.statistics.book import FigureBook
from tdkt.statistics.charts import Chart
from tdkt.statistics.figures.kinds import CHANGE, PREVIOUS
from tdkt.statistics.series import numbers, series
from tdkt.statistics.values import FigureValue
from tdkt.web.figures.links import figure_url, records_url
from tdkt.web.tables import Cell, Column, Row, Table

COMMENDATION = (
    "khen_thuong.nha_nuoc.tap_the",
    "khen_thuong.nha_nuoc.ca_nhan",
    "khen_thuong.nha_nuoc.truc_tiep.ty_le",
    "khen_thuong.cap_tinh.tap_the",
    "khen_thuong.cap_tinh.tap_the_nho.ty_le",
    "khen_thuong.cap_tinh.ca_nhan_ho",
    "khen_thuong.cap_tinh.truc_tiep.ty_le",
    "khen_thuong.cap_tinh.loai_hinh.dot_xuat",
)
WORK = (
    "phong_trao.so_phong_trao",
    "hoi_dong.phien_hop",
    "khoi.so_khoi",
    "van_ban.ban_hanh",
    "tuyen_truyen.tong",
    "kiem_tra.tong",
    "boi_duong.hoc_vien",
    "khieu_nai.don",
)


@dataclass(frozen=True)
class Card:
    """One figure as ``{% figure %}`` takes it."""

    label: str
    value: Decimal | None
    url: str
    unit: str
    hedge: str
    unknown: str
    change: Decimal | None
    change_unit: str
    against: str
    note: str
    series: Sequence[Decimal]


def cards(book: FigureBook, codes: Iterable[str]) -> list[Card]:
    return [card(book, code) for code in codes]


def card(book: FigureBook, code: str) -> Card:
    """The figure with its change on the year before and its line over the years."""
    figure, value = book.figure(code), book.value(code)
    change = book.value(f"{code}.{CHANGE}")
    line = series(figure, book) if figure.code.startswith("khen_thuong.") else {}
    before = book.period.year - 1
    note = ""
    if value.known and not change.known:
        text = book.value(f"{code}.{PREVIOUS}").text
        note = f"năm {before}: {text}"
    return Card(
        label=figure.name,
        value=value.value,
        url=figure_url(figure.code, book.period),
        unit=_short(value.unit),
        hedge=str(Hedge(value.hedge).label),
        unknown=value.text,
        change=change.value,
        change_unit=_short(change.unit),
        against=f"so với năm {before}",
        note=note,
        series=numbers({year: v for year, v in line.items() if year <= book.period.year}),
    )


def _short(unit: Unit) -> str:
    """The unit as a card has room for it."""
    return "lượt" if unit == Unit.AWARD else str(unit.label)


@dataclass(frozen=True)
class DrawnChart:
    """A chart on the page: the drawing, the table behind it, what stands under it."""

    key: str
    title: str
    svg: SafeString
    table: Table
    note: str
    wide: bool


def drawn(charts: Iterable[Chart]) -> list[DrawnChart]:
    """The charts that have something to show."""
    return [_drawn(chart) for chart in charts if not chart.is_empty]


def _drawn(chart: Chart) -> DrawnChart:
    wide = chart.drawn == "line"
    spec = chart.spec(link=records_url, width=980 if wide else 520)
    svg = mark_safe(chart_svg(spec, alt=chart.title))  # noqa: S308 -- cleaned by ``charts``
    return DrawnChart(chart.key, chart.title, svg, table_behind(chart), chart.note, wide)


def table_behind(chart: Chart) -> Table:
    """The same numbers as a table, each a link."""
    rows = [
        Row([label, *(value_cell(p.value, records_url(p.records)) if p else "" for p in points)])
        for label, points in chart.table()
    ]
    columns = [Column("Mục"), *(Column(name, number=True) for name in chart.series)]
    return Table(chart.title, columns, rows, scroll=True)


def value_cell(value: FigureValue, url: str = "", note: str = "") -> Cell:
    """A value in a table; an unknown one opens nothing."""
    return Cell(value.text_with_unit, url if value.known else "", note)
