"""The tree of a day and one unit's page."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tdkt.accounts.states import Capability
from tdkt.kernel.numbers import format_int
from tdkt.organisations.forms import DayField
from tdkt.organisations.models import Organisation
from tdkt.organisations.states import OrganisationKind
from tdkt.organisations.units import (
    Node,
    current_successors,
    of_kind_on,
    organisations_found,
    organisations_seen,
    tree_on,
)
from tdkt.web.links import page_url, require_reading
from tdkt.web.organisations.unit import unit_context
from tdkt.web.tables import Cell, Column, Pager, Row, Table

NOT_SEEN = "Không có đơn vị này trong phạm vi nhiệm vụ của bạn."
FOUND = 100  # by name
FOUND_OF_A_KIND = 500


class TreeFilter(forms.Form):
    q = forms.CharField(
        label="Tìm đơn vị theo tên, kể cả đơn vị đã kết thúc", required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    ngay = DayField(label="Vào ngày", required=False)
    loai = forms.ChoiceField(
        label="Loại", required=False, choices=[("", "Tất cả"), *OrganisationKind.choices]
    )


def organisation_seen(request: Any, code: str) -> Organisation:
    """The body of that code within the reach; 404 outside it."""
    require_reading(request.reach)
    found = (
        organisations_seen(request.reach.authority_id, request.reach.organisation_ids)
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404(NOT_SEEN)
    return found


def _day_asked(request: Any) -> date:
    form = TreeFilter({"ngay": request.GET.get("ngay", "")})
    return (form.is_valid() and form.cleaned_data["ngay"]) or request.reach.on


@require_safe
def tree(request: Any) -> HttpResponse:
    reach = request.reach
    require_reading(reach)
    asked = request.GET.copy()
    asked.setdefault("ngay", f"{reach.on:%d/%m/%Y}")
    form = TreeFilter(asked)
    valid = form.is_valid()
    words, kind = form.cleaned_data.get("q", ""), form.cleaned_data.get("loai", "")
    on = form.cleaned_data.get("ngay") or reach.on
    context: dict[str, Any] = {
        "form": form, "valid": valid, "on": on, "ngay": f"{on:%d/%m/%Y}", "today": on == reach.on,
        "may_record": reach.may(Capability.RECORD), "whole_province": reach.whole_province,
        "import_url": page_url("imports-list") if reach.may(Capability.IMPORT) else "",
    }  # fmt: skip
    if valid and words:
        found = organisations_found(
            reach.authority_id, words, ids=reach.organisation_ids, most=FOUND + 1
        )
        context["found"] = _found_table(found)
    elif valid:
        grown = tree_on(reach.authority_id, on=on, ids=reach.organisation_ids)
        context |= {"tree": grown, "kind": kind}
        if kind:
            context["found"] = _kind_table(
                of_kind_on(reach.authority_id, kind, on=on, ids=reach.organisation_ids), on
            )
    return render(request, "organisations/tree.html", context)


def _kind_table(found: list[tuple[Organisation, str]], on: date) -> Table | None:
    day = f"{on:%d/%m/%Y}"
    rows = [
        Row(
            [Cell(body.name), Cell(above or "không trực thuộc đơn vị nào trong cây")],
            url=page_url("organisations-detail", body.code, ngay=day),
        )
        for body, above in found[:FOUND_OF_A_KIND]
    ]
    if not rows:
        return None
    noun = "đơn vị"
    if len(found) > FOUND_OF_A_KIND:
        noun = f"đơn vị đầu tiên, trong {format_int(len(found))}; tìm theo tên để thu hẹp"
    columns = [Column("Tên"), Column("Trực thuộc")]
    return Table("Đơn vị cùng loại", columns, rows, Pager(total=len(rows), noun=noun))


def _found_table(found: list[Organisation]) -> Table | None:
    became = current_successors(body.pk for body in found if body.valid_to is not None)
    rows = []
    for body in found[:FOUND]:
        after = became.get(body.pk, [])
        rows.append(
            Row(
                [
                    Cell(
                        body.name,
                        note="nay là " + ", ".join(one.name for one in after) if after else "",
                    ),
                    body.get_kind_display(),
                    Cell(body.valid_from),
                    Cell(body.valid_to) if body.valid_to else Cell("còn hoạt động"),
                ],
                url=page_url("organisations-detail", body.code),
            )
        )
    if not rows:
        return None
    columns = [
        Column("Tên"),
        Column("Loại"),
        Column("Từ ngày", nowrap=True),
        Column("Đến hết ngày", nowrap=True),
    ]
    noun = "đơn vị" if len(found) <= FOUND else "đơn vị đầu tiên khớp; gõ thêm để thu hẹp"
    return Table("Đơn vị khớp tên", columns, rows, Pager(total=len(rows), noun=noun))


@require_safe
def children(request: Any, code: str) -> HttpResponse:
    """One level below a unit: a fragment for htmx, a page of its own without a script."""
    body = organisation_seen(request, code)
    on = _day_asked(request)
    reach = request.reach
    grown = tree_on(reach.authority_id, on=on, ids=reach.organisation_ids, root=body.pk, drawn=0)
    nodes: list[Node] = [node for _, _, group in grown.groups for node in group]
    context = {"body": body, "nodes": nodes, "on": on, "ngay": f"{on:%d/%m/%Y}"}
    template = "organisations/nodes.html" if request.htmx else "organisations/children.html"
    return render(request, template, context)


@require_safe
def detail(request: Any, code: str) -> HttpResponse:
    body = organisation_seen(request, code)
    whole = request.GET.get("tien_than", "1") != "0"
    context = unit_context(request.reach, body, on=_day_asked(request), whole=whole)
    return render(request, "organisations/detail.html", context)
