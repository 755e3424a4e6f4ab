"""Acts on inspections, training classes and complaints."""

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError

from tdkt.accounts.records import day_within_year, record_save
from tdkt.accounts.selectors import Reach
from tdkt.oversight.models import Complaint, Inspection, OversightRow, TrainingClass

Row = TypeVar("Row", Inspection, TrainingClass, Complaint)


def oversight_save(
    *, actor: Reach, row: Row, at: datetime, reason: str = "", seen: str = ""
) -> Row:
    """Add or change a row. Its day lies in its year; a complaint is not settled before it came.

    Raises: Refused, Stale, ValidationError as ``record_save``.
    """
    return record_save(actor=actor, row=row, at=at, reason=reason, seen=seen, rules=_rules)


def _rules(row: OversightRow) -> None:
    day_within_year(row.on, row.year)
    if isinstance(row, Complaint) and row.settled_on and row.on and row.settled_on < row.on:
        raise ValidationError(
            {"settled_on": f"Ngày giải quyết xong trước ngày nhận đơn ({row.on:%d/%m/%Y})."}
        )
