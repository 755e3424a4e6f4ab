"""What is being written and not yet laid down. It travels in the pages themselves: nothing is saved before the last step."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tdkt.accounts.selectors import Reach
from tdkt.kernel.answers import Refused
from tdkt.organisations.law_services import layer_faults
from tdkt.organisations.models import LawLayer
from tdkt.web.rules.layers import newest, revisions
from tdkt_law.catalogue.expand import plain

CONTENT: Final = "noi_dung"
SEEN: Final = "lan_da_xem"
ACT: Final = "viec"
OPEN: Final = "mo"
"""The act by which a page is opened on a draft; any other sends what the page asks."""


@dataclass(frozen=True, slots=True)
class Draft:
    """``content`` of a layer, always one the checker lets pass; ``seen`` the number of the last revision when the writing
    began; ``day`` and ``note`` as typed."""

    content: Mapping[str, Any]
    seen: int
    day: str = ""
    note: str = ""

    @property
    def written(self) -> str:
        """The content for a hidden field."""
        return json.dumps(self.content, ensure_ascii=False)

    def with_content(self, content: Mapping[str, Any]) -> "Draft":
        return replace(self, content=plain(content))


def draft_of(request: Any) -> Draft:
    """The draft a page was sent with; without one, the newest revision.

    Raises: Refused for a draft nobody could have got from our pages.
    """
    if request.method == "POST" and CONTENT in request.POST:
        return _sent(request.POST)
    layers = revisions(request.reach)
    return begun_from(layers)


def sent_draft(request: Any) -> Draft:
    """The draft the page was sent with. Raises: Refused where there is none, or a broken one."""
    return _sent(request.POST)


def begun_from(layers: Sequence[LawLayer]) -> Draft:
    """A new draft: the newest revision as it stands."""
    base = newest(layers)
    return Draft(base.content if base else {}, last_number(layers))


def last_number(layers: Sequence[LawLayer]) -> int:
    """The number of the last revision, 0 where there is none."""
    return layers[0].number if layers else 0


def last_number_of(reach: Reach) -> int:
    """As ``last_number``, asked now."""
    return last_number(revisions(reach))


def _sent(post: Mapping[str, str]) -> Draft:
    broken = Refused(
        "Bản đang soạn gửi lên không đọc được; chưa ghi gì. Hãy mở lại trang “Quy định của tỉnh” và soạn lại."
    )
    try:
        content, seen = json.loads(post[CONTENT]), int(post[SEEN])
    except (ValueError, KeyError, RecursionError):
        raise broken from None
    if not isinstance(content, dict) or layer_faults(content):
        raise broken
    return Draft(content, seen, post.get("ngay", ""), post.get("can_cu", ""))
