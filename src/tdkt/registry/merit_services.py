"""Acts on single ratings, initiatives, disciplinary measures, holds and collectives' years; lists: ``merit_bulk``."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from tdkt.accounts.permissions import may
from tdkt.accounts.records import record_save
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused, require
from tdkt.kernel.dates import format_date
from tdkt.kernel.ledger import Subject, ledger_add
from tdkt.kernel.text import nfc
from tdkt.kernel.verbs import Verb
from tdkt.registry.merit_bulk import (
    collective_years_record,
    disciplines_record,
    initiative_uses_record,
    initiatives_record,
    ratings_record,
)
from tdkt.registry.merit_models import (
    CollectiveYear,
    Discipline,
    Hold,
    Initiative,
    InitiativeAuthor,
    InitiativeUse,
    Rating,
)
from tdkt.registry.states import InitiativeScope, RecipientKind, Standing

__all__ = [
    "collective_years_record",
    "disciplines_record",
    "entry_save",
    "hold_lift",
    "hold_open",
    "initiative_save",
    "initiative_use_drop",
    "initiative_use_save",
    "initiative_uses_record",
    "initiatives_record",
    "ratings_record",
    "standing_fault",
    "year_words",
]

Entry = TypeVar("Entry", Rating, CollectiveYear, Discipline)

_WIDTH: Mapping[str, int] = {str(scope): i for i, scope in enumerate(InitiativeScope)}


def year_words(year_kind: str, year: int) -> str:
    """A year as lists write it.

    >>> year_words("school", 2021), year_words("calendar", 2022)
    ('2021-2022', '2022')
    """
    return f"{year}-{year + 1}" if year_kind == "school" else str(year)


def standing_fault(standing: str, *, has_paper: bool) -> str:
    """Why an entry may not stand so; "" when it may."""
    if standing == Standing.CHECKED and not has_paper:
        return "“Đã đối chiếu” cần số, ngày quyết định; chưa có thì chọn “Đơn vị kê khai” hoặc “Chưa có số quyết định”."
    if standing == Standing.NO_NUMBER and has_paper:
        return "Đã ghi quyết định thì không chọn “Chưa có số quyết định”."
    return ""


def entry_save(
    *, actor: Reach, row: Entry, at: datetime, reason: str = "", seen: str = ""
) -> Entry:
    """Add or change a rating, a collective's year or a disciplinary measure.

    Raises: Refused, Stale, ValidationError as ``record_save``.
    """
    name = row.recipient.name
    if isinstance(row, Discipline):
        subject = Subject("discipline", row.code, f"{name}: {row.get_form_display()}")
    else:
        year = year_words(row.year_kind, row.year)
        subject = Subject(str(row._meta.model_name), row.recipient.code, f"{name}, năm {year}")
    return record_save(
        actor=actor, row=row, at=at, subject=subject, reason=reason, seen=seen,
        rules=lambda one: _entry_rules(one, actor.on),
    )  # fmt: skip


def _entry_rules(row: Rating | CollectiveYear | Discipline, on: date) -> None:
    kind = row.recipient.kind
    if isinstance(row, Discipline):
        if kind == RecipientKind.HOUSEHOLD:
            raise Refused("Hộ gia đình không thuộc diện xử lý kỷ luật ở sổ này.")
    elif row.year > on.year:
        raise ValidationError({"year": f"Năm {row.year} còn ở phía trước."})
    if isinstance(row, Rating) and kind == RecipientKind.HOUSEHOLD:
        raise Refused("Chỉ cá nhân, tập thể có xếp loại mức độ hoàn thành nhiệm vụ.")
    if isinstance(row, CollectiveYear):
        if kind != RecipientKind.COLLECTIVE:
            raise Refused("Chỉ tập thể có số liệu thành viên.")
        if _is_empty(row):
            raise ValidationError("Chưa ghi số liệu nào.")
        return
    if fault := standing_fault(row.standing, has_paper=bool(row.decision or row.document_id)):
        raise ValidationError({"standing": fault})


def _is_empty(row: CollectiveYear) -> bool:
    counts = (row.members, row.women, row.completed, row.ldtt, row.cstd_co_so)
    return (
        all(one is None for one in counts) and not row.worst_discipline and not row.none_disciplined
    )


@transaction.atomic
def initiative_save(
    *,
    actor: Reach,
    row: Initiative,
    at: datetime,
    reason: str = "",
    seen: str = "",
    links: Mapping[str, Iterable[int]] | None = None,
) -> Initiative:
    """Add or change an initiative; ``links`` {"authors": recipients' ids}, percents from ``row.percents`` (None: left).

    Raises: Refused, Stale, ValidationError as ``record_save``; Refused for an author on whose award it was spent
        and who would be left out.
    """
    authors = set((links or {}).get("authors", ()))
    percents = row.percents
    if row.pk is not None:
        dropped = row.uses.exclude(recipient_id__in=authors).select_related("recipient").first()
        if dropped is not None:
            raise Refused(
                f"Sáng kiến đã dùng cho khen thưởng của “{dropped.recipient.name}”: phải giữ tác giả này, hoặc bỏ lần dùng ấy trước."
            )

    def rules(one: Initiative) -> None:
        _initiative_rules(one, actor.on)
        if not authors:
            raise ValidationError("Cần ghi ít nhất một tác giả.")
        if sum(percent or 0 for percent in (percents or {}).values()) > 100:
            raise ValidationError("Tổng tỷ lệ đóng góp của các tác giả lớn hơn 100%.")

    saved = record_save(
        actor=actor, row=row, at=at, reason=reason, seen=seen, links={"authors": authors}, rules=rules
    )  # fmt: skip
    if percents is not None:
        _percents(actor, saved, percents, at, reason)
    return saved


def _initiative_rules(row: Initiative, on: date) -> None:
    if row.year > on.year:
        raise ValidationError({"year": f"Năm {row.year} còn ở phía trước."})
    if row.influence and _WIDTH[row.influence] < _WIDTH[row.scope]:
        raise ValidationError(
            {"influence": "Phạm vi nhân rộng không thể hẹp hơn phạm vi công nhận."}
        )
    if row.recognised_on is not None:
        if row.recognised_on > on:
            raise ValidationError({"recognised_on": "Ngày công nhận còn ở phía trước."})
        if row.recognised_on.year < row.year:
            raise ValidationError({"recognised_on": f"Ngày công nhận trước năm {row.year}."})
    if fault := standing_fault(row.standing, has_paper=bool(row.decision or row.document_id)):
        raise ValidationError({"standing": fault})


def _percents(
    actor: Reach, row: Initiative, percents: Mapping[int, int | None], at: datetime, reason: str
) -> None:
    """Write the authors' shares; what changes of them is an entry of its own."""
    before: dict[str, int | None] = {}
    after: dict[str, int | None] = {}
    for share in InitiativeAuthor.objects.filter(initiative=row).select_related("recipient"):
        percent = percents.get(share.recipient_id)
        if share.percent != percent:
            before[share.recipient.code], after[share.recipient.code] = share.percent, percent
            share.percent = percent
            share.full_clean()
            share.save(update_fields=["percent"])
    if after:
        ledger_add(
            actor=actor.signed, verb=Verb.REGISTER_CHANGE, subject=_subject_of(row), at=at,
            before={"percents": before}, after={"percents": after}, reason=reason.strip(),
        )  # fmt: skip


def _subject_of(row: Initiative) -> Subject:
    return Subject("initiative", row.code, row.title)


def initiative_use_save(*, actor: Reach, row: InitiativeUse, at: datetime) -> InitiativeUse:
    """Record an award of an author on which the initiative was spent.

    Raises: Refused, ValidationError as ``record_save``; ValidationError for who is not an author.
    """

    def rules(one: InitiativeUse) -> None:
        if not one.initiative.shares.filter(recipient_id=one.recipient_id).exists():
            raise ValidationError({"recipient": "Người này không phải là tác giả của sáng kiến."})
        if one.year > actor.on.year:
            raise ValidationError({"year": f"Năm {one.year} còn ở phía trước."})

    return record_save(
        actor=actor, row=row, at=at, subject=_subject_of(row.initiative), rules=rules
    )


@transaction.atomic
def initiative_use_drop(
    *, actor: Reach, initiative: Initiative, use_id: int, at: datetime, reason: str
) -> None:
    """Take back a use that was recorded by mistake. Raises: Refused without right or reason, or when it is not there."""
    require(may(actor, Capability.RECORD))
    if initiative.authority_id != actor.authority_id:
        raise Refused("Dòng này không thuộc tỉnh của bạn.")
    if not reason.strip():
        raise Refused("Cần nêu lý do, căn cứ của việc bỏ.")
    use = initiative.uses.select_for_update().filter(pk=use_id).first()
    if use is None:
        raise Refused("Lần dùng này không còn trong sổ.")
    before = {
        "recipient": use.recipient.code,
        "award": use.award,
        "year": year_words(use.year_kind, use.year),
    }
    use.delete()
    ledger_add(
        actor=actor.signed, verb=Verb.REGISTER_CHANGE, subject=_subject_of(initiative), at=at,
        before={"use": before}, after={"use": None}, reason=reason.strip(),
    )  # fmt: skip


def hold_open(*, actor: Reach, row: Hold, at: datetime, reason: str = "", seen: str = "") -> Hold:
    """Record a matter under way that stops proposals, or correct what was written of one.

    Raises: Refused, Stale, ValidationError as ``record_save``.
    """

    def rules(one: Hold) -> None:
        if one.since > actor.on:
            raise ValidationError({"since": f"Ngày {format_date(one.since)} còn ở phía trước."})
        if fault := standing_fault(one.standing, has_paper=bool(one.decision or one.document_id)):
            raise ValidationError({"standing": fault})

    return record_save(
        actor=actor, row=row, at=at, verbs=(Verb.HOLD_OPEN, Verb.REGISTER_CHANGE),
        subject=_hold_subject(row), reason=reason, seen=seen, rules=rules,
    )  # fmt: skip


@transaction.atomic
def hold_lift(*, actor: Reach, hold_id: int, on: date, outcome: str, at: datetime) -> Hold:
    """End a hold: from ``on`` the recipient may be proposed again; ``outcome`` is what came of the matter.

    Raises: Refused without right or outcome, when it is lifted already, or for a day before it began or still to come.
    """
    require(may(actor, Capability.RECORD))
    hold = (
        Hold.objects.select_for_update(of=("self",))
        .select_related("recipient")
        .filter(pk=hold_id, recipient__authority_id=actor.authority_id)
        .first()
    )
    if hold is None:
        raise Refused("Không có trường hợp này trong sổ của tỉnh.")
    if hold.until is not None:
        raise Refused(f"Trường hợp này đã gỡ từ {format_date(hold.until)}.")
    if not nfc(outcome):
        raise Refused("Cần ghi kết luận khi gỡ.")
    if on < hold.since:
        raise Refused(f"Ngày gỡ trước ngày bắt đầu ({format_date(hold.since)}).")
    if on > actor.on:
        raise Refused(f"Ngày {format_date(on)} còn ở phía trước.")
    hold.until, hold.outcome = on, nfc(outcome)
    return record_save(
        actor=actor, row=hold, at=at, verbs=(Verb.HOLD_OPEN, Verb.HOLD_LIFT), subject=_hold_subject(hold),
        reason=nfc(outcome)[:255],
    )  # fmt: skip


def _hold_subject(hold: Hold) -> Subject:
    return Subject("hold", hold.code, f"{hold.recipient.name}: {hold.get_ground_display()}")
