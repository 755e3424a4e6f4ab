"""The components of every page, one tag each; ``docs/components.md`` shows how they are called."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.utils.safestring import SafeString

from tdkt.kernel.numbers import format_decimal, format_int
from tdkt.web.icons import svg
from tdkt.web.ribbon import Ribbon
from tdkt.web.table_html import award_html, table_body
from tdkt.web.tables import Table

register = template.Library()

Number = int | Decimal | Fraction

# verdict: (icon, mark class, of one condition, of a whole line)
VERDICTS: Final[dict[str, tuple[str, str, str, str]]] = {
    "met": ("check", "ok", "Đạt", "Đủ điều kiện"),
    "unknown": ("question", "warn", "Chưa đủ căn cứ", "Cần bổ sung, xác minh"),
    "not_met": ("cross", "bad", "Không đạt", "Không đủ điều kiện"),
}
NOTICES: Final[dict[str, tuple[str, str]]] = {
    "info": ("info", ""), "debug": ("info", ""), "ok": ("check", "ok"), "success": ("check", "ok"),
    "warn": ("warning", "warn"), "warning": ("warning", "warn"), "bad": ("stop", "bad"), "error": ("stop", "bad"),
}  # fmt: skip


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of ``tdkt.web.icons``; a word must stand beside it."""
    return svg(name)


def written(value: Number | str, unit: str = "", places: int | None = None) -> tuple[str, str]:
    """The number as text and the unit after it; "%" and "‰" stick to the number.

    >>> written(3320, "cá nhân"), written(Decimal("76.7"), "%")
    (('3.320', 'cá nhân'), ('76,7%', ''))
    """
    if isinstance(value, str):
        text = value
    elif isinstance(value, int) and places is None:
        text = format_int(value)
    else:
        text = format_decimal(
            value, 1 if isinstance(value, Fraction) and places is None else places
        )
    return (f"{text}{unit}", "") if unit in {"%", "‰"} else (text, unit)


@register.inclusion_tag("ui/figure.html")
def figure(
    label: str,
    value: Number | str | None,
    *,
    url: str = "",
    unit: str = "",
    places: int | None = None,
    hedge: str = "",
    change: Number | None = None,
    change_unit: str = "",
    against: str = "",
    series: Sequence[Number] = (),
    spark: SafeString | str = "",
    note: str = "",
    unknown: str = "chưa có dữ liệu",
) -> dict[str, Any]:
    """A number that opens its records. Percents are given as printed (76.7), not as ratios.

    ``change`` is signed, its unit "%" or "điểm %" or a noun; ``against`` names the base ("so với năm 2021").
    ``series`` draws a sparkline; ``spark`` is a ready SVG instead. ``value`` None says ``unknown``.
    """
    text, after = ("", "") if value is None else written(value, unit, places)
    context = {
        "label": label, "known": value is not None, "text": text, "unit": after, "url": url, "hedge": hedge,
        "against": against, "spark": spark, "note": note, "unknown": unknown, "line": sparkline(series),
    }  # fmt: skip
    if change is not None:
        magnitude: Number = -change if change < 0 else change
        size, of = written(magnitude, change_unit)
        way = (
            ("rise", "tăng")
            if change > 0
            else ("fall", "giảm")
            if change < 0
            else ("same", "không đổi")
        )
        context |= {"way": way, "size": f"{size} {of}".strip() if change else ""}
    return context


def sparkline(series: Sequence[Number], *, width: int = 120, height: int = 36) -> dict[str, str]:
    """Points of a line and an area in a box of ``width`` × ``height``; empty for fewer than two values."""
    if len(series) < 2:
        return {}
    values = [Fraction(value) for value in series]
    low, span = min(values), (max(values) - min(values)) or Fraction(1)
    step = width / (len(values) - 1)
    points = [
        (f"{step * i:.1f}", f"{float(height - 4 - (height - 8) * (value - low) / span):.1f}")
        for i, value in enumerate(values)
    ]
    line = " ".join(f"{x},{y}" for x, y in points)
    return {
        "box": f"0 0 {width} {height}",
        "line": line,
        "area": f"0,{height} {line} {width},{height}",
        "last": f"M{points[-1][0]} {points[-1][1]}h0",
    }


@register.inclusion_tag("ui/year_ribbon.html")
def year_ribbon(ribbon: Ribbon, *, caption: str = "") -> dict[str, Any]:
    return {"ribbon": ribbon, "caption": caption or ribbon.caption}


@register.inclusion_tag("ui/verdict_mark.html")
def verdict_mark(
    verdict: str,
    *,
    finding: Mapping[str, Any] | None = None,
    text: str = "",
    whole: bool = False,
    open: bool = False,  # noqa: A002 -- the attribute's own name
) -> dict[str, Any]:
    """✓ ? ✕ with its word; with a ``finding`` (text, source, needed, found, missing) it opens."""
    name, tone, one, line = VERDICTS[verdict]
    facts = []
    if finding:
        facts = [
            (label, finding.get(key))
            for key, label in (
                ("needed", "Cần có"), ("found", "Đã có"), ("missing", "Còn thiếu"), ("source", "Căn cứ"),
            )
            if finding.get(key)
        ]  # fmt: skip
    return {
        "icon": name, "tone": tone, "word": line if whole else one, "facts": facts, "open": open,
        "text": text or (finding or {}).get("text", ""),
    }  # fmt: skip


@register.inclusion_tag("ui/data_table.html")
def data_table(table: Table) -> dict[str, Any]:
    return {"table": table, "body": table_body(table)}


@register.inclusion_tag("ui/pager.html")
def pager(pager: Any) -> dict[str, Any]:
    return {"pager": pager}


@register.inclusion_tag("ui/chips.html")
def chips(chips: Sequence[tuple[str, str, str]], *, clear_url: str = "?") -> dict[str, Any]:
    return {"chips": chips, "clear_url": clear_url}


@register.inclusion_tag("ui/filters.html")
def filters(
    form: Any, *, action: str = "", submit: str = "Lọc", wide: str = "q", half: str = ""
) -> dict[str, Any]:
    """A GET form of filters in one row; fields named in ``wide`` stretch, those in ``half`` pair up on the phone."""
    fields = [
        (
            field,
            "is-wide"
            if field.name in wide.split()
            else "is-half"
            if field.name in half.split()
            else "",
        )
        for field in form.visible_fields()
    ]
    return {"form": form, "fields": fields, "action": action, "submit": submit}


@register.inclusion_tag("ui/empty_state.html")
def empty_state(
    title: str,
    text: str = "",
    action_url: str = "",
    action_label: str = "",
    *,
    icon: str = "search",
) -> dict[str, Any]:
    return {"title": title, "text": text, "url": action_url, "action": action_label, "icon": icon}


@register.inclusion_tag("ui/notice.html")
def notice(kind: str, text: str, *, title: str = "", live: bool = False) -> dict[str, Any]:
    """A message in the page; ``kind``: info, ok, warn, bad, or a level of django.contrib.messages."""
    name, tone = NOTICES.get(kind.rsplit(maxsplit=1)[-1] if kind else "info", NOTICES["info"])
    return {
        "icon": name,
        "tone": tone,
        "title": title,
        "text": text,
        "alert": live or tone == "bad",
    }


@register.inclusion_tag("ui/notice.html")
def refusal(reason: str) -> dict[str, Any]:
    """Why it was not done, in the words of ``Refused.reason``."""
    return {
        "icon": "stop",
        "tone": "bad",
        "title": "Chưa thực hiện được",
        "text": reason,
        "alert": True,
    }


@register.inclusion_tag("ui/progress.html")
def progress(
    label: str,
    value: int | None,
    maximum: int,
    *,
    poll_url: str = "",
    note: str = "",
    id: str = "tien-do",  # noqa: A002
) -> dict[str, Any]:
    """``value`` None: under way, not known how far. With ``poll_url`` htmx asks again every second and replaces it."""
    share = None if value is None or not maximum else format_int(100 * value // maximum) + "%"
    return {
        "label": label, "value": value, "maximum": maximum, "share": share, "poll_url": poll_url, "note": note, "id": id,
    }  # fmt: skip


@register.inclusion_tag("ui/tabs.html")
def tabs(
    items: Sequence[tuple[Any, ...]], current: str, *, label: str = "Các phần"
) -> dict[str, Any]:
    """``items``: (key, label, url) or (key, label, url, count)."""
    drawn = [(*item, None)[:4] for item in items]
    return {"items": drawn, "current": current, "label": label}


@register.inclusion_tag("ui/crumbs.html")
def crumbs(items: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The way down to this page, without the page itself: (label, url)."""
    return {"items": items}


@register.inclusion_tag("ui/facts.html")
def facts(pairs: Sequence[tuple[str, object]]) -> dict[str, Any]:
    """A definition list; a value of None says "chưa có dữ liệu"."""
    return {"pairs": pairs}


@register.inclusion_tag("ui/doorway.html")
def doorway(
    label: str,
    count: int | None,
    url: str = "",
    *,
    due: str = "",
    late: bool = False,
    note: str = "",
) -> dict[str, Any]:
    """A counter of the desk that opens its list."""
    return {"label": label, "count": count, "url": url, "due": due, "late": late, "note": note}


@register.inclusion_tag("ui/steps.html")
def steps(labels: Sequence[str], current: int) -> dict[str, Any]:
    """The steps of a wizard; ``current`` counts from 1."""
    return {"steps": [(i, label, i < current, i == current) for i, label in enumerate(labels, 1)]}


@register.simple_tag
def award(text: str, url: str = "") -> SafeString:
    """The name of an honour, in gold."""
    return award_html(text, url)


def _drawn(bound: BoundField) -> tuple[SafeString, bool]:
    """The widget with its description and error announced; and whether it is a group."""
    group = isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple)
    described = [f"{bound.auto_id}_help"] * bool(bound.help_text) + [
        f"{bound.auto_id}_error"
    ] * bool(bound.errors)
    attrs: dict[str, str | bool] = (
        {"aria-describedby": " ".join(described)} if described and not group else {}
    )
    return bound.as_widget(attrs=attrs), group


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, *, label: str = "", optional: bool = True) -> dict[str, Any]:
    """A form field: label, help, widget, error, joined for screen readers."""
    widget, group = _drawn(bound)
    return {
        "field": bound, "widget": widget, "group": group, "label": label or bound.label,
        "check": isinstance(bound.field.widget, CheckboxInput),
        "optional": optional and not bound.field.required,
    }  # fmt: skip


@register.inclusion_tag("ui/form_fields.html")
def form_fields(form: Any) -> dict[str, Any]:
    """The form's own errors, its hidden fields, then every field; files as a drop."""
    fields = [(f, isinstance(f.field.widget, FileInput)) for f in form.visible_fields()]
    return {"form": form, "fields": fields}


@register.inclusion_tag("ui/file_drop.html")
def file_drop(bound: BoundField, *, hint: str = "") -> dict[str, Any]:
    widget, _ = _drawn(bound)
    return {"field": bound, "widget": widget, "hint": hint or bound.help_text}
