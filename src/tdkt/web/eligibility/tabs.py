"""The two faces of a person or unit: the history, and what it could be proposed for."""

from tdkt.accounts.selectors import Reach
from tdkt.organisations.models import Organisation
from tdkt.registry.merit_selectors import may_read_discipline
from tdkt.registry.models import Recipient
from tdkt.web.links import page_url, recipient_url

Tabs = list[tuple[str, str, str]]


def person_tabs(recipient: Recipient) -> Tabs:
    return [
        ("history", "Quá trình", recipient_url(recipient)),
        (
            "eligibility",
            "Điều kiện khen thưởng",
            page_url("people-eligibility", recipient.code),
        ),
    ]


def unit_tabs(body: Organisation) -> Tabs:
    return [
        ("history", "Đơn vị", page_url("organisations-detail", body.code)),
        (
            "eligibility",
            "Điều kiện khen thưởng",
            page_url("organisations-eligibility", body.code),
        ),
    ]


def tabs_seen(reach: Reach, tabs: Tabs) -> Tabs:
    """None for an office that may not read what eligibility stands on."""
    return tabs if may_read_discipline(reach) else []
