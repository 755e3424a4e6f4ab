"""Writing one dated value that the law leaves to the province: a form made of the keys of its topic."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from tdkt.organisations.law_services import layer_faults
from tdkt.organisations.models import Authority
from tdkt.web.law.words import TOPICS
from tdkt.web.links import page_url
from tdkt.web.rules import standing
from tdkt.web.rules.draft import ACT, OPEN, Draft, draft_of
from tdkt.web.rules.edit_views import was_sent
from tdkt.web.rules.pages import drawn, law_of_content, problem_rows, when_form, writer
from tdkt.web.rules.save_views import preview
from tdkt.web.rules.schema_form import ValueForm
from tdkt.web.rules.told import province_topics
from tdkt.web.rules.value_form import HeadForm
from tdkt_law.awards import awards
from tdkt_law.catalogue.reader import Problem

REMOVE = "bo"


@require_http_methods(["GET", "HEAD", "POST"])
def values(request: Any) -> HttpResponse:
    """The values of the draft, each with its door, and the topics of which another may be added."""
    writer(request)
    draft = draft_of(request)
    law = law_of_content(draft.content)
    return drawn(
        request,
        "values",
        draft,
        {
            "groups": standing.values(law, draft.content),
            "topics": [(name, TOPICS[name]) for name in province_topics()],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def value(request: Any) -> HttpResponse:
    """One value: ``muc`` its place in the draft, or ``chu_de`` and ``danh_hieu`` for one more."""
    reach = writer(request)
    draft, sent = draft_of(request), was_sent(request)
    asked = request.POST if request.method == "POST" else request.GET
    index, entry = _entry(draft, asked.get("muc", ""))
    topic = entry.get("topic") or asked.get("chu_de", "")
    schema = province_topics().get(topic)
    if schema is None:
        raise Http404("Không có chủ đề này trong phần pháp luật giao tỉnh quy định.")
    if not entry:
        entry = _as_it_holds(draft, topic, asked.get("danh_hieu", ""), reach.on)
    data = request.POST if sent else None
    head = HeadForm(data, schema=schema, content=draft.content, entry=entry)
    body = ValueForm(schema["keys"], data=data, value=entry.get("value"))
    when = when_form(request, draft, sent=sent)
    problems: list[Problem] = []
    if sent:
        removed = request.POST.get(ACT) == REMOVE
        if all([when.is_valid(), removed or all([head.is_valid(), body.is_valid()])]):
            issuer = Authority.objects.get(pk=reach.authority_id).government
            content = (
                _without(draft.content, index)
                if removed
                else _with(draft.content, index, head, issuer, head.entry(topic, body.value(), entry, reach.on))
            )  # fmt: skip
            problems = layer_faults(content)
            if not problems:
                return preview(request, draft.with_content(content), when)
    context = {
        "topic": topic, "topic_name": TOPICS[topic], "index": index, "head": head, "body": body, "when": when,
        "problems": problem_rows(problems), "open": OPEN,
        "faulty": sent and not problems,
        "crumbs": [
            ("Quy định của tỉnh", page_url("rules-overview")), ("Giá trị theo danh hiệu, hình thức", page_url("rules-values")),
        ],
    }  # fmt: skip
    return drawn(request, "value", draft, context, status=422 if sent else 200)


def _entry(draft: Draft, place: str) -> tuple[int, Mapping[str, Any]]:
    """(place, entry) of the draft's values; (-1, nothing) where none is named. Raises: Http404."""
    entries = draft.content.get("values") or []
    if place in ("", "-1"):
        return -1, {}
    if not (place.isascii() and place.isdigit() and len(place) < 5 and int(place) < len(entries)):
        raise Http404("Không có giá trị này trong quy định đang soạn.")
    return int(place), entries[int(place)]


def _as_it_holds(draft: Draft, topic: str, award: str, on: Any) -> Mapping[str, Any]:
    """A new value begins as what holds for the award now, so that only what differs is typed."""
    if award != "*" and award not in awards():
        return {}
    found = law_of_content(draft.content).value(topic, award, on)
    return {"awards": [award], "value": found.value if found else None}


def _without(content: Mapping[str, Any], index: int) -> dict[str, Any]:
    left = [one for place, one in enumerate(content.get("values") or []) if place != index]
    kept = {name: part for name, part in content.items() if name != "values"}
    return {**kept, "values": left} if left else kept


def _with(
    content: Mapping[str, Any], index: int, head: HeadForm, issuer: str, entry: Mapping[str, Any]
) -> dict[str, Any]:
    entries = list(content.get("values") or [])
    if index < 0:
        entries.append(entry)
    else:
        entries[index] = entry
    paper = head.instrument(issuer)
    own = [*(content.get("instruments") or []), *([paper] if paper else [])]
    return {**content, **({"instruments": own} if own else {}), "values": entries}
