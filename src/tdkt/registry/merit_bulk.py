"""Many ratings, initiatives, disciplinary measures and collectives' years at once: for imports and the demo.

With ``batch`` the rows are part of that act, whose own ledger entry vouches for them; without it they are an act of
their own, with one ledger entry of count and digest. Every service raises Refused without the right or for a
recipient of another province, IntegrityError when the database refuses (a year recorded twice, …).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import datetime
from typing import Any

from django.db import models, transaction

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused, require
from tdkt.kernel.bulk import insert_rows, reserve_ids
from tdkt.kernel.codes import new_code, new_codes
from tdkt.kernel.ledger import Subject, canonical, ledger_add
from tdkt.kernel.text import fold, nfc
from tdkt.kernel.verbs import Verb
from tdkt.registry.merit_lines import (
    CollectiveYearLine,
    DisciplineLine,
    InitiativeLine,
    InitiativeUseLine,
    RatingLine,
)
from tdkt.registry.merit_models import (
    CollectiveYear,
    Discipline,
    Initiative,
    InitiativeAuthor,
    InitiativeUse,
    Rating,
)

_OTHER_PROVINCE = "Có đối tượng không thuộc tỉnh này."


@transaction.atomic
def ratings_record(
    *, actor: Reach, lines: Sequence[RatingLine], at: datetime, batch: str = ""
) -> range:
    """Insert ratings; their ids in the order of ``lines``."""
    return _entries(actor, Rating, RatingLine, lines, at, batch)


@transaction.atomic
def collective_years_record(
    *, actor: Reach, lines: Sequence[CollectiveYearLine], at: datetime, batch: str = ""
) -> range:
    """Insert collectives' years; their ids in the order of ``lines``."""
    return _entries(actor, CollectiveYear, CollectiveYearLine, lines, at, batch)


@transaction.atomic
def disciplines_record(
    *, actor: Reach, lines: Sequence[DisciplineLine], at: datetime, batch: str = ""
) -> range:
    """Insert disciplinary measures; their ids in the order of ``lines``."""
    return _entries(actor, Discipline, DisciplineLine, lines, at, batch, coded=True)


@transaction.atomic
def initiatives_record(
    *, actor: Reach, lines: Sequence[InitiativeLine], at: datetime, batch: str = ""
) -> range:
    """Insert initiatives with their authors; their ids in the order of ``lines``."""
    require(may(actor, Capability.RECORD))
    if any(not line.authors for line in lines):
        raise Refused("Sáng kiến phải có ít nhất một tác giả.")
    code = batch or new_code()
    ids = reserve_ids(Initiative, len(lines))
    names = (
        "authority", "code", "title", "folded", "kind", "year_kind", "year", "scope", "influence", "recognised_by",
        "recognised_on", "decision", "document", "standing", "uses_known", "batch",
    )  # fmt: skip
    rows = [
        (
            actor.authority_id, own, nfc(line.title), fold(line.title), str(line.kind), str(line.year_kind), line.year,
            str(line.scope), str(line.influence), nfc(line.recognised_by), line.recognised_on, nfc(line.decision),
            line.document_id, str(line.standing), line.uses_known, code,
        )
        for own, line in zip(new_codes(len(lines)), lines, strict=True)
    ]  # fmt: skip
    insert_rows(Initiative, ("id", *names), ((pk, *row) for pk, row in zip(ids, rows, strict=True)))
    initiative_authors_record(
        actor=actor,
        shares=[
            (pk, who, percent)
            for pk, line in zip(ids, lines, strict=True)
            for who, percent in line.authors
        ],
    )
    _vouch(actor, Initiative, [astuple(line) for line in lines], at, batch, code)
    return ids


def initiative_authors_record(
    *, actor: Reach, shares: Sequence[tuple[int, int, int | None]]
) -> None:
    """Insert authors, each (initiative's id, recipient's id, percent); part of a larger act."""
    require(may(actor, Capability.RECORD))
    ids = reserve_ids(InitiativeAuthor, len(shares))
    insert_rows(
        InitiativeAuthor,
        ("id", "initiative", "recipient", "percent"),
        ((pk, *share) for pk, share in zip(ids, shares, strict=True)),
    )
    _require_own(actor, InitiativeAuthor, ids, "recipient", "initiative")


@transaction.atomic
def initiative_uses_record(
    *, actor: Reach, lines: Sequence[InitiativeUseLine], at: datetime, batch: str = ""
) -> range:
    """Insert the awards on which initiatives were spent; their ids in the order of ``lines``."""
    require(may(actor, Capability.RECORD))
    ids = reserve_ids(InitiativeUse, len(lines))
    insert_rows(
        InitiativeUse,
        ("id", "initiative", "recipient", "award", "year", "year_kind"),
        (
            (pk, line.initiative_id, line.recipient_id, line.award, line.year, str(line.year_kind))
            for pk, line in zip(ids, lines, strict=True)
        ),
    )
    _require_own(actor, InitiativeUse, ids, "recipient", "initiative")
    _vouch(actor, InitiativeUse, [astuple(line) for line in lines], at, batch, batch or new_code())
    return ids


def _entries(
    actor: Reach,
    model: type[models.Model],
    shape: type[Any],
    lines: Sequence[Any],
    at: datetime,
    batch: str,
    *,
    coded: bool = False,
) -> range:
    require(may(actor, Capability.RECORD))
    code = batch or new_code()
    ids = reserve_ids(model, len(lines))
    names = tuple(field.name.removesuffix("_id") for field in fields(shape))
    plain = [
        tuple(nfc(str(value)) if isinstance(value, str) else value for value in astuple(line))
        for line in lines
    ]
    own = [(one,) for one in new_codes(len(lines))] if coded else [()] * len(lines)
    insert_rows(
        model,
        ("id", *(("code",) if coded else ()), *names, "batch"),
        ((pk, *extra, *row, code) for pk, extra, row in zip(ids, own, plain, strict=True)),
    )
    _require_own(actor, model, ids, "recipient")
    _vouch(actor, model, plain, at, batch, code)
    return ids


def _require_own(actor: Reach, model: type[models.Model], ids: range, *paths: str) -> None:
    rows = model._default_manager.filter(pk__gte=ids.start, pk__lt=ids.stop)
    for path in paths:
        if rows.exclude(**{f"{path}__authority_id": actor.authority_id}).exists():
            raise Refused(_OTHER_PROVINCE)


def _vouch(
    actor: Reach,
    model: type[models.Model],
    rows: Sequence[Any],
    at: datetime,
    batch: str,
    code: str,
) -> None:
    """The act's own ledger entry, where no larger act vouches for the rows."""
    if batch or not rows:
        return
    digest = hashlib.sha256(canonical(rows).encode()).hexdigest()
    ledger_add(
        actor=actor.signed,
        verb=Verb.REGISTER_CREATE,
        subject=Subject("merit_list", code, f"{len(rows)} dòng {model._meta.verbose_name}"),
        at=at,
        after={"batch": code, "count": len(rows), "digest": digest},
    )
