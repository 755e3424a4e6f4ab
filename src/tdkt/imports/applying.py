"""What the writers of every kind share: staged references, days and changes as the records take them."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db import models

from tdkt.accounts.selectors import Reach
from tdkt.imports.models import ImportRun
from tdkt.imports.staging import run_folder, staged
from tdkt.kernel.bulk import insert_rows, reserve_ids
from tdkt.registry.lines import RecipientLine
from tdkt.registry.services import recipients_record


@dataclass
class Written:
    """What the ledger's one entry says: rows by table, changed rows before and after, digests."""

    after: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    digest: str = ""


def recipients_staged(run: ImportRun, actor: Reach) -> range:
    lines = [
        RecipientLine(
            kind, name, organisation, body, is_small, gender, day_of(birth), precision, ethnic, national_id
        )
        for (kind, name, organisation, body, is_small, gender, birth, precision, ethnic, national_id) in staged(
            run.code, "recipients"
        )
    ]  # fmt: skip
    return recipients_record(actor=actor, lines=lines, batch=run.code)


def ref_id(ref: int | None, new: range) -> int | None:
    """The id of a staged reference: below zero it is the -n-th new row."""
    return new[-ref - 1] if ref is not None and ref < 0 else ref


@cache
def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def typed(model: type[models.Model], name: str, value: Any) -> Any:
    """A staged value as the model's field keeps it: dates and decimals are staged as text."""
    field = model._meta.get_field(name)
    return field.to_python(value) if isinstance(field, models.Field) else value


def dated(names: Sequence[str], row: Sequence[Any]) -> list[Any]:
    days = {"valid_from", "valid_to", "issued_on", "effective_from", "effective_to"}
    return [
        day_of(value) if name in days else value for name, value in zip(names, row, strict=True)
    ]


def insert(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    ids = reserve_ids(model, len(rows))
    insert_rows(model, ("id", *names), [(pk, *row) for pk, row in zip(ids, rows, strict=True)])


def apply_changes(
    run: ImportRun,
    written: Written,
    apply: Callable[[Sequence[tuple[int, dict[str, Any]]]], None],
) -> None:
    """Make the changes; the ledger keeps each before and after, by public code."""
    rows = list(staged(run.code, "changes"))
    if not rows:
        return
    apply([(pk, {name: after for name, (_, after) in change.items()}) for pk, _, change in rows])
    codes = [code for _, code, _ in rows]
    for side, kept in ((0, written.before), (1, written.after)):
        values = [{name: pair[side] for name, pair in change.items()} for _, _, change in rows]
        kept["changes"] = dict(zip(codes, values, strict=True))


def changer(
    model: type[models.Model], *derived: str
) -> Callable[[Sequence[tuple[int, dict[str, Any]]]], None]:
    def apply(changes: Sequence[tuple[int, dict[str, Any]]]) -> None:
        held = model._default_manager.in_bulk([pk for pk, _ in changes])
        fields = {*derived}
        for pk, change in changes:
            for name, value in change.items():
                setattr(held[pk], name, typed(model, name, value))
                fields.add(name)
            if derived:
                held[pk].derive()  # type: ignore[attr-defined]
        model._default_manager.bulk_update(held.values(), sorted(fields), batch_size=100)

    return apply


def staged_digest(code: str, tables: Iterable[str]) -> str:
    """SHA-256 (64 hex digits) of the staged tables as they lie on disk."""
    digest = hashlib.sha256()
    for table in tables:
        path = run_folder(code) / f"rows-{table}.jsonl"
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()
