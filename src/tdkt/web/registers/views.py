"""The list, detail, form and Excel of every register; which one, the address says (``page`` of its route)."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tdkt.accounts.permissions import may
from tdkt.accounts.record_forms import RecordForm
from tdkt.accounts.records import record_code, record_lookup
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import fold
from tdkt.organisations.forms import OrganisationField, suggestions
from tdkt.registry.document_forms import DocumentField, DocumentsField
from tdkt.registry.document_list import document_suggestions
from tdkt.web.excel import SheetColumn, excel_answer
from tdkt.web.links import require_reading
from tdkt.web.registers.listing import Listing, listing, listing_table, plain
from tdkt.web.registers.page import RegisterPage
from tdkt.web.registers.values import row_facts


@require_safe
def register_list(request: Any, page: RegisterPage) -> HttpResponse:
    reach = request.reach
    require_reading(reach, page.needs)
    found = listing(page, reach, request.GET)
    table = listing_table(found) if found.form.is_valid() else None
    context = _shell(page, reach) | {
        "form": found.form, "table": table, "chips": found.narrowed, "year": found.year,
        "half": " ".join(name for name in found.form.fields if name != "q"),
        "zero": page.zero.format(year=found.year) if page.zero and found.year and not found.narrowed else "",
        "add_url": _add_url(page, reach),
    }  # fmt: skip
    return render(request, "registers/list.html", context)


@require_safe
def register_export(request: Any, page: RegisterPage) -> HttpResponse:
    """The rows the list shows, all pages of it."""
    reach = request.reach
    require_reading(reach, page.needs)
    found = listing(page, reach, request.GET)
    year = f" năm {found.year}" if found.year else ""
    told = "; ".join(f"{name}: {value}" for name, value, _ in found.narrowed)
    return excel_answer(  # type: ignore[return-value]
        name=fold(page.title).replace(" ", "-") + (f"-{found.year}" if found.year else ""),
        title=page.title + year,
        about=f"Xuất ngày {format_date(reach.on)}" + (f"; {told}" if told else ""),
        columns=[SheetColumn(col.label, col.width, col.year) for col in page.columns],
        rows=_sheet_rows(found),
    )


def _sheet_rows(found: Listing) -> Iterator[list[object]]:
    """One pass over the rows; what the screen's marks need is computed for all of them at once."""
    page = found.page
    rows = list(found.rows)
    if page.decorate is not None:
        page.decorate(found.reach, rows)
    for row in rows:
        yield [plain((col.sheet or col.value)(row)) for col in page.columns]


@require_safe
def register_detail(request: Any, page: RegisterPage, code: str) -> HttpResponse:
    reach = request.reach
    row = row_seen(reach, page, code)
    context = _shell(page, reach) | {
        "row": row, "facts": row_facts(page.form, row), "warning": page.warn(reach, row) if page.warn else "",
        "sections": page.sections(reach, row, request.GET) if page.sections else [],
        "edit_url": reverse(f"{page.key}-edit", args=[code]) if reach.may(Capability.RECORD) else "",
    }  # fmt: skip
    return render(request, "registers/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register_create(request: Any, page: RegisterPage) -> HttpResponse:
    require_reading(request.reach, page.needs)
    require_reading(request.reach, Capability.RECORD)
    initial = dict(page.initial(request.reach, request.GET)) if page.initial else {}
    form = page.form(posted(request), reach=request.reach, initial=initial)
    return _saved(request, page, form, None, "")


@require_http_methods(["GET", "HEAD", "POST"])
def register_edit(request: Any, page: RegisterPage, code: str) -> HttpResponse:
    row = row_seen(request.reach, page, code)
    require_reading(request.reach, Capability.RECORD)
    about = str(row)  # before the form writes into it
    form = page.form(posted(request), reach=request.reach, instance=row)
    return _saved(request, page, form, code, about)


def row_seen(reach: Reach, page: RegisterPage, code: str) -> Any:
    """The row within the reach; 404 outside it."""
    require_reading(reach, page.needs)
    row = page.rows(reach).filter(**record_lookup(page.model, code)).first()
    if row is None:
        raise Http404(
            f"Không có {page.one} này trong sổ, hoặc không thuộc phạm vi nhiệm vụ của bạn."
        )
    return row


def _saved(
    request: Any, page: RegisterPage, form: RecordForm, code: str | None, about: str
) -> HttpResponse:
    refusal = ""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = _save(request.reach, page, form)
            except Refused as refused:
                refusal = refused.reason
            except ValidationError as error:
                form.refuse(error)
            else:
                return _after(request, page, row)
    back = reverse(f"{page.key}-detail", args=[code]) if code else reverse(f"{page.key}-list")
    context = form_context(request.reach, page, form) | {
        "refusal": refusal, "back": back, "about": about,
        "heading": f"{'Sửa' if code else 'Thêm'} {page.one}", "again": not code,
    }  # fmt: skip
    return render(request, "registers/form.html", context, status=status)


def posted(request: Any) -> QueryDict | None:
    """What was sent, also when it is nothing at all: a form that was sent is never shown as untouched."""
    return request.POST if request.method == "POST" else None


def form_context(reach: Reach, page: RegisterPage, form: BaseForm) -> dict[str, Any]:
    """What the form page needs whatever it is a form of, with the names its fields suggest."""
    kinds = {type(field) for field in form.fields.values()}
    of_documents = kinds & {DocumentField, DocumentsField}
    return _shell(page, reach) | {
        "form": form,
        "units": suggestions(reach.authority_id, on=reach.on) if OrganisationField in kinds else [],
        "documents": document_suggestions(reach.authority_id) if of_documents else [],
    }  # fmt: skip


def _save(reach: Reach, page: RegisterPage, form: RecordForm) -> Model:
    more = {"links": form.links} if form.links else {}
    return page.save(
        actor=reach, row=form.instance, at=timezone.now(), reason=form.cleaned_data.get("reason", ""),
        seen=form.cleaned_data.get("seen", ""), **more,
    )  # fmt: skip


def _after(request: Any, page: RegisterPage, row: Model) -> HttpResponse:
    messages.success(request, f"Đã ghi “{row}”.")
    if page.warn is not None and (warning := page.warn(request.reach, row)):
        messages.warning(request, warning)
    if "them" in request.POST:
        return redirect(f"{page.key}-create")
    return redirect(f"{page.key}-detail", record_code(row))


def _add_url(page: RegisterPage, reach: Reach) -> str:
    return reverse(f"{page.key}-create") if reach.may(Capability.RECORD) else ""


def _shell(page: RegisterPage, reach: Reach) -> dict[str, Any]:
    tabs = [
        (tab.key, tab.label, reverse(f"{tab.key}-list"))
        for tab in page.tabs
        if reach.may(tab.needs)
    ]
    return {
        "page": page, "tabs": tabs, "list_url": reverse(f"{page.key}-list"), "may_record": reach.may(Capability.RECORD),
        "who_records": may(reach, Capability.RECORD).reason,
    }  # fmt: skip
