"""Two things people reckon: a prize with its working, and the last day of a limit in working days."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tdkt.web.law.facets import law, working
from tdkt.web.law.forms import LimitForm, PrizeForm
from tdkt.web.law.pages import drawn, reach_of, regime_of
from tdkt.web.law.told import ROUNDED
from tdkt.web.law.words import RECIPIENTS
from tdkt.web.law.working_days import WEEKDAY_NAMES, WEEKDAYS, counted, months
from tdkt.web.links import page_url
from tdkt_law.awards import awards
from tdkt_law.calendar import NoCalendar, days_off, is_confirmed, make_up_days
from tdkt_law.prize import prize


@require_safe
def prize_page(request: HttpRequest) -> HttpResponse:
    """What an award pays, once an award is chosen."""
    form = PrizeForm(request.GET, doi_tuong="ca_nhan", ngay=reach_of(request).on)
    context: dict[str, Any] = {"form": form, "found": None}
    if not request.GET.get("danh_hieu"):
        form.errors.pop("danh_hieu", None)
    elif form.is_valid():
        told = form.cleaned_data
        found = prize(law(), told["danh_hieu"], told["doi_tuong"], told["ngay"], told["loai_hinh"])
        context |= {
            "found": found,
            "award": awards()[found.award],
            "award_url": page_url("law-award", found.award, ngay=found.on.isoformat()),
            "recipient": RECIPIENTS[found.recipient],
            "working": working(found),
            "rounded": ROUNDED[found.rounding],
            "regime": regime_of(found.on),
        }
    return drawn(request, "prize", "law-prize", context)


@require_safe
def calendar_page(request: HttpRequest) -> HttpResponse:
    """A year of working days, and a limit counted from a day."""
    on = reach_of(request).on
    limit = LimitForm(request.GET, tu=on, so_ngay=10)
    context: dict[str, Any] = {
        "limit": limit,
        "weekdays": tuple(zip(WEEKDAYS, WEEKDAY_NAMES, strict=True)),
    }
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    if not asked:
        year = on.year
    try:
        off, worked = days_off(year), make_up_days(year)
        context |= {
            "year": year,
            "previous": page_url("law-calendar", nam=year - 1),
            "next": page_url("law-calendar", nam=year + 1),
            "months": months(year),
            "off": [(one, WEEKDAY_NAMES[one.day.weekday()]) for one in off],
            "worked": [(one, WEEKDAY_NAMES[one.day.weekday()]) for one in worked],
            "confirmed": is_confirmed(year),
        }
        context["working_days"] = sum(one.working for one in context["months"])
    except NoCalendar as error:
        context["fault"] = (
            str(error) if year else f"Không hiểu năm “{asked[:20]}”: hãy ghi năm bằng bốn chữ số."
        )
    if "tu" in request.GET and limit.is_valid():
        try:
            context["counted"] = counted(limit.cleaned_data["tu"], limit.cleaned_data["so_ngay"])
        except NoCalendar as error:
            limit.add_error("tu", str(error))
    return drawn(request, "calendar", "law-calendar", context)
