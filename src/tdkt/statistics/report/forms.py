"""Annex II: Biểu 01 (State) and Biểu 03 (province) as tables of the report, with what stands outside them."""

from collections.abc import Iterator, Sequence
from typing import Final

from tdkt.documents.paper import Block, Bullet, Cell, Column, Paragraph, Row, Run, Table
from tdkt.kernel.stated import Unit
from tdkt.statistics.forms import FilledForm
from tdkt.statistics.forms.fill import FilledCell, filled
from tdkt.statistics.report.sentences import Desk
from tdkt.statistics.report.words import BLANK_CELL, BLANK_NOTE

_LONG_HEAD: Final = 20  # characters
ANNEX_FORMS: Final = ("bieu-01", "bieu-03")


def commendation_tables(desk: Desk) -> Sequence[Block]:
    """The forms one after the other, counted over the year of decision as the report's text is."""
    return [block for key in ANNEX_FORMS for block in form_blocks(filled(key, desk.facts.figures))]


def form_blocks(form: FilledForm) -> Iterator[Block]:
    """One form: its name, the table, the lines under it, and every sum that does not agree."""
    yield Paragraph(
        (Run(form.form.head[0] if form.form.head else "", bold=True),), align="center", indent=False
    )
    yield form_table(form)
    for line in form.lines:
        if line.cell.value.value == 0:
            continue  # a line that counts nothing says nothing
        yield Bullet(
            (Run(f"{line.label}: "), Run(line.cell.value.text, bold=line.is_total), Run("."))
        )
    for check in form.faults:
        yield Bullet((Run(f"Không khớp: {check.text}. {'; '.join(check.faults)}.", bold=True),))


def form_table(form: FilledForm) -> Table:
    """The form's table; a cell without a source is blank and said to be."""
    columns = (
        Column("TT", 0.7, "center"),
        Column(form.form.row_head, 3.4),
        *(_column(each.heads) for each in form.form.columns),
    )
    rows: list[Row] = []
    for row in form.rows:
        if row.row.is_heading:
            rows.append((row.row.code, Cell(row.row.label, bold=True, span=len(columns) - 1)))
            continue
        total = row.row.code == "Tổng"
        rows.append(
            (
                "" if total else row.row.code,
                Cell(row.row.label, bold=total),
                *(Cell(_written(cell), bold=total) for cell in row.cells),
            )
        )
    codes = ("A", "B", *(each.number for each in form.form.columns))
    return Table(
        columns, tuple(rows), caption=f"{form.form.title}, {form.period.label}", codes=codes, size=9,
        note=" ".join((BLANK_NOTE, "Dấu “-”: không phát sinh.", *form.form.notes)),
    )  # fmt: skip


def _column(heads: tuple[str, ...]) -> Column:
    """Long heads get more room than the numbers under them need."""
    return Column(heads[-1], 1.4 if len(heads[-1]) > _LONG_HEAD else 1, "right", heads[:-1])


def _written(cell: FilledCell) -> str:
    if not cell.value.known:
        return BLANK_CELL
    if cell.value.value == 0:
        return "-"
    return cell.value.text.removesuffix("%") if cell.value.unit == Unit.PERCENT else cell.value.text
