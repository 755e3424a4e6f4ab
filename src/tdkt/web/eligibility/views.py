"""Pages of eligibility. Who may not read the discipline register may not read what stands on it."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tdkt.accounts.selectors import Reach
from tdkt.documents.docx import write_docx
from tdkt.documents.pdf import write_pdf
from tdkt.dossiers.checklist import checklist
from tdkt.dossiers.checklist_paper import checklist_paper
from tdkt.dossiers.whose import require_whole_history
from tdkt.kernel.answers import Refused
from tdkt.organisations.law_selectors import catalogue_of
from tdkt.registry.models import Recipient
from tdkt.registry.people_selectors import recipients_visible
from tdkt.web.eligibility.asked import Asked, eligibility_asked, law_on
from tdkt.web.eligibility.award import TRACK, award_context
from tdkt.web.eligibility.overview import overview_context
from tdkt.web.eligibility.tabs import person_tabs, unit_tabs
from tdkt.web.links import page_url, recipient_url, require_reading
from tdkt.web.merits.guard import require_discipline_reader
from tdkt.web.organisations.views import organisation_seen
from tdkt_law.awards import Award, UnknownAward, award
from tdkt_law.catalogue.catalogue import NoLaw
from tdkt_law.facts.codes import GROUNDS
from tdkt_law.facts.node import FactsError

NOT_SEEN: Final = "Không có cá nhân, tập thể, hộ gia đình này trong phạm vi nhiệm vụ của bạn."
_TYPES: Final = {
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (write_pdf, "application/pdf"),
}


def _seen(request: Any, code: str) -> Recipient:
    require_reading(request.reach)
    require_discipline_reader(request.reach)
    found = (
        recipients_visible(request.reach)
        .filter(code=code)
        .select_related("organisation", "body", "person", "authority")
        .first()
    )
    if found is None:
        raise Http404(NOT_SEEN)
    require_whole_history(request.reach, found)
    return found


def _common(reach: Reach, recipient: Recipient, asked: Asked) -> dict[str, Any]:
    return {
        "recipient": recipient, "unit": recipient.organisation or recipient.body, "asked": asked,
        "form": asked.form, "person_url": recipient_url(recipient), "on": asked.on, "year": asked.year,
        "here": asked.with_query(page_url("people-eligibility", recipient.code)),
    }  # fmt: skip


@require_safe
def person_eligibility(request: Any, code: str) -> HttpResponse:
    recipient = _seen(request, code)
    context = {
        "tabs": person_tabs(recipient),
        "crumbs": [("Cá nhân, tập thể, hộ gia đình", page_url("people-list"))],
    }
    return _overview(request, recipient, context)


@require_safe
def unit_eligibility(request: Any, code: str) -> HttpResponse:
    """The unit as a collective; one without a record of its own is told what to do."""
    body = organisation_seen(request, code)
    require_discipline_reader(request.reach)
    context: dict[str, Any] = {
        "body": body, "tabs": unit_tabs(body), "crumbs": [("Cây tổ chức", page_url("organisations-list"))],
        "screening_url": page_url("screening", don_vi=body.code),
    }  # fmt: skip
    own = (
        Recipient.objects.filter(authority_id=request.reach.authority_id, body=body)
        .select_related("organisation", "body", "authority")
        .first()
    )
    if own is None:
        return render(request, "eligibility/no_collective.html", context)
    require_whole_history(request.reach, own)
    return _overview(request, own, context)


def _overview(request: Any, recipient: Recipient, context: dict[str, Any]) -> HttpResponse:
    asked = eligibility_asked(request.GET, request.reach)
    context |= _common(request.reach, recipient, asked)
    if asked.form.errors:
        return render(request, "eligibility/overview.html", context, status=400)
    try:
        context |= overview_context(request.reach, recipient, asked)
    except NoLaw as error:
        context["refusal"] = str(error)
    return render(request, "eligibility/overview.html", context)


@require_safe
def award_eligibility(request: Any, code: str, award_code: str) -> HttpResponse:
    recipient = _seen(request, code)
    known = _award(award_code)
    ground = request.GET.get("loai_hinh", "")
    if ground and ground not in GROUNDS:
        raise Http404("Không có loại hình khen thưởng này.")
    asked = eligibility_asked(request.GET, request.reach)
    context = _common(request.reach, recipient, asked) | {
        "award": known,
        "loai_hinh": ground,
        "truong_hop": request.GET.get(TRACK, ""),
    }
    if asked.form.errors:
        return render(request, "eligibility/award.html", context, status=400)
    try:
        context |= award_context(
            request.reach, recipient, known, asked, ground=ground, track=request.GET.get(TRACK, "")
        )
    except (NoLaw, FactsError) as error:
        context["refusal"] = str(error)
    return render(request, "eligibility/award.html", context)


def _award(code: str) -> Award:
    try:
        return award(code)
    except UnknownAward as error:
        raise Http404(str(error)) from error


@require_safe
def eligibility_paper(request: Any, code: str, kind: str) -> HttpResponse:
    """The sheet of the whole checklist."""
    recipient = _seen(request, code)
    if kind not in _TYPES:
        raise Http404("Phiếu chỉ có dạng .docx và .pdf.")
    asked = eligibility_asked(request.GET, request.reach)
    if asked.form.errors:
        raise Refused(
            " ".join(text for texts in asked.form.errors.values() for text in map(str, texts))
        )
    try:
        law = catalogue_of(recipient.authority, asked.on)
        law_on(law, asked.on)
        told = checklist(request.reach, recipient, on=asked.on, year=asked.year, law=law)
    except NoLaw as error:
        raise Refused(str(error)) from error
    write, content_type = _TYPES[kind]
    response = HttpResponse(write(checklist_paper(told)), content_type=content_type)
    response["Content-Disposition"] = (
        f'attachment; filename="phieu-ra-soat-{recipient.code}-{asked.year}.{kind}"'
    )
    return response
