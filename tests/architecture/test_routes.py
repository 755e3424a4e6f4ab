"""Closed unless listed: what a stranger may open, and that everything else sends him to sign in."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.views import redirect_to_login
from django.urls import URLPattern, URLResolver, get_resolver

# Each with its reason; a new line here is a decision, not a repair.
OPEN_TO_ALL = {
    "account_login",  # signing in
    "account_inactive",  # told that the account is closed
    "account_logout",  # nothing to close when nobody is signed in
    "account_reset_password",  # told whom to ask
    "health",  # for whoever watches over the service; says "ok" and nothing else
    "demo-sign-in",  # one press, and 404 where the database is not marked as demo
}


def routes(resolver: URLResolver, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Every route with the whole of its pattern, as ``/nguoi/<str:code>/``."""
    for entry in resolver.url_patterns:
        whole = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            yield from routes(entry, whole)
        else:
            yield whole, entry


ROUTES = dict(routes(get_resolver()))


def is_open(route: URLPattern) -> bool:
    return not getattr(route.callback, "login_required", True)


def test_only_the_listed_routes_are_open_to_strangers():
    assert sorted(route.name for route in ROUTES.values() if is_open(route)) == sorted(OPEN_TO_ALL)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", sorted(path for path, route in ROUTES.items() if not is_open(route) and "<" not in path)
)
def test_a_stranger_is_sent_to_sign_in(client, path):
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (
        302,
        redirect_to_login(path).url,
    )


def test_every_route_has_a_name_of_its_own():
    names = [route.name for route in ROUTES.values()]
    assert [path for path, route in ROUTES.items() if not route.name] == []
    assert sorted(names) == sorted(set(names))
