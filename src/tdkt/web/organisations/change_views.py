"""Adding a unit, changing what may change of it, and how it became another."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tdkt.accounts.permissions import may
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused
from tdkt.organisations.forms import OrganisationForm, SuccessionForm, suggestions
from tdkt.organisations.models import Organisation
from tdkt.organisations.services import NAME_STAYS, organisation_save, succession_record
from tdkt.organisations.states import SuccessionKind
from tdkt.organisations.units import day_of, parent_on
from tdkt.web.links import page_url, require_reading
from tdkt.web.organisations.views import organisation_seen

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def create(request: Any) -> HttpResponse:
    reach = request.reach
    require_reading(reach, Capability.RECORD)
    above = Organisation.objects.filter(
        authority_id=reach.authority_id, code=request.GET.get("cap_tren", "")
    ).first()
    form = OrganisationForm(
        request.POST or None, authority_id=reach.authority_id, on=reach.on,
        instance=Organisation(authority_id=reach.authority_id), initial={"parent": above} if above else {},
    )  # fmt: skip
    return _save(request, form, None)


@both
def edit(request: Any, code: str) -> HttpResponse:
    body = organisation_seen(request, code)
    reach = request.reach
    require_reading(reach, Capability.RECORD)
    parent = parent_on(body, on=day_of(body, on=reach.on))
    form = OrganisationForm(
        request.POST or None, authority_id=reach.authority_id, on=reach.on, instance=body, initial={"parent": parent},
    )  # fmt: skip
    return _save(request, form, body)


def _save(request: Any, form: OrganisationForm, body: Organisation | None) -> HttpResponse:
    reach = request.reach
    refusal = ""
    name = body.name if body else ""  # the form writes what was typed into its instance
    if request.method == "POST" and form.is_valid():
        try:
            saved = organisation_save(
                actor=reach.signed, allowed=may(reach, Capability.RECORD), organisation=form.instance,
                at=timezone.now(), parent=form.cleaned_data["parent"],
                parent_from=form.cleaned_data.get("parent_from"), reason=form.cleaned_data.get("reason", ""),
            )  # fmt: skip
        except Refused as refused:
            refusal = refused.reason
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(request, f"Đã ghi “{saved.name}”.")
            return redirect("organisations-detail", code=saved.code)
    context = {
        "form": form, "body": body, "name": name, "refusal": refusal, "name_stays": refusal == NAME_STAYS,
        "suggestions": suggestions(reach.authority_id, on=reach.on),
        "back": page_url("organisations-detail", body.code) if body else page_url("organisations-list"),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "organisations/form.html", context, status=status)


@both
def succession(request: Any, code: str) -> HttpResponse:
    """Renamed, merged, split, dissolved: the old body ends, the new one begins, a link joins them."""
    body = organisation_seen(request, code)
    reach = request.reach
    require_reading(reach, Capability.RECORD)
    form = SuccessionForm(
        request.POST or None, authority_id=reach.authority_id, on=reach.on,
        initial={"kind": SuccessionKind.RENAMED},
    )  # fmt: skip
    refusal = ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        new = Organisation(authority_id=reach.authority_id, name=asked["name"])
        try:
            saved = succession_record(
                actor=reach.signed, allowed=may(reach, Capability.RECORD), predecessors=[body],
                successor=asked["successor"] or new, kind=SuccessionKind(asked["kind"]), on=asked["on"],
                at=timezone.now(), ends=not asked["stays"], note=asked["note"], reason=asked["note"],
            )  # fmt: skip
        except Refused as refused:
            refusal = refused.reason
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(request, f"Đã nối “{body.name}” với “{saved.name}”.")
            return redirect("organisations-detail", code=saved.code)
    context = {
        "form": form, "body": body, "refusal": refusal, "back": page_url("organisations-detail", body.code),
        "suggestions": suggestions(reach.authority_id, on=reach.on),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "organisations/succession.html", context, status=status)
