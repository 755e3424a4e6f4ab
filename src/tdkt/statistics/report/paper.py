"""The yearly report as a Paper: outline, the author's words, the sentences of the records, annexes, signature."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tdkt.documents.paper import Block, Heading, Paper, Paragraph, Signature
from tdkt.statistics.models import Report
from tdkt.statistics.report import sentences, sentences_awards, sentences_movements
from tdkt.statistics.report.annexes import report_annexes
from tdkt.statistics.report.archive import paper_from_json
from tdkt.statistics.report.book import Book
from tdkt.statistics.report.check import Problem, Weight, report_text_check
from tdkt.statistics.report.facts import (
    ReportFacts,
    report_facts,
    report_movements,
    thematic_names,
)
from tdkt.statistics.report.figures import LiveBook
from tdkt.statistics.report.markup import blocks
from tdkt.statistics.report.outline import TEXT, Outline, Section, SectionKind, outline
from tdkt.statistics.report.selectors import report_texts
from tdkt.statistics.report.sentences import Desk, Writer
from tdkt.statistics.states import ReportState

WRITERS: Final[Mapping[str, Writer]] = {
    **sentences.WRITERS, **sentences_movements.WRITERS, **sentences_awards.WRITERS,
}  # fmt: skip
DEFAULT_SIGNER: Final = "TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH"


class SectionState(StrEnum):
    """Where a section stands, for the editor."""

    HEADING = ""
    GENERATED = "lap_tu_so"
    WRITTEN = "da_viet"
    MISSING = "chua_viet"
    PROBLEMS = "co_loi"


STATE_WORDS: Final = {
    SectionState.HEADING: "",
    SectionState.GENERATED: "Lập từ sổ",
    SectionState.WRITTEN: "Đã viết",
    SectionState.MISSING: "Chưa viết",
    SectionState.PROBLEMS: "Có lỗi",
}


@dataclass(frozen=True)
class Draft:
    """Everything a report is made from on one day. Made by ``report_draft``; nothing here asks the database again
    except for figures read the first time they are asked for."""

    report: Report
    as_of: date
    outline: Outline
    facts: ReportFacts
    book: Book
    texts: Mapping[str, str]

    def problems(self, path: str) -> list[Problem]:
        """What is wrong with the author's words of a section."""
        return report_text_check(self.texts.get(path, ""), self.book)

    def state(self, section: Section) -> SectionState:
        """Where the section stands."""
        if section.kind is SectionKind.HEADING:
            return SectionState.HEADING
        written = bool(self.texts.get(section.path, "").strip())
        if written:
            wrong = any(problem.weight is Weight.ERROR for problem in self.problems(section.path))
            return SectionState.PROBLEMS if wrong else SectionState.WRITTEN
        return (
            SectionState.MISSING if section.kind is SectionKind.AUTHOR else SectionState.GENERATED
        )

    def section_blocks(self, section: Section, text: str | None = None) -> list[Block]:
        """The section's own blocks, without heading and subsections; ``text`` stands for the saved words."""
        words = self.texts.get(section.path, "") if text is None else text
        desk = Desk(self.facts, self.book, section.movement)
        made: list[Block] = []
        for name in section.writers:
            if name == TEXT:
                made += self._author(section, words)
                continue
            for written in WRITERS[name](desk):
                made += self._lines(written) if isinstance(written, str) else [written]
        return made

    def _author(self, section: Section, words: str) -> list[Block]:
        if words.strip():
            return self._lines(words)
        if section.kind is SectionKind.AUTHOR:
            return [Paragraph.of(f"[{section.owner} viết: chưa có nội dung.]", italic=True)]
        return []

    def _lines(self, text: str) -> list[Block]:
        return blocks(text, self.book)

    def body(self) -> tuple[Block, ...]:
        """All parts and sections in order."""
        return tuple(self._body(self.outline.sections))

    def _body(self, sections: Sequence[Section]) -> Iterator[Block]:
        for section in sections:
            yield Heading(section.level, _printed(section), section.number)
            yield from self.section_blocks(section)
            if section.kind is SectionKind.HEADING and not section.sections:
                yield Paragraph.of("Chưa có dữ liệu.", italic=True)
            yield from self._body(section.sections)


def report_outline(report: Report) -> Outline:
    """The outline of that report alone. One query."""
    movements = report_movements(report.authority, year=report.year)
    return outline(
        year=report.year, authority=report.authority.name, movements=thematic_names(movements)
    )


def report_draft(report: Report, as_of: date) -> Draft:
    """Read what the report of that year is made from. ``report`` may be unsaved: then no author has written yet."""
    authority, year = report.authority, report.year
    facts = report_facts(authority, year=year, as_of=as_of)
    return Draft(
        report=report,
        as_of=as_of,
        outline=outline(
            year=year, authority=authority.name, movements=thematic_names(facts.movements)
        ),
        facts=facts,
        book=LiveBook(facts.figures),
        texts=report_texts(report),
    )


def report_paper(report: Report, as_of: date) -> Paper:
    """The report as it is that day; an issued one exactly as it was issued."""
    if report.state == ReportState.ISSUED:
        return paper_from_json(report.frozen_paper.paper)
    return draft_paper(report_draft(report, as_of))


def draft_paper(draft: Draft) -> Paper:
    """The whole paper of a draft, number and date left blank until they are given."""
    report = draft.report
    body = draft.body()
    return Paper(
        issuer=_issuer(report),
        symbol=report.symbol,
        place=report.authority.place,
        number=report.number or None,
        date=report.issued_on,
        date_blank_year=report.year + 1,
        kind=draft.outline.kind,
        summary=draft.outline.summary,
        body=body,
        closing=draft.outline.closing,
        recipients=recipients_of(draft),
        signature=Signature(
            tuple((report.signer_line or DEFAULT_SIGNER).split("|")), report.signer_name or None
        ),
        annexes=report_annexes(Desk(draft.facts, draft.book)),
        draft=report.state != ReportState.ISSUED,
    )


def section_paper(draft: Draft, section: Section, text: str | None = None) -> Paper:
    """One section's blocks as a paper of its own, for the preview under its title on the editor's page."""
    report = draft.report
    return Paper(
        issuer=_issuer(report), symbol=report.symbol, place=report.authority.place, kind=draft.outline.kind,
        summary=draft.outline.summary, signature=Signature(()), draft=True,
        body=tuple(draft.section_blocks(section, text)),
    )  # fmt: skip


def recipients_of(draft: Draft) -> tuple[str, ...]:
    """The distribution list: the report's own, else the usual one of the outline."""
    own = tuple(line.strip() for line in draft.report.recipients.splitlines() if line.strip())
    return own or draft.outline.recipients


def _issuer(report: Report) -> str:
    """ "Ủy ban nhân dân" over "tỉnh …", as papers print it."""
    authority = report.authority
    return authority.government.replace(f" {authority.name}", f"\n{authority.name}")


def _printed(section: Section) -> str:
    """Headings of the second level are printed in capitals."""
    return section.title.upper() if section.level == 2 else section.title
