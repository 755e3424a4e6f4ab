"""Pages of recipients. What one may not see is 404; what one may not do is said with who can."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused
from tdkt.organisations.forms import OrganisationField, suggestions
from tdkt.organisations.models import Organisation
from tdkt.organisations.selectors import unit_and_history
from tdkt.registry.forms import RecipientForm, UnmaskForm
from tdkt.registry.models import Recipient
from tdkt.registry.people_list import honour_counts, posts_held, recipients_listed
from tdkt.registry.people_selectors import recipients_visible
from tdkt.registry.people_services import person_save
from tdkt.registry.services import person_unmask
from tdkt.registry.states import RecipientKind
from tdkt.web.links import page_url, recipient_url, require_reading
from tdkt.web.people.detail import detail_context
from tdkt.web.tables import Cell, Column, Pager, Row, Table, chips, without

NOT_SEEN = "Không có cá nhân, tập thể, hộ gia đình này trong phạm vi nhiệm vụ của bạn."
KIND_WORDS = {
    RecipientKind.PERSON: "cá nhân", RecipientKind.COLLECTIVE: "tập thể", RecipientKind.HOUSEHOLD: "hộ gia đình",
}  # fmt: skip


class PeopleFilter(forms.Form):
    q = forms.CharField(
        label="Tìm theo tên", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    loai = forms.ChoiceField(
        label="Loại", required=False, choices=[("", "Tất cả"), *RecipientKind.choices]
    )
    don_vi = OrganisationField(label="Đơn vị (tên đầy đủ)", required=False)


@require_http_methods(["GET", "HEAD"])
def people_list(request: Any) -> HttpResponse:
    reach = request.reach
    require_reading(reach)
    form = PeopleFilter(request.GET)
    field = form.fields["don_vi"]
    assert isinstance(field, OrganisationField)
    field.bind(reach.authority_id, on=reach.on, ids=reach.organisation_ids)
    valid = form.is_valid()
    asked = form.cleaned_data
    unit: Organisation | None = asked.get("don_vi")
    page = None
    table = None
    if valid:
        page = recipients_listed(
            reach, words=asked["q"], kind=asked["loai"],
            unit_ids=unit_and_history(unit, on=reach.on) if unit else None,
            after=request.GET.get("after", ""), before=request.GET.get("before", ""),
        )  # fmt: skip
        if page.rows:
            table = _list_table(request, page)
    labels = {
        "q": ("Tên", asked.get("q", "")),
        "loai": ("Loại", dict(RecipientKind.choices).get(asked.get("loai", ""), "")),
        "don_vi": ("Đơn vị", unit.name if unit else ""),
    }
    context = {
        "form": form, "table": table, "filtered": any(request.GET.get(key) for key in labels),
        "chips": chips(request.GET, labels) if valid else [], "may_record": reach.may(Capability.RECORD),
        "may_import": reach.may(Capability.IMPORT), "import_url": page_url("imports-list"),
        "whole_province": reach.whole_province, "valid": valid,
    }  # fmt: skip
    return render(request, "people/list.html", context)


def _list_table(request: Any, page: Any) -> Table:
    ids = [row.pk for row in page.rows]
    counts, posts = honour_counts(ids), posts_held(ids)
    rows = []
    for recipient in page.rows:
        post = posts.get(recipient.pk)
        unit = recipient.organisation or recipient.body
        rows.append(
            Row(
                [
                    Cell(recipient.name, note=post.title if post else ""),
                    recipient.get_kind_display(),
                    Cell(unit.name, page_url("organisations-detail", unit.code)) if unit else None,
                    counts.get(recipient.pk, 0),
                ],
                url=recipient_url(recipient),
            )
        )
    kept = without(request.GET)
    joint = "" if kept == "?" else "&"
    pager = Pager(
        total=page.total, shown=len(rows), noun="đối tượng",
        next_url=f"{kept}{joint}after={page.after}" if page.after else "",
        previous_url=f"{kept}{joint}before={page.before}" if page.before else "",
    )  # fmt: skip
    columns = [
        Column("Họ và tên, tên gọi"),
        Column("Loại", nowrap=True),
        Column("Đơn vị"),
        Column("Lượt khen thưởng", number=True),
    ]
    return Table("Cá nhân, tập thể, hộ gia đình", columns, rows, pager)


def _seen(request: Any, code: str) -> Recipient:
    require_reading(request.reach)
    found = (
        recipients_visible(request.reach)
        .filter(code=code)
        .select_related("organisation", "body", "person", "authority")
        .first()
    )
    if found is None:
        raise Http404(NOT_SEEN)
    return found


@require_http_methods(["GET", "HEAD"])
def person_detail(request: Any, code: str) -> HttpResponse:
    recipient = _seen(request, code)
    return render(request, "people/detail.html", detail_context(request.reach, recipient))


@never_cache
@require_POST
def person_number(request: Any, code: str) -> HttpResponse:
    """The whole national ID, once, on this answer alone; the look is in the ledger."""
    recipient = _seen(request, code)
    form = UnmaskForm(request.POST)
    shown, refusal = "", ""
    if form.is_valid():
        try:
            shown = person_unmask(
                actor=request.reach, person_id=recipient.pk, at=timezone.now(), reason=form.cleaned_data["reason"]
            )  # fmt: skip
        except Refused as refused:
            refusal = refused.reason
    context = detail_context(request.reach, recipient, unmask=form, national_id=shown)
    return render(
        request, "people/detail.html", context | {"refusal": refusal}, status=200 if shown else 422
    )


@require_http_methods(["GET", "HEAD", "POST"])
def person_create(request: Any) -> HttpResponse:
    require_reading(request.reach, Capability.RECORD)
    kind = request.GET.get("loai", "") or request.POST.get("loai", "")
    if kind not in RecipientKind.values:
        kind = str(RecipientKind.PERSON)
    unit = Organisation.objects.filter(
        authority_id=request.reach.authority_id, code=request.GET.get("don_vi", "")
    ).first()
    initial = {"organisation": unit} if unit else {}
    form = RecipientForm(
        request.POST or None, kind=kind, authority_id=request.reach.authority_id, on=request.reach.on,
        initial=initial,
    )  # fmt: skip
    return _save(request, form, None, kind)


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: Any, code: str) -> HttpResponse:
    recipient = _seen(request, code)
    require_reading(request.reach, Capability.RECORD)
    form = RecipientForm(
        request.POST or None, kind=recipient.kind, authority_id=request.reach.authority_id, on=request.reach.on,
        recipient=recipient,
    )  # fmt: skip
    return _save(request, form, recipient, recipient.kind)


def _save(
    request: Any, form: RecipientForm, recipient: Recipient | None, kind: str
) -> HttpResponse:
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            saved = person_save(
                actor=request.reach, line=form.line, at=timezone.now(),
                recipient_id=recipient.pk if recipient else None, post=form.new_post,
                reason=form.cleaned_data.get("reason", ""),
            )  # fmt: skip
        except Refused as refused:
            refusal = refused.reason
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            messages.success(request, f"Đã ghi “{saved.name}”.")
            return redirect("people-detail", code=saved.code)
    context = {
        "form": form, "recipient": recipient, "kind": kind, "kind_words": KIND_WORDS[RecipientKind(kind)],
        "kinds": [
            (value, KIND_WORDS[RecipientKind(value)].capitalize(), f"?loai={value}") for value in RecipientKind.values
        ],
        "refusal": refusal, "suggestions": suggestions(request.reach.authority_id, on=request.reach.on),
        "back": recipient_url(recipient) if recipient else page_url("people-list"),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "people/form.html", context, status=status)
