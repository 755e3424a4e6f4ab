"""The body of a table as HTML. Written here, not as templates: fifty rows of eight cells are four hundred includes."""

from typing import Final

from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe

from tdkt.web.icons import svg
from tdkt.web.tables import Cell, Column, Row, Table

UNKNOWN: Final = '<em class="unknown">chưa có dữ liệu</em>'
_MARKS: Final = {"ok": svg("check"), "warn": svg("question"), "bad": svg("cross")}
_AWARD: Final = svg("award")


def table_body(table: Table) -> SafeString:
    """The rows; the first cell of each is its header. On the phone each cell bears its column's name."""
    heads = [_head(column, cards=not table.scroll) for column in table.columns]
    return mark_safe("".join(_row(row, heads, table) for row in table.rows))  # noqa: S308 -- escaped below


def _head(column: Column, *, cards: bool) -> str:
    """The opening tag of a column's cells."""
    look = ' class="number"' if column.number else ' class="nowrap"' if column.nowrap else ""
    role = f' role="cell" data-label="{escaped(column.label)}"' if cards else ""
    return f"<td{look}{role}>"


def _row(row: Row, heads: list[str], table: Table) -> str:
    cells = row.drawn
    if len(cells) != len(heads):
        raise ValueError(f"Bảng “{table.caption}” có {len(heads)} cột, dòng có {len(cells)} ô.")
    look = ' class="is-total"' if row.total else ""
    role, of_head = ("", "") if table.scroll else (' role="row"', ' role="rowheader"')
    rest = "".join(
        f"{head}{_cell(cell)}</td>" for head, cell in zip(heads[1:], cells[1:], strict=True)
    )
    return (
        f'<tr{look}{role}><th scope="row" class="is-sticky"{of_head}>{_cell(cells[0])}</th>'
        f"{rest}</tr>\n"
    )


def _cell(cell: Cell) -> str:
    note = f' <span class="note">{escaped(cell.note)}</span>' if cell.note else ""
    return f"<span>{_value(cell)}{note}</span>"


def _value(cell: Cell) -> str:
    if cell.value is None:
        return UNKNOWN
    if cell.award:
        return award_html(str(cell.value), cell.url)
    if cell.mark:
        return f'<span class="mark mark-{cell.mark}">{_MARKS[cell.mark]}{escaped(str(cell.value))}</span>'
    value = cell.written
    written = escaped(value if isinstance(value, str) else str(value))
    return f'<a href="{escaped(cell.url)}">{written}</a>' if cell.url else written


def award_html(text: str, url: str = "") -> SafeString:
    """The name of an honour, in gold."""
    told = f"{_AWARD}{escaped(text)}"
    if url:
        return mark_safe(f'<a class="award" href="{escaped(url)}">{told}</a>')  # noqa: S308 -- escaped
    return mark_safe(f'<span class="award">{told}</span>')  # noqa: S308 -- escaped
