"""The dashboard of a year, the list of figures, one figure, and declaring one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tdkt.accounts.permissions import may
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused
from tdkt.kernel.dates import format_date
from tdkt.statistics.book import FigureBook
from tdkt.statistics.charts import over_years, year_charts
from tdkt.statistics.figures import Declared, Figure, Share, UnknownFigure, search, variants
from tdkt.statistics.figures.indicators import COLUMNS
from tdkt.statistics.periods import Period
from tdkt.statistics.series import Series, series
from tdkt.statistics.services import figure_declare
from tdkt.web.figures.asked import book_asked, period_form, reading
from tdkt.web.figures.forms import DeclareForm, SearchForm
from tdkt.web.figures.links import figure_url, period_query, records_url
from tdkt.web.figures.pages import COMMENDATION, WORK, cards, drawn, value_cell
from tdkt.web.tables import Cell, Column, Pager, Row, Table

PAGE_SIZE = 60


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """One year: figures, charts, the table of indicators."""
    book = book_asked(request)
    charts = drawn(year_charts(book))
    context = {
        "book": book,
        "period_form": period_form(book),
        "commendation": cards(book, COMMENDATION),
        "work": cards(book, WORK),
        "charts": charts,
        "indicators": indicator_table(book),
        "query": dict(period_query(book.period)),
        "is_empty": not charts and not book.indicators,
    }
    return render(request, "figures/dashboard.html", context)


def indicator_table(book: FigureBook) -> Table | None:
    """Every indicator of the year with its five columns; None when there are none."""
    rows = []
    for row in book.indicators.values():
        cells: list[object] = [
            Cell(row.name, figure_url(f"chi_tieu.{row.code}.thuc_hien", book.period))
        ]
        for column in COLUMNS:
            value = book.value(f"chi_tieu.{row.code}.{column}")
            cells.append(
                value_cell(value, records_url(book.records(f"chi_tieu.{row.code}.{column}")))
            )
        rows.append(Row(cells))
    columns = [
        Column("Chỉ tiêu"),
        *(Column(name.capitalize(), number=True) for name in COLUMNS.values()),
    ]
    return Table(f"Chỉ tiêu năm {book.period.year}", columns, rows, scroll=True) if rows else None


@require_safe
def figure_index(request: HttpRequest) -> HttpResponse:
    """All figures, searched by name or code without diacritics, a page at a time."""
    book = book_asked(request)
    form = SearchForm(
        request.GET or None, initial={"nam": book.period.year, "ky": book.period.kind}
    )
    words = request.GET.get("q", "")
    domain, kind = (form.choice(request.GET, name) for name in ("linh_vuc", "loai"))
    found = search(book.figures.values(), words=words, domain=domain, kind=kind)
    page = _page_number(request)
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    rows = [
        Row(
            [
                Cell(figure.name, figure_url(figure.code, book.period), note=figure.code),
                value_cell(book.value_of(figure), records_url(book.records(figure.code))),
                str(figure.kind.label),
                str(figure.domain.label),
            ]
        )
        for figure in shown
    ]
    columns = [
        Column("Số liệu"),
        Column("Giá trị", number=True),
        Column("Cách có số"),
        Column("Lĩnh vực"),
    ]
    pager = Pager(
        total=len(found),
        shown=len(shown),
        noun="số liệu",
        next_url=_turned(request, page + 1) if page * PAGE_SIZE < len(found) else "",
        previous_url=_turned(request, page - 1) if page > 1 else "",
        exact=True,
    )
    context = {
        "book": book,
        "form": form,
        "table": Table("Danh sách số liệu", columns, rows, pager),
        "found": found,
    }
    return render(request, "figures/index.html", context)


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("trang", "1")
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= 1000:
        raise Http404(f"Không có trang “{given}”.")
    return int(given)


def _turned(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["trang"] = str(page)
    return f"?{query.urlencode()}"


@require_safe
def figure_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: what it is, its parts, its years, where its records are."""
    book = book_asked(request)
    figure = _figure(book, code)
    value = book.value(code)
    found = series(figure, book)
    line = drawn([over_years(figure, found)]) if len(found) > 1 else []
    entry = book.declared_entry(figure.code)
    records = book.records(figure.code)
    opened = (
        records_url(records) if records.kind not in ("declared", "figures") and value.known else ""
    )
    base = book.figures.get(figure.code)
    context = {
        "book": book,
        "figure": figure,
        "value": value,
        "records_url": opened,
        "facts": _facts(figure, book),
        "parts": _parts(figure, book),
        "entry": entry,
        "may_declare": isinstance(figure.source, Declared)
        and not figure.source.of
        and may(book.reach, Capability.RECORD),
        "years": _years_table(figure, found, book.period),
        "charts": line,
        "variants": [
            (v, book.value(v.code), figure_url(v.code, book.period)) for v in variants(base)
        ]
        if base
        else [],
        "period_form": period_form(book),
        "query": dict(period_query(book.period)),
    }
    return render(request, "figures/detail.html", context)


def _figure(book: FigureBook, code: str) -> Figure:
    try:
        return book.figure(code)
    except UnknownFigure as unknown:
        raise Http404(str(unknown)) from unknown


def _facts(figure: Figure, book: FigureBook) -> list[tuple[str, object]]:
    scope = "toàn tỉnh"
    if not book.reach.whole_province and not figure.whole_province:
        scope = "đơn vị của bạn và các đơn vị trực thuộc"
    return [
        ("Mã số liệu", figure.code),
        ("Cách có số", figure.kind.label),
        ("Định nghĩa", figure.definition or "Theo tên gọi."),
        ("Đơn vị tính", figure.unit.label or "số đếm"),
        ("Kỳ số liệu", book.period.label),
        ("Tính đến ngày", format_date(book.as_of)),
        ("Phạm vi", scope),
    ]


def _parts(figure: Figure, book: FigureBook) -> list[tuple[str, str, str, str]]:
    """Numerator and denominator of a share, the two years of a change: (what, name, value, address)."""
    names = ("Tử số", "Mẫu số") if isinstance(figure.source, Share) else ("Năm nay", "Năm trước")
    records = book.records(figure.code)
    if records.kind != "figures":
        return []
    return [
        (
            name,
            book.figure(code).name,
            book.value(code).text_with_unit,
            figure_url(code, book.period),
        )
        for name, code in zip(names, records.codes, strict=True)
    ]


def _years_table(figure: Figure, found: Series, period: Period) -> Table | None:
    rows = [
        Row(
            [
                Cell(str(year), figure_url(figure.code, Period(year, period.kind))),
                value_cell(
                    value, note=(value.why or "theo nguồn nêu") if value.is_declared else ""
                ),
            ]
        )
        for year, value in reversed(found.items())
    ]
    columns = [Column("Năm"), Column("Giá trị", number=True)]
    return Table(f"{figure.name} qua các năm", columns, rows, scroll=True) if rows else None


def figure_declare_page(request: HttpRequest, code: str) -> HttpResponse:
    """Declare a figure no record can prove."""
    book = book_asked(request)
    figure = _figure(book, code)
    answer = may(reading(request), Capability.RECORD)
    if not answer:
        raise PermissionDenied(answer.reason)
    if not isinstance(figure.source, Declared) or figure.source.of:
        raise Http404(f"“{figure.name}” được đếm từ bản ghi, không khai tay.")
    entry = book.declared_entry(figure.code)
    form = DeclareForm(request.POST or None, initial=DeclareForm.of(entry))
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            figure_declare(
                actor=book.reach,
                code=figure.code,
                year=book.period.year,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refusal:
            refused = refusal.reason
        else:
            messages.success(request, f"Đã khai “{figure.name}” năm {book.period.year}.")
            return redirect(figure_url(figure.code, book.period))
    context = {
        "book": book,
        "figure": figure,
        "form": form,
        "refused": refused,
        "back": figure_url(code, book.period),
    }
    status = 422 if refused or form.errors else 200
    return render(request, "figures/declare.html", context, status=status)
