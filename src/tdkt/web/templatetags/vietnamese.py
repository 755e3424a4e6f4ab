"""Filters that write numbers, money and days the Vietnamese way; None is said, never shown as 0."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from tdkt.kernel.dates import format_date, format_date_long
from tdkt.kernel.numbers import format_decimal, format_int, format_money, format_percent

register = template.Library()

UNKNOWN: SafeString = mark_safe('<em class="unknown">chưa có dữ liệu</em>')


@register.filter
def number(value: int | Decimal | None, places: int | None = None) -> str:
    """``3320|number`` → 3.320; ``value|number:2`` fixes the decimals. None → "chưa có dữ liệu"."""
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, int) and places is None:
        return format_int(value)
    return format_decimal(value, places)


@register.filter
def percent(value: Fraction | Decimal | None, places: int = 1) -> str:
    """A ratio (1 is 100%) → 72,4%."""
    return UNKNOWN if value is None else format_percent(value, places)


@register.filter
def money(value: int | None) -> str:
    """Whole đồng → 2.340.000 đồng."""
    return UNKNOWN if value is None else format_money(value)


@register.filter
def day(value: date | datetime | None) -> str:
    """→ 19/01/2022; a moment is taken in Vietnam's time."""
    if not value:
        return UNKNOWN
    return format_date(timezone.localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def long_day(value: date | datetime | None) -> str:
    """→ ngày 19 tháng 01 năm 2022."""
    if not value:
        return UNKNOWN
    return format_date_long(
        timezone.localtime(value).date() if isinstance(value, datetime) else value
    )


@register.filter
def moment(value: datetime | None) -> str:
    """→ 19/01/2022 08:05, in Vietnam's time."""
    if not value:
        return UNKNOWN
    local = timezone.localtime(value)
    return f"{format_date(local.date())} {local:%H:%M}"


@register.filter
def known(value: object) -> object:
    """The value itself, or "chưa có dữ liệu" for None or an empty text."""
    return UNKNOWN if value is None or value == "" else value
