"""A Paper as an HTML fragment for the preview: headings from h2, classes only, fit for a strict CSP.

The look is ``tdkt/paper.css``. Everything a caller wrote is escaped; the page around it owns the h1.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape

from tdkt.documents.charts import chart_svg
from tdkt.documents.paper import (
    Align,
    Annex,
    Article,
    Block,
    Bullet,
    Cell,
    Chart,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from tdkt.documents.wording import (
    MOTTO,
    NATIONAL_NAME,
    HeaderCell,
    addressed_lines,
    annex_lines,
    bracketed,
    clean,
    closing_line,
    ground_lines,
    header_cells,
    header_height,
    heading_lines,
    number_line,
    place_date_line,
    recipient_lines,
    subject_line,
    upper,
)

FigureUrl = Callable[[str], str | None]


def write_html(paper: Paper, figure_url: FigureUrl | None = None, *, prefix: str = "paper") -> str:
    """The paper as ``<article class="paper">``.

    ``figure_url`` gives the page of a figure's records; a figure it does not know stays plain text. ``prefix``
    begins every id, so that two papers can stand on one page.
    """
    return _Preview(paper, figure_url, prefix).write()


class _Preview:
    """Collects the footnotes while the blocks are written."""

    def __init__(self, paper: Paper, figure_url: FigureUrl | None, prefix: str) -> None:
        self.paper = paper
        self.figure_url = figure_url
        self.prefix = prefix
        self.footnotes: list[str] = []
        self.regions: Counter[str] = Counter()

    def write(self) -> str:
        paper = self.paper
        main = [*self._head(), *self._blocks(paper.body)]
        closing = closing_line(paper)
        if closing:
            main.append(f"<p>{_lines(closing)}</p>")
        main.append(self._foot())
        annexes = [self._annex(annex) for annex in paper.annexes]
        sheet = f'<div class="paper-sheet">{"".join(main)}</div>'
        return (
            f'<article class="paper" lang="vi">{sheet}{"".join(annexes)}{self._notes()}</article>'
        )

    def _head(self) -> list[str]:
        paper = self.paper
        parent = ""
        if paper.issuer_parent:
            parent = f'<p class="paper-parent">{_lines(upper(paper.issuer_parent))}</p>'
        subject = (
            "" if paper.kind else f'<p class="paper-subject">{_lines(subject_line(paper))}</p>'
        )
        draft = '<p class="paper-draft">DỰ THẢO</p>' if paper.draft else ""
        block = (
            '<div class="paper-head">'
            f'<div class="paper-issuer">{parent}<p class="paper-name">{_lines(upper(paper.issuer))}</p></div>'
            f'<div class="paper-nation"><p class="paper-name">{NATIONAL_NAME}</p>'
            f'<p class="paper-motto">{MOTTO}</p></div>'
            f'<div class="paper-number"><p>{_lines(number_line(paper))}</p>{subject}{draft}</div>'
            f'<p class="paper-date">{_lines(place_date_line(paper))}</p></div>'
        )
        head = [block]
        if paper.kind:
            head.append(
                f'<h2 class="paper-title"><span class="paper-kind">{_lines(upper(paper.kind))}</span> '
                f'<span class="paper-summary">{_lines(paper.summary)}</span></h2>'
            )
        addressed = addressed_lines(paper)
        if addressed:
            lines = "".join(f"<p>{_lines(line)}</p>" for line in addressed)
            kind = "paper-addressed" if len(addressed) > 1 else "paper-addressed paper-center"
            head.append(f'<div class="{kind}">{lines}</div>')
        if paper.authority_line:
            head.append(f'<p class="paper-authority">{_lines(upper(paper.authority_line))}</p>')
        head += [f'<p class="paper-ground">{_lines(line)}</p>' for line in ground_lines(paper)]
        if paper.operative:
            head.append(f'<p class="paper-authority">{_lines(upper(paper.operative))}</p>')
        return head

    def _foot(self) -> str:
        lines = recipient_lines(self.paper)
        recipients = ""
        if lines:
            items = "".join(f"<li>{_lines(line.removeprefix('- '))}</li>" for line in lines)
            recipients = f'<p class="paper-recipients-label">Nơi nhận:</p><ul>{items}</ul>'
        left = f'<div class="paper-recipients">{recipients}</div>'
        counter = self.paper.countersignature
        first = f"{_signature(counter)}" if counter else left
        last = left if counter else ""
        return f'<div class="paper-foot">{first}{_signature(self.paper.signature)}{last}</div>'

    def _annex(self, annex: Annex) -> str:
        label, title = annex_lines(annex)
        note = bracketed(annex.note)
        shown = f'<p class="paper-annex-note">{_lines(note)}</p>' if note else ""
        wide = " paper-landscape" if annex.landscape else ""
        return (
            f'<section class="paper-sheet paper-annex{wide}"><h2 class="paper-part">'
            f"{_lines(label)}<br>{_lines(title)}</h2>{shown}{''.join(self._blocks(annex.blocks))}</section>"
        )

    def _blocks(self, blocks: Sequence[Block]) -> list[str]:
        parts: list[str] = []
        bullets: list[str] = []
        for block in blocks:
            if isinstance(block, Bullet):
                deeper = ' class="paper-deeper"' if block.level > 1 else ""
                bullets.append(f"<li{deeper}>{self._runs(block.runs)}</li>")
                continue
            parts += _bullet_list(bullets)
            bullets = []
            parts.append(self._block(block))
        return parts + _bullet_list(bullets)

    def _block(self, block: Heading | Paragraph | Article | Table | Chart | PageBreak) -> str:
        match block:
            case Heading():
                # Part → h2, "I." → h3 and so on: the page's own title is the h1.
                tag = f"h{block.level + 1}"
                kind = ' class="paper-part"' if block.level == 1 else ""
                return f"<{tag}{kind}>{'<br>'.join(map(_lines, heading_lines(block)))}</{tag}>"
            case Paragraph():
                kind = "" if block.align == "justify" and block.indent else _paragraph_class(block)
                return f"<p{kind}>{self._runs(block.runs)}</p>"
            case Article():
                return f"<p><strong>Điều {block.number}.</strong> {self._runs(block.runs)}</p>"
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case PageBreak():
                return '<hr class="paper-page-break">'

    def _runs(self, runs: Sequence[Run]) -> str:
        parts = []
        for run in runs:
            shown = self._figure(_lines(run.text), run.figure)
            if run.bold:
                shown = f"<strong>{shown}</strong>"
            if run.italic:
                shown = f"<em>{shown}</em>"
            parts.append(shown)
            if run.footnote is not None:
                self.footnotes.append(run.footnote)
                number = len(self.footnotes)
                parts.append(
                    f'<sup class="paper-ref" id="{self._id(f"ref-{number}")}">'
                    f'<a href="#{self._id(f"note-{number}")}" aria-label="Chú thích {number}">{number}</a></sup>'
                )
        return "".join(parts)

    def _figure(self, shown: str, code: str | None) -> str:
        url = self.figure_url(code) if code and self.figure_url else None
        if url is None:
            return shown
        return f'<a class="paper-figure" href="{escape(url)}">{shown}</a>'

    def _table(self, table: Table) -> str:
        name = self._region_name(table.caption or "Bảng")
        caption = f"<caption>{_lines(table.caption)}</caption>" if table.caption else ""
        note = f'<p class="paper-note">{_lines(table.note)}</p>' if table.note else ""
        rows = "".join(self._row(table, row) for row in table.rows)
        return (
            f'<div class="table-scroll paper-table" tabindex="0" role="region" aria-label="{name}"><table>'
            f"{caption}<thead>{_header_rows(table)}</thead><tbody>{rows}</tbody></table></div>{note}"
        )

    def _row(self, table: Table, row: Sequence[str | Cell]) -> str:
        cells = []
        place = 0
        for cell in row:
            if isinstance(cell, str):
                cells.append(f"<td{_align(table.columns[place].align)}>{_lines(cell)}</td>")
                place += 1
                continue
            shown = self._figure(_lines(cell.text), cell.figure)
            shown = f"<strong>{shown}</strong>" if cell.bold else shown
            shown = f"<em>{shown}</em>" if cell.italic else shown
            span = f' colspan="{cell.span}"' if cell.span > 1 else ""
            aligned = _align(cell.align or table.columns[place].align)
            cells.append(f"<td{span}{aligned}>{shown}</td>")
            place += cell.span
        return f"<tr>{''.join(cells)}</tr>"

    def _chart(self, chart: Chart) -> str:
        behind = ""
        if chart.table:
            behind = f"<details><summary>Số liệu của biểu đồ</summary>{self._table(chart.table)}</details>"
        return (
            f'<figure class="paper-chart"><figcaption>{_lines(chart.caption)}</figcaption>'
            f"{chart_svg(chart.spec, alt=clean(chart.alt))}{behind}</figure>"
        )

    def _notes(self) -> str:
        if not self.footnotes:
            return ""
        items = "".join(
            f'<li id="{self._id(f"note-{number}")}">{_lines(text)} '
            f'<a href="#{self._id(f"ref-{number}")}" aria-label="Trở lại chú thích {number} trong bài">↩</a></li>'
            for number, text in enumerate(self.footnotes, start=1)
        )
        return f'<section class="paper-notes" aria-label="Chú thích"><ol>{items}</ol></section>'

    def _region_name(self, name: str) -> str:
        """Regions of one page need different names: the second of a name says so."""
        self.regions[name] += 1
        count = self.regions[name]
        shown = escape(clean(name).replace("\n", " "))
        return shown if count == 1 else f"{shown} ({count})"

    def _id(self, name: str) -> str:
        return f"{self.prefix}-{name}"


def _signature(signature: Signature) -> str:
    lines = "".join(f"<p>{_lines(upper(line))}</p>" for line in signature.authority)
    name = f'<p class="paper-signer">{_lines(signature.name)}</p>' if signature.name else ""
    return f'<div class="paper-signature">{lines}{name}</div>'


def _header_rows(table: Table) -> str:
    by_row: list[list[HeaderCell]] = [[] for _ in range(header_height(table.columns))]
    for cell in header_cells(table.columns):
        by_row[cell.row].append(cell)
    rows = "".join(f"<tr>{''.join(map(_header_cell, cells))}</tr>" for cells in by_row)
    if table.codes:
        rows += (
            f'<tr class="paper-codes">{"".join(f"<td>{_lines(c)}</td>" for c in table.codes)}</tr>'
        )
    return rows


def _header_cell(cell: HeaderCell) -> str:
    wide = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    tall = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    scope = "colgroup" if cell.columns > 1 else "col"
    return f'<th scope="{scope}"{wide}{tall}>{_lines(cell.text)}</th>'


def _bullet_list(items: Sequence[str]) -> list[str]:
    return [f'<ul class="paper-bullets">{"".join(items)}</ul>'] if items else []


def _paragraph_class(block: Paragraph) -> str:
    names = [] if block.align == "justify" else [f"paper-{block.align}"]
    if not block.indent or block.align in ("center", "right"):
        names.append("paper-flush")
    return f' class="{" ".join(names)}"' if names else ""


def _align(align: Align) -> str:
    return "" if align in ("left", "justify") else f' class="paper-{align}"'


def _lines(text: str) -> str:
    return escape(clean(text)).replace("\n", "<br>")
