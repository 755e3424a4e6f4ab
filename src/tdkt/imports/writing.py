"""Staged rows into the records: called inside the one short transaction of an import."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from tdkt.accounts.selectors import Reach
from tdkt.imports import staged_rows as shapes
from tdkt.imports.applying import (
    Written,
    apply_changes,
    changer,
    dated,
    day_of,
    insert,
    recipients_staged,
    ref_id,
    typed,
)
from tdkt.imports.models import ImportRun
from tdkt.imports.staging import Progress, staged
from tdkt.imports.states import ImportKind
from tdkt.imports.write_merits import MERIT_WRITERS
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
from tdkt.registry.lines import HonourLine, PostLine
from tdkt.registry.models import DocumentLink, OfficialDocument, Person, Recipient
from tdkt.registry.services import honours_insert, posts_record

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
    recipients = recipients_staged(run, actor)
    progress.tell("ghi", max(1, total // 4), total)
    lines = []
    for row in staged(run.code, "honours"):
        row[_RECIPIENT] = ref_id(row[_RECIPIENT], recipients)
        row[_DOCUMENT] = ref_id(row[_DOCUMENT], documents)
        row[_DECIDED] = day_of(row[_DECIDED])
        lines.append(HonourLine(*row))
    written.after |= {"recipients": len(recipients), "documents": len(documents)}
    if lines:
        batch = honours_insert(actor=actor, lines=lines, batch=run.code)
        written.after["honours"] = batch.entry
        written.digest = batch.digest
    progress.tell("ghi", total, total)


def _write_people(run: ImportRun, actor: Reach, written: Written, progress: Progress) -> None:
    progress.tell("ghi", 0, run.added)
    people = recipients_staged(run, actor)
    posts = [PostLine(**dict(zip(shapes.POSTS, row, strict=True))) for row in _posts(run, people)]
    posts_record(actor=actor, lines=posts)
    ids = dict(staged(run.code, "ids"))
    apply_changes(run, written, partial(_change_people, ids))
    written.after |= {"recipients": len(people), "posts": len(posts)}
    progress.tell("ghi", run.added, run.added)


def _decisions(run: ImportRun, actor: Reach) -> range:
    rows = [
        ("Quyết định", number, symbol, issuer, day_of(on), "", level, "", None, None, True, "")
        for number, symbol, issuer, on, level in staged(run.code, "decisions")
    ]
    return _insert_documents(run, actor, rows)


def _posts(run: ImportRun, people: range) -> Iterator[tuple[Any, ...]]:
    for person, title, unit, group, start, end in staged(run.code, "posts"):
        yield ref_id(person, people), title, unit, group, day_of(start), day_of(end)


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
                setattr(people[pk], name, typed(Person, name, value))
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
            (pk, actor.authority_id, code, *dated(shapes.ORGANISATIONS, row), fold(row[0]), title_sort_key(row[0]))
            for pk, code, row in zip(ids, new_codes(len(rows)), rows, strict=True)
        ],
    )  # fmt: skip
    insert(OrganisationParent, ("organisation", "parent", "valid_from", "valid_to"), [
        (ref_id(body, ids), ref_id(parent, ids), day_of(start), day_of(end))
        for body, parent, start, end in staged(run.code, "parents")
    ])  # fmt: skip
    insert(OrganisationCode, ("organisation", "scheme", "code_value", "valid_from", "valid_to"), [
        (ref_id(body, ids), _CODE_SCHEME, value, day_of(start), day_of(end))
        for body, value, start, end in staged(run.code, "codes")
    ])  # fmt: skip
    insert(Succession, ("predecessor", "successor", "kind", "on", "note"), [
        (before, ref_id(after, ids), kind, day_of(on), "")
        for before, after, kind, on in staged(run.code, "successions")
    ])  # fmt: skip
    apply_changes(run, written, changer(Organisation))
    written.after["organisations"] = len(rows)
    progress.tell("ghi", run.added, run.added)


# --- documents and indicators ------------------------------------------------------------------------


def _write_documents(run: ImportRun, actor: Reach, written: Written, progress: Progress) -> None:
    rows = [dated(shapes.DOCUMENTS, row) for row in staged(run.code, "documents")]
    ids = _insert_documents(run, actor, rows)
    apply_changes(run, written, changer(OfficialDocument, "folded"))
    links = [(ref_id(a, ids), ref_id(b, ids)) for a, b in staged(run.code, "links")]
    insert(DocumentLink, ("document", "implements"), links)
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
    insert(
        Indicator,
        ("authority", "code", *shapes.INDICATORS, *_INDICATOR_BLANKS),
        [
            (actor.authority_id, code, *row, *([""] * len(_INDICATOR_BLANKS)))
            for code, row in zip(new_codes(len(rows)), rows, strict=True)
        ],
    )
    apply_changes(run, written, changer(Indicator))
    written.after["indicators"] = len(rows)
    progress.tell("ghi", run.added, run.added)


_WRITERS: Final = {
    ImportKind.HONOURS: _write_honours,
    ImportKind.PEOPLE: _write_people,
    ImportKind.ORGANISATIONS: _write_organisations,
    ImportKind.DOCUMENTS: _write_documents,
    ImportKind.INDICATORS: _write_indicators,
    **MERIT_WRITERS,
}
