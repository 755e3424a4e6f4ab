"""Members of a bloc: joining and leaving."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tdkt.accounts.states import Capability
from tdkt.blocs.forms import MembershipEndForm, MembershipForm
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.blocs.selectors import members_not_ended
from tdkt.blocs.services import membership_add, membership_end
from tdkt.kernel.answers import Refused
from tdkt.web.blocs.pages import BLOCS, member_key
from tdkt.web.links import require_reading
from tdkt.web.registers.views import form_context, posted, row_seen


@require_http_methods(["GET", "HEAD", "POST"])
def member_add(request: Any, code: str) -> HttpResponse:
    bloc = row_seen(request.reach, BLOCS, code)
    require_reading(request.reach, Capability.RECORD)
    membership = BlocMembership(bloc=bloc)
    form = MembershipForm(posted(request), reach=request.reach, instance=membership)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            added = membership_add(actor=request.reach, membership=membership, at=timezone.now())
        except Refused as refused:
            refusal = refused.reason
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(
                request, f"Đã ghi “{added.organisation or added.outside_name}” vào {bloc.name}."
            )
            if "them" in request.POST:
                return redirect("blocs-member-add", code)
            return redirect("blocs-detail", code)
    return _form(request, bloc, form, refusal, "Thêm thành viên", again=True)


@require_http_methods(["GET", "HEAD", "POST"])
def member_end(request: Any, code: str) -> HttpResponse:
    bloc = row_seen(request.reach, BLOCS, code)
    require_reading(request.reach, Capability.RECORD)
    members = {member_key(one): one for one in members_not_ended(bloc)}
    choices = [(key, str(one.organisation or one.outside_name)) for key, one in members.items()]
    form = MembershipEndForm(
        posted(request), members=choices, initial={"member": request.GET.get("thanh_vien", "")}
    )
    refusal = ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            ended = membership_end(
                actor=request.reach, membership_id=members[asked["member"]].pk, last_day=asked["last_day"],
                at=timezone.now(), reason=asked["reason"],
            )  # fmt: skip
        except Refused as refused:
            refusal = refused.reason
        except ValidationError as error:
            form.add_error("last_day", error.messages)
        else:
            name = ended.organisation or ended.outside_name
            messages.success(request, f"Đã ghi ngày “{name}” rời {bloc.name}.")
            return redirect("blocs-detail", code)
    return _form(request, bloc, form, refusal, "Kết thúc thành viên", again=False)


def _form(
    request: Any, bloc: Bloc, form: Any, refusal: str, heading: str, *, again: bool
) -> HttpResponse:
    context = form_context(request.reach, BLOCS, form) | {
        "refusal": refusal, "heading": f"{heading}: {bloc.name}", "again": again, "about": bloc.name,
        "back": reverse("blocs-detail", args=[bloc.code]),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "registers/form.html", context, status=status)
