"""Acts on blocs and their members."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models

from tdkt.accounts.records import record_save
from tdkt.accounts.selectors import Reach
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.blocs.selectors import overlapping
from tdkt.blocs.states import BlocRole
from tdkt.kernel.answers import Refused
from tdkt.kernel.dates import format_date
from tdkt.kernel.ledger import Subject


def bloc_save(*, actor: Reach, bloc: Bloc, at: datetime, reason: str = "", seen: str = "") -> Bloc:
    """Add or change a bloc. Its days hold the days of its members.

    Raises: Refused, Stale, ValidationError as ``record_save``.
    """
    return record_save(actor=actor, row=bloc, at=at, reason=reason, seen=seen, rules=_holds_members)


def membership_add(*, actor: Reach, membership: BlocMembership, at: datetime) -> BlocMembership:
    """A unit joins a bloc from a day, once at a time; a bloc has one leader at a time.

    Raises: Refused (no right, another province's unit or bloc); ValidationError naming the field.
    """
    if membership.pk:
        raise Refused("Thành viên này đã có trong khối; chỉ ghi được ngày kết thúc.")
    return record_save(
        actor=actor, row=membership, at=at, subject=_subject(membership.bloc), rules=_joins
    )


def membership_end(
    *, actor: Reach, membership_id: int, last_day: date, at: datetime, reason: str
) -> BlocMembership:
    """The member leaves; ``last_day`` is the last day in the bloc. Raises: Refused, ValidationError."""
    membership = BlocMembership.objects.select_related("bloc", "organisation").get(pk=membership_id)
    if membership.valid_to is not None and membership.bloc.authority_id == actor.authority_id:
        raise Refused(
            f"“{_name(membership)}” đã rời khối từ sau ngày {format_date(membership.valid_to)}."
        )
    membership.valid_to = last_day
    return record_save(
        actor=actor, row=membership, at=at, subject=_subject(membership.bloc), reason=reason,
        rules=_within_bloc,
    )  # fmt: skip


def _subject(bloc: Bloc) -> Subject:
    return Subject("bloc", bloc.code, bloc.name)


def _name(membership: BlocMembership) -> str:
    return str(membership.organisation or membership.outside_name)


def _holds_members(bloc: Bloc) -> None:
    if not bloc.pk:
        return
    members = BlocMembership.objects.filter(bloc=bloc)
    if bloc.valid_to is not None:
        after = members.filter(
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=bloc.valid_to)
        )
        if count := after.count():
            raise ValidationError(
                {"valid_to": f"Còn {count} thành viên sau ngày {format_date(bloc.valid_to)}; hãy kết thúc từng thành viên trước."}
            )  # fmt: skip
    if bloc.valid_from is not None:
        early = members.filter(valid_from__lt=bloc.valid_from).order_by("valid_from").first()
        if early is not None and early.valid_from is not None:
            raise ValidationError(
                {"valid_from": f"Đã có thành viên từ ngày {format_date(early.valid_from)}; khối phải bắt đầu từ ngày đó hoặc sớm hơn."}
            )  # fmt: skip


def _within_bloc(membership: BlocMembership) -> None:
    bloc, first, last = membership.bloc, membership.valid_from, membership.valid_to
    if bloc.valid_from is not None and first is not None and first < bloc.valid_from:
        raise ValidationError(
            {"valid_from": f"Khối này có từ ngày {format_date(bloc.valid_from)}; hãy ghi ngày đó hoặc muộn hơn."}
        )  # fmt: skip
    if bloc.valid_to is not None and (last is None or last > bloc.valid_to):
        raise ValidationError(
            {"valid_to": f"Khối này kết thúc ngày {format_date(bloc.valid_to)}; hãy ghi ngày đó hoặc sớm hơn."}
        )  # fmt: skip


def _joins(membership: BlocMembership) -> None:
    _within_bloc(membership)
    held = overlapping(membership.bloc, membership.valid_from, membership.valid_to)
    same = held.filter(
        organisation=membership.organisation, outside_name=membership.outside_name
    ).first()
    if same is not None:
        raise ValidationError(
            {_who(membership): f"“{_name(same)}” đã là thành viên của khối{_days(same)}."}
        )
    if membership.role == BlocRole.LEADER:
        leader = held.filter(role=BlocRole.LEADER).first()
        if leader is not None:
            raise ValidationError(
                {"role": f"Khối đã có trưởng khối là “{_name(leader)}”{_days(leader)}; hãy ghi ngày kết thúc của trưởng khối đó trước."}
            )  # fmt: skip


def _who(membership: BlocMembership) -> str:
    return "organisation" if membership.organisation_id else "outside_name"


def _days(membership: BlocMembership) -> str:
    start = f" từ {format_date(membership.valid_from)}" if membership.valid_from else ""
    return start + (f" đến {format_date(membership.valid_to)}" if membership.valid_to else "")
