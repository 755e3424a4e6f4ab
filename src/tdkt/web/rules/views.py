"""Reading the rules: what holds on a day, every revision, the files."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tdkt.organisations.models import LawLayer
from tdkt.web.law.forms import DayForm
from tdkt.web.links import page_url
from tdkt.web.rules import standing
from tdkt.web.rules.changes import changes
from tdkt.web.rules.layers import (
    FILE_NAME,
    as_yaml,
    example_text,
    holding,
    newest,
    revisions,
    upcoming,
)
from tdkt.web.rules.pages import law_of_content, may_write, reader
from tdkt.web.tables import Cell, Column, Row, Table


@require_safe
def overview(request: Any) -> HttpResponse:
    """What holds on a day, what is still open, all revisions."""
    reach = reader(request)
    form = DayForm(request.GET, ngay=reach.on)
    on = form.cleaned_data["ngay"] if form.is_valid() else reach.on
    layers = revisions(reach)
    layer = holding(layers, on)
    content = layer.content if layer else {}
    law = law_of_content(content)
    settings = list(standing.settings(law, content))
    readings = list(standing.readings(law, content))
    context = {
        "form": form, "on": on, "layer": layer, "layers": layers, "content": content,
        "layer_url": page_url("rules-revision", layer.code) if layer else "",
        "upcoming": [(one, page_url("rules-revision", one.code)) for one in upcoming(layers, on)],
        "settings": settings, "readings": readings,
        "values": standing.values(law, content), "criteria": standing.criteria(law, content),
        "left": list(standing.left_open(law, content, on)),
        # Entries are edited in the newest revision: only what stands there has a place in it.
        "may_write": may_write(reach), "may_edit": may_write(reach) and layer == newest(layers),
        "history": _history(layers, layer) if layers else None,
    }  # fmt: skip
    return render(request, "rules/overview.html", context, status=200 if form.is_valid() else 400)


def _history(layers: list[LawLayer], holds: LawLayer | None) -> Table:
    rows = [
        Row(
            [
                Cell(str(one), note="đang áp dụng" if one == holds else ""), one.valid_from, Cell(one.note), one.recorded_by,
                Cell(f"{one.recorded_at.astimezone():%d/%m/%Y %H:%M}"),
            ],
            url=page_url("rules-revision", one.code),
        )
        for one in layers
    ]  # fmt: skip
    columns = [
        Column("Lần", nowrap=True), Column("Áp dụng từ ngày", nowrap=True), Column("Căn cứ, lý do"), Column("Người ghi"),
        Column("Ghi lúc", nowrap=True),
    ]  # fmt: skip
    return Table("Các lần ban hành", columns, rows)


@require_safe
def revision(request: Any, code: str) -> HttpResponse:
    """One revision: its paper, what it changed against the one that held on its day before."""
    reach = reader(request)
    layers = revisions(reach)
    layer = _found(layers, code)
    before = holding([one for one in layers if one.number < layer.number], layer.valid_from)
    was: dict[str, Any] = before.content if before else {}
    context = {
        "layer": layer,
        "before": before,
        "crumbs": [("Quy định của tỉnh", page_url("rules-overview"))],
        "changes": changes(was, layer.content, law_of_content(was), law_of_content(layer.content)),
        "pairs": [
            ("Áp dụng từ ngày", f"{layer.valid_from:%d/%m/%Y}"), ("Căn cứ, lý do", layer.note),
            ("Người ghi", layer.recorded_by), ("Ghi lúc", f"{layer.recorded_at.astimezone():%d/%m/%Y %H:%M}"),
        ],
        "holds_url": page_url("rules-overview", ngay=layer.valid_from.isoformat()),
        "yaml": as_yaml(layer.content),
    }  # fmt: skip
    return render(request, "rules/revision.html", context)


def _found(layers: list[LawLayer], code: str) -> LawLayer:
    for one in layers:
        if one.code == code:
            return one
    raise Http404("Không có lần ban hành này trong quy định của tỉnh.")


@require_safe
def download(request: Any, code: str = "") -> HttpResponse:
    """A revision as a file; without a code the newest one, an empty file of remarks where there is none."""
    layers = revisions(reader(request))
    layer = _found(layers, code) if code else newest(layers)
    text = as_yaml(layer.content) if layer else "# Tỉnh chưa ban hành quy định nào.\n"
    return _file(text, FILE_NAME)


@require_safe
def example(request: Any) -> HttpResponse:
    """The worked example as it is written."""
    reader(request)
    return _file(example_text(), "vi-du-bac-ninh.yaml")


def _file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
