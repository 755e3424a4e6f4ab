"""Vega-Lite specifications drawn as SVG for the web, SVG for the PDF, PNG for Word; the same picture in all three.

``chart_specs`` builds specifications; anything Vega-Lite accepts can be drawn. The SVG is fit for a strict CSP:
no ``style``, no script, links only within this site.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from types import ModuleType
from typing import Any

from lxml import etree

from tdkt.documents.chart_specs import own_link
from tdkt.documents.fonts import PAPER_FONT, font_folder

WEB_FONT = "Liberation Sans"  # the widths of Arial; vl_convert carries it, so labels never vanish
WEB_FONT_FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif"
PNG_SCALE = 2
VIETNAMESE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"]}

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
# vl_convert resolves a relative link against this address; ours are relative to the site.
_LINK_BASE = "https://vega.github.io/vega-datasets/"
_REFUSED_ELEMENTS = ("style", "script", "foreignObject", "image", "animate", "set")
# Vega names every axis and mark in English; the drawing gets Vietnamese names instead.
_ENGLISH_NAMES = ("role", "aria-roledescription", "aria-label")
_PRESENTATION = frozenset(
    "fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap "
    "stroke-linejoin opacity font-family font-size font-weight font-style text-anchor "
    "dominant-baseline display visibility pointer-events".split()
)


class ChartError(ValueError):
    """A specification that cannot be drawn; the message says why, in Vietnamese."""


def chart_svg(
    spec: Mapping[str, object], *, alt: str = "", links: bool = True, font: str = WEB_FONT
) -> str:
    """The drawing as an ``<svg>`` element for a page under a strict CSP.

    ``alt`` becomes its accessible name. ``links=False`` leaves the links of the marks out (paper).
    Raises: ChartError.
    """
    return _svg(_canonical(spec), alt, links, font)


def chart_png(spec: Mapping[str, object], *, font: str = PAPER_FONT) -> bytes:
    """The drawing as PNG at twice the screen's resolution, on white.

    Raises: ChartError.
    """
    return _png(_canonical(spec), font)


@lru_cache(maxsize=256)
def _svg(spec: str, alt: str, links: bool, font: str) -> str:
    drawn = _drawn("vegalite_to_svg", _request(spec, font, background=None))
    return _cleaned(drawn, alt=alt, links=links, font=font)


@lru_cache(maxsize=64)
def _png(spec: str, font: str) -> bytes:
    request = _request(spec, font, background="white")
    png: bytes = _drawn("vegalite_to_png", {**request, "scale": PNG_SCALE})
    return png


def _drawn(converter: str, request: Mapping[str, object]) -> Any:
    try:
        return getattr(_converter(), converter)(**request)
    except ValueError as error:
        raise ChartError(f"Không vẽ được biểu đồ: {error}") from error


def _canonical(spec: Mapping[str, object]) -> str:
    try:
        return json.dumps(spec, ensure_ascii=False, sort_keys=True, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ChartError(f"Biểu đồ có giá trị không ghi được thành số liệu: {error}") from error


def _request(spec: str, font: str, *, background: str | None) -> dict[str, Any]:
    parsed = json.loads(spec)
    if not any(
        part in parsed for part in ("mark", "layer", "hconcat", "vconcat", "concat", "facet")
    ):
        raise ChartError("Biểu đồ chưa nói vẽ gì: thiếu “mark” hoặc “layer”.")
    parsed["background"] = background
    parsed["config"] = {**parsed.get("config", {}), "font": font}
    # No address is allowed: a chart draws the rows it was given and fetches nothing.
    return {"vl_spec": parsed, "format_locale": VIETNAMESE, "allowed_base_urls": []}


@lru_cache(maxsize=1)
def _converter() -> ModuleType:
    import vl_convert  # noqa: PLC0415 -- slow import

    for folder in sorted(path for path in font_folder().iterdir() if path.is_dir()):
        vl_convert.register_font_directory(str(folder))
    return vl_convert


def _cleaned(svg: str, *, alt: str, links: bool, font: str) -> str:
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    has_links = False
    for mark in root.iterfind(f".//{_SVG}*[@role='graphics-symbol'][@aria-label]"):
        if mark.get("aria-roledescription") not in ("axis", "legend", "title"):
            etree.SubElement(mark, f"{_SVG}title").text = mark.get("aria-label")  # shown on hover
    for element in reversed(
        list(root.iter(etree.Element))
    ):  # children first: a link is named by its mark
        if etree.QName(element).localname in _REFUSED_ELEMENTS:
            _drop(element)
            continue
        _clean_attributes(element, font)
        if element.tag == f"{_SVG}a":
            target = _site_link(
                element.attrib.pop(_XLINK_HREF, None) or element.attrib.pop("href", "")
            )
            if links and target:
                has_links = True
                element.set("href", target)
                element.set("aria-label", "".join(element.itertext()))
            else:
                element.tag = f"{_SVG}g"
    # Inside role="img" nothing can be focused, so a drawing with links is a named group.
    root.set("role", "group" if has_links else "img")
    if alt:
        root.set("aria-label", alt)
    text: str = etree.tostring(root, encoding="unicode")
    return text


def _clean_attributes(element: etree._Element, font: str) -> None:
    for name, value in ((str(key), str(setting)) for key, setting in element.items()):
        if name == "style":
            for declaration in value.split(";"):
                key, _, setting = (part.strip() for part in declaration.partition(":"))
                if key in _PRESENTATION and setting:
                    element.set(key, setting)
            del element.attrib[name]
        elif name.startswith("on") or name in _ENGLISH_NAMES:
            del element.attrib[name]
        elif name == "font-family" and font == WEB_FONT:
            element.set(name, WEB_FONT_FAMILY)


def _site_link(target: str) -> str | None:
    path = target.removeprefix(_LINK_BASE)
    return path if own_link(path) else None


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
