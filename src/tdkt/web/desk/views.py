"""The first page after sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.statistics.charts import by_award, by_group, by_unit, shares_by_year
from tdkt.web.desk.counters import counters
from tdkt.web.figures.asked import book_asked
from tdkt.web.figures.pages import COMMENDATION, cards, drawn
from tdkt.web.links import page_url


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for this office, then the latest year with decisions. An office that reads no records goes elsewhere."""
    reach: Reach = request.reach  # type: ignore[attr-defined]
    if not reach.may(Capability.READ):
        return _elsewhere(reach)
    book = book_asked(request)
    charts = [
        by_award(book, "cap_tinh"),
        by_award(book, "nha_nuoc"),
        by_unit(book, "cap_tinh"),
        by_group(book, "cap_tinh"),
        shares_by_year(book),
    ]
    context = {
        "book": book,
        "counters": counters(reach),
        "cards": cards(book, COMMENDATION),
        "charts": drawn(charts),
        "has_honours": bool(book.history),
        "import_url": page_url("imports-list") if reach.may(Capability.IMPORT) else "",
    }
    return render(request, "desk/desk.html", context)


def _elsewhere(reach: Reach) -> HttpResponse:
    """The administrator keeps accounts, not records."""
    return redirect("offices-list" if reach.may(Capability.MANAGE_ACCOUNTS) else "ledger-list")
