"""The official forms on screen and as .xlsx."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tdkt.statistics.form_files import file_name
from tdkt.statistics.forms.excel import form_workbook, verdict
from tdkt.statistics.forms.fill import FilledForm, FilledRow, filled
from tdkt.statistics.forms.registry import FORMS, UnknownForm
from tdkt.statistics.forms.shapes import header
from tdkt.web.figures.asked import book_asked, period_form
from tdkt.web.figures.links import period_query, records_url

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class DrawnCell:
    """A cell as the page draws it."""

    text: str
    url: str
    known: bool


def _asked(request: HttpRequest, key: str) -> FilledForm:
    if key not in FORMS:
        raise Http404(str(UnknownForm(key)))
    return filled(key, book_asked(request, kind=FORMS[key][1]))


@require_safe
def form_list(request: HttpRequest) -> HttpResponse:
    """The forms of a year."""
    book = book_asked(request)
    query = urlencode({"nam": book.period.year})
    forms = [
        (
            name,
            kind.label,
            f"{reverse('figures-form', args=[key])}?{query}",
            f"{reverse('figures-form-file', args=[key])}?{query}",
        )
        for key, (name, kind, _) in FORMS.items()
    ]
    context = {"book": book, "forms": forms, "period_form": period_form(book, with_kind=False)}
    return render(request, "figures/forms.html", context)


@require_safe
def form_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One form, every number a link to its records."""
    form = _asked(request, key)
    book = book_asked(request, kind=form.period.kind)
    context = {
        "book": book,
        "filled": form,
        "form": form.form,
        "name": FORMS[key][0],
        "head_lines": header(form.form.columns),
        "numbers": ["A", "B", *(column.number for column in form.form.columns)],
        "rows": [(row.row, _cells(row)) for row in form.rows],
        "span": len(form.form.columns),
        "lines": [
            (
                line,
                _drawn(line.cell.value.text, records_url(line.cell.records), line.cell.value.known),
            )
            for line in form.lines
        ],
        "checks": [(check, verdict(check)) for check in form.checks],
        "period_form": period_form(book),
        "file_url": f"{reverse('figures-form-file', args=[key])}?{urlencode([('nam', form.period.year), ('ky', form.period.kind.value)])}",
        "query": dict(period_query(form.period)),
    }
    return render(request, "figures/form.html", context)


def _cells(row: FilledRow) -> list[DrawnCell]:
    return [_drawn(c.value.text, records_url(c.records), c.value.known) for c in row.cells]


def _drawn(text: str, url: str, known: bool) -> DrawnCell:
    return DrawnCell(text, url if known else "", known)


@require_safe
def form_file(request: HttpRequest, key: str) -> HttpResponse:
    """The same form as .xlsx."""
    form = _asked(request, key)
    workbook = form_workbook(form, request.office.authority)  # type: ignore[attr-defined]
    response = HttpResponse(workbook, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name(key, form.period.year)}"'
    return response
