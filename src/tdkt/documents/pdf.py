"""A Paper as PDF, set by Typst in Tinos; every text reaches the template as data, never as markup."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from tdkt.documents.charts import chart_svg
from tdkt.documents.fonts import PAPER_FONT, font_folder
from tdkt.documents.paper import (
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
    addressed_lines,
    annex_lines,
    bracketed,
    clean,
    closing_line,
    ground_lines,
    header_cells,
    heading_lines,
    number_line,
    place_date_line,
    recipient_lines,
    subject_line,
    upper,
)

_TEMPLATE = Path(__file__).with_name("templates") / "paper.typ"
# A PDF names when it was made; the paper's own day is the only one the same records give twice.
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def write_pdf(paper: Paper, *, toc: bool = False, fonts: Path | None = None) -> bytes:
    """The PDF/A-2b of a paper; ``fonts`` is the folder of Tinos, by default that of the npm package.

    Raises: ValueError when a chart cannot be drawn; FileNotFoundError when the font is not installed.
    """
    compiler = _compiler(paper, toc=toc, fonts=fonts)
    pdf = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=_timestamp(paper))
    if not isinstance(pdf, bytes):  # a list is one picture a page, which only PNG and SVG give
        raise TypeError("Typst trả về nhiều tệp cho một PDF.")
    return pdf


def heading_pages(paper: Paper, *, fonts: Path | None = None) -> list[str]:
    """The printed page number of every heading and annex, in reading order, in a copy with a table of contents."""
    compiler = _compiler(paper, toc=True, fonts=fonts)
    found = json.loads(compiler.query("<heading-pages>", field="value", one=True))
    return [str(page) for page in found]


@lru_cache(maxsize=4)
def shared_fonts(folder: Path) -> typst.Fonts:
    """The fonts of a folder, read once; neither the system's nor Typst's own (they draw wrong Vietnamese letters)."""
    if not any(folder.rglob("*.ttf")):
        raise FileNotFoundError(f"Không có tệp phông chữ .ttf nào trong {folder}.")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


def _compiler(paper: Paper, *, toc: bool, fonts: Path | None) -> typst.Compiler:
    return typst.Compiler(
        str(_TEMPLATE),
        root=str(_TEMPLATE.parent),  # the template can read nothing outside its folder
        font_paths=shared_fonts(fonts or font_folder()),
        sys_inputs={"paper": json.dumps(_data(paper, toc=toc), ensure_ascii=False)},
    )


def _timestamp(paper: Paper) -> datetime:
    day = paper.date
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _UNDATED


def _data(paper: Paper, *, toc: bool) -> dict[str, Any]:
    return {
        "title": clean(" ".join(f"{paper.kind or ''} {paper.summary}".split())),
        "author": clean(paper.issuer),
        "font": PAPER_FONT,
        "toc": toc,
        "national": [NATIONAL_NAME, MOTTO],
        "issuer_parent": upper(paper.issuer_parent) if paper.issuer_parent else None,
        "issuer": upper(paper.issuer),
        "number": number_line(paper),
        "place_date": place_date_line(paper),
        "kind": upper(paper.kind) if paper.kind else None,
        "summary": clean(paper.summary) if paper.kind else subject_line(paper),
        "draft": paper.draft,
        "addressed": addressed_lines(paper),
        "authority_line": upper(paper.authority_line) if paper.authority_line else None,
        "grounds": ground_lines(paper),
        "operative": upper(paper.operative) if paper.operative else None,
        "body": [_block(block) for block in paper.body],
        "closing": closing_line(paper),
        "recipients": recipient_lines(paper),
        "signature": _signature(paper.signature),
        "countersignature": _signature(paper.countersignature) if paper.countersignature else None,
        "annexes": [_annex(annex) for annex in paper.annexes],
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "authority": [upper(line) for line in signature.authority],
        "name": clean(signature.name or ""),
    }


def _annex(annex: Annex) -> dict[str, Any]:
    return {
        "lines": annex_lines(annex),
        "note": bracketed(annex.note),
        "landscape": annex.landscape,
        "blocks": [_block(block) for block in annex.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"type": "heading", "level": block.level, "lines": heading_lines(block)}
        case Paragraph():
            indented = block.indent and block.align in ("justify", "left")
            runs = _runs(block.runs)
            return {"type": "paragraph", "align": block.align, "indent": indented, "runs": runs}
        case Bullet():
            mark = _runs((Run("- " if block.level == 1 else "+ "),))
            return {"type": "paragraph", "align": "justify", "indent": True,
                    "runs": mark + _runs(block.runs)}  # fmt: skip
        case Article():
            label = _runs((Run(f"Điều {block.number}. ", bold=True),))
            return {"type": "paragraph", "align": "justify", "indent": True,
                    "runs": label + _runs(block.runs)}  # fmt: skip
        case Table():
            return _table(block)
        case Chart():
            return {
                "type": "chart",
                "svg": chart_svg(block.spec, links=False, font=PAPER_FONT),
                "alt": clean(block.alt),
                "caption": clean(block.caption),
                "width": block.width_mm,
            }
        case PageBreak():
            return {"type": "page_break"}


def _runs(runs: Sequence[Run]) -> list[dict[str, Any]]:
    return [
        {
            "text": clean(run.text),
            "bold": run.bold,
            "italic": run.italic,
            "footnote": None if run.footnote is None else clean(run.footnote),
        }
        for run in runs
    ]


def _table(table: Table) -> dict[str, Any]:
    header = [
        {
            "text": cell.text,
            "x": cell.column,
            "y": cell.row,
            "columns": cell.columns,
            "rows": cell.rows,
        }
        for cell in header_cells(table.columns)
    ]
    return {
        "type": "table",
        "widths": [column.width for column in table.columns],
        "align": [column.align for column in table.columns],
        "header": header,
        "codes": [clean(code) for code in table.codes],
        "cells": [_cell(cell) for row in table.rows for cell in row],
        "caption": clean(table.caption),
        "note": clean(table.note),
        "size": table.size,
        "landscape": table.landscape,
    }


def _cell(cell: str | Cell) -> str | dict[str, Any]:
    # A plain cell stays a plain string: a list of 36,000 cells is read by the template as it is.
    if isinstance(cell, str):
        return clean(cell)
    return {
        "text": clean(cell.text),
        "bold": cell.bold,
        "italic": cell.italic,
        "span": cell.span,
        "align": cell.align,
    }
