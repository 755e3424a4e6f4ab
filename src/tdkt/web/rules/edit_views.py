"""Writing rules: settings and readings in a form, or the whole as text."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from tdkt.organisations.law_services import layer_faults
from tdkt.web.rules.draft import ACT, CONTENT, OPEN, SEEN, Draft, begun_from, draft_of
from tdkt.web.rules.forms import ChoicesForm, TextForm
from tdkt.web.rules.layers import FILE_NAME, as_yaml, read_layer, revisions
from tdkt.web.rules.pages import drawn, problem_rows, when_form, writer
from tdkt.web.rules.save_views import preview
from tdkt_law.catalogue.reader import CatalogueError, Problem


def was_sent(request: Any) -> bool:
    """Was the page's own form sent, or was it only opened?"""
    return request.method == "POST" and request.POST.get(ACT) != OPEN


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: Any) -> HttpResponse:
    """Settings and readings."""
    writer(request)
    draft, sent = draft_of(request), was_sent(request)
    form = ChoicesForm(request.POST if sent else None, content=draft.content)
    when = when_form(request, draft, sent=sent)
    problems: list[Problem] = []
    if sent and all([form.is_valid(), when.is_valid()]):
        content = form.over(draft.content)
        problems = layer_faults(content)
        if not problems:
            return preview(request, draft.with_content(content), when)
    return drawn(
        request,
        "choices",
        draft,
        {"form": form, "when": when, "problems": problem_rows(problems)},
        status=422 if sent else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def whole_text(request: Any) -> HttpResponse:
    """The whole as YAML, typed or as a file. What has faults is shown again as it was, with the faults."""
    reach = writer(request)
    sent = was_sent(request)
    # Text that is not right yet can't travel as a draft: the page sends only the number that was seen.
    if request.method == "POST" and CONTENT not in request.POST:
        seen = request.POST.get(SEEN, "")
        fresh = begun_from(revisions(reach))
        number = int(seen) if seen.isascii() and seen.isdigit() else fresh.seen
        draft = Draft(
            fresh.content, number, request.POST.get("ngay", ""), request.POST.get("can_cu", "")
        )
    else:
        draft = draft_of(request)
    when = when_form(request, draft, sent=sent)
    form = TextForm(request.POST, request.FILES) if sent else TextForm(initial={"van_ban": as_yaml(draft.content)})  # fmt: skip
    problems: list[Problem] = []
    if sent and form.is_valid():
        problems, content = _judged(form)
        if not problems and when.is_valid():
            return preview(request, draft.with_content(content), when)
        # The text of the file stands in the box from now on, so that it can be put right there.
        form = TextForm(initial={"van_ban": form.text})
    return drawn(
        request,
        "text",
        draft,
        {"form": form, "when": when, "problems": problem_rows(problems)},
        status=422 if sent else 200,
    )


def _judged(form: TextForm) -> tuple[list[Problem], Any]:
    try:
        content = read_layer(form.text, form.file_name or FILE_NAME)
    except CatalogueError as error:
        return list(error.problems), {}
    return layer_faults(content), content
