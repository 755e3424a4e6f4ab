"""The first page after sign-in."""

from datetime import date
from typing import Final

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tdkt.accounts.records import record_code
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.movements.models import Task
from tdkt.statistics.charts import by_award, by_group, by_unit, shares_by_year
from tdkt.web.desk.counters import SOON, counters, tasks_waiting
from tdkt.web.figures.asked import book_asked, period_form
from tdkt.web.figures.pages import COMMENDATION, cards, drawn
from tdkt.web.links import page_url, require_reading
from tdkt.web.tables import Cell, Column, Pager, Row, Table

MOST_TASKS: Final = 500


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for this office, then one year's figures. An office that reads no records goes elsewhere."""
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
        "period_form": period_form(book, with_kind=False),
        "import_url": page_url("imports-list") if reach.may(Capability.IMPORT) else "",
    }
    return render(request, "desk/desk.html", context)


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Exactly the tasks the desk counts, the first due first."""
    reach: Reach = request.reach  # type: ignore[attr-defined]
    require_reading(reach)
    waiting = tasks_waiting(reach)
    ordered = waiting.select_related("owner").order_by(F("due").asc(nulls_last=True), "year", "id")
    rows = [
        Row(
            [
                task.text,
                task.owner.name if task.owner else None,
                _due(task, reach.on),
                str(task.year),
            ],
            url=page_url("movements-tasks-detail", record_code(task)),
        )
        for task in ordered[:MOST_TASKS]
    ]
    columns = [
        Column("Nội dung"), Column("Đơn vị chủ trì"), Column("Thời hạn"), Column("Năm", nowrap=True),
    ]  # fmt: skip
    total = len(rows) if len(rows) < MOST_TASKS else waiting.count()
    pager = Pager(total=total, noun="nhiệm vụ", exact=True)
    table = Table("Nhiệm vụ đến hạn hoặc chưa có hạn", columns, rows, pager) if rows else None
    context = {"table": table, "until": reach.on + SOON, "most": MOST_TASKS, "total": total}
    return render(request, "desk/tasks.html", context)


def _due(task: Task, on: date) -> Cell:
    if task.due is None:
        return Cell(task.due_text or "chưa có hạn")
    return Cell(task.due, note="quá hạn" if task.due < on else "")


def _elsewhere(reach: Reach) -> HttpResponse:
    """The administrator keeps accounts, not records."""
    return redirect("offices-list" if reach.may(Capability.MANAGE_ACCOUNTS) else "ledger-list")
