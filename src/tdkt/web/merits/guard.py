"""Discipline and holds are shown to few; the tabs of the area follow who is asking."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from tdkt.accounts.selectors import Reach
from tdkt.registry.merit_selectors import may_read_discipline
from tdkt.web.merits.pages import TABS
from tdkt.web.registers.page import RegisterPage

View = Callable[..., HttpResponse]


def require_discipline_reader(reach: Reach) -> None:
    """403 with the words of the guard."""
    answer = may_read_discipline(reach)
    if not answer:
        raise PermissionDenied(answer.reason)


def with_tabs(view: View, *, restricted: bool) -> View:
    """The register's view with the tabs this office may open; ``restricted`` closes it to who may not read discipline."""

    @wraps(view)
    def guarded(request: Any, page: RegisterPage, **kwargs: Any) -> HttpResponse:
        if restricted:
            require_discipline_reader(request.reach)
        tabs = TABS if may_read_discipline(request.reach) else TABS[:1]
        return view(request, page=replace(page, tabs=tabs), **kwargs)

    return guarded
