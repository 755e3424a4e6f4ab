"""Movements on screen, each with all that is recorded of it."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from tdkt.accounts.records import record_code
from tdkt.accounts.selectors import Reach
from tdkt.movements.forms import MovementForm
from tdkt.movements.models import Movement
from tdkt.movements.selectors import DOCUMENT_FIELDS, movement_documents, movements_seen
from tdkt.movements.services import movement_save
from tdkt.movements.states import MovementKind, MovementScope, MovementState
from tdkt.web.documents.pages import document_table
from tdkt.web.links import page_url
from tdkt.web.movements import rows
from tdkt.web.movements.rows import TABS
from tdkt.web.registers.page import Col, Filter, RegisterPage, Section
from tdkt.web.tables import Cell, Column, Pager, Row, Table

SHOWN = 100  # rows of one register on a movement's page; the register's own list has the rest
PARTS = (
    (rows.RESULTS, "ket-qua", "Chưa ghi kết quả nào của phong trào này."),
    (rows.INDICATORS, "chi-tieu", "Chưa ghi chỉ tiêu nào của phong trào này."),
    (rows.PUBLICITY, "tuyen-truyen", "Chưa ghi dòng tuyên truyền nào về phong trào này."),
    (rows.ROLE_MODELS, "dien-hinh", "Chưa ghi điển hình tiên tiến nào của phong trào này."),
    (rows.TASKS, "nhiem-vu", "Chưa ghi nhiệm vụ nào của phong trào này."),
)


def _save(*, row: Movement, **said: Any) -> Movement:
    return movement_save(movement=row, **said)


def _years(row: Movement) -> str | None:
    if row.year_from is None:
        return f"đến {row.year_to}" if row.year_to else None
    if row.year_from == row.year_to:
        return str(row.year_from)
    return f"{row.year_from}-{row.year_to}" if row.year_to else f"từ {row.year_from}"


def _document(row: Movement) -> Cell:
    for name in ("plan", "launch_document", "central_document", "guidance"):
        document = getattr(row, name)
        if document is not None:
            return Cell(
                document.reference or document.kind, page_url("documents-detail", document.code)
            )
    return Cell(None)


def _sections(reach: Reach, row: Movement, query: QueryDict) -> list[Section]:
    named = [getattr(row, name) for name in DOCUMENT_FIELDS]
    held = {one.pk: one for one in [*filter(None, named), *movement_documents(reach, row)]}
    sections = [_part(reach, row, *part) for part in PARTS]
    sections.append(
        Section(
            "van-ban", "Văn bản", document_table("Văn bản của phong trào", held.values()),
            "Chưa nối văn bản nào với phong trào này.",
            "Bấm “Sửa” để ghi kế hoạch, hướng dẫn; hoặc ghi mã phong trào ở văn bản.",
        )
    )  # fmt: skip
    return sections


def _part(reach: Reach, row: Movement, page: RegisterPage, key: str, empty: str) -> Section:
    found = list(page.rows(reach).filter(movement=row).order_by(*page.order)[: SHOWN + 1])
    columns = [col for col in page.columns if col.on_screen and col.label != "Phong trào"]
    if not any(col.label == "Năm" for col in columns):
        columns.append(Col("Năm", lambda one: str(one.year)))
    drawn = [
        Row(
            [col.value(one) for col in columns],
            url=reverse(f"{page.key}-detail", args=[record_code(one)]),
        )
        for one in found[:SHOWN]
    ]
    table = Table(
        page.title,
        [Column(col.label, number=col.number, nowrap=col.nowrap) for col in columns],
        drawn,
        Pager(total=len(drawn), noun=page.one) if len(found) <= SHOWN else None,
    )
    more = f"Đang xem {SHOWN} dòng đầu; xem đủ ở sổ {page.title.lower()}."
    add = f"{reverse(f'{page.key}-create')}?phong_trao={row.code}"
    return Section(
        key, next(tab.label for tab in TABS if tab.key == page.key), table if drawn else None, empty, "Bấm “Thêm” để ghi.",
        ("Thêm", add), text=more if len(found) > SHOWN else "",
    )  # fmt: skip


MOVEMENTS = RegisterPage(
    key="movements",
    model=Movement,
    form=MovementForm,
    save=_save,
    rows=movements_seen,
    title="Phong trào thi đua",
    one="phong trào",
    lead="Phong trào của Trung ương mà tỉnh hưởng ứng và phong trào do tỉnh phát động.",
    empty="Chưa có phong trào thi đua nào",
    icon="flag",
    order=("rank", "-start", "id"),
    tabs=TABS,
    columns=(
        Col("Phong trào", lambda m: Cell(m.name, note=m.central_name), str, width=60),
        Col("Phong trào của Trung ương", lambda m: m.central_name, on_screen=False, width=50),
        Col("Mã", lambda m: m.code, nowrap=True, width=10),
        Col("Loại", lambda m: m.get_kind_display(), width=18),
        Col("Phạm vi", lambda m: m.get_scope_display(), width=18),
        Col("Thời gian", _years, nowrap=True, width=14),
        Col("Văn bản", _document, nowrap=True, width=18),
        Col("Tình trạng", lambda m: m.get_state_display(), nowrap=True, width=18),
    ),
    filters=(
        Filter("loai", "Loại", MovementKind.choices, "kind"),
        Filter("pham_vi", "Phạm vi", MovementScope.choices, "scope"),
        Filter("tinh_trang", "Tình trạng", MovementState.choices, "state"),
    ),
    sections=_sections,
)

PAGES = (MOVEMENTS,)
