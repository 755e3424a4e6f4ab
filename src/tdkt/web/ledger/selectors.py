"""Reading the ledger of one authority, page by page of its row numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from tdkt.accounts.models import User
from tdkt.accounts.selectors import Reach
from tdkt.kernel.models import LedgerEntry, LedgerHead
from tdkt.registry.models import Honour

COUNTED_TO: Final = 10_000
VERIFIED_TO: Final = 300_000  # rows of ledger and honours together that a page can wait for
SYSTEM: Final = "he-thong"


@dataclass(frozen=True)
class LedgerPage:
    """Newest first. ``newer`` and ``older`` are row numbers to turn by, None at an end."""

    rows: Sequence[LedgerEntry]
    total: int
    newer: int | None
    older: int | None


def entries(
    reach: Reach,
    *,
    verb: str = "",
    actor: str = "",
    kind: str = "",
    code: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[LedgerEntry]:
    """Rows of the reach's authority. ``actor`` is a user name or ``SYSTEM``; ``kind`` and ``code`` name a subject."""
    found = LedgerEntry.objects.filter(authority=reach.authority_id)
    if verb:
        found = found.filter(verb=verb)
    if actor == SYSTEM:
        found = found.filter(actor_id=None)
    elif actor:
        found = found.filter(
            actor_id__in=list(User.objects.filter(username=actor).values_list("pk", flat=True))
        )
    if kind:
        found = found.filter(subject_kind=kind)
    if code:
        found = found.filter(subject_code=code)
    if since:
        found = found.filter(at__gte=_midnight(since))
    if until:
        found = found.filter(at__lt=_midnight(until + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def page_of(
    found: QuerySet[LedgerEntry], *, older_than: int | None, newer_than: int | None, size: int = 50
) -> LedgerPage:
    """One page; two queries."""
    total = found.order_by()[: COUNTED_TO + 1].count()
    if newer_than is not None:
        taken = list(found.filter(seq__gt=newer_than).order_by("seq")[: size + 1])
        more = len(taken) > size
        rows = taken[:size][::-1]
        return LedgerPage(
            rows, total, rows[0].seq if rows and more else None, rows[-1].seq if rows else None
        )
    if older_than is not None:
        found = found.filter(seq__lt=older_than)
    taken = list(found.order_by("-seq")[: size + 1])
    rows = taken[:size]
    return LedgerPage(
        rows, total, rows[0].seq if rows and older_than is not None else None,
        rows[-1].seq if len(taken) > size else None,
    )  # fmt: skip


def actors_of(reach: Reach) -> list[tuple[str, str]]:
    """(user name, full name) of everybody who ever held an office here."""
    users = User.objects.filter(offices__authority_id=reach.authority_id).distinct()
    return list(users.order_by("full_name", "username").values_list("username", "full_name"))


def can_be_verified(reach: Reach) -> bool:
    """Is the chain, with the honours it vouches for, short enough to be gone through while a page waits?"""
    head = LedgerHead.objects.filter(authority=reach.authority_id).first()
    left = VERIFIED_TO - (head.seq if head else 0)
    if left < 0:
        return False
    honours = Honour.objects.filter(authority_id=reach.authority_id).order_by()
    return honours[: left + 1].count() <= left
