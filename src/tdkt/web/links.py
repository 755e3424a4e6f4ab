"""Addresses of pages in other areas, with their query; and the guard every reading page asks."""

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.http import urlencode

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.registry.filters import filters_query
from tdkt.registry.models import OfficialDocument, Recipient

# subject_kind of the ledger → page of that thing, addressed by the subject's code
SUBJECT_PAGES: Final[Mapping[str, str]] = {
    "person": "people-detail",
    "recipient": "people-detail",
    "organisation": "organisations-detail",
    "document": "documents-detail",
    "movement": "movements-detail",
    "import_run": "imports-run",
    "account": "offices-detail",
    "report": "reports-detail",
    "bloc": "blocs-detail",
    "councilsession": "council-detail",
    "inspection": "oversight-detail",
    "trainingclass": "oversight-training-detail",
    "complaint": "oversight-complaints-detail",
    "movementresult": "movements-results-detail",
    "indicator": "movements-indicators-detail",
    "publicity": "movements-publicity-detail",
    "ceremony": "movements-ceremonies-detail",
    "rolemodel": "movements-role-models-detail",
    "task": "movements-tasks-detail",
    "initiative": "initiatives-detail",
    "discipline": "disciplines-detail",
    "hold": "holds-detail",
    "rating": "people-detail",
    "collectiveyear": "people-detail",
    "law_layer": "rules-revision",
}


def page_url(name: str, *args: object, **query: str | int | None) -> str:
    """The address, with the query values that are not empty. Raises: NoReverseMatch for a page there is not."""
    url = reverse(name, args=args)
    asked = {key: value for key, value in query.items() if value is not None and value != ""}
    return f"{url}?{urlencode(asked)}" if asked else url


def recipient_url(recipient: Recipient) -> str:
    return page_url("people-detail", recipient.code)


def document_url(document: OfficialDocument | None) -> str:
    return page_url("documents-detail", document.code) if document else ""


def require_reading(reach: Reach, capability: Capability = Capability.READ) -> None:
    """403 with the words of the guard."""
    answer = may(reach, capability)
    if not answer:
        raise PermissionDenied(answer.reason)


def awards_url(**filters: object) -> str:
    """The list of exactly these honours, by the attributes of ``registry.filters.HonourFilters``."""
    url = page_url("awards-list")
    return f"{url}?{filters_query(**filters)}" if url else ""
