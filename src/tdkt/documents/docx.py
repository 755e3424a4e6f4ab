"""A Paper as a Word file: real headings, footnotes, sections, a table of contents on demand (NĐ 30/2020)."""

import struct
from collections.abc import Sequence

from tdkt.documents import ooxml
from tdkt.documents.charts import chart_png
from tdkt.documents.docx_parts import package
from tdkt.documents.fonts import PAPER_FONT
from tdkt.documents.ooxml import paragraph, rule, run, twips
from tdkt.documents.paper import (
    Align,
    Annex,
    Article,
    Block,
    Bullet,
    Chart,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from tdkt.documents.pdf import heading_pages
from tdkt.documents.wording import (
    MOTTO,
    NATIONAL_NAME,
    addressed_lines,
    annex_lines,
    bracketed,
    clean,
    closing_line,
    contents,
    ground_lines,
    heading_lines,
    number_line,
    place_date_line,
    recipient_lines,
    subject_line,
    upper,
)

PAGE = (twips(210), twips(297))
MARGINS = {"top": twips(20), "bottom": twips(20), "left": twips(30), "right": twips(15)}
TEXT_WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]
LANDSCAPE_WIDTH = PAGE[1] - MARGINS["left"] - MARGINS["right"]
HEADER_COLUMNS = (twips(68), TEXT_WIDTH - twips(68))
SIGNATURE_COLUMNS = (twips(80), TEXT_WIDTH - twips(80))
CONTENTS_DEPTH = 3
_MOTTO_LENGTH = twips(57)  # the motto at 13 pt bold, measured
_CAPITAL_EM = 0.66  # mean width of bold capitals of Times New Roman
_ROOM_TO_SIGN = '<w:spacing w:before="1300" w:after="0"/>'
_TINY = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_GAP = '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
_NO_SPACE = '<w:spacing w:before="0" w:after="0"/>'


def write_docx(paper: Paper, *, toc: bool = False) -> bytes:
    """The .docx of a paper. ``toc`` adds a table of contents that shows without being updated.

    Raises: ValueError when a chart cannot be drawn.
    """
    story = _Story(paper, toc=toc)
    return package(
        body=story.body(),
        footnotes=story.footnotes,
        pictures=story.pictures,
        title=" ".join(f"{paper.kind or ''} {paper.summary}".split()),
        author=paper.issuer,
    )


def section(
    *, landscape: bool = False, hide_first_number: bool = False, restart: bool = False
) -> str:
    """A section's properties: A4, the margins of NĐ 30, the page number in the middle of the top margin."""
    width, height = reversed(PAGE) if landscape else PAGE
    orientation = ' w:orient="landscape"' if landscape else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:headerReference w:type="first" r:id="rIdHeaderFirst"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        f'<w:pgMar w:top="{MARGINS["top"]}" w:right="{MARGINS["right"]}" '
        f'w:bottom="{MARGINS["bottom"]}" w:left="{MARGINS["left"]}" '
        f'w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
        + ('<w:pgNumType w:start="1"/>' if restart else "")
        + ("<w:titlePg/>" if hide_first_number else "")
        + "</w:sectPr>"
    )


class _Story:
    """Collects what the paper's parts share: blocks by section, footnotes, pictures, headings met."""

    def __init__(self, paper: Paper, *, toc: bool) -> None:
        self.paper = paper
        self.toc = toc
        self.footnotes: list[str] = []
        self.pictures: list[bytes] = []
        self.sections: list[tuple[str, str]] = []
        self.current: list[str] = []
        self.headings = 0
        self.page_break = False

    def body(self) -> str:
        """All sections in order; the last one's properties close the body."""
        paper = self.paper
        # LibreOffice puts an empty line of its own before a table that opens a document; this one is smaller.
        self.current += [paragraph("", spacing=_TINY), header_block(paper), *self._opening()]
        # Only the first section of a story hides its first number and starts at 1.
        first = {"hide_first_number": True, "restart": True}
        first = self._blocks(paper.body, landscape=False, first=first)
        closing = closing_line(paper)
        if closing:
            self.current.append(_text(run(closing), keep_next=True))
        self.current.append(signature_block(paper))
        self._close(section(**first))
        for annex in paper.annexes:
            self._annex(annex)
        *earlier, last = self.sections
        return "".join(f"{xml}{_break(properties)}" for xml, properties in earlier) + "".join(last)

    def _opening(self) -> list[str]:
        paper = self.paper
        lines = []
        if paper.kind:
            lines.append(paragraph(run(upper(paper.kind)), style="Title"))
            lines.append(paragraph(run(paper.summary), style="Subtitle"))
            lines.append(rule(width=TEXT_WIDTH, length=TEXT_WIDTH // 6))
        addressed = addressed_lines(paper)
        if addressed:
            lines.append(paragraph("", spacing=_NO_SPACE))
            first, *others = addressed
            indent = f'<w:ind w:left="{twips(30)}"/>'
            align: Align = "left" if others else "center"
            lines.append(paragraph(run(first), align=align, indent=indent if others else ""))
            deeper = f'<w:ind w:left="{twips(38)}"/>'
            lines += [paragraph(run(line), align="left", indent=deeper) for line in others]
        if paper.authority_line:
            spacing = '<w:spacing w:before="180" w:after="120"/>'
            line = run(upper(paper.authority_line), bold=True)
            lines.append(paragraph(line, align="center", spacing=spacing))
        lines.append(paragraph("", spacing=_GAP))
        lines += [_text(run(line, italic=True)) for line in ground_lines(paper)]
        if paper.operative:
            spacing = '<w:spacing w:before="120" w:after="180"/>'
            line = run(upper(paper.operative), bold=True)
            lines.append(paragraph(line, align="center", spacing=spacing, keep_next=True))
        if self.toc:
            lines.append(self._contents())
            self.page_break = True
        return lines

    def _annex(self, annex: Annex) -> None:
        label, title = annex_lines(annex)
        self.current.append(self._heading(1, [label, title]))
        if annex.note:
            note = run(bracketed(annex.note), italic=True)
            self.current.append(paragraph(note, align="center", keep_next=True))
        rule_width = LANDSCAPE_WIDTH if annex.landscape else TEXT_WIDTH
        self.current.append(rule(width=rule_width, length=TEXT_WIDTH // 6))
        self.current.append(paragraph("", spacing=_GAP))
        first = {"hide_first_number": True, "restart": True}
        first = self._blocks(annex.blocks, landscape=annex.landscape, first=first)
        self._close(section(landscape=annex.landscape, **first))

    def _blocks(
        self, blocks: Sequence[Block], *, landscape: bool, first: dict[str, bool]
    ) -> dict[str, bool]:
        for block in blocks:
            if isinstance(block, Table) and block.landscape and not landscape:
                self._close(section(landscape=False, **first))
                self.current += self._table(block, LANDSCAPE_WIDTH)
                self._close(section(landscape=True))
                first = {}
            else:
                self.current += self._block(block, LANDSCAPE_WIDTH if landscape else TEXT_WIDTH)
        return first

    def _block(self, block: Block, width: int) -> list[str]:
        broken, self.page_break = self.page_break, False
        match block:
            case Heading():
                return [self._heading(block.level, heading_lines(block), page_break=broken)]
            case PageBreak():
                self.page_break = True
                return []
            case Table():
                return [*_break_first(broken), *self._table(block, width)]
            case Chart():
                return [*_break_first(broken), *self._chart(block)]
            case Paragraph():
                indented = block.indent and block.align in ("justify", "left")
                content = self._runs(block.runs)
                return [_text(content, block.align, indent=indented, page_break=broken)]
            case Bullet():
                mark = "- " if block.level == 1 else "+ "
                return [_text(run(mark) + self._runs(block.runs), page_break=broken)]
            case Article():
                label = run(f"Điều {block.number}. ", bold=True)
                return [_text(label + self._runs(block.runs), page_break=broken)]

    def _runs(self, runs: Sequence[Run]) -> str:
        parts = []
        for piece in runs:
            parts.append(run(piece.text, bold=piece.bold, italic=piece.italic))
            if piece.footnote is not None:
                self.footnotes.append(piece.footnote)
                parts.append(
                    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                    f'<w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>'
                )
        return "".join(parts)

    def _heading(self, level: int, lines: Sequence[str], *, page_break: bool = False) -> str:
        number = self.headings
        self.headings += 1
        text = run("\n".join(lines))
        content = (
            f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>{text}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
        return paragraph(content, style=f"Heading{level}", page_break_before=page_break)

    def _table(self, table: Table, width: int) -> list[str]:
        parts = []
        if table.caption:
            parts.append(paragraph(run(table.caption), style="Caption"))
        parts.append(ooxml.table_xml(table, total=width))
        # Word glues two tables with nothing between them into one.
        after = run(table.note) if table.note else ""
        parts.append(paragraph(after, style="Note"))
        return parts

    def _chart(self, chart: Chart) -> list[str]:
        png = chart_png(chart.spec, font=PAPER_FONT)
        self.pictures.append(png)
        number = len(self.pictures)
        pixels_wide, pixels_high = struct.unpack(">II", png[16:24])  # the IHDR of a PNG
        image = ooxml.picture(
            relation=f"rIdPicture{number}",
            number=number,
            width_mm=chart.width_mm,
            height_mm=chart.width_mm * pixels_high / pixels_wide,
            alt=chart.alt,
        )
        spacing = '<w:spacing w:before="120" w:after="120"/>'
        return [
            paragraph(run(chart.caption), style="Caption"),
            paragraph(image, align="center", spacing=spacing),
        ]

    def _contents(self) -> str:
        lines = contents(self.paper, depth=CONTENTS_DEPTH)
        # The page numbers Word shows until it updates the field are those of the PDF, set in the same measures.
        pages = heading_pages(self.paper)
        tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
            f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        entries = []
        for place, line in enumerate(lines):
            page = ooxml.field(f"PAGEREF _Toc{line.index} \\h", pages[line.index])
            link = (
                f'<w:hyperlink w:anchor="_Toc{line.index}" w:history="1">{run(line.text)}'
                f"<w:r><w:tab/></w:r>{page}</w:hyperlink>"
            )
            content = (begin if place == 0 else "") + link
            entries.append(paragraph(content, style=f"TOC{line.level}", borders=tab))
        end = paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>', spacing=_NO_SPACE)
        if not entries:
            return ""
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
            f"{paragraph(run('MỤC LỤC'), style='TOCHeading')}{''.join(entries)}{end}"
            "</w:sdtContent></w:sdt>"
        )

    def _close(self, properties: str) -> None:
        self.sections.append(("".join(self.current), properties))
        self.current = []
        self.page_break = False


def header_block(paper: Paper) -> str:
    """Issuer beside the national name, number beside place and date, with their rules."""
    left, right = HEADER_COLUMNS
    issuer = []
    if paper.issuer_parent:
        issuer.append(paragraph(run(upper(paper.issuer_parent), size=12), align="center"))
    name = upper(paper.issuer)
    issuer.append(paragraph(run(name, bold=True, size=12), align="center"))
    last_line = name.rsplit("\n", 1)[-1]
    length = min(left, round(len(last_line) * _CAPITAL_EM * 12 * 20)) * 2 // 5
    issuer.append(rule(width=left, length=length))
    national = (
        paragraph(run(NATIONAL_NAME, bold=True, size=12), align="center")
        + paragraph(run(MOTTO, bold=True, size=13), align="center")
        + rule(width=right, length=_MOTTO_LENGTH)
    )
    above = '<w:spacing w:before="60" w:after="0"/>'
    number = paragraph(run(number_line(paper), size=13), align="center", spacing=above)
    if not paper.kind:
        subject = run(subject_line(paper), size=12)
        number += paragraph(
            subject, align="center", spacing='<w:spacing w:before="120" w:after="0"/>'
        )
    if paper.draft:
        number += paragraph(run("DỰ THẢO", bold=True, size=13), align="center", spacing=above)
    dated = run(place_date_line(paper), italic=True, size=13)
    place = paragraph(dated, align="center", spacing=above)
    return ooxml.plain_table([["".join(issuer), national], [number, place]], HEADER_COLUMNS)


def signature_block(paper: Paper) -> str:
    """Recipients at the left, authority, post and name at the right; kept on one page."""
    recipients = paragraph("")
    lines = recipient_lines(paper)
    if lines:
        label = run("Nơi nhận:", bold=True, italic=True, size=12)
        recipients = paragraph(label, align="left") + "".join(
            paragraph(run(line, size=11), align="left") for line in lines
        )
    spacer = paragraph("", keep_next=True, spacing='<w:spacing w:before="0" w:after="60"/>')
    signed = _signed(paper.signature)
    if paper.countersignature is None:
        return (
            spacer + ooxml.plain_table([[recipients, signed]], SIGNATURE_COLUMNS) + _after_table()
        )
    rows = [[_signed(paper.countersignature), signed], [recipients, paragraph("")]]
    return spacer + ooxml.plain_table(rows, SIGNATURE_COLUMNS) + _after_table()


def _signed(signature: Signature) -> str:
    lines = [paragraph(run(upper(line), bold=True), align="center") for line in signature.authority]
    name = run(clean(signature.name or ""), bold=True)
    return "".join(lines) + paragraph(name, align="center", spacing=_ROOM_TO_SIGN)


def _text(
    content: str,
    align: Align = "justify",
    *,
    indent: bool = True,
    keep_next: bool = False,
    page_break: bool = False,
) -> str:
    return paragraph(
        content,
        style="BodyText",
        align=align,
        keep_next=keep_next,
        page_break_before=page_break,
        indent=f'<w:ind w:firstLine="{twips(12.7)}"/>' if indent else "",
    )


def _break_first(broken: bool) -> list[str]:
    return [paragraph("", page_break_before=True, spacing=_TINY)] if broken else []


def _after_table() -> str:
    return paragraph("", spacing=_TINY)


def _break(properties: str) -> str:
    return paragraph("", spacing=_TINY, section=properties)
