"""Charts over figures: one specification each for web, Word and PDF, and the table behind it.

A chart is its points; ``Chart.spec`` draws them, with a link on every bar where ``link`` gives one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tdkt.documents.chart_specs import GOLD, LACQUER, Spec, bar_chart, grouped_bar, line_chart
from tdkt.kernel.stated import Unit
from tdkt.registry.states import Method, RecipientGroup, RecipientKind
from tdkt.statistics.book import FigureBook, Records
from tdkt.statistics.figures import Figure
from tdkt.statistics.figures.honours import LEVELS
from tdkt.statistics.figures.indicators import OVER_PLAN
from tdkt.statistics.periods import Period
from tdkt.statistics.series import Series, series
from tdkt.statistics.units import unit_totals
from tdkt.statistics.values import FigureValue, stated
from tdkt.statistics.where import Where, where
from tdkt_law.awards import awards

Link = Callable[[Records | None], str]
Drawn = Literal["bar", "grouped", "line"]
MOST_UNITS: Final = 14
SHARES: Final = (
    ("khen_thuong.nha_nuoc.truc_tiep.ty_le", "Người trực tiếp, cấp Nhà nước"),
    ("khen_thuong.cap_tinh.truc_tiep.ty_le", "Người trực tiếp, cấp tỉnh"),
    ("khen_thuong.cap_tinh.tap_the_nho.ty_le", "Tập thể nhỏ, cấp tỉnh"),
)
_SERIES: Final = (
    ("Tập thể", where(kind=RecipientKind.COLLECTIVE)),
    ("Cá nhân", where(kind=RecipientKind.PERSON)),
    ("Hộ gia đình", where(kind=RecipientKind.HOUSEHOLD)),
)
_GROUP_NAMES: Final = {
    RecipientGroup.PROVINCE_LEADER: "Lãnh đạo cấp tỉnh",
    RecipientGroup.DEPARTMENT_LEADER: "Lãnh đạo cấp sở",
    RecipientGroup.ENTREPRENEUR: "Doanh nhân",
    RecipientGroup.OTHER_LEADER: "Lãnh đạo khác",
    RecipientGroup.DIRECT_WORKER: "Người trực tiếp",
}


@dataclass(frozen=True)
class Point:
    """One bar or dot."""

    label: str
    series: str
    value: FigureValue
    records: Records | None = None


@dataclass(frozen=True)
class Chart:
    """A chart as its points; ``unit`` "" counts honours. ``note`` stands under it."""

    key: str
    title: str
    drawn: Drawn
    points: tuple[Point, ...]
    unit: str = ""
    note: str = ""

    @property
    def series(self) -> list[str]:
        return list(dict.fromkeys(point.series for point in self.points))

    @property
    def is_empty(self) -> bool:
        """Nothing to draw: no point, none known, or all counts are 0."""
        return not any(point.value.value for point in self.points)

    def table(self) -> list[tuple[str, list[Point | None]]]:
        """The rows behind it: a label, then its point in each series."""
        labels = list(dict.fromkeys(point.label for point in self.points))
        by_place = {(point.label, point.series): point for point in self.points}
        return [(label, [by_place.get((label, name)) for name in self.series]) for label in labels]

    def spec(self, *, link: Link | None = None, width: int = 560) -> Spec:
        """The Vega-Lite specification; without ``link`` (paper) no mark is a link."""
        rows = [
            {
                "label": point.label,
                "series": point.series,
                "value": None if point.value.value is None else float(point.value.value),
                "url": link(point.records) if link and point.value.known else "",
            }
            for point in self.points
        ]
        if self.drawn == "line":
            return _line(
                line_chart(
                    rows, x="label", y="value", series="series", unit=self.unit, width=width
                ),
                several=len(self.series) > 1,
            )
        if self.drawn == "grouped":
            return grouped_bar(
                rows, x="label", y="value", series="series", unit=self.unit, width=width
            )
        colour = GOLD if self.key.endswith("nha_nuoc") else LACQUER
        return bar_chart(rows, x="label", y="value", unit=self.unit, width=width, colour=colour)


def _line(spec: Spec, *, several: bool) -> Spec:
    """Numbers at the dots of one line; those of several lines would lie on each other."""
    layers = spec["layer"]
    return spec | {"layer": layers[:2]} if several and isinstance(layers, list) else spec


def year_charts(book: FigureBook) -> list[Chart]:
    """The charts of one period, in the order of the dashboard; empty ones too. Constant number of queries."""
    return [
        by_award(book, "nha_nuoc"),
        by_award(book, "cap_tinh"),
        by_method(book, "cap_tinh"),
        by_group(book, "cap_tinh"),
        by_group(book, "nha_nuoc"),
        by_unit(book, "cap_tinh"),
        by_month(book),
        shares_by_year(book),
        indicators_against_plan(book),
    ]


def by_award(book: FigureBook, level: str) -> Chart:
    """Honours of one level by form, in protocol order, split by recipient."""
    name, of_level = LEVELS[level]
    given = book.cube().by("award", of_level)
    rows = [
        (award.short_name, where(award=award.code), {kind.value for kind in award.recipients})
        for award in awards().values()
        if given.get(award.code)
    ]
    return _split(book, f"hinh-thuc-{level}", f"Khen thưởng {name} theo hình thức", rows, of_level)


def by_method(book: FigureBook, level: str) -> Chart:
    """Honours of one level by method, split by recipient."""
    name, of_level = LEVELS[level]
    given = book.cube().by("method", of_level)
    rows = [
        (str(method.label), where(method=method.value), set(RecipientKind.values))
        for method in Method
        if given.get(method.value)
    ]
    return _split(book, f"loai-hinh-{level}", f"Khen thưởng {name} theo loại hình", rows, of_level)


def by_group(book: FigureBook, level: str) -> Chart:
    """Persons of one level by recipient group; those of no group are shown, not hidden."""
    name, of_level = LEVELS[level]
    persons = of_level & where(kind=RecipientKind.PERSON)
    groups = [(label, where(group=group)) for group, label in _GROUP_NAMES.items()]
    if book.cube().count(persons & where(group="")):
        groups.append(("Chưa phân nhóm", where(group="")))
    points = [_point(book, label, "Cá nhân", persons & of_group) for label, of_group in groups]
    return Chart(
        f"nhom-{level}", f"Cá nhân được khen {name} theo nhóm đối tượng", "bar", tuple(points)
    )


def by_unit(book: FigureBook, level: str) -> Chart:
    """Honours of one level by unit right below the province, the most first; the rest together."""
    name, of_level = LEVELS[level]
    totals = unit_totals(book, of_level)
    points = [
        Point(
            unit.name, "Lượt khen thưởng", stated(unit.count, Unit.AWARD),
            Records("honours", unit.records(of_level), book.period, (unit.code,)) if unit.code else None,
        )
        for unit in totals[:MOST_UNITS]
    ]  # fmt: skip
    rest = totals[MOST_UNITS:]
    if rest:
        n = sum(unit.count for unit in rest)
        points.append(Point(f"{len(rest)} đơn vị khác", "Lượt khen thưởng", stated(n, Unit.AWARD)))
    return Chart(
        f"don-vi-{level}", f"Khen thưởng {name} theo đơn vị", "bar", tuple(points),
        note="Trường học, xã và bộ phận được tính vào đơn vị cấp trên trực thuộc tỉnh.",
    )  # fmt: skip


def by_month(book: FigureBook) -> Chart:
    """Honours by the month of their decision, State and provincial level."""
    points = []
    for level, label in (("cap_tinh", "Cấp tỉnh"), ("nha_nuoc", "Cấp Nhà nước")):
        of_level = LEVELS[level][1]
        by_month = book.honours_by("month", of_level)
        for month in range(1, 13):
            wanted = of_level & where(month=month)
            value = stated(by_month[month], Unit.AWARD)
            points.append(Point(f"{month}", label, value, Records("honours", wanted, book.period)))
    return Chart("thang", "Khen thưởng theo tháng quyết định", "line", tuple(points))


def shares_by_year(book: FigureBook, *, years: int = 11) -> Chart:
    """The shares a report is judged by, year by year; what a source said of an earlier year stands before counting."""
    points = []
    for code, label in SHARES:
        for year, value in series(book.figure(code), book).items():
            if book.period.year - years < year <= book.period.year:
                records = Records("figures", period=Period(year), codes=(code,))
                points.append(Point(str(year), label, value, records))
    note = "Tính theo năm quyết định."
    if any(point.value.is_declared for point in points):
        note += " Năm trước có tỷ lệ do nguồn nêu thì lấy tỷ lệ ấy."
    return Chart(
        "ty-le-nam",
        "Tỷ lệ người trực tiếp, tập thể nhỏ qua các năm",
        "line",
        tuple(points),
        "%",
        note,
    )


def over_years(figure: Figure, found: Series) -> Chart:
    """One figure's line over the years."""
    unit = "%" if figure.unit == Unit.PERCENT else ""
    points = [Point(str(year), figure.name, value) for year, value in found.items()]
    return Chart("cac-nam", f"{figure.name} qua các năm", "line", tuple(points), unit)


def indicators_against_plan(book: FigureBook) -> Chart:
    """Indicators whose distance from plan is known in percent; the others stand in the table of indicators."""
    points = []
    for row in book.indicators.values():
        value = book.value(f"chi_tieu.{row.code}.{OVER_PLAN}")
        if value.unit == Unit.PERCENT and value.known:
            points.append(
                Point(
                    row.name,
                    "So với kế hoạch",
                    value,
                    book.records(f"chi_tieu.{row.code}.{OVER_PLAN}"),
                )
            )
    hidden = len(book.indicators) - len(points)
    note = (
        f"{hidden} chỉ tiêu khác chưa có kế hoạch, hoặc so với kế hoạch bằng điểm % hay số tuyệt đối."
        if hidden
        else ""
    )
    return Chart("chi-tieu", "Chỉ tiêu vượt kế hoạch (%)", "bar", tuple(points), "%", note)


def _split(
    book: FigureBook,
    key: str,
    title: str,
    rows: Sequence[tuple[str, Where, set[str]]],
    base: Where,
) -> Chart:
    """Each row by kind of recipient; a kind that cannot receive it, or that nobody is of, has no bar."""
    present = [(name, of_kind) for name, of_kind in _SERIES if book.cube().count(base & of_kind)]
    points = []
    for label, of_row, kinds in rows:
        for name, of_kind in present:
            point = _point(book, label, name, base & of_row & of_kind)
            if point.value.value or of_kind.allowed["kind"] & kinds:
                points.append(point)
    drawn: Drawn = "grouped" if len(present) > 1 else "bar"
    return Chart(key, title, drawn, tuple(points))


def _point(book: FigureBook, label: str, series: str, wanted: Where) -> Point:
    value = stated(book.cube().count(wanted), Unit.AWARD)
    return Point(label, series, value, Records("honours", wanted, book.period))
