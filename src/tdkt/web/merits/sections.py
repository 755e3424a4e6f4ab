"""What pages of people and units say of ratings, initiatives, collectives' years, discipline and holds."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.dates import format_date
from tdkt.registry.merit_models import CollectiveYear, Discipline, Initiative, Rating
from tdkt.registry.merit_selectors import Merits
from tdkt.registry.merit_services import year_words
from tdkt.registry.models import Recipient
from tdkt.registry.states import RecipientKind
from tdkt.web.links import page_url
from tdkt.web.merits.pages import WHOSE, paper_cell, standing_cell
from tdkt.web.tables import Cell, Column, Row, Table
from tdkt_law.awards import awards


def merit_sections(reach: Reach, merits: Merits, own: Recipient | None) -> dict[str, Any]:
    """For ``merits/sections.html``. ``own`` is to whom a new entry belongs; None: there is nobody to write it for."""
    records = reach.may(Capability.RECORD) and own is not None
    collective = own is not None and own.kind == RecipientKind.COLLECTIVE
    code = own.code if own is not None else ""
    return {
        "ratings": _ratings(merits.ratings, records=records) if merits.ratings else None,
        "initiatives": _initiatives(merits.initiatives) if merits.initiatives else None,
        "years": _years(merits.years, records=records) if merits.years else None,
        "disciplines": _disciplines(merits.disciplines) if merits.disciplines else None,
        "reads_discipline": merits.disciplines is not None,
        "has_years": collective or bool(merits.years),
        "holds": [
            {
                "words": format_html(
                    '{}, từ {}. <a href="{}">Xem trường hợp này</a>',
                    hold.get_ground_display(), format_date(hold.since), page_url("holds-detail", hold.code),
                )
            }
            for hold in merits.open_holds(reach.on)
        ],
        "rate_url": page_url("ratings-create", code) if records else "",
        "year_url": page_url("collective-years-create", code) if records and collective else "",
        "initiative_url": page_url("initiatives-create", **{WHOSE: code}) if records else "",
        "discipline_url": page_url("disciplines-create", **{WHOSE: code}) if records else "",
        "hold_url": page_url("holds-create", **{WHOSE: code}) if records else "",
    }  # fmt: skip


def _ratings(rows: Sequence[Rating], *, records: bool) -> Table:
    return Table(
        "Các năm đã xếp loại",
        [Column("Năm", nowrap=True), Column("Mức hoàn thành nhiệm vụ"), Column("Quyết định"), Column("Mức tin cậy", nowrap=True)],
        [
            Row(
                [_year(row, "ratings-edit", records=records), row.get_grade_display(), paper_cell(row), standing_cell(row.standing)]
            )
            for row in rows
        ],
    )  # fmt: skip


def _year(row: Rating | CollectiveYear, page: str, *, records: bool) -> Cell:
    year = year_words(row.year_kind, row.year)
    return Cell(year, page_url(page, row.recipient.code, year) if records else "")


def _initiatives(rows: Sequence[Initiative]) -> Table:
    return Table(
        "Sáng kiến, đề tài của đối tượng",
        [Column("Tên"), Column("Năm", nowrap=True), Column("Phạm vi công nhận"), Column("Nhân rộng"), Column("Đã dùng cho")],
        [
            Row(
                [
                    Cell(row.title, page_url("initiatives-detail", row.code), row.get_kind_display()),
                    year_words(row.year_kind, row.year),
                    row.get_scope_display(),
                    Cell(row.get_influence_display() if row.influence else "chưa công nhận"),
                    _uses(row),
                ]
            )
            for row in rows
        ],
    )  # fmt: skip


def _uses(row: Any) -> Cell:
    spent = [f"{_award(use.award)} {year_words(use.year_kind, use.year)}" for use in row.own_uses]
    if spent:
        return Cell(", ".join(spent), note="" if row.uses_known else "có thể chưa đủ")
    return Cell("chưa dùng" if row.uses_known else None)


def _award(code: str) -> str:
    known = awards().get(code)
    return known.short_name if known else code


def _years(rows: Sequence[CollectiveYear], *, records: bool) -> Table:
    counted = ("members", "women", "completed", "ldtt", "cstd_co_so")
    labels = (
        "Thành viên",
        "Nữ",
        "Hoàn thành nhiệm vụ trở lên",
        "“Lao động tiên tiến”",
        "“Chiến sĩ thi đua cơ sở”",
    )
    return Table(
        "Thành viên tập thể từng năm",
        [Column("Năm", nowrap=True), *(Column(label, number=True) for label in labels), Column("Kỷ luật nặng nhất")],
        [
            Row(
                [_year(row, "collective-years-edit", records=records), *(getattr(row, name) for name in counted), _worst(row)]
            )
            for row in rows
        ],
    )  # fmt: skip


def _worst(row: CollectiveYear) -> Cell:
    if row.worst_discipline:
        return Cell(row.get_worst_discipline_display())
    return Cell("không có" if row.none_disciplined else None)


def _disciplines(rows: Sequence[Discipline]) -> Table:
    return Table(
        "Các lần kỷ luật",
        [Column("Hình thức"), Column("Từ ngày", nowrap=True), Column("Đến hết ngày", nowrap=True), Column("Quyết định")],
        [
            Row(
                [Cell(row.get_form_display(), page_url("disciplines-detail", row.code), row.cause), row.valid_from, row.valid_to,
                 paper_cell(row)]
            )
            for row in rows
        ],
    )  # fmt: skip
