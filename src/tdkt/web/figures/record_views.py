"""The records behind a number: exactly the honours or the rows of a register that were counted."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tdkt.registry.models import Honour
from tdkt.statistics.book import FigureBook
from tdkt.statistics.registers import REGISTERS, rows_counted
from tdkt.statistics.where import Where
from tdkt.web.figures.asked import book_asked
from tdkt.web.figures.links import award_list_url, honours_asked
from tdkt.web.links import page_url
from tdkt.web.tables import Cell, Column, Pager, Row, Table, without
from tdkt_law.awards import UnknownAward, award

PAGE_SIZE = 50
MOST_ROWS = 500
# Registers by the words of their page; a total's column beside the name of a row.
NAMES = {
    "van_ban": "Văn bản", "phong_trao": "Phong trào thi đua đang thực hiện",
    "phong_trao_du_kien": "Phong trào dự kiến phát động", "ket_qua": "Kết quả phong trào", "chi_tieu": "Chỉ tiêu",
    "tuyen_truyen": "Tuyên truyền", "le_tuyen_duong": "Lễ tuyên dương", "dien_hinh": "Điển hình tiên tiến",
    "nhiem_vu": "Phương hướng, nhiệm vụ của năm", "nhiem_vu_nam_sau": "Phương hướng, nhiệm vụ năm sau",
    "kiem_tra": "Đơn vị được kiểm tra", "boi_duong": "Lớp bồi dưỡng", "khieu_nai": "Đơn khiếu nại, tố cáo, kiến nghị",
    "khoi": "Khối, cụm thi đua", "thanh_vien_khoi": "Thành viên khối, cụm thi đua", "phien_hop": "Phiên họp Hội đồng",
}  # fmt: skip
TOTALS = {
    "value": "Số lượng", "amount": "Trị giá", "collectives": "Tập thể", "individuals": "Cá nhân",
    "households": "Hộ gia đình", "learners": "Học viên",
}  # fmt: skip


@require_safe
def honour_rows(request: HttpRequest) -> HttpResponse:
    """The honours a number counts, the latest first, page by page of a key."""
    book = book_asked(request)
    wanted, words = honours_asked(request.GET, book)
    found = book.honours(wanted)
    shown, previous, following = _turned(request, found)
    rows = [_honour_row(honour) for honour in shown]
    columns = [
        Column("Tên khi được khen"), Column("Hình thức"), Column("Đơn vị khi đó"), Column("Quyết định"),
        Column("Ngày", nowrap=True),
    ]  # fmt: skip
    pager = Pager(
        total=_total(book, wanted), shown=len(rows), noun="lượt khen thưởng",
        next_url=following, previous_url=previous, exact=True,
    )  # fmt: skip
    context = {
        "book": book,
        "words": words,
        "table": Table("Lượt khen thưởng", columns, rows, pager),
        "list_url": award_list_url(wanted, book, request.GET.get("don_vi", "")),
    }
    return render(request, "figures/honours.html", context)


def _total(book: FigureBook, wanted: Where) -> int:
    """From the facets where they know; else the index counts."""
    of_rows = wanted.split()[1]
    return book.honours(wanted).count() if of_rows.conditions else book.count(wanted)


def _honour_row(honour: Honour) -> Row:
    document = honour.document
    return Row(
        [
            Cell(
                honour.name_then,
                page_url("people-detail", honour.recipient.code),
                note=honour.post_then,
            ),
            Cell(_award_name(honour.award), award=True),
            honour.unit_then or (honour.organisation.name if honour.organisation else None),
            Cell(document.reference or str(document), page_url("documents-detail", document.code))
            if document
            else None,
            honour.decided_on,
        ]
    )


def _award_name(code: str) -> str:
    try:
        return award(code).short_name
    except UnknownAward:
        return code


def _turned(request: HttpRequest, found: QuerySet[Honour]) -> tuple[list[Honour], str, str]:
    """The page's rows, and the addresses of the pages beside it; a page is named by an honour's public code."""
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    rows = found
    if key := _key(after or before):
        day, pk = key
        if after:
            rows = rows.filter(Q(order_day__lt=day) | Q(order_day=day, pk__lt=pk))
        else:
            rows = rows.filter(Q(order_day__gt=day) | Q(order_day=day, pk__gt=pk))
    order = ("order_day", "pk") if before else ("-order_day", "-pk")
    # Their ids first: a year in order is sorted from an index alone, its honours are never all read.
    ids = list(rows.order_by(*order).values_list("pk", flat=True)[: PAGE_SIZE + 1])
    at_hand = Honour.objects.select_related("recipient", "organisation", "document").in_bulk(ids)
    shown = [at_hand[pk] for pk in ids]
    more = len(shown) > PAGE_SIZE
    shown = shown[:PAGE_SIZE]
    if before:
        shown.reverse()
    kept = without(request.GET).removeprefix("?")
    joined = f"?{kept}&" if kept else "?"
    has_next, has_previous = (True, more) if before else (more, bool(after))
    return (
        shown,
        f"{joined}before={shown[0].code}" if shown and has_previous else "",
        f"{joined}after={shown[-1].code}" if shown and has_next else "",
    )


def _key(code: str) -> tuple[date, int] | None:
    if not code:
        return None
    key = Honour.objects.filter(code=code).values_list("order_day", "pk").first()
    if key is None:
        raise Http404("Không có trang này của danh sách.")
    return key


@require_safe
def register_rows(request: HttpRequest, register: str) -> HttpResponse:
    """The rows of a register of the period, those a number counts."""
    if register not in REGISTERS:
        raise Http404(f"Không có sổ “{register}”.")
    book = book_asked(request)
    known = REGISTERS[register]
    rows = rows_counted(register, _conditions(request, known.columns), book.reach, book.period)
    if code := request.GET.get("ma", ""):
        rows = rows.filter(code=code)
    listed = list(rows.order_by("pk")[: MOST_ROWS + 1])
    columns = [
        Column(NAMES[register]), *(Column(TOTALS[name], number=True) for name in known.totals), Column("Nguồn"),
    ]  # fmt: skip
    table = Table(
        NAMES[register], columns, [_register_row(row, known.totals) for row in listed[:MOST_ROWS]],
        Pager(total=rows.count() if len(listed) > MOST_ROWS else len(listed), noun="dòng", exact=True),
    )  # fmt: skip
    context = {
        "book": book,
        "name": NAMES[register],
        "table": table,
        "most": MOST_ROWS if len(listed) > MOST_ROWS else 0,
    }
    return render(request, "figures/rows.html", context)


def _register_row(row: Any, totals: tuple[str, ...]) -> Row:
    numbers = [
        Cell(getattr(row, name), note=getattr(row, "hedge", "") and row.get_hedge_display())
        for name in totals
    ]
    return Row([Cell(str(row)), *numbers, getattr(row, "source", "") or "Sổ của tỉnh"])


def _conditions(request: HttpRequest, columns: tuple[str, ...]) -> Where:
    """Conditions on the register's columns as the address writes them; "True" and "False" are yes and no."""
    spoken = {"True": True, "False": False}
    asked = [
        (name, frozenset(spoken.get(text, text) for text in request.GET.getlist(name)))
        for name in columns
        if name in request.GET
    ]
    return Where(tuple(asked))
