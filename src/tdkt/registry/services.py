"""The acts of the registry. Recording services take a list; a screen calls them with one line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from tdkt.accounts.permissions import may
from tdkt.accounts.records import record_save
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused, require
from tdkt.kernel.bulk import insert_rows, reserve_ids
from tdkt.kernel.codes import new_code, new_codes
from tdkt.kernel.ledger import Subject, ledger_add
from tdkt.kernel.text import fold, nfc, sort_key, title_sort_key
from tdkt.kernel.verbs import Verb
from tdkt.registry.digests import DIGEST_FIELDS, batch_digest, honour_digest
from tdkt.registry.facets import facet_ids, facet_key, facets_count
from tdkt.registry.identity import national_id_hash, national_id_open, national_id_seal
from tdkt.registry.lines import HonourLine, PostLine, RecipientLine
from tdkt.registry.models import Honour, HonourEvent, OfficialDocument, Person, Post, Recipient
from tdkt.registry.states import HonourEventKind, RecipientKind

_LINE_FIELDS = tuple(f for f in DIGEST_FIELDS if f not in {"code", "batch"})
_line_values = attrgetter(*_LINE_FIELDS)
_HONOUR_COLUMNS = (
    "id",
    "authority",
    "code",
    *_LINE_FIELDS,
    "batch",
    "digest",
    "decided_year",
    "facet",
)


@dataclass(frozen=True)
class Batch:
    """What was recorded: the batch's code, how many rows, and the digest the ledger keeps of them."""

    code: str
    count: int
    digest: str
    ids: range

    @property
    def entry(self) -> dict[str, Any]:
        """How a ledger row vouches for the batch, under the key ``honours``."""
        return {"batch": self.code, "count": self.count, "digest": self.digest}


def recipients_record(*, actor: Reach, lines: Sequence[RecipientLine], batch: str = "") -> range:
    """Insert recipients (and persons) and return their ids in the order of ``lines``.

    Part of a larger act: the caller's transaction and ledger entry cover it. Raises Refused without the right.
    """
    require(may(actor, Capability.RECORD))
    ids = reserve_ids(Recipient, len(lines))
    codes = new_codes(len(lines))
    people = []
    rows = []
    for pk, code, line in zip(ids, codes, lines, strict=True):
        name = nfc(line.name)
        key = sort_key(name) if line.kind == RecipientKind.PERSON else title_sort_key(name)
        rows.append(
            (pk, actor.authority_id, code, str(line.kind), name, line.organisation_id, line.body_id, line.is_small,
             fold(name), key, batch)
        )  # fmt: skip
        if line.kind == RecipientKind.PERSON:
            sealed = national_id_seal(line.national_id) if line.national_id else None
            hashed = national_id_hash(line.national_id) if line.national_id else ""
            people.append(
                (
                    pk,
                    str(line.gender),
                    line.birth_date,
                    str(line.birth_precision),
                    line.ethnic_group,
                    sealed,
                    hashed,
                )
            )
    insert_rows(
        Recipient,
        (
            "id",
            "authority",
            "code",
            "kind",
            "name",
            "organisation",
            "body",
            "is_small",
            "folded",
            "sort_key",
            "batch",
        ),
        rows,
    )
    insert_rows(
        Person,
        (
            "recipient",
            "gender",
            "birth_date",
            "birth_precision",
            "ethnic_group",
            "national_id_sealed",
            "national_id_hash",
        ),
        people,
    )
    return ids


def posts_record(*, actor: Reach, lines: Sequence[PostLine]) -> None:
    """Insert posts; part of a larger act, like ``recipients_record``."""
    require(may(actor, Capability.RECORD))
    ids = reserve_ids(Post, len(lines))
    insert_rows(
        Post,
        (
            "id", "person", "organisation", "title", "group", "is_acting", "leadership", "valid_from", "valid_to",
        ),
        [
            (
                pk,
                p.person_id,
                p.organisation_id,
                nfc(p.title),
                str(p.group),
                p.is_acting,
                p.leadership,
                p.valid_from,
                p.valid_to,
            )
            for pk, p in zip(ids, lines, strict=True)
        ],
    )  # fmt: skip


def honours_insert(*, actor: Reach, lines: Sequence[HonourLine], batch: str) -> Batch:
    """Insert honours without a ledger row of their own: for an act that writes more and enters ``Batch.entry`` itself.

    Raises Refused without the right or when a line points to a recipient of another kind or authority;
    IntegrityError when the database refuses (an ordinal used twice in one decision, …).
    """
    require(may(actor, Capability.RECORD))
    ids = reserve_ids(Honour, len(lines))
    years = [line.decided_on.year if line.decided_on else None for line in lines]
    facets = facet_ids(
        actor.authority_id,
        [facet_key(line, decided_year=year) for line, year in zip(lines, years, strict=True)],
    )
    digests = []
    rows = []
    for pk, code, line, decided_year, facet in zip(
        ids, new_codes(len(lines)), lines, years, facets, strict=True
    ):
        values = [str(v) if isinstance(v, str) else v for v in _line_values(line)]
        digest = honour_digest((code, *values, batch))
        digests.append(digest)
        rows.append((pk, actor.authority_id, code, *values, batch, digest, decided_year, facet))
    insert_rows(Honour, _HONOUR_COLUMNS, rows)
    facets_count(facets)
    # By the range of ids: SQLite cannot use the partial index on batch for a bound value.
    foreign = Honour.objects.filter(
        ~Q(recipient__authority_id=F("authority_id")) | ~Q(recipient__kind=F("kind")),
        pk__gte=ids.start,
        pk__lt=ids.stop,
    )
    if wrong := foreign.first():
        raise Refused(
            f"Đối tượng của “{wrong.name_then}” không đúng loại hoặc không thuộc tỉnh này."
        )
    return Batch(batch, len(lines), batch_digest(digests), ids)


@transaction.atomic
def honours_record(
    *, actor: Reach, lines: Sequence[HonourLine], at: datetime, reason: str = ""
) -> Batch:
    """Record honours: the lines of one or more decisions, all or none, with one ledger row of count and digest."""
    if not lines:
        raise Refused("Chưa có dòng khen thưởng nào để ghi.")
    batch = honours_insert(actor=actor, lines=lines, batch=new_code())
    ledger_add(
        actor=actor.signed,
        verb=Verb.HONOUR_RECORD,
        subject=Subject("honour", batch.code, f"{batch.count} lượt khen thưởng"),
        at=at,
        after={"honours": batch.entry},
        reason=reason,
    )
    return batch


@transaction.atomic
def honour_event_record(
    *,
    actor: Reach,
    honour_id: int,
    kind: HonourEventKind,
    on: date,
    reason: str,
    at: datetime,
    document_id: int | None = None,
    change: Mapping[str, Any] | None = None,
) -> HonourEvent:
    """Record what befell an honour (correction, cancellation, exchange …); the honour's own row stays as it was."""
    require(may(actor, Capability.RECORD))
    if not reason.strip():
        raise Refused("Cần nêu lý do của biến động.")
    honour = Honour.objects.select_for_update().get(pk=honour_id, authority_id=actor.authority_id)
    if honour.decided_on and on < honour.decided_on:
        raise Refused(f"Ngày biến động trước ngày quyết định ({honour.decided_on:%d/%m/%Y}).")
    event = HonourEvent.objects.create(
        honour=honour, kind=kind, on=on, document_id=document_id, change=dict(change or {}),
        reason=reason.strip(), recorded_at=at,
    )  # fmt: skip
    ledger_add(
        actor=actor.signed,
        verb=Verb.HONOUR_EVENT,
        subject=Subject("honour", honour.code, honour.name_then),
        at=at,
        after={"kind": str(kind), "on": on, "change": event.change},
        reason=reason.strip(),
    )
    return event


@transaction.atomic
def person_unmask(*, actor: Reach, person_id: int, at: datetime, reason: str) -> str:
    """The national ID in full; every look is in the ledger with its reason."""
    require(may(actor, Capability.UNMASK))
    if not reason.strip():
        raise Refused("Cần nêu lý do xem số định danh.")
    person = Person.objects.select_related("recipient").get(
        pk=person_id, recipient__authority_id=actor.authority_id
    )
    if not person.national_id_sealed:
        raise Refused("Chưa có số định danh của người này.")
    ledger_add(
        actor=actor.signed,
        verb=Verb.PERSON_UNMASK,
        subject=Subject("person", person.recipient.code, person.recipient.name),
        at=at,
        reason=reason.strip(),
    )
    return national_id_open(bytes(person.national_id_sealed))


def document_save(
    *,
    actor: Reach,
    document: OfficialDocument,
    at: datetime,
    implements: Iterable[int] = (),
    reason: str = "",
    seen: str = "",
) -> OfficialDocument:
    """Add a document to the register, or change one; ``implements`` are ids of the documents it carries out.

    Raises what ``accounts.records.record_save`` raises; ``seen`` is its fingerprint.
    """
    return record_save(
        actor=actor,
        row=document,
        at=at,
        verbs=(Verb.DOCUMENT_CREATE, Verb.DOCUMENT_CHANGE),
        subject=Subject("document", document.code, str(document)),
        reason=reason,
        seen=seen,
        links={"implements": implements},
    )
