"""What every page of the law has: its tabs, the legend of the marks, what the day's regime warns of."""

from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tdkt.accounts.selectors import Reach
from tdkt.web.law.facets import law
from tdkt.web.law.words import SURENESS
from tdkt.web.links import page_url
from tdkt_law.catalogue.model import Regime

_TABS: Final = (
    ("law-awards", "Danh hiệu, hình thức"),
    ("law-instruments", "Văn bản"),
    ("law-compare", "So sánh hai ngày"),
    ("law-prize", "Tiền thưởng"),
    ("law-calendar", "Lịch làm việc"),
)


def reach_of(request: HttpRequest) -> Reach:
    """Of the office of the request; every office may read the law."""
    found: Reach = request.reach  # type: ignore[attr-defined]
    return found


def drawn(
    request: HttpRequest, template: str, current: str, context: dict[str, Any]
) -> HttpResponse:
    """The page with the tabs of the area and the legend of the marks."""
    tabs = [(name, label, page_url(name)) for name, label in _TABS]
    shared = {"tabs": tabs, "tab": current, "legend": tuple(SURENESS.values())}
    return render(request, f"law/{template}.html", shared | context)


def regime_of(day: date) -> Regime:
    """The regime of a day a form has let through. Raises: LookupError for a day without law."""
    found = law().regime_on(day)
    if found is None:
        raise LookupError(f"no law on {day}")
    return found
