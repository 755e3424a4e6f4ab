"""The register of official documents on screen."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.urls import reverse

from tdkt.accounts.selectors import Reach
from tdkt.kernel.text import title_sort_key
from tdkt.movements.selectors import movements_of_document
from tdkt.registry.document_forms import DocumentForm
from tdkt.registry.document_list import (
    GAPS,
    decision_honours,
    document_gaps,
    documents_seen,
    documents_worded,
    out_of_order,
)
from tdkt.registry.models import OfficialDocument
from tdkt.registry.services import document_save
from tdkt.registry.states import DocumentLevel, DocumentState, Force
from tdkt.web.links import document_url, page_url, recipient_url
from tdkt.web.people.ribbons import award_name
from tdkt.web.registers.page import Col, Filter, RegisterPage, Section
from tdkt.web.tables import Cell, Column, Pager, Row, Table

UNKNOWN_FORCE: Final = "chua-ro"


def document_table(caption: str, documents: Iterable[OfficialDocument]) -> Table | None:
    """A short list of documents inside another page; None for none."""
    rows = [
        Row(
            [
                Cell(str(one)),
                Cell(one.issued_on),
                one.issuer,
                one.title or one.topic or None,
            ],
            url=document_url(one),
        )
        for one in documents
    ]
    columns = [
        Column("Văn bản"), Column("Ngày", nowrap=True), Column("Cơ quan ban hành"), Column("Trích yếu"),
    ]  # fmt: skip
    return Table(caption, columns, rows, Pager(total=len(rows), noun="văn bản")) if rows else None


def _save(
    *,
    actor: Reach,
    row: OfficialDocument,
    at: datetime,
    reason: str,
    seen: str,
    links: Mapping[str, Iterable[int]],
) -> OfficialDocument:
    return document_save(
        actor=actor, document=row, at=at, implements=links["implements"], reason=reason, seen=seen
    )


def _decorate(reach: Reach, rows: list[Any]) -> None:
    faults = out_of_order(reach.authority_id, rows)
    for row in rows:
        told = document_gaps(row) if row.state == DocumentState.ISSUED else []
        row.to_check = [*told, *([str(faults[row.pk])] if row.pk in faults else [])]


def _check(row: Any) -> Cell:
    if row.state == DocumentState.PLANNED:
        return Cell("dự kiến")
    if not row.to_check:
        return Cell("đủ", mark="ok")
    return Cell("cần kiểm tra", mark="warn", note="; ".join(row.to_check))


def _warn(reach: Reach, row: OfficialDocument) -> str:
    _decorate(reach, [row])
    return "; ".join(row.to_check)[:1].upper() + "; ".join(row.to_check)[1:]  # type: ignore[attr-defined]


def _options(reach: Reach) -> dict[str, list[tuple[str, str]]]:
    """The years, kinds and issuers there are, read in one pass."""
    rows = set(
        OfficialDocument.objects.filter(authority_id=reach.authority_id)
        .order_by()
        .values_list(ExtractYear("issued_on"), "kind", "issuer")
        .distinct()
    )
    years = sorted({year for year, _, _ in rows if year is not None}, reverse=True)
    return {
        "nam": [(str(year), str(year)) for year in years],
        "loai": [
            (kind, kind) for kind in sorted({kind for _, kind, _ in rows}, key=title_sort_key)
        ],
        "co_quan": [(one, one) for one in sorted({one for _, _, one in rows}, key=title_sort_key)],
    }


def _with_force(rows: QuerySet[Any], value: str, _: Reach) -> QuerySet[Any]:
    return rows.filter(force="" if value == UNKNOWN_FORCE else value)


def _to_check(rows: QuerySet[Any], value: str, reach: Reach) -> QuerySet[Any]:
    if value == "chua-so":
        return rows.filter(number="", state=DocumentState.ISSUED)
    if value == "thieu":
        return rows.filter(GAPS, state=DocumentState.ISSUED)
    return rows.filter(pk__in=list(out_of_order(reach.authority_id)))


def _sections(reach: Reach, row: OfficialDocument, query: QueryDict) -> list[Section]:
    order = ("issued_on", "id")
    movements = list(movements_of_document(reach, row))
    sections = [
        Section(
            "thuc-hien", "Thực hiện các văn bản",
            document_table("Văn bản mà văn bản này thực hiện", row.implements.order_by(*order)),
            "Chưa ghi văn bản nào mà văn bản này thực hiện.", "Bấm “Sửa” để nối.",
        ),
        Section(
            "duoc-thuc-hien", "Được thực hiện bằng các văn bản",
            document_table("Văn bản thực hiện văn bản này", row.implemented_by.order_by(*order)),
            "Chưa có văn bản nào ghi là thực hiện văn bản này.",
        ),
    ]  # fmt: skip
    if movements or row.movement_code:
        table = Table(
            "Phong trào",
            [Column("Phong trào"), Column("Mã"), Column("Tình trạng")],
            [
                Row(
                    [one.name, one.code, one.get_state_display()],
                    url=page_url("movements-detail", one.code),
                )
                for one in movements
            ],
        )
        sections.append(
            Section(
                "phong-trao", "Phong trào thi đua", table if movements else None,
                f"Sổ phong trào chưa có phong trào mang mã “{row.movement_code}”.",
            )
        )  # fmt: skip
    if row.is_award_decision:
        sections.append(_honours(reach, row, query))
    return sections


def _honours(reach: Reach, row: OfficialDocument, query: QueryDict) -> Section:
    honours, total, after = decision_honours(reach, row, after=query.get("after", ""))
    here = reverse("documents-detail", args=[row.code])
    pager = Pager(
        total=total, shown=len(honours), noun="lượt khen thưởng", exact=True,
        next_url=f"{here}?after={after}#khen-thuong" if after else "",
        previous_url=f"{here}#khen-thuong" if query.get("after") else "",
    )  # fmt: skip
    rows = [
        Row(
            [
                Cell(honour.name_then, note=honour.post_then),
                Cell(award_name(honour.award), award=True),
                honour.unit_then or None,
                honour.ordinal,
            ],
            url=recipient_url(honour.recipient),
        )
        for honour in honours
    ]
    columns = [
        Column("Đối tượng"),
        Column("Danh hiệu, hình thức"),
        Column("Đơn vị khi đó"),
        Column("Số thứ tự", number=True),
    ]
    whole = (
        ""
        if reach.whole_province
        else "Chỉ gồm khen thưởng của đơn vị bạn và các đơn vị trực thuộc."
    )
    return Section(
        "khen-thuong", "Danh sách khen thưởng kèm theo quyết định",
        Table("Khen thưởng theo quyết định", columns, rows, pager) if rows else None,
        "Chưa ghi lượt khen thưởng nào theo quyết định này." if reach.whole_province
        else "Không có khen thưởng của đơn vị bạn trong quyết định này.",
        "Nhập danh sách kèm theo quyết định ở trang Nhập danh sách.", text=whole,
    )  # fmt: skip


DOCUMENTS = RegisterPage(
    key="documents",
    model=OfficialDocument,
    form=DocumentForm,
    save=_save,
    rows=documents_seen,
    title="Văn bản",
    one="văn bản",
    lead="Văn bản về thi đua, khen thưởng của Trung ương, của tỉnh và của các khối; mới nhất trước.",
    empty="Sổ chưa có văn bản nào",
    order=("-order_day", "-id"),
    search=documents_worded,
    search_label="Số, ký hiệu, trích yếu (không cần dấu)",
    columns=(
        Col("Văn bản", lambda d: Cell(str(d), note=d.title or d.topic), width=28, sheet=str),
        Col("Số", lambda d: d.number or None, on_screen=False, width=10),
        Col("Ký hiệu", lambda d: d.symbol or None, on_screen=False, width=16),
        Col("Ngày ban hành", lambda d: d.issued_on, nowrap=True, width=14),
        Col("Cơ quan ban hành", lambda d: d.issuer, width=30),
        Col("Trích yếu", lambda d: d.title or d.topic or None, on_screen=False, width=60),
        Col("Cấp", lambda d: d.get_level_display(), nowrap=True, width=12),
        Col("Hiệu lực", lambda d: d.get_force_display(), nowrap=True, width=14),
        Col(
            "Số và ngày", _check, sheet=lambda d: "; ".join(d.to_check) or _check(d).value, width=40
        ),
    ),
    filters=(
        Filter("nam", "Năm ban hành", None, "issued_on__year"),
        Filter("loai", "Loại văn bản", None, "kind"),
        Filter("co_quan", "Cơ quan ban hành", None, "issuer"),
        Filter("cap", "Cấp", DocumentLevel.choices, "level"),
        Filter("tinh_trang", "Tình trạng", DocumentState.choices, "state"),
        Filter(
            "hieu_luc",
            "Hiệu lực",
            [*((k, v) for k, v in Force.choices if k), (UNKNOWN_FORCE, "Chưa rõ")],
            narrow=_with_force,
        ),
        Filter(
            "khen_thuong",
            "Quyết định khen thưởng",
            [("1", "Chỉ quyết định khen thưởng"), ("0", "Trừ quyết định khen thưởng")],
            narrow=lambda rows, value, _: rows.filter(is_award_decision=value == "1"),
        ),
        Filter(
            "kiem_tra",
            "Cần kiểm tra",
            [
                ("chua-so", "Chưa có số"),
                ("thieu", "Thiếu số hoặc ngày"),
                ("thu_tu", "Số và ngày không theo thứ tự"),
            ],
            narrow=_to_check,
        ),
    ),
    options=_options,
    decorate=_decorate,
    sections=_sections,
    warn=_warn,
)
