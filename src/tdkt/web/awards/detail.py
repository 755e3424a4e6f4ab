"""All the page of one honour shows: what the decision said, what befell it, who recorded it."""

from typing import Any

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.models import LedgerEntry
from tdkt.kernel.numbers import format_money
from tdkt.kernel.verbs import Verb
from tdkt.movements.models import Movement
from tdkt.registry.models import Honour, HonourEvent
from tdkt.registry.people_selectors import recipients_visible
from tdkt.registry.selectors import honour_events
from tdkt.registry.states import Ground, Level, Method, RecipientGroup, RecipientKind
from tdkt.web.awards.rows import event_words, year_words
from tdkt.web.links import document_url, page_url, recipient_url
from tdkt.web.tables import Cell, Column, Row, Table
from tdkt_law.awards import awards


def detail_context(reach: Reach, honour: Honour) -> dict[str, Any]:
    events = list(honour_events([honour.pk]))
    known = awards().get(honour.award)
    name = known.name if known else honour.award
    status = event_words(events)
    may_read_ledger = reach.may(Capability.READ_LEDGER)
    person_seen = recipients_visible(reach).filter(pk=honour.recipient_id).exists()
    return {
        "honour": honour,
        "award": name,
        "unit": honour.unit_then or (honour.organisation.name if honour.organisation else ""),
        "unit_url": page_url("organisations-detail", honour.organisation.code)
        if honour.organisation and honour.organisation.name != honour.name_then
        else "",
        "recipient_url": recipient_url(honour.recipient) if person_seen else "",
        "status": status or "Đang tính, chưa có biến động",
        "ended": bool(status) and status != "Có đính chính",
        "said": _said(honour, name),
        "recipient": _recipient(honour),
        "document_url": document_url(honour.document),
        "events": _events(events) if events else None,
        "trail": _trail(honour) if may_read_ledger else None,
        "may_read_ledger": may_read_ledger,
    }


def _said(honour: Honour, name: str) -> list[tuple[str, object]]:
    document = honour.document
    movement = ""
    if honour.movement_code:
        found = Movement.objects.filter(
            authority_id=honour.authority_id, code=honour.movement_code
        ).first()
        movement = found.name if found else honour.movement_code
    pairs: list[tuple[str, object]] = [
        ("Danh hiệu, hình thức", f"{name} (truy tặng)" if honour.is_posthumous else name),
        ("Cấp khen", Level(honour.level).label),
        ("Loại hình", Method(honour.method).label),
        ("Căn cứ xét", Ground(honour.ground).label if honour.ground else None),
        ("Thành tích", year_words(honour)),
        ("Quyết định", document.reference or str(document) if document else None),
        ("Cơ quan ban hành", document.issuer if document else None),
        ("Ngày quyết định", f"{honour.decided_on:%d/%m/%Y}" if honour.decided_on else None),
        ("Số thứ tự trong danh sách", honour.ordinal),
        ("Tiền thưởng", format_money(honour.prize) if honour.prize is not None else None),
        ("Đối chiếu", honour.get_standing_display()),
    ]
    if movement:
        pairs.append(("Phong trào", movement))
    if honour.note:
        pairs.append(("Ghi chú", honour.note))
    return pairs


def _recipient(honour: Honour) -> list[tuple[str, object]]:
    kind = RecipientKind(honour.kind)
    label = f"{kind.label}, tập thể nhỏ (quy ước của tỉnh)" if honour.is_small else kind.label
    pairs: list[tuple[str, object]] = [("Đối tượng", label)]
    if kind == RecipientKind.PERSON:
        pairs.append(
            ("Nhóm đối tượng", RecipientGroup(honour.group).label if honour.group else None)
        )
        pairs.append(("Chức vụ khi đó", honour.post_then or None))
    pairs.append(("Doanh nghiệp", "Có" if honour.is_enterprise else "Không"))
    return pairs


def _events(events: list[HonourEvent]) -> Table:
    rows = [
        Row(
            [
                event.get_kind_display(),
                event.on,
                event.reason,
                Cell(str(event.document), document_url(event.document)) if event.document else None,
                "; ".join(f"{name} → {value}" for name, value in event.change.items()) or "–",
            ]
        )
        for event in events
    ]
    columns = [
        Column("Biến động"), Column("Từ ngày", nowrap=True), Column("Lý do"), Column("Văn bản"), Column("Nội dung đổi"),
    ]  # fmt: skip
    return Table("Biến động của lượt khen thưởng", columns, rows)


def _trail(honour: Honour) -> Table:
    """The ledger's rows of the honour itself and of the batch that recorded it."""
    entries = LedgerEntry.objects.filter(
        authority=honour.authority_id,
        subject_kind__in=["honour", "import_run"],
        subject_code__in=[honour.code, honour.batch],
    ).order_by("seq")
    rows = [
        Row(
            [
                Verb(entry.verb).label,
                entry.at.date(),
                entry.actor_name,
                entry.office or "–",
                entry.subject_name,
            ],
            url=page_url("ledger-detail", entry.seq),
        )
        for entry in entries
    ]
    columns = [
        Column("Việc"), Column("Ngày", nowrap=True), Column("Người thực hiện"), Column("Nhiệm vụ"), Column("Về"),
    ]  # fmt: skip
    return Table("Nhật ký của lượt khen thưởng", columns, rows)
