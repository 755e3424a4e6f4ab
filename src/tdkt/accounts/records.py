"""One way to save a row of any register: the right, the tenant, the checks, the ledger with before and after."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused, Stale, require
from tdkt.kernel.dates import format_date
from tdkt.kernel.ledger import Subject, canonical, ledger_add
from tdkt.kernel.verbs import Verb

Row = TypeVar("Row", bound=models.Model)

# What the subject already says, and what is derived from the rest.
_NOT_KEPT: Final = frozenset({"id", "authority", "code", "folded"})
REGISTER_VERBS: Final = (Verb.REGISTER_CREATE, Verb.REGISTER_CHANGE)
CHANGED_MEANWHILE: Final = (
    "Trong lúc bạn sửa, người khác đã ghi nội dung khác vào dòng này; phần bạn vừa gõ chưa được ghi. "
    "Hãy mở lại trang này để xem nội dung hiện nay rồi sửa tiếp."
)


@transaction.atomic
def record_save(
    *,
    actor: Reach,
    row: Row,
    at: datetime,
    verbs: tuple[Verb, Verb] = REGISTER_VERBS,
    subject: Subject | None = None,
    reason: str = "",
    seen: str = "",
    links: Mapping[str, Iterable[int]] | None = None,
    rules: Callable[[Row], None] | None = None,
) -> Row:
    """Add the row, or change it where it is there already; a change that changes nothing leaves no trace.

    ``verbs``: of adding and of changing. ``seen``: ``record_fingerprint`` of what the user had before him.
    ``links``: many-to-many field → the ids it shall hold. ``rules``: what the register itself demands, asked
    before the model's own checks, whose words are less plain. A row without an authority of its own (a member of a bloc) has the one of
    what it points to.
    Raises: Refused (no right, something of another province, a change without reason); Stale; ValidationError
        naming the field.
    """
    require(may(actor, Capability.RECORD))
    is_new = row.pk is None
    before: dict[str, Any] = {}
    if is_new:
        if hasattr(row, "authority_id"):
            row.authority_id = actor.authority_id
    else:
        held = type(row)._default_manager.select_for_update().get(pk=row.pk)
        _require_own(actor, held)
        if seen and seen != record_fingerprint(held):
            raise Stale(CHANGED_MEANWHILE)
        if not reason.strip():
            raise Refused("Cần nêu lý do, căn cứ của việc sửa.")
        before = record_values(held)
    _require_own(actor, row)
    if rules is not None:
        rules(row)
    row.full_clean()
    row.save()
    for name, ids in (links or {}).items():
        _link(actor, row, name, ids)
    after = record_values(row)
    if before == after:
        return row
    ledger_add(
        actor=actor.signed,
        verb=verbs[0] if is_new else verbs[1],
        subject=subject or Subject(str(row._meta.model_name), record_code(row), str(row)),
        at=at,
        before={k: v for k, v in before.items() if after.get(k) != v},
        after={k: v for k, v in after.items() if before.get(k) != v},
        reason=reason.strip(),
    )
    return row


def record_code(row: models.Model) -> str:
    """What an address and the ledger call the row: "2022-CT01" where a code is only unique within its year."""
    if _code_is_of_a_year(type(row)):
        return f"{row.year}-{row.code}"  # type: ignore[attr-defined]
    return str(row.code)  # type: ignore[attr-defined]


def record_values(row: models.Model) -> dict[str, Any]:
    """What the ledger keeps of a row: every field by name, what it points to as "name (code)"."""
    values: dict[str, Any] = {}
    for field in row._meta.fields:
        if field.name in _NOT_KEPT:
            continue
        value = getattr(row, field.name)
        values[field.name] = _named(value) if isinstance(value, models.Model) else value
    for many in row._meta.many_to_many:
        values[many.name] = sorted(_named(one) for one in getattr(row, many.name).all())
    return values


def record_fingerprint(row: models.Model) -> str:
    """Says whether a row is still as somebody saw it; 16 hexadecimal digits of the values the database holds."""
    return hashlib.sha256(canonical(record_values(row)).encode()).hexdigest()[:16]


def _named(related: models.Model) -> str:
    return f"{related} ({getattr(related, 'code', related.pk)})"


def _require_own(actor: Reach, row: models.Model) -> None:
    """The row and all it points to are of the actor's authority."""
    if getattr(row, "authority_id", actor.authority_id) != actor.authority_id:
        raise Refused("Dòng này không thuộc tỉnh của bạn.")
    for field in row._meta.fields:
        if isinstance(field, models.ForeignKey) and field.name != "authority":
            related = getattr(row, field.name)
            owner = getattr(related, "authority_id", actor.authority_id)
            if related is not None and owner != actor.authority_id:
                raise Refused(f"“{related}” (ô {field.verbose_name}) không thuộc tỉnh của bạn.")


def _link(actor: Reach, row: models.Model, name: str, ids: Iterable[int]) -> None:
    manager = getattr(row, name)
    wanted = set(ids)
    own = manager.model._default_manager.filter(pk__in=wanted, authority_id=actor.authority_id)
    if own.count() != len(wanted):
        raise Refused("Có dòng được nối không thuộc tỉnh của bạn.")
    manager.set(own)


def day_within_year(day: date | None, year: int, field: str = "on") -> None:
    """Rows of a year's register carry days of that year. Raises ValidationError at ``field``."""
    if day is not None and day.year != year:
        raise ValidationError(
            {field: f"Ngày {format_date(day)} không thuộc năm {year}; hãy sửa ngày hoặc sửa năm."}
        )


def record_lookup(model: type[models.Model], code: str) -> dict[str, Any]:
    """The filter that finds the row ``record_code`` named; finds nothing for what is no such code."""
    if not _code_is_of_a_year(model):
        return {"code": code}
    year, _, rest = code.partition("-")
    return {"year": int(year) if re.fullmatch(r"[0-9]{4}", year) else None, "code": rest}


def _code_is_of_a_year(model: type[models.Model]) -> bool:
    """Is the code only unique within its year?"""
    of_a_year = any(field.name == "year" for field in model._meta.fields)
    return of_a_year and not getattr(model._meta.get_field("code"), "unique", False)
