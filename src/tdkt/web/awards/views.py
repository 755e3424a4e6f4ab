"""The list of honours, its export, the page of one. What one may not see is 404."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tdkt.accounts.states import Capability
from tdkt.kernel.numbers import format_int
from tdkt.registry.honour_lists import HonourPage, honour_page, honours_in_order
from tdkt.registry.models import Honour, HonourEvent
from tdkt.registry.selectors import honour_events, honour_visible_to
from tdkt.registry.states import RecipientKind
from tdkt.web.awards.asked import Asked, asked_of, key_of, units_near
from tdkt.web.awards.detail import detail_context
from tdkt.web.awards.rows import COLUMNS, SHEET, sheet_rows, table_rows
from tdkt.web.excel import excel_answer
from tdkt.web.links import page_url, require_reading
from tdkt.web.tables import Pager, Table

EXPORTED_TO: Final = 100_000
_KIND_WORDS: Final = {
    RecipientKind.PERSON: "cá nhân", RecipientKind.COLLECTIVE: "tập thể", RecipientKind.HOUSEHOLD: "hộ gia đình",
}  # fmt: skip
NOT_SEEN: Final = "Không có lượt khen thưởng này trong phạm vi nhiệm vụ của bạn."
PAGE_GONE: Final = "Trang danh sách này không còn: hãy mở lại danh sách từ đầu."


@require_safe
def award_list(request: Any) -> HttpResponse:
    """The list by filters in the address; wrong filters are named and nothing is listed (400)."""
    reach = request.reach
    require_reading(reach)
    asked = asked_of(request)
    table, page = None, None
    if not asked.errors:
        key, missing = key_of(request, asked.scope)
        if missing:
            raise Http404(PAGE_GONE)
        page = honour_page(asked.scope, key=key, exact="dem" in request.GET)
        if page.honours:
            table = _table(request.GET, page)
    context = {
        "asked": asked, "form": asked.form, "table": table, "page": page, "sums": _sums(page),
        "units": units_near(reach, request.GET.get("don_vi", "")),
        "chips": asked.chips, "whole_province": reach.whole_province, "as_of": asked.filters.as_of or reach.on,
        "ended": len(asked.scope.ended), "too_many": page is not None and page.total > EXPORTED_TO,
        "exported_to": EXPORTED_TO, "import_url": page_url("imports-list"),
        "may_import": reach.may(Capability.IMPORT),
    }  # fmt: skip
    return render(request, "awards/list.html", context, status=400 if asked.errors else 200)


@require_safe
def award_units(request: Any) -> HttpResponse:
    """Names near what is typed into the filter by unit, the nearest first, as options of its list."""
    require_reading(request.reach)
    names = units_near(request.reach, request.GET.get("don_vi", ""))
    return render(request, "awards/units.html", {"units": names})


def _table(query: QueryDict, page: HonourPage) -> Table:
    pager = Pager(
        total=page.total, shown=len(page.honours), noun="lượt khen thưởng", exact=page.exact,
        next_url=_turned(query, after=page.honours[-1].code) if page.has_next else "",
        previous_url=_turned(query, before=page.honours[0].code) if page.has_previous else "",
        count_url=_turned(query, dem="1"),
    )  # fmt: skip
    export = f"{reverse('awards-export')}{_turned(query)}"
    return Table(
        "Lượt khen thưởng",
        COLUMNS,
        table_rows(page.honours, _events(page.honours)),
        pager,
        export_url=export,
    )


def _events(honours: Iterable[Honour]) -> dict[int, list[HonourEvent]]:
    events: dict[int, list[HonourEvent]] = defaultdict(list)
    for event in honour_events([honour.pk for honour in honours]):
        events[event.honour_id].append(event)
    return events


def _turned(query: QueryDict, **page: str) -> str:
    """This address with its filters, at another page."""
    left = query.copy()
    for name in ("after", "before", "dem"):
        left.pop(name, None)
    for name, value in page.items():
        left[name] = value
    return f"?{left.urlencode()}"


def _sums(page: HonourPage | None) -> list[str]:
    """The total by kind of recipient, where it is counted to the end."""
    if page is None or len(page.by_kind) < 2:
        return []
    return [
        f"{format_int(page.by_kind[kind])} lượt {words}"
        for kind, words in _KIND_WORDS.items()
        if page.by_kind.get(kind)
    ]


@require_safe
def award_export(request: Any) -> HttpResponseBase:
    """The filtered list as .xlsx, in its order, to ``EXPORTED_TO`` rows; a longer one says so in its head."""
    require_reading(request.reach)
    asked = asked_of(request)
    if asked.errors:
        return render(
            request,
            "awards/list.html",
            {"asked": asked, "form": asked.form, "chips": asked.chips},
            status=400,
        )
    return excel_answer(
        name="khen-thuong", title="Danh sách khen thưởng", about=_about(asked), columns=SHEET,
        rows=sheet_rows(honours_in_order(asked.scope, most=EXPORTED_TO)),
    )  # fmt: skip


def _about(asked: Asked) -> str:
    total = honour_page(asked.scope, size=1, exact=True).total
    cut = (
        f" Tệp chỉ ghi {format_int(EXPORTED_TO)} dòng đầu: hãy lọc hẹp hơn để có đủ."
        if total > EXPORTED_TO
        else ""
    )
    return f"{asked.words}. Tổng số {format_int(total)} lượt.{cut}"


@require_safe
def award_detail(request: Any, code: str) -> HttpResponse:
    require_reading(request.reach)
    honour = honour_visible_to(request.reach, code)
    if honour is None:
        raise Http404(NOT_SEEN)
    return render(request, "awards/detail.html", detail_context(request.reach, honour))
