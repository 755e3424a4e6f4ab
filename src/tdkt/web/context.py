"""What the shell around every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from tdkt.organisations.models import Authority
from tdkt.web.middleware import ENDED
from tdkt.web.navigation import navigation_for

THEME_COOKIE = "tdkt_theme"
THEMES = (("", "Theo máy"), ("light", "Nền sáng"), ("dark", "Nền tối"))


def theme_of(request: HttpRequest) -> str:
    asked = request.COOKIES.get(THEME_COOKIE, "")
    return asked if asked in dict(THEMES) else ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Navigation, authority, demo mark, theme, offices, and what ``app.js`` reads."""
    office = getattr(request, "office", None)
    user = getattr(request, "user", None)

    def authority() -> Authority | None:
        # Before sign-in an installation shows itself as its first authority.
        return office.authority if office else Authority.objects.order_by("pk").first()

    shown = SimpleLazyObject(authority)
    words = user.full_name.split() if user and user.is_authenticated else []
    return {
        "navigation": SimpleLazyObject(
            lambda: navigation_for(getattr(request, "reach", None), request.path)
        ),
        "authority": shown,
        "demo_mode": SimpleLazyObject(lambda: bool(shown) and shown.is_demo),
        "theme": theme_of(request),
        "themes": THEMES,
        "offices": getattr(request, "offices", []),
        "initial": words[-1][0].upper() if words else "",
        "search_url": reverse("search"),
        "session_seconds": settings.SESSION_COOKIE_AGE,
        "session_ended": ENDED in request.GET,
        "ended_url": f"{reverse('account_login')}?{urlencode({'next': request.get_full_path(), ENDED: '1'})}",
    }
