"""Acts on accounts and offices."""

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from tdkt.accounts.models import Office, User
from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach, offices_held, system_reach
from tdkt.accounts.states import Capability, Role
from tdkt.kernel.answers import Refused, require
from tdkt.kernel.ledger import Actor, Subject, ledger_add
from tdkt.kernel.verbs import Verb
from tdkt.organisations.models import Authority, Organisation


@transaction.atomic
def account_create(
    *, actor: Reach, username: str, full_name: str, password: str, at: datetime, email: str = ""
) -> User:
    """A new account, without any office yet. Raises ValidationError (name taken, password too weak); Refused."""
    require(may(actor, Capability.MANAGE_ACCOUNTS))
    user = User(username=username, full_name=full_name, email=email)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    ledger_add(
        actor=actor.signed, verb=Verb.ACCOUNT_CREATE, subject=_subject(user), at=at,
        after={"username": username, "full_name": full_name},
    )  # fmt: skip
    return user


@transaction.atomic
def password_set(*, actor: Reach, user: User, password: str, at: datetime) -> None:
    """A new password given by an administrator. Raises ValidationError when it is too weak; Refused."""
    require(may(actor, Capability.MANAGE_ACCOUNTS))
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    ledger_add(
        actor=actor.signed,
        verb=Verb.ACCOUNT_PASSWORD,
        subject=_subject(user),
        at=at,
        reason="quản trị đặt lại",
    )


@transaction.atomic
def office_grant(
    *,
    actor: Reach,
    user: User,
    role: Role,
    organisation: Organisation | None,
    valid_from: date,
    at: datetime,
    valid_to: date | None = None,
) -> Office:
    """Give the user a task from a day on. Raises ValidationError (days out of order, a unit's task without unit)."""
    require(may(actor, Capability.MANAGE_ACCOUNTS))
    if organisation is not None and organisation.authority_id != actor.authority_id:
        raise Refused("Đơn vị không thuộc tỉnh này.")
    office = Office(
        authority_id=actor.authority_id, user=user, role=role, organisation=organisation,
        valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip
    office.full_clean()
    office.save()
    ledger_add(
        actor=actor.signed, verb=Verb.OFFICE_GRANT, subject=_subject(user), at=at,
        after={"role": str(role), "organisation": organisation.code if organisation else None,
               "valid_from": valid_from, "valid_to": valid_to},
    )  # fmt: skip
    return office


@transaction.atomic
def office_end(
    *, actor: Reach, office_id: int, last_day: date, at: datetime, reason: str
) -> Office:
    """End a task: ``last_day`` is the last day it is held."""
    require(may(actor, Capability.MANAGE_ACCOUNTS))
    if not reason.strip():
        raise Refused("Cần nêu lý do kết thúc nhiệm vụ.")
    office = Office.objects.select_for_update().select_related("user").get(
        pk=office_id, authority_id=actor.authority_id
    )  # fmt: skip
    before = office.valid_to
    office.valid_to = last_day
    office.full_clean()
    office.save(update_fields=["valid_to"])
    ledger_add(
        actor=actor.signed, verb=Verb.OFFICE_END, subject=_subject(office.user), at=at,
        before={"valid_to": before}, after={"valid_to": last_day}, reason=reason.strip(),
    )  # fmt: skip
    return office


@transaction.atomic
def sign_in_recorded(*, user: User, verb: Verb, at: datetime, on: date) -> None:
    """Enter a sign-in, sign-out, lock-out or change of password in the ledger of every authority the user serves."""
    for authority_id in sorted({o.authority_id for o in offices_held(user, on=on)}):
        ledger_add(
            actor=Actor(authority_id, user.pk, user.full_name),
            verb=verb,
            subject=_subject(user),
            at=at,
        )


@transaction.atomic
def authority_set_up(
    *, code: str, name: str, place: str, username: str, full_name: str, password: str, at: datetime
) -> Authority:
    """A new authority with its first administrator, who can then grant everybody else their task.

    Raises: ValidationError when the code or the user name is taken, or the password is too weak.
    """
    if Authority.objects.filter(code=code).exists():
        raise ValidationError(f"Đã có tỉnh mang mã “{code}”.")
    authority = Authority(code=code, name=name, place=place, government=f"Ủy ban nhân dân {name}")
    authority.full_clean()
    authority.save()
    system = system_reach(authority, on=at.date())
    user = account_create(
        actor=system, username=username, full_name=full_name, password=password, at=at
    )
    office_grant(
        actor=system,
        user=user,
        role=Role.ADMINISTRATOR,
        organisation=None,
        valid_from=at.date(),
        at=at,
    )
    return authority


def _subject(user: User) -> Subject:
    return Subject("account", user.username, user.full_name)
