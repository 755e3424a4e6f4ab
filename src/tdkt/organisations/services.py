"""Acts on organisations. A name is never changed: the old body ends, a new one begins, a link joins them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from tdkt.kernel.answers import Answer, Refused, Stale, require
from tdkt.kernel.dated import valid_on
from tdkt.kernel.dates import format_date
from tdkt.kernel.ledger import Actor, Subject, ledger_add
from tdkt.kernel.text import nfc
from tdkt.kernel.verbs import Verb
from tdkt.organisations.models import Organisation, OrganisationParent, Succession
from tdkt.organisations.selectors import children_on, descendants
from tdkt.organisations.states import SuccessionKind

FIELDS: Final = (
    "short_name", "kind", "protocol_order", "valid_from", "valid_to", "latitude", "longitude", "area_km2", "note",
)  # fmt: skip
NAME_STAYS: Final = (
    "Không đổi tên tổ chức đã có: lịch sử được nối, không đổi tên. "
    "Hãy dùng “Đổi tên, sáp nhập, chia tách” để lập tổ chức mang tên mới và nối với tổ chức này."
)


def organisation_values(organisation: Organisation) -> dict[str, Any]:
    """What the ledger keeps of a body; its parent is added by the act that moves it."""
    return {"name": organisation.name} | {name: getattr(organisation, name) for name in FIELDS}


def subject_of(organisation: Organisation) -> Subject:
    return Subject("organisation", organisation.code, organisation.name)


@transaction.atomic
def organisation_save(
    *,
    actor: Actor,
    allowed: Answer,
    organisation: Organisation,
    at: datetime,
    parent: Organisation | None = None,
    parent_from: date | None = None,
    reason: str = "",
) -> Organisation:
    """Add a body, or change what may change of one; with ``parent`` it belongs to that one from ``parent_from``.

    A new body belongs to its parent from its own first day when ``parent_from`` is not given. ``allowed`` is
    what ``accounts.permissions.may`` answered: accounts lie above this app, so the caller asks them.
    Raises: Refused when not allowed, for a changed name, a parent of another province or below the body itself;
        ValidationError naming the field.
    """
    require(allowed)
    before: dict[str, Any] = {}
    is_new = organisation.pk is None
    organisation.authority_id = actor.authority_id if is_new else organisation.authority_id
    if not is_new:
        held = _locked(organisation.pk, actor.authority_id)
        if nfc(organisation.name) != held.name:
            raise Refused(NAME_STAYS)
        before = organisation_values(held)
    organisation.derive()
    organisation.full_clean()
    organisation.save()
    after = organisation_values(organisation)
    if parent is not None:
        start = parent_from or (organisation.valid_from if is_new else None)
        moved = _moved(organisation, parent, start, is_new=is_new)
        if moved:
            before, after = before | moved[0], after | moved[1]
    if before == after:
        return organisation
    ledger_add(
        actor=actor,
        verb=Verb.ORGANISATION_CREATE if is_new else Verb.ORGANISATION_CHANGE,
        subject=subject_of(organisation),
        at=at,
        before=_differing(before, after),
        after=_differing(after, before),
        reason=reason.strip(),
    )
    return organisation


@transaction.atomic
def succession_record(
    *,
    actor: Actor,
    allowed: Answer,
    predecessors: Sequence[Organisation],
    successor: Organisation,
    kind: SuccessionKind,
    on: date,
    at: datetime,
    ends: bool = True,
    note: str = "",
    reason: str = "",
) -> Organisation:
    """From ``on`` the ``successor`` stands for the ``predecessors``; a successor without a key is added first.

    A new successor takes from the first predecessor the kind, the place in lists and the parent of that day
    where it has none of its own. With ``ends`` the predecessors end the day before, and when nothing is split
    off, what belonged to them belongs to the successor. One ledger entry for each body touched.
    Raises: Refused (not allowed, nothing to succeed, another province, already ended, succeeding itself, linked already).
    """
    require(allowed)
    if not predecessors:
        raise Refused("Cần ít nhất một tổ chức trước đó để nối.")
    ended = [_locked(body.pk, actor.authority_id) for body in predecessors]
    last_day = on - timedelta(days=1)
    for body in ended:
        _require_can_end(body, last_day, ends=ends)
    is_new = successor.pk is None
    if is_new:
        parent = _parent_on(ended[0], last_day)
        successor.kind = successor.kind or ended[0].kind
        if successor.protocol_order == 9999:
            successor.protocol_order = ended[0].protocol_order
        successor.valid_from = on
        successor = organisation_save(
            actor=actor,
            allowed=allowed,
            organisation=successor,
            at=at,
            parent=parent,
            reason=reason,
        )
    elif successor.authority_id != actor.authority_id:
        raise Refused("Tổ chức tiếp nhận không thuộc tỉnh này.")
    elif successor.pk in {body.pk for body in ended}:
        raise Refused("Tổ chức không thể kế thừa chính mình.")
    elif not successor.holds_on(on):
        raise Refused(f"“{successor.name}” không hoạt động vào ngày {format_date(on)}.")
    for body in ended:
        _, fresh = Succession.objects.get_or_create(
            predecessor=body, successor=successor, defaults={"kind": kind, "on": on, "note": note}
        )
        if not fresh:
            raise Refused(f"“{body.name}” đã được nối với “{successor.name}”.")
        before = {"valid_to": body.valid_to}
        if ends and (body.valid_to is None or body.valid_to > last_day):
            body.valid_to = last_day
            body.save(update_fields=["valid_to"])
            _end_parents(body, last_day)
        if ends and kind != SuccessionKind.SPLIT:
            _children_follow(body, successor, on)
        ledger_add(
            actor=actor, verb=Verb.ORGANISATION_CHANGE, subject=subject_of(body), at=at, before=before,
            after={"valid_to": body.valid_to, "successor": successor.code, "successor_name": successor.name,
                   "kind": str(kind), "on": on},
            reason=reason.strip() or note.strip(),
        )  # fmt: skip
    return successor


def _locked(pk: int, authority_id: int) -> Organisation:
    held = Organisation.objects.select_for_update().filter(pk=pk, authority_id=authority_id).first()
    if held is None:
        raise Refused("Tổ chức không thuộc tỉnh này.")
    return held


def _require_can_end(body: Organisation, last_day: date, *, ends: bool) -> None:
    if body.valid_from is not None and body.valid_from > last_day:
        raise Refused(
            f"“{body.name}” chỉ có từ {format_date(body.valid_from)}: ngày nối phải sau ngày đó."
        )
    if ends and body.valid_to is not None and body.valid_to < last_day:
        raise Stale(f"“{body.name}” đã kết thúc từ {format_date(body.valid_to)}.")


def _parent_on(body: Organisation, on: date) -> Organisation | None:
    link = body.parent_links.filter(valid_on(on)).select_related("parent").first()
    return link.parent if link else None


def _end_parents(body: Organisation, last_day: date) -> None:
    body.parent_links.filter(valid_on(last_day)).update(valid_to=last_day)


def _children_follow(body: Organisation, successor: Organisation, on: date) -> None:
    """What belonged to the ended body belongs to the successor from ``on``; a body never becomes its own parent."""
    last_day = on - timedelta(days=1)
    links = OrganisationParent.objects.filter(
        valid_on(last_day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)), parent=body
    ).exclude(organisation=successor)
    for link in links.select_related("organisation"):
        until = link.valid_to
        link.valid_to = last_day
        link.save(update_fields=["valid_to"])
        OrganisationParent.objects.get_or_create(
            organisation=link.organisation,
            valid_from=on,
            defaults={"parent": successor, "valid_to": until},
        )


def _moved(
    organisation: Organisation, parent: Organisation, start: date | None, *, is_new: bool
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Join the body to ``parent`` from ``start`` and end what was before; None when nothing changes."""
    if parent.authority_id != organisation.authority_id:
        raise Refused("Đơn vị cấp trên không thuộc tỉnh này.")
    if is_new:
        OrganisationParent.objects.create(
            organisation=organisation,
            parent=parent,
            valid_from=start,
            valid_to=organisation.valid_to,
        )
        return {}, {"parent": parent.code, "parent_name": parent.name}
    current = (
        organisation.parent_links.filter(
            Q(valid_to__isnull=True) | Q(valid_to=organisation.valid_to)
        )
        .select_related("parent")
        .order_by("-valid_from")
        .first()
    )
    if current is not None and current.parent_id == parent.pk:
        return None
    if start is None:
        raise Refused("Cần ghi ngày bắt đầu trực thuộc đơn vị cấp trên mới.")
    below = descendants([organisation.pk], children_on(organisation.authority_id, on=start))
    if parent.pk in below:
        raise Refused(f"“{parent.name}” đang trực thuộc chính tổ chức này.")
    if current is not None:
        if current.valid_from is not None and current.valid_from >= start:
            raise Refused(
                f"Tổ chức đã trực thuộc “{current.parent.name}” từ {format_date(current.valid_from)}: "
                "ngày chuyển phải sau ngày đó."
            )
        current.valid_to = start - timedelta(days=1)
        current.save(update_fields=["valid_to"])
    OrganisationParent.objects.create(
        organisation=organisation, parent=parent, valid_from=start, valid_to=organisation.valid_to
    )
    was = {"parent": current.parent.code, "parent_name": current.parent.name} if current else {}
    return was, {"parent": parent.code, "parent_name": parent.name, "parent_from": start}


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Of ``one`` only what ``other`` does not say the same of; an absent value and an empty one say the same."""
    return {k: v for k, v in one.items() if (other.get(k) or None) != (v or None)}
