"""Accounts and the offices they hold; only for who may manage accounts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from tdkt.accounts.models import Office
from tdkt.accounts.services import account_create, office_end, office_grant
from tdkt.accounts.states import Capability, Role
from tdkt.kernel.answers import Refused
from tdkt.organisations.forms import suggestions
from tdkt.web.links import page_url, require_reading
from tdkt.web.offices.forms import AccountForm, EndForm, OfficeForm
from tdkt.web.offices.selectors import accounts_like, accounts_of
from tdkt.web.tables import Cell, Column, Pager, Row, Table

both = require_http_methods(["GET", "HEAD", "POST"])


class AccountFilter(forms.Form):
    q = forms.CharField(
        label="Tìm theo tên", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )


@require_safe
def accounts(request: Any) -> HttpResponse:
    reach = request.reach
    require_reading(reach, Capability.MANAGE_ACCOUNTS)
    words = request.GET.get("q", "")
    rows = [
        Row(
            [
                Cell(user.full_name, note=user.username),
                _offices_cell(user, reach.on),
                Cell("được đăng nhập", mark="ok")
                if user.is_active
                else Cell("đã khóa", mark="bad"),
                Cell(timezone.localtime(user.date_joined).date()),
            ],
            url=page_url("offices-detail", user.username),
        )
        for user in accounts_like(reach, words)
    ]
    columns = [
        Column("Họ và tên"),
        Column("Nhiệm vụ đang giữ"),
        Column("Đăng nhập", nowrap=True),
        Column("Lập ngày", nowrap=True),
    ]
    table = Table("Tài khoản", columns, rows, Pager(total=len(rows), noun="tài khoản"))
    context = {"table": table if rows else None, "form": AccountFilter(request.GET), "filtered": bool(words)}  # fmt: skip
    return render(request, "offices/list.html", context)


def _offices_cell(user: Any, on: Any) -> Cell:
    held = [office for office in user.offices_here if office.holds_on(on)]
    if not held:
        return Cell("không giữ nhiệm vụ nào", mark="warn")
    return Cell("; ".join(str(office) for office in held))


def _account(request: Any, username: str) -> Any:
    require_reading(request.reach, Capability.MANAGE_ACCOUNTS)
    found = accounts_of(request.reach).filter(username=username).first()
    if found is None:
        raise Http404("Không có tài khoản này trong tỉnh.")
    return found


@require_safe
def detail(request: Any, username: str) -> HttpResponse:
    return _draw(request, _account(request, username))


def _draw(
    request: Any, user: Any, *, form: OfficeForm | None = None, refusal: str = ""
) -> HttpResponse:
    reach = request.reach
    rows = []
    for place, office in enumerate(user.offices_here, start=1):
        ended = office.valid_to is not None and office.valid_to < reach.on
        rows.append(
            Row(
                [
                    Cell(office.get_role_display()),
                    Cell(office.organisation.name if office.organisation else "toàn tỉnh"),
                    Cell(office.valid_from),
                    Cell(office.valid_to) if office.valid_to else Cell("chưa có thời hạn"),
                    Cell("đã kết thúc")
                    if ended
                    else Cell("Kết thúc", page_url("offices-end", user.username, place)),
                ]
            )
        )
    columns = [
        Column("Nhiệm vụ"),
        Column("Đơn vị"),
        Column("Từ ngày", nowrap=True),
        Column("Đến hết ngày", nowrap=True),
        Column("Việc", hidden_label=True),
    ]
    context = {
        "account": user, "refusal": refusal,
        "table": Table("Nhiệm vụ đã giao", columns, rows) if rows else None,
        "form": form
        or OfficeForm(authority_id=reach.authority_id, on=reach.on, initial={"valid_from": reach.on}),
        "suggestions": suggestions(reach.authority_id, on=reach.on),
        "ledger_url": page_url("ledger-list", loai="account", ma=user.username),
    }  # fmt: skip
    status = 422 if refusal or (form and form.errors) else 200
    return render(request, "offices/detail.html", context, status=status)


@sensitive_post_parameters("password")
@both
def create(request: Any) -> HttpResponse:
    require_reading(request.reach, Capability.MANAGE_ACCOUNTS)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = account_create(actor=request.reach, at=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            _tell(form, error)
        else:
            messages.success(request, f"Đã lập tài khoản “{user.username}”. Hãy giao nhiệm vụ.")
            return redirect("offices-detail", username=user.username)
    status = 422 if request.method == "POST" else 200
    return render(request, "offices/create.html", {"form": form}, status=status)


def _tell(form: forms.Form, error: ValidationError) -> None:
    """Errors of the model to their fields; a weak password, which names no field, to the password."""
    if not hasattr(error, "error_dict"):
        form.add_error("password", error)
        return
    for name, said in error.message_dict.items():
        form.add_error(name if name in form.fields else None, said)


@both
def grant(request: Any, username: str) -> HttpResponse:
    user = _account(request, username)
    if request.method != "POST":
        return redirect("offices-detail", username=username)
    reach = request.reach
    form = OfficeForm(request.POST, authority_id=reach.authority_id, on=reach.on)
    if not form.is_valid():
        return _draw(request, user, form=form)
    asked = form.cleaned_data
    try:
        office = office_grant(
            actor=reach, user=user, role=Role(asked["role"]), organisation=asked["organisation"],
            valid_from=asked["valid_from"], valid_to=asked["valid_to"], at=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        return _draw(request, user, form=form, refusal=" ".join(error.messages))
    except Refused as refused:
        return _draw(request, user, form=form, refusal=refused.reason)
    messages.success(request, f"Đã giao nhiệm vụ “{office}” cho {user.full_name}.")
    return redirect("offices-detail", username=username)


@both
def end(request: Any, username: str, place: int) -> HttpResponse:
    """The ``place``-th office of the account here, counted from 1 in the order of its page."""
    user = _account(request, username)
    office: Office | None = next(
        (o for i, o in enumerate(user.offices_here, start=1) if i == place), None
    )
    if office is None:
        raise Http404("Không có nhiệm vụ này.")
    form = EndForm(request.POST or None, initial={"last_day": request.reach.on})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            office_end(
                actor=request.reach, office_id=office.pk, at=timezone.now(), **form.cleaned_data
            )
        except ValidationError as error:
            refusal = " ".join(error.messages)
        except Refused as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"Đã kết thúc nhiệm vụ “{office}” của {user.full_name}.")
            return redirect("offices-detail", username=username)
    context = {"account": user, "office": office, "form": form, "refusal": refusal}
    status = 422 if request.method == "POST" else 200
    return render(request, "offices/end.html", context, status=status)
