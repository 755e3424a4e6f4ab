"""What a check found, as the tables of its page."""

from typing import Final

from django.urls import reverse

from tdkt.imports.batch import Said
from tdkt.imports.findings import added_slice, changes_slice, said_slice
from tdkt.imports.models import ImportRun
from tdkt.imports.selectors import state_of, state_words
from tdkt.imports.states import ImportState
from tdkt.web.tables import Cell, Column, Pager, Row, Table

PAGE: Final = 50
_MARKS: Final = {
    ImportState.DONE: "ok",
    ImportState.REFUSED: "bad",
    ImportState.INTERRUPTED: "bad",
    ImportState.CHECKED: "warn",
}
# key of the tab: label, staged table, count on the run
TABS: Final = (
    ("khong-nhan", "Không nhận", "refused"),
    ("them", "Thêm", "added"),
    ("sua", "Sửa", "changed"),
    ("giu", "Giữ nguyên", "unchanged"),
    ("canh-bao", "Cảnh báo", "warned"),
)


def runs_table(runs: list[ImportRun], pager: Pager) -> Table:
    """Past runs, the newest first."""
    rows = []
    for run in runs:
        state = state_of(run)
        rows.append(
            Row(
                [
                    Cell(run.file_name, note=run.get_kind_display()),
                    Cell(state_words(run), mark=_MARKS.get(state, "")),  # type: ignore[arg-type]
                    run.added, run.changed, run.refused, run.started_by, run.created_at.astimezone().date(),
                ],
                url=reverse("imports-run", args=[run.code]),
            )
        )  # fmt: skip
    columns = [
        Column("Tệp"), Column("Tình trạng"), Column("Thêm", number=True), Column("Sửa", number=True),
        Column("Không nhận", number=True), Column("Người nhập"), Column("Ngày", nowrap=True),
    ]  # fmt: skip
    return Table("Những tệp đã nhập", columns, rows, pager)


def tab_table(run: ImportRun, tab: str, start: int) -> Table:
    """The table behind a tab from a row on; one row more is asked for, to know whether there is a next page."""
    if tab in {"khong-nhan", "canh-bao"}:
        staged = "refusals" if tab == "khong-nhan" else "warnings"
        found = said_slice(run, staged, start, PAGE + 1)
        return _said_table(tab, found, _pager(tab, start, len(found)))
    if tab == "sua":
        changes = changes_slice(run, start, PAGE + 1)
        rows = [Row([c.name, c.field, Cell(c.before), Cell(c.after)]) for c in changes]
        columns = [Column("Đối tượng"), Column("Mục"), Column("Trước"), Column("Sau")]
        # a record may have several changed fields: the page turns by records
        return Table("Các dòng sửa", columns, rows, _pager(tab, start, min(len(changes), PAGE)))
    headings, added = added_slice(run, tab, start, PAGE + 1)
    rows = [Row([Cell(value) for value in row]) for row in added[:PAGE]]
    names = {"them": "Các dòng thêm", "giu": "Các dòng giữ nguyên"}
    return Table(
        names[tab], [Column(h) for h in ("Vị trí trong tệp", *headings)], rows, _pager(tab, start, len(added)), scroll=True
    )  # fmt: skip


def _said_table(tab: str, found: list[Said], pager: Pager) -> Table:
    rows = [
        Row([Cell(said.cell, note=said.sheet), said.header or "Cả dòng", Cell(said.value or "(trống)"), said.reason])
        for said in found[:PAGE]
    ]  # fmt: skip
    caption = "Các ô không nhận" if tab == "khong-nhan" else "Các cảnh báo"
    return Table(
        caption,
        [Column("Trang, ô"), Column("Cột"), Column("Giá trị"), Column("Lý do")],
        rows,
        pager,
    )


def _pager(tab: str, start: int, found: int) -> Pager:
    def at(row: int) -> str:
        return f"?xem={tab}&tu={row}"

    return Pager(
        shown=min(found, PAGE),
        next_url=at(start + PAGE) if found > PAGE else "",
        previous_url=at(max(0, start - PAGE)) if start else "",
    )
