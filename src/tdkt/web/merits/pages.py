"""The registers of initiatives, discipline and holds on screen."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.text import fold
from tdkt.registry.merit_forms import DisciplineForm, HoldForm, InitiativeForm
from tdkt.registry.merit_models import Discipline, Hold, Initiative
from tdkt.registry.merit_selectors import disciplines_seen, holds_seen, initiatives_seen
from tdkt.registry.merit_services import entry_save, hold_open, initiative_save, year_words
from tdkt.registry.models import Recipient
from tdkt.registry.people_selectors import recipients_at_home
from tdkt.registry.states import (
    DisciplineForm as Form,
)
from tdkt.registry.states import (
    HoldGround,
    InitiativeKind,
    InitiativeScope,
    Standing,
)
from tdkt.web.links import document_url, recipient_url
from tdkt.web.people.ribbons import award_name
from tdkt.web.registers.page import Choices, Col, Filter, RegisterPage, Section, Tab
from tdkt.web.tables import Cell, Column, Row, Table

TABS: Final = (
    Tab("initiatives", "Sáng kiến"),
    Tab("disciplines", "Kỷ luật"),
    Tab("holds", "Chưa xem xét khen thưởng"),
)
OPEN, LIFTED = "dang", "da-go"
WHOSE: Final = "doi_tuong"  # the recipient's code in the address of a form


def whose(reach: Reach, query: QueryDict) -> Mapping[str, Any]:
    """The recipient a form was opened for."""
    code = query.get(WHOSE, "")
    found = (
        Recipient.objects.select_related("organisation", "body")
        .filter(authority_id=reach.authority_id, code=code)
        .first()
        if code
        else None
    )
    return {"recipient": found} if found else {}


def _authors(reach: Reach, query: QueryDict) -> Mapping[str, Any]:
    found = whose(reach, query).get("recipient")
    return {"authors": {found: None}} if found else {}


def recipient_cell(recipient: Recipient) -> Cell:
    unit = recipient.organisation or recipient.body
    note = unit.name if unit and unit.name != recipient.name else ""
    return Cell(recipient.name, recipient_url(recipient), note)


def standing_cell(standing: str) -> Cell:
    return Cell(Standing(standing).label, mark="ok" if standing == Standing.CHECKED else "warn")


def paper_cell(row: Any) -> Cell:
    """The decision as typed, or the document of the register."""
    if row.document is not None:
        return Cell(str(row.document), document_url(row.document), row.decision)
    return Cell(row.decision) if row.decision else Cell("chưa có số quyết định")


def _by_recipient(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    limit = Q()
    for word in fold(words).split():
        limit &= Q(recipient__folded__contains=word)
    return rows.filter(limit)


def _by_title(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    limit = Q()
    for word in fold(words).split():
        limit &= Q(folded__contains=word)
    return rows.filter(limit)


def _authors_of(row: Initiative) -> str | None:
    return ", ".join(share.recipient.name for share in row.shares.all()) or None


def _initiative_sections(reach: Reach, row: Initiative, query: QueryDict) -> list[Section]:
    shares = list(row.shares.all())
    home = set(
        recipients_at_home(reach)
        .filter(pk__in=[share.recipient_id for share in shares])
        .values_list("pk", flat=True)
    )
    authors = [
        Row(
            [
                Cell(
                    share.recipient.name,
                    recipient_url(share.recipient) if share.recipient_id in home else "",
                ),
                f"{share.percent}%" if share.percent is not None else None,
            ]
        )
        for share in shares
    ]
    uses = [
        Row(
            [
                Cell(award_name(use.award)),
                Cell(use.recipient.name),
                year_words(use.year_kind, use.year),
                Cell("Bỏ…", reverse("initiatives-use-drop", args=[row.code, use.pk]))
                if reach.may(Capability.RECORD)
                else Cell(""),
            ]
        )
        for use in row.uses.select_related("recipient").order_by("year", "id")
    ]
    columns = [Column("Danh hiệu, hình thức"), Column("Của tác giả"), Column("Năm", nowrap=True), Column("Sửa", hidden_label=True)]  # fmt: skip
    unknown = (
        "Chưa rõ đã dùng cho khen thưởng nào."
        if not row.uses_known
        else "Chưa dùng cho khen thưởng nào."
    )
    more = "" if row.uses_known or not uses else "Danh sách này có thể chưa đầy đủ."
    return [
        Section(
            "tac-gia", "Tác giả",
            Table("Những tác giả của sáng kiến", [Column("Họ tên, tên tập thể"), Column("Tỷ lệ đóng góp", number=True)], authors) if authors else None,
            "Chưa ghi tác giả.",
        ),
        Section(
            "da-dung", "Khen thưởng đã dùng sáng kiến này",
            Table("Các lần dùng", columns if reach.may(Capability.RECORD) else columns[:3],
                  uses if reach.may(Capability.RECORD) else [Row(use.cells[:3]) for use in uses]) if uses else None,
            unknown, action=("Ghi lần dùng", reverse("initiatives-use", args=[row.code])), text=more,
        ),
    ]  # fmt: skip


INITIATIVES: Final = RegisterPage(
    key="initiatives",
    model=Initiative,
    form=InitiativeForm,
    save=initiative_save,
    rows=initiatives_seen,
    title="Sáng kiến, đề tài khoa học",
    one="sáng kiến",
    lead="Sáng kiến, đề tài và mưu trí sáng tạo đã được công nhận; một sáng kiến chỉ được tính một lần cho hình thức khen thưởng.",
    empty="Sổ chưa có sáng kiến nào",
    icon="idea",
    order=("-year", "id"),
    by_year=True,
    columns=(
        Col("Tên sáng kiến, đề tài", lambda r: Cell(r.title, note=r.get_kind_display()), lambda r: r.title, width=60),
        Col("Tác giả", _authors_of, width=36),
        Col("Năm", lambda r: year_words(r.year_kind, r.year), nowrap=True, width=12),
        Col("Phạm vi công nhận", lambda r: r.get_scope_display(), width=20),
        Col("Nhân rộng", lambda r: Cell(r.get_influence_display() if r.influence else "chưa công nhận"), width=20),
        Col("Quyết định", paper_cell, width=28),
        Col("Mức tin cậy", lambda r: standing_cell(r.standing), width=20),
    ),
    filters=(
        Filter("pham_vi", "Phạm vi", InitiativeScope.choices, "scope"),
        Filter("loai", "Loại", InitiativeKind.choices, "kind"),
    ),
    search=_by_title,
    search_label="Tìm theo tên sáng kiến",
    sections=_initiative_sections,
    initial=_authors,
)  # fmt: skip

DISCIPLINES: Final = RegisterPage(
    key="disciplines",
    model=Discipline,
    form=DisciplineForm,
    save=entry_save,
    rows=disciplines_seen,
    title="Kỷ luật",
    one="dòng kỷ luật",
    lead="Hình thức kỷ luật của cá nhân, tập thể và thời hạn. Chỉ cơ quan thường trực, thanh tra và cán bộ của chính đơn vị xem được.",
    empty="Sổ chưa có dòng kỷ luật nào",
    icon="gavel",
    order=("-valid_from", "id"),
    columns=(
        Col("Đối tượng", lambda r: recipient_cell(r.recipient), width=36),
        Col("Hình thức", lambda r: Cell(r.get_form_display(), note=r.cause), width=20),
        Col("Từ ngày", lambda r: r.valid_from, nowrap=True, width=12),
        Col("Đến hết ngày", lambda r: r.valid_to, nowrap=True, width=12),
        Col("Quyết định", paper_cell, width=36),
        Col("Mức tin cậy", lambda r: standing_cell(r.standing), width=20),
        Col("Lý do", lambda r: r.cause or None, on_screen=False, width=40),
    ),
    filters=(Filter("hinh_thuc", "Hình thức", Form.choices, "form"),),
    search=_by_recipient,
    search_label="Tìm theo tên",
    initial=whose,
)


def _narrow_state(rows: QuerySet[Any], value: str, reach: Reach) -> QuerySet[Any]:
    still = Q(until__isnull=True) | Q(until__gt=reach.on)
    return rows.filter(still) if value == OPEN else rows.exclude(still)


def _until(row: Hold) -> Cell:
    if row.until is None:
        return Cell("đang tạm dừng", mark="warn")
    return Cell(row.until, note=row.outcome)


def _hold_sections(reach: Reach, row: Hold, query: QueryDict) -> list[Section]:
    if row.until is not None:
        facts = Table(
            "Kết luận của vụ việc", [Column("Gỡ từ ngày", nowrap=True), Column("Kết luận")], [Row([row.until, row.outcome])]
        )  # fmt: skip
        return [Section("go", "Đã gỡ", facts, "")]
    return [
        Section(
            "go", "Đang tạm dừng xem xét", None,
            "Đề nghị khen thưởng của đối tượng này chưa được xem xét cho đến khi có kết luận.",
            action=("Gỡ…", reverse("holds-lift", args=[row.code])),
        )
    ]  # fmt: skip


def _states(reach: Reach) -> Mapping[str, Choices]:
    return {"tinh_trang": ((OPEN, "Đang tạm dừng"), (LIFTED, "Đã gỡ"))}


HOLDS: Final = RegisterPage(
    key="holds",
    model=Hold,
    form=HoldForm,
    save=hold_open,
    rows=holds_seen,
    title="Trường hợp chưa xem xét khen thưởng",
    one="trường hợp",
    lead="Vụ việc đang được xem xét, điều tra, thanh tra, xác minh: chưa xem xét khen thưởng cho đến khi có kết luận.",
    empty="Sổ chưa có trường hợp nào",
    icon="clock",
    order=("-since", "id"),
    columns=(
        Col("Đối tượng", lambda r: recipient_cell(r.recipient), width=36),
        Col("Căn cứ", lambda r: Cell(r.get_ground_display(), note=r.matter), width=36),
        Col("Từ ngày", lambda r: r.since, nowrap=True, width=12),
        Col("Gỡ từ ngày", _until, width=20),
        Col("Kết luận", lambda r: r.outcome or None, on_screen=False, width=40),
        Col("Văn bản", paper_cell, on_screen=False, width=36),
    ),
    filters=(
        Filter("tinh_trang", "Tình trạng", None, narrow=_narrow_state),
        Filter("can_cu", "Căn cứ", HoldGround.choices, "ground"),
    ),
    options=_states,
    search=_by_recipient,
    search_label="Tìm theo tên",
    sections=_hold_sections,
    initial=whose,
)

PAGES: Final = (INITIATIVES, DISCIPLINES, HOLDS)
