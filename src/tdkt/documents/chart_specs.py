"""Specifications of the charts a report uses: bars, groups of bars, shares, lines, sparklines.

Rows are mappings with the named fields, a value of ``None`` meaning "chưa có dữ liệu", and optionally ``url``: the
page of exactly the records a mark counts, within this site (ValueError otherwise). Order is the caller's; nothing is sorted.
"""

from collections.abc import Iterable, Mapping, Sequence

LACQUER = "#9B1C1C"  # the main series
GOLD = "#B7791F"  # honours only
SLATES = ("#475569", "#94A3B8", "#CBD5E1", "#1E293B", "#E2E8F0")
INK = "#1E293B"
GRID = "#E2E8F0"
UNKNOWN = "chưa có dữ liệu"
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
BAR_STEP = 26  # pixels a bar takes
NARROWEST_LABELLED = 8  # per cent; a thinner part of a bar has no room for its label
LABEL_LIMIT = 260  # pixels before a category's name is broken off
DEFAULT_WIDTH = 500  # pixels of the whole drawing, labels included
FIT = {"autosize": {"type": "fit-x", "contains": "padding"}, "padding": 6}

ChartRow = Mapping[str, object]
Spec = dict[str, object]


def vietnamese_number(value: float, *, decimals: int | None = None) -> str:
    """3320 → "3.320", 76.7 → "76,7". ``decimals`` None keeps up to two, as the value has them."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if decimals is None else f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def own_link(url: str) -> bool:
    """Is it an address within this site: "/danh-sach?nam=2022", "?nam=2022", "#bang-1"?"""
    return url.startswith(("#", "?")) or (url.startswith("/") and url[1:2] not in ("/", "\\"))


def bar_chart(
    rows: Iterable[ChartRow],
    *,
    x: str,
    y: str,
    unit: str = "",
    colour: str = LACQUER,
    horizontal: bool = True,
    width: int = DEFAULT_WIDTH,
) -> Spec:
    """One bar for each row; ``x`` names the category, ``y`` the value. Horizontal suits long Vietnamese names."""
    values = [_row(row, x=x, y=y, unit=unit) for row in rows]
    return _bars(
        values,
        category={
            "field": "x",
            "type": "nominal",
            "sort": None,
            "axis": _category_axis(horizontal),
        },
        measure={"field": "y", "type": "quantitative", "axis": _value_axis(unit)},
        horizontal=horizontal,
        width=width,
        colour={"value": colour},
    )


def grouped_bar(
    rows: Iterable[ChartRow],
    *,
    x: str,
    y: str,
    series: str,
    unit: str = "",
    colours: Sequence[str] = (LACQUER, *SLATES),
    horizontal: bool = True,
    width: int = DEFAULT_WIDTH,
) -> Spec:
    """Bars side by side: one group for each ``x``, one bar in it for each ``series``; the first is the main one."""
    values = [_row(row, x=x, y=y, series=series, unit=unit) for row in rows]
    names = _order(values)
    return _bars(
        values,
        category={
            "field": "x",
            "type": "nominal",
            "sort": None,
            "axis": _category_axis(horizontal),
        },
        measure={"field": "y", "type": "quantitative", "axis": _value_axis(unit)},
        horizontal=horizontal,
        width=width,
        colour=_series_colour(names, colours),
        offset={"field": "series", "type": "nominal", "sort": names},
    )


def stacked_share(
    rows: Iterable[ChartRow],
    *,
    x: str,
    y: str,
    series: str,
    colours: Sequence[str] = (LACQUER, *SLATES),
    horizontal: bool = True,
    width: int = DEFAULT_WIDTH,
) -> Spec:
    """Each ``x`` as a whole of 100 %, split by ``series``; labels are shares with one decimal.

    Raises: ValueError when a part of a whole is unknown, for then no share is known.
    """
    values = [_row(row, x=x, y=y, series=series) for row in rows]
    for place, (value, share) in enumerate(zip(values, _shares(values), strict=True)):
        shown = f"{vietnamese_number(share, decimals=1)}%"
        value |= {
            "share": share,
            "order": place,
            "label": shown if share >= NARROWEST_LABELLED else "",
            "name": f"{value['x']}, {value['series']}: {shown}",
        }
    names = _order(values)
    axis = {**_value_axis("%"), "values": [0, 25, 50, 75, 100]}
    measure: Spec = {"field": "share", "type": "quantitative", "stack": "zero", "axis": axis}
    category: Spec = {"field": "x", "type": "nominal", "sort": None}
    category["axis"] = _category_axis(horizontal)
    along, across = ("x", "y") if horizontal else ("y", "x")
    order = {"field": "order", "type": "quantitative"}
    text_colours = [_readable_on(colour) for colour in colours]
    bars = {"mark": {"type": "bar"}, "encoding": _mark_encoding(_series_colour(names, colours))}
    labels = {
        "mark": {"type": "text", "fontSize": 11, "aria": False},
        "encoding": {
            along: {**measure, "bandPosition": 0.5},
            "text": {"field": "label"},
            "color": _series_colour(names, text_colours) | {"legend": None},
        },
    }
    encoding: Spec = {along: measure, across: category, "order": order}
    spec = _spec(values, layer=[bars, labels], encoding=encoding, **_size(horizontal, width))
    return spec | {"resolve": {"scale": {"color": "independent"}}}


def line_chart(
    rows: Iterable[ChartRow],
    *,
    x: str,
    y: str,
    series: str | None = None,
    unit: str = "",
    colours: Sequence[str] = (LACQUER, *SLATES),
    width: int = DEFAULT_WIDTH,
    height: int = 180,
) -> Spec:
    """A line over years or months; an unknown point is a gap, never a zero."""
    values = [_row(row, x=x, y=y, series=series, unit=unit) for row in rows]
    names = _order(values)
    colour: Spec = _series_colour(names, colours) if series else {"value": colours[0]}
    encoding = {
        "x": {"field": "x", "type": "ordinal", "sort": None, "axis": _category_axis(False)},
        "y": {"field": "y", "type": "quantitative", "axis": _value_axis(unit)},
    }
    known = [{"filter": "isValid(datum.y)"}]
    layers = [
        {"mark": {"type": "line", "strokeWidth": 2, "aria": False, "invalid": "break-paths-filter-domains"},
         "encoding": {"color": colour}},
        {"transform": known, "mark": {"type": "point", "filled": True, "size": 46, "opacity": 1},
         "encoding": _mark_encoding(colour)},
        {"transform": known, "mark": {"type": "text", "dy": -10, "fontSize": 11, "color": INK, "aria": False},
         "encoding": {"text": {"field": "label"}}},
    ]  # fmt: skip
    return _spec(values, layer=layers, encoding=encoding, width=width, height=height, **FIT)


def sparkline(
    values: Sequence[float | None], *, colour: str = LACQUER, width: int = 96, height: int = 24
) -> Spec:
    """The small line beside a figure: no axes, the last known value marked; unknown values are gaps."""
    rows = [{"x": place, "y": value} for place, value in enumerate(values)]
    last = max((place for place, value in enumerate(values) if value is not None), default=None)
    scale = {"zero": False, "nice": False, "padding": 3}
    encoding = {
        "x": {"field": "x", "type": "quantitative", "axis": None, "scale": {**scale, "padding": 4}},
        "y": {"field": "y", "type": "quantitative", "axis": None, "scale": scale},
    }
    line: Spec = {
        "type": "line",
        "strokeWidth": 1.5,
        "invalid": "break-paths-filter-domains",
        "color": SLATES[0],
    }
    line["aria"] = False  # the figure beside it is its name
    point = {
        "type": "point",
        "filled": True,
        "size": 24,
        "color": colour,
        "opacity": 1,
        "aria": False,
    }
    layers: list[object] = [{"mark": line}]
    if last is not None:
        layers.append({"transform": [{"filter": f"datum.x === {last}"}], "mark": point})
    spec = _spec(rows, layer=layers, encoding=encoding, width=width, height=height)
    return spec | {"padding": 0}


def _row(
    row: ChartRow, *, x: str, y: str, series: str | None = None, unit: str = ""
) -> dict[str, object]:
    value = row[y]
    category = str(row[x])
    drawn: dict[str, object] = {"x": category, "y": value}
    if isinstance(value, int | float):
        label = vietnamese_number(value) + ("%" if unit == "%" else "")
        spoken = vietnamese_number(value) + (unit if unit == "%" else f" {unit}".rstrip())
    else:
        label = spoken = UNKNOWN
    name = category
    if series is not None:
        drawn["series"] = str(row[series])
        name = f"{category}, {row[series]}"
    drawn |= {"label": label, "name": f"{name}: {spoken}"}
    if row.get("url"):
        url = str(row["url"])
        if not own_link(url):
            raise ValueError(
                f"“{category}”: liên kết “{url}” không phải một trang của hệ thống này."
            )
        drawn["url"] = url
    return drawn


def _shares(values: Sequence[Mapping[str, object]]) -> list[float]:
    parts: list[tuple[object, float]] = []
    totals: dict[object, float] = {}
    for value in values:
        whole, part = value["x"], value["y"]
        if not isinstance(part, int | float):
            name = f"“{whole}”, phần “{value['series']}”"
            raise ValueError(f"{name} {UNKNOWN}: không tính được tỷ lệ.")  # noqa: TRY004 -- a gap in the data
        parts.append((whole, part))
        totals[whole] = totals.get(whole, 0) + part
    return [part / totals[whole] * 100 if totals[whole] else 0.0 for whole, part in parts]


def _bars(
    values: Sequence[Mapping[str, object]],
    *,
    category: Spec,
    measure: Spec,
    horizontal: bool,
    width: int,
    colour: Spec,
    offset: Spec | None = None,
) -> Spec:
    along, across = ("x", "y") if horizontal else ("y", "x")
    encoding: Spec = {across: category, along: measure}
    if offset:
        encoding[f"{across}Offset"] = offset
    text = {"type": "text", "fontSize": 11, "color": INK, "aria": False}
    text |= {"align": "left", "dx": 4} if horizontal else {"baseline": "bottom", "dy": -3}
    # A bar that is unknown has no length; its label stands at the axis and says so.
    at = {**measure, "field": "at"}
    transform = [{"calculate": "isValid(datum.y) ? datum.y : 0", "as": "at"}]
    layers = [
        {"mark": {"type": "bar"}, "encoding": _mark_encoding(colour)},
        {"transform": transform, "mark": text, "encoding": {along: at, "text": {"field": "label"}}},
    ]
    return _spec(values, layer=layers, encoding=encoding, **_size(horizontal, width))


def _mark_encoding(colour: Spec) -> Spec:
    return {"color": colour, "href": {"field": "url"}, "description": {"field": "name"}}


def _series_colour(names: Sequence[str], colours: Sequence[str]) -> Spec:
    # A legend of one series would only repeat the caption.
    legend = (
        {"orient": "bottom", "title": None, "labelLimit": LABEL_LIMIT} if len(names) > 1 else None
    )
    scale = {"domain": list(names), "range": list(colours)[: max(len(names), 1)]}
    return {"field": "series", "type": "nominal", "sort": None, "scale": scale, "legend": legend}


def _order(values: Iterable[Mapping[str, object]]) -> list[str]:
    return list(dict.fromkeys(str(value.get("series", "")) for value in values))


def _category_axis(horizontal: bool) -> Spec:
    axis: Spec = {
        "title": None,
        "ticks": False,
        "labelLimit": LABEL_LIMIT,
        "domainColor": SLATES[1],
    }
    return axis | {"labelPadding": 6} if horizontal else axis | {"labelAngle": 0}


def _value_axis(unit: str) -> Spec:
    return {
        "title": unit or None,
        "format": ",~r" if unit != "%" else ",.0f",
        "tickCount": 5,
        "gridColor": GRID,
        "domain": False,
        "ticks": False,
    }


def _size(horizontal: bool, width: int) -> Spec:
    if horizontal:
        return {"width": width, "height": {"step": BAR_STEP}, **FIT}
    return {"width": width, "height": 200, **FIT}


def _readable_on(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#FFFFFF" if red * 0.299 + green * 0.587 + blue * 0.114 < 140 else INK


def _spec(values: Sequence[Mapping[str, object]], **parts: object) -> Spec:
    config = {
        "view": {"stroke": None},
        "scale": {"bandPaddingInner": 0.3, "bandPaddingOuter": 0.15},
        "axis": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12,
                 "titleFontWeight": "normal"},
        "legend": {"labelColor": INK, "labelFontSize": 12},
    }  # fmt: skip
    return {"$schema": SCHEMA, "data": {"values": list(values)}, "config": config, **parts}
