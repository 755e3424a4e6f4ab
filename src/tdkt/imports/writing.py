"""Staged rows into the records: called inside the one short transaction of an import."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import Any, Final

from django.db import models

from tdkt.accounts.selectors import Reach
from tdkt.imports import staged_rows as shapes
from tdkt.imports.models import ImportRun
from tdkt.imports.staging import Progress, run_folder, staged
from tdkt.imports.states import ImportKind
from tdkt.kernel.bulk import insert_rows, reserve_ids
from tdkt.kernel.codes import new_codes
from tdkt.kernel.text import fold, title_sort_key
from tdkt.movements.models import Indicator
from tdkt.organisations.models import (
    Organisation,
    OrganisationCode,
    OrganisationParent,
    Succession,
)
from tdkt.registry.identity import national_id_hash, national_id_seal
from tdkt.registry.lines import HonourLine, PostLine, RecipientLine
from tdkt.registry.models import DocumentLink, OfficialDocument, Person, Recipient
from tdkt.registry.services import honours_insert, posts_record, recipients_record

_CODE_SCHEME: Final = "gso"
_RECIPIENT, _DOCUMENT, _DECIDED = map(
    shapes.HONOURS.index, ("recipient_id", "document_id", "decided_on")
)
_INDICATOR_BLANKS: Final = (
    "over_plan_unit",
    "over_previous_unit",
    "direction",
    "verdict",
    "criteria_set",
    "text",
)


@dataclass
class Written:
    """What the ledger's one entry says: rows by table, changed rows before and after, digests."""

    after: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    digest: str = ""


def write_rows(*, run: ImportRun, actor: Reach, progress: Progress) -> Written:
    """Write everything staged for the run; the caller's transaction makes it all or nothing."""
    written = Written()
    _WRITERS[ImportKind(run.kind)](run, actor, written, progress)
    return written


# --- honours and people --------------------------------------------------------------------------


def _write_honours(run: ImportRun, actor: Reach, written: Written, progress: Progress) -> None:
    total = run.added
    progress.tell("ghi", 0, total)
    documents = _decisions(run, actor)
    recipients = _recipients(run, actor)
    progress.tell("ghi", max(1, total // 4), total)
    lines = []
    for row in staged(run.code, "honours"):
        row[_RECIPIENT] = _ref(row[_RECIPIENT], recipients)
        row[_DOCUMENT] = _ref(row[_DOCUMENT], documents)
        row[_DECIDED] = _day(row[_DECIDED])
        lines.append(HonourLine(*row))
    written.after |= {"recipients": len(recipients), "documents": len(documents)}
    if lines:
        batch = honours_insert(actor=actor, lines=lines, batch=run.code)
        written.after["honours"] = batch.entry
        written.digest = batch.digest
    progress.tell("ghi", total, total)


def _write_people(run: ImportRun, actor: Reach, written: Written, progress: Progress) -> None:
    progress.tell("ghi", 0, run.added)
    people = _recipients(run, actor)
    posts = [PostLine(**dict(zip(shapes.POSTS, row, strict=True))) for row in _posts(run, people)]
    posts_record(actor=actor, lines=posts)
    ids = dict(staged(run.code, "ids"))
    _apply_changes(run, written, partial(_change_people, ids))
    written.after |= {"recipients": len(people), "posts": len(posts)}
    progress.tell("ghi", run.added, run.added)


def _decisions(run: ImportRun, actor: Reach) -> range:
    rows = [
        ("Quyết định", number, symbol, issuer, _day(on), "", level, "", None, None, True, "")
        for number, symbol, issuer, on, level in staged(run.code, "decisions")
    ]
    return _insert_documents(run, actor, rows)


def _recipients(run: ImportRun, actor: Reach) -> range:
    lines = [
        RecipientLine(
            kind, name, organisation, body, is_small, gender, _day(birth), precision, ethnic, national_id
        )
        for (kind, name, organisation, body, is_small, gender, birth, precision, ethnic, national_id) in staged(
            run.code, "recipients"
        )
    ]  # fmt: skip
    return recipients_record(actor=actor, lines=lines, batch=run.code)


def _posts(run: ImportRun, people: range) -> Iterator[tuple[Any, ...]]:
    for person, title, unit, group, start, end in staged(run.code, "posts"):
        yield _ref(person, people), title, unit, group, _day(start), _day(end)


def _change_people(ids: dict[int, str], changes: Sequence[tuple[int, dict[str, Any]]]) -> None:
    people = Person.objects.in_bulk([pk for pk, _ in changes])
    recipients = Recipient.objects.in_bulk([pk for pk, _ in changes])
    for pk, change in changes:
        for name, value in change.items():
            if name == "organisation_id":
                recipients[pk].organisation_id = value
            elif name == "national_id":
                people[pk].national_id_sealed = national_id_seal(ids[pk])
                people[pk].national_id_hash = national_id_hash(ids[pk])
            else:
                setattr(people[pk], name, _typed(Person, name, value))
    Recipient.objects.bulk_update(recipients.values(), ["organisation"], batch_size=500)
    Person.objects.bulk_update(
        people.values(),
        ["gender", "ethnic_group", "birth_date", "birth_precision", "national_id_sealed", "national_id_hash"],
        batch_size=100,
    )  # fmt: skip


# --- organisations ---------------------------------------------------------------------------------


def _write_organisations(
    run: ImportRun, actor: Reach, written: Written, progress: Progress
) -> None:
    rows = list(staged(run.code, "organisations"))
    ids = reserve_ids(Organisation, len(rows))
    insert_rows(
        Organisation,
        ("id", "authority", "code", *shapes.ORGANISATIONS, "folded", "sort_key"),
        [
            (pk, actor.authority_id, code, *_dated(shapes.ORGANISATIONS, row), fold(row[0]), title_sort_key(row[0]))
            for pk, code, row in zip(ids, new_codes(len(rows)), rows, strict=True)
        ],
    )  # fmt: skip
    _insert(OrganisationParent, ("organisation", "parent", "valid_from", "valid_to"), [
        (_ref(body, ids), _ref(parent, ids), _day(start), _day(end))
        for body, parent, start, end in staged(run.code, "parents")
    ])  # fmt: skip
    _insert(OrganisationCode, ("organisation", "scheme", "code_value", "valid_from", "valid_to"), [
        (_ref(body, ids), _CODE_SCHEME, value, _day(start), _day(end))
        for body, value, start, end in staged(run.code, "codes")
    ])  # fmt: skip
    _insert(Succession, ("predecessor", "successor", "kind", "on", "note"), [
        (before, _ref(after, ids), kind, _day(on), "")
        for before, after, kind, on in staged(run.code, "successions")
    ])  # fmt: skip
    _apply_changes(run, written, _changer(Organisation))
    written.after["organisations"] = len(rows)
    progress.tell("ghi", run.added, run.added)


# --- documents and indicators ------------------------------------------------------------------------


def _write_documents(run: ImportRun, actor: Reach, written: Written, progress: Progress) -> None:
    rows = [_dated(shapes.DOCUMENTS, row) for row in staged(run.code, "documents")]
    ids = _insert_documents(run, actor, rows)
    _apply_changes(run, written, _changer(OfficialDocument, "folded"))
    links = [(_ref(a, ids), _ref(b, ids)) for a, b in staged(run.code, "links")]
    _insert(DocumentLink, ("document", "implements"), links)
    written.after |= {"documents": len(rows), "links": len(links)}
    progress.tell("ghi", run.added, run.added)


def _insert_documents(run: ImportRun, actor: Reach, rows: Sequence[Sequence[Any]]) -> range:
    ids = reserve_ids(OfficialDocument, len(rows))
    source = f"Nhập từ tệp {run.file_name}"[:200]
    insert_rows(
        OfficialDocument,
        ("id", "authority", "code", *shapes.DOCUMENTS, "topic", "state", "movement_code", "source", "folded"),
        [
            (pk, actor.authority_id, code, *row, "", "da_ban_hanh", "", source,
             fold(f"{row[0]} {row[1]}/{row[2]} {row[3]} {row[5]}"))
            for pk, code, row in zip(ids, new_codes(len(rows)), rows, strict=True)
        ],
    )  # fmt: skip
    return ids


def _write_indicators(run: ImportRun, actor: Reach, written: Written, progress: Progress) -> None:
    rows = list(staged(run.code, "indicators"))
    _insert(
        Indicator,
        ("authority", "code", *shapes.INDICATORS, *_INDICATOR_BLANKS),
        [
            (actor.authority_id, code, *row, *([""] * len(_INDICATOR_BLANKS)))
            for code, row in zip(new_codes(len(rows)), rows, strict=True)
        ],
    )
    _apply_changes(run, written, _changer(Indicator))
    written.after["indicators"] = len(rows)
    progress.tell("ghi", run.added, run.added)


# --- shared --------------------------------------------------------------------------------------------


def _ref(ref: int | None, new: range) -> int | None:
    """The id of a staged reference: below zero it is the -n-th new row."""
    return new[-ref - 1] if ref is not None and ref < 0 else ref


@cache
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _typed(model: type[models.Model], name: str, value: Any) -> Any:
    """A staged value as the model's field keeps it: dates and decimals are staged as text."""
    field = model._meta.get_field(name)
    return field.to_python(value) if isinstance(field, models.Field) else value


def _dated(names: Sequence[str], row: Sequence[Any]) -> list[Any]:
    days = {"valid_from", "valid_to", "issued_on", "effective_from", "effective_to"}
    return [_day(value) if name in days else value for name, value in zip(names, row, strict=True)]


def _insert(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    ids = reserve_ids(model, len(rows))
    insert_rows(model, ("id", *names), [(pk, *row) for pk, row in zip(ids, rows, strict=True)])


def _apply_changes(
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


def _changer(
    model: type[models.Model], *derived: str
) -> Callable[[Sequence[tuple[int, dict[str, Any]]]], None]:
    def apply(changes: Sequence[tuple[int, dict[str, Any]]]) -> None:
        held = model._default_manager.in_bulk([pk for pk, _ in changes])
        fields = {*derived}
        for pk, change in changes:
            for name, value in change.items():
                setattr(held[pk], name, _typed(model, name, value))
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


_WRITERS: Final = {
    ImportKind.HONOURS: _write_honours,
    ImportKind.PEOPLE: _write_people,
    ImportKind.ORGANISATIONS: _write_organisations,
    ImportKind.DOCUMENTS: _write_documents,
    ImportKind.INDICATORS: _write_indicators,
}
