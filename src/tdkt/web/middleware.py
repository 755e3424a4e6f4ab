"""What every request passes: the content policy, answers to htmx, the office held."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from tdkt.accounts.selectors import offices_held, reach
from tdkt.kernel.answers import Refused

GetResponse = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
ENDED = "het-phien"  # marks the address of the sign-in page after an expired session


class ContentSecurityPolicy:
    """Nothing inline, nothing from elsewhere."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        return response


class HtmxAnswers:
    """Expired sessions reload the page, messages ride in a header, refusals are words with status 422.

    Stands before ``LoginRequiredMiddleware``: its redirect is what is looked at here.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        htmx = bool(getattr(request, "htmx", False))
        if _to_sign_in(request, response):
            if htmx:
                page = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
                response = HttpResponseClientRedirect(redirect_to_login(page).url)
            if _session_has_ended(request):
                header = "HX-Redirect" if htmx else "Location"
                response.headers[header] = _marked(response.headers[header])
            return response
        if htmx and not isinstance(response, HttpResponseRedirect):
            said = [{"level": m.level_tag, "text": str(m)} for m in get_messages(request)]
            if said:
                trigger_client_event(response, "messages", {"items": said})
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal no view caught: its reason on a page of its own, or in place for htmx."""
        if not isinstance(exception, Refused):
            return None
        if getattr(request, "htmx", False):
            return render(request, "ui/refusal.html", {"reason": exception.reason}, status=422)
        context = {
            "layout": "base.html", "heading": "Chưa thực hiện được", "text": exception.reason,
            "back": request.headers.get("Referer", ""),
        }  # fmt: skip
        return render(request, "errors/page.html", context, status=422)


def _to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    if not isinstance(response, HttpResponseRedirect) or request.user.is_authenticated:
        return False
    target = urlsplit(response.url)
    return target.path == resolve_url(settings.LOGIN_URL) and "next=" in target.query


def _session_has_ended(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()


def _marked(url: str) -> str:
    parts = urlsplit(url)
    query = urlencode([*parse_qsl(parts.query), (ENDED, "1")])
    return urlunsplit(parts._replace(query=query))


class OfficeHeld:
    """Sets ``request.office``, ``request.offices`` and ``request.reach`` for the day of the request.

    The office is the one chosen (session key ``office``), else the first held. Somebody signed in without
    any sees a page that says so, and can still sign out or change the password.
    """

    WITHOUT_OFFICE = frozenset(
        {
            "account_logout",
            "account_login",
            "account_change_password",
            "account_inactive",
            "theme",
            "session-renew",
        }
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.offices, request.office, request.reach = [], None, None
        if request.user.is_authenticated:
            today = timezone.localdate()
            request.offices = list(offices_held(request.user, on=today).select_related("user"))
            chosen = request.session.get("office")
            request.office = next(
                (o for o in request.offices if o.pk == chosen), next(iter(request.offices), None)
            )
            if request.office is not None:
                request.reach = reach(request.office, on=today)
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or request.office is not None:
            return None
        if getattr(request.resolver_match, "url_name", "") in self.WITHOUT_OFFICE:
            return None
        context = {
            "layout": "base.html",
            "heading": "Bạn chưa được giao nhiệm vụ",
            "text": "Tài khoản đã đăng nhập được, nhưng hôm nay không giữ nhiệm vụ nào trong phần mềm.",
            "advice": "Đề nghị quản trị hệ thống giao nhiệm vụ và đơn vị phụ trách, rồi tải lại trang.",
            "homeless": True,
        }
        return render(request, "errors/page.html", context, status=403)
