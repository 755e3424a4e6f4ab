"""What the pages of the rules share: who may read, who may lay down, the catalogue of a content, a page drawn on a draft."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.web.links import page_url, require_reading
from tdkt.web.rules.draft import Draft
from tdkt.web.rules.forms import WhenForm
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.catalogue.load import catalogue
from tdkt_law.catalogue.reader import Problem

STEPS: Final = ("Soạn", "Xem trước thay đổi", "Ban hành")


def reader(request: Any) -> Reach:
    """The office of the request, when it may read the rules. Raises: PermissionDenied."""
    reach: Reach = request.reach
    require_reading(reach, Capability.READ_PROVINCE)
    return reach


def writer(request: Any) -> Reach:
    """The office of the request, when it may lay rules down. Raises: PermissionDenied."""
    reach = reader(request)
    require_reading(reach, Capability.SET_RULES)
    return reach


def may_write(reach: Reach) -> bool:
    return bool(may(reach, Capability.SET_RULES))


def law_of_content(content: Mapping[str, Any]) -> Catalogue:
    """The law under the rules of a content, laid down or not. Raises: CatalogueError."""
    return catalogue(content or None)


def drawn(
    request: Any, template: str, draft: Draft, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of writing: the draft travels in it."""
    shared = {
        "draft": draft,
        "crumbs": [("Quy định của tỉnh", page_url("rules-overview"))],
        "steps": STEPS,
    }
    return render(request, f"rules/{template}.html", shared | dict(context), status=status)


def when_form(request: Any, draft: Draft, *, sent: bool) -> WhenForm:
    """Bound to what was sent; else filled with what was typed before."""
    return WhenForm(request.POST) if sent else WhenForm.of(draft)


def problem_rows(problems: Sequence[Problem]) -> list[Problem]:
    """In the order of the file."""
    return sorted(problems, key=lambda one: (one.line, one.key))
