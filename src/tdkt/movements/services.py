"""Acts on movements and on the registers that carry their facts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError

from tdkt.accounts.records import day_within_year, record_save
from tdkt.accounts.selectors import Reach
from tdkt.kernel.verbs import Verb
from tdkt.movements.models import Ceremony, Indicator, Movement, MovementResult, Publicity, Register

Row = TypeVar("Row", bound=Register)
MOVEMENT_VERBS = (Verb.MOVEMENT_CREATE, Verb.MOVEMENT_CHANGE)


def movement_save(
    *, actor: Reach, movement: Movement, at: datetime, reason: str = "", seen: str = ""
) -> Movement:
    """Add or change a movement. Raises: Refused, Stale, ValidationError as ``record_save``."""
    return record_save(
        actor=actor, row=movement, at=at, verbs=MOVEMENT_VERBS, reason=reason, seen=seen
    )


def register_save(
    *,
    actor: Reach,
    row: Row,
    at: datetime,
    reason: str = "",
    seen: str = "",
    links: Mapping[str, Iterable[int]] | None = None,
) -> Row:
    """Add or change a row of a register: result, indicator, publicity, ceremony, role model, task.

    Raises: Refused, Stale, ValidationError as ``record_save``; also for a comparison without its unit, an
        amount without its unit, a second stated total, a ceremony outside its year.
    """
    return record_save(
        actor=actor, row=row, at=at, reason=reason, seen=seen, links=links, rules=_rules
    )


def _rules(row: Register) -> None:
    if isinstance(row, Indicator):
        _compared_with_unit(row)
    elif isinstance(row, MovementResult) and row.amount is not None and not row.amount_unit:
        raise ValidationError({"amount_unit": "Đã ghi trị giá thì phải chọn đơn vị của trị giá."})
    elif isinstance(row, Publicity):
        _one_total(row)
    elif isinstance(row, Ceremony):
        day_within_year(row.on, row.year)


def _compared_with_unit(row: Indicator) -> None:
    """Percent and percentage points differ: a comparison without unit says nothing."""
    for name, against in (("over_plan", "kế hoạch"), ("over_previous", "năm trước")):
        if getattr(row, name) is not None and not getattr(row, f"{name}_unit"):
            raise ValidationError(
                {
                    f"{name}_unit": f"Đã ghi mức so với {against} thì phải chọn đơn vị: % khác điểm %."
                }
            )


def _one_total(row: Publicity) -> None:
    totals = Publicity.objects.filter(
        authority_id=row.authority_id, year=row.year, channel=row.channel, is_stated_total=True
    )
    if row.is_stated_total and totals.exclude(pk=row.pk).exists():
        raise ValidationError(
            {
                "is_stated_total": f"“{row.channel}” đã có một dòng tổng số của năm {row.year}; hãy sửa dòng đó."
            }
        )
