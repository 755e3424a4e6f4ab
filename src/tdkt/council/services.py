"""Acts on the council's sessions."""

from datetime import datetime

from django.core.exceptions import ValidationError

from tdkt.accounts.records import day_within_year, record_save
from tdkt.accounts.selectors import Reach
from tdkt.council.models import CouncilSession
from tdkt.kernel.dates import format_date


def session_save(
    *, actor: Reach, session: CouncilSession, at: datetime, reason: str = "", seen: str = ""
) -> CouncilSession:
    """Add or change a session. Sessions of a year are numbered in the order of their days.

    Raises: Refused, Stale, ValidationError as ``record_save``.
    """
    return record_save(actor=actor, row=session, at=at, reason=reason, seen=seen, rules=_rules)


def _rules(session: CouncilSession) -> None:
    day_within_year(session.on, session.year)
    others = CouncilSession.objects.filter(
        authority_id=session.authority_id, year=session.year
    ).exclude(pk=session.pk)
    if others.filter(ordinal=session.ordinal).exists():
        raise ValidationError(
            {"ordinal": f"Năm {session.year} đã có phiên thứ {session.ordinal}; hãy ghi số khác hoặc sửa phiên đã có."}
        )  # fmt: skip
    if session.on is None:
        return
    earlier = others.filter(ordinal__lt=session.ordinal, on__gt=session.on).first()
    later = others.filter(ordinal__gt=session.ordinal, on__lt=session.on).first()
    for other, told in ((earlier, "trước"), (later, "sau")):
        if other is not None and other.on is not None:
            raise ValidationError(
                {"on": f"Phiên {session.ordinal} không thể họp {told} phiên {other.ordinal} (ngày {format_date(other.on)})."}
            )  # fmt: skip
