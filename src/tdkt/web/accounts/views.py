"""Signing in (with the roles of the demo), being locked out, switching office and theme."""

from typing import Any, NamedTuple

from allauth.account.views import LoginView
from axes.helpers import get_cool_off, get_failure_limit
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tdkt.accounts.models import Office, User
from tdkt.accounts.states import Role
from tdkt.web.context import THEME_COOKIE, THEMES

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_YEAR = 365 * 24 * 3600  # seconds


class DemoAccount(NamedTuple):
    username: str
    full_name: str
    initial: str
    role: str
    organisation: str


def demo_accounts() -> list[DemoAccount]:
    """Accounts that hold an office today in an authority marked as demo, in the order of the roles."""
    order = list(Role.values)
    offices = (
        Office.objects.filter(authority__is_demo=True, user__is_active=True)
        .valid_on(timezone.localdate())
        .select_related("user", "organisation")
        .order_by("pk")
    )
    first: dict[int, Office] = {}
    for office in offices:
        first.setdefault(office.user_id, office)
    return [
        DemoAccount(
            office.user.username, office.user.full_name, office.user.full_name.split()[-1][0].upper(),
            office.get_role_display(), office.organisation.name if office.organisation else "",
        )
        for office in sorted(first.values(), key=lambda o: (order.index(o.role), o.pk))
    ]  # fmt: skip


class SignIn(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"demo_accounts": demo_accounts()}


sign_in = SignIn.as_view()


def _safe_next(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    return asked if own else "/"


@login_not_required
@never_cache
@require_POST
def demo_sign_in(request: HttpRequest, username: str) -> HttpResponse:
    """One press and no password, only for the accounts of a database marked as demo; else there is no such page."""
    if username not in {account.username for account in demo_accounts()}:
        raise Http404("Không có vai dùng thử này.")
    login(request, User.objects.get(username=username), backend=_BACKEND)
    return redirect(_safe_next(request))


@login_not_required
@require_GET
def forgotten(request: HttpRequest) -> HttpResponse:
    return render(request, "account/forgotten.html")


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Called by axes: too many wrong passwords for this name from this address."""
    cool_off = get_cool_off(request)
    minutes = -(-int(cool_off.total_seconds()) // 60) if cool_off else 0
    context = {
        "username": (credentials or {}).get("username") or request.POST.get("login", ""),
        "failures": get_failure_limit(request, credentials),
        "wait": f"Hãy thử lại sau {minutes} phút."
        if minutes
        else "Hãy liên hệ quản trị hệ thống để mở khóa.",
    }
    locked = render(request, "account/locked.html", context, status=403)
    if minutes:
        locked.headers["Retry-After"] = str(60 * minutes)
    return locked


@require_POST
def office_switch(request: Any) -> HttpResponse:
    """Work in another of the offices held; the page starts over, since what may be seen changes."""
    office = next((o for o in request.offices if str(o.pk) == request.POST.get("office")), None)
    if office is None:
        raise Http404("Bạn không giữ nhiệm vụ này.")
    request.session["office"] = office.pk
    messages.success(request, f"Đang làm nhiệm vụ: {office}.")
    return redirect("/")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    asked = request.POST.get("theme", "")
    response = redirect(_safe_next(request))
    if asked in dict(THEMES):
        response.set_cookie(
            THEME_COOKIE,
            asked,
            max_age=_YEAR,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return response


@require_POST
def session_renew(request: HttpRequest) -> HttpResponse:
    """Nothing but a request: the session is saved by every one."""
    return HttpResponse(status=204)
