"""Adding and changing recipients by hand; lists come in through ``imports``."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused, require
from tdkt.kernel.dates import format_date
from tdkt.kernel.ledger import Subject, ledger_add
from tdkt.kernel.text import fold, nfc
from tdkt.kernel.verbs import Verb
from tdkt.organisations.models import Organisation
from tdkt.registry.identity import (
    national_id_hash,
    national_id_mask,
    national_id_open,
    national_id_seal,
)
from tdkt.registry.lines import PostLine, RecipientLine
from tdkt.registry.models import Person, Post, PostGroupRule, Recipient
from tdkt.registry.services import posts_record, recipients_record
from tdkt.registry.states import RecipientKind


@dataclass(frozen=True)
class NewPost:
    """A post taken up; the one held until then ends the day before ``valid_from``."""

    title: str
    organisation_id: int | None = None
    group: str = ""
    valid_from: date | None = None
    is_acting: bool = False


@transaction.atomic
def person_save(
    *,
    actor: Reach,
    line: RecipientLine,
    at: datetime,
    recipient_id: int | None = None,
    post: NewPost | None = None,
    reason: str = "",
) -> Recipient:
    """Add a recipient of any kind, or change one; with ``post`` a person takes up a post.

    An empty ``national_id`` of a person who has one leaves it: numbers are replaced, never dropped by
    an empty field. The ledger keeps the number masked.
    Raises: Refused (no right, another province's unit, a change of kind, a change without reason, a post
        before the one held).
    """
    require(may(actor, Capability.RECORD))
    if not nfc(line.name):
        raise Refused("Cần ghi tên.")
    _require_own_units(actor, line, post)
    if recipient_id is None:
        before: dict[str, Any] = {}
        pk = recipients_record(actor=actor, lines=[line])[0]
        recipient = _read(actor, pk)
    else:
        if not reason.strip():
            raise Refused("Cần nêu lý do, căn cứ của việc sửa.")
        recipient = _read(actor, recipient_id, lock=True)
        before = recipient_values(recipient)
        _change(recipient, line)
    if post is not None:
        _take_up(actor, recipient, post)
    after = recipient_values(recipient)
    if before == after:
        return recipient
    of_person = recipient.kind == RecipientKind.PERSON
    verbs = (
        (Verb.PERSON_CREATE, Verb.PERSON_CHANGE)
        if of_person
        else (Verb.REGISTER_CREATE, Verb.REGISTER_CHANGE)
    )
    ledger_add(
        actor=actor.signed,
        verb=verbs[recipient_id is not None],
        subject=Subject("person" if of_person else "recipient", recipient.code, recipient.name),
        at=at,
        before=_differing(before, after),
        after=_differing(after, before),
        reason=reason.strip(),
    )
    return recipient


def _differing(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Of ``one`` only what ``other`` does not say the same of; what is absent, empty or no says nothing."""
    return {k: v for k, v in one.items() if (other.get(k) or None) != (v or None)}


def recipient_values(recipient: Recipient) -> dict[str, Any]:
    """What the ledger keeps of a recipient: codes and words, the national ID masked."""
    values: dict[str, Any] = {
        "kind": recipient.kind, "name": recipient.name, "is_small": recipient.is_small,
        "organisation": recipient.organisation.code if recipient.organisation else None,
        "organisation_name": recipient.organisation.name if recipient.organisation else None,
        "body": recipient.body.code if recipient.body else None,
    }  # fmt: skip
    if recipient.kind != RecipientKind.PERSON:
        return values
    person = recipient.person
    sealed = person.national_id_sealed
    post = _held_post(person)
    return values | {
        "gender": person.gender, "birth_date": person.birth_date, "birth_precision": person.birth_precision,
        "ethnic_group": person.ethnic_group,
        "national_id": national_id_mask(national_id_open(bytes(sealed))) if sealed else "",
        "post": post.title if post else "", "post_from": post.valid_from if post else None,
    }  # fmt: skip


def _read(actor: Reach, pk: int, *, lock: bool = False) -> Recipient:
    if lock:
        Recipient.objects.select_for_update().filter(pk=pk).first()
    found = (
        Recipient.objects.select_related("organisation", "body", "person")
        .filter(pk=pk, authority_id=actor.authority_id)
        .first()
    )
    if found is None:
        raise Refused("Đối tượng khen thưởng không thuộc tỉnh này.")
    return found


def _require_own_units(actor: Reach, line: RecipientLine, post: NewPost | None) -> None:
    units = (line.organisation_id, line.body_id, post.organisation_id if post else None)
    named = {pk for pk in units if pk is not None}
    own = Organisation.objects.filter(pk__in=named, authority_id=actor.authority_id).count()
    if own != len(named):
        raise Refused("Đơn vị không thuộc tỉnh này.")


def _change(recipient: Recipient, line: RecipientLine) -> None:
    if recipient.kind != line.kind:
        raise Refused(
            f"“{recipient.name}” đã ghi là {recipient.get_kind_display().lower()}: không đổi loại được; "
            "hãy thêm đối tượng mới."
        )
    recipient.name = nfc(line.name)
    recipient.organisation_id, recipient.body_id = line.organisation_id, line.body_id
    recipient.is_small = line.is_small
    recipient.full_clean()
    recipient.save()
    recipient.refresh_from_db(fields=["organisation", "body"])
    if recipient.kind != RecipientKind.PERSON:
        return
    person = recipient.person
    person.gender, person.ethnic_group = line.gender, line.ethnic_group
    person.birth_date, person.birth_precision = line.birth_date, line.birth_precision
    if line.national_id:
        person.national_id_sealed = national_id_seal(line.national_id)
        person.national_id_hash = national_id_hash(line.national_id)
    person.full_clean()
    person.save()


def _held_post(person: Person) -> Post | None:
    """The last post that has not ended."""
    return (
        person.posts.filter(valid_to__isnull=True)
        .order_by(F("valid_from").desc(nulls_last=True), "-id")
        .first()
    )


def _take_up(actor: Reach, recipient: Recipient, post: NewPost) -> None:
    if recipient.kind != RecipientKind.PERSON:
        raise Refused("Chỉ cá nhân mới có chức vụ.")
    held = _held_post(recipient.person)
    if held is not None:
        if post.valid_from is None:
            raise Refused(
                f"Đang giữ chức vụ “{held.title}”: cần ghi chức vụ mới bắt đầu từ ngày nào."
            )
        if held.valid_from is not None and held.valid_from >= post.valid_from:
            raise Refused(
                f"Đã giữ chức vụ “{held.title}” từ {format_date(held.valid_from)}: "
                "chức vụ mới phải bắt đầu sau ngày đó."
            )
        held.valid_to = post.valid_from - timedelta(days=1)
        held.save(update_fields=["valid_to"])
    posts_record(
        actor=actor,
        lines=[
            PostLine(
                person_id=recipient.pk, title=post.title, organisation_id=post.organisation_id,
                group=str(post.group), valid_from=post.valid_from, is_acting=post.is_acting,
            )
        ],
    )  # fmt: skip


def post_group(authority_id: int, title: str) -> str:
    """The recipient group of a post by the province's table; empty when the table does not say."""
    folded = f"{fold(title)} "
    rules = PostGroupRule.objects.filter(authority_id=authority_id).order_by("position", "id")
    for words, group in rules.values_list("starts_with", "group"):
        if folded.startswith(f"{fold(words)} "):
            return str(group)
    return ""
