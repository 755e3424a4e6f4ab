"""Acts on the yearly report: begin it, write a section, give its signature and recipients, issue it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from unicodedata import normalize

from django.db import IntegrityError, transaction
from django.utils import timezone

from tdkt.accounts.selectors import Reach
from tdkt.documents.paper import Block, Cell, Paper, Run, Table
from tdkt.kernel.answers import Refused, Stale, require
from tdkt.kernel.ledger import Subject, ledger_add
from tdkt.kernel.text import nfc
from tdkt.kernel.verbs import Verb
from tdkt.statistics.models import FrozenFigure, FrozenPaper, Report, ReportText
from tdkt.statistics.report.archive import paper_digest, paper_to_json
from tdkt.statistics.report.paper import (
    Draft,
    SectionState,
    draft_paper,
    report_draft,
    report_outline,
)
from tdkt.statistics.report.permissions import may_issue, may_write
from tdkt.statistics.states import ReportState

FIRST_YEAR: Final = 2004  # the law this work stands on took effect in 2004
LONGEST: Final = 50_000  # characters of one section


@transaction.atomic
def report_create(
    *,
    actor: Reach,
    year: int,
    at: datetime,
    signer_line: str = "",
    signer_name: str = "",
    recipients: str = "",
    symbol: str = "BC-UBND",
) -> Report:
    """Begin the report of a year. ``signer_line`` separates its lines by "|", ``recipients`` is one a line.

    Raises: Refused: no permission, the year has a report, or the year is none.
    """
    require(may_write(actor))
    if not FIRST_YEAR <= year <= timezone.localtime(at).year:
        raise Refused(f"Năm báo cáo phải từ {FIRST_YEAR} đến năm hiện tại; đã nhập {year}.")
    if Report.objects.filter(authority_id=actor.authority_id, year=year).exists():
        raise Refused(f"Báo cáo năm {year} đã có; hãy mở báo cáo đó để soạn tiếp.")
    report = Report(
        authority_id=actor.authority_id, year=year, symbol=symbol, signer_line=nfc(signer_line),
        signer_name=nfc(signer_name), recipients=_lines(recipients),
    )  # fmt: skip
    report.full_clean()
    report.save()
    ledger_add(
        actor=actor.signed, verb=Verb.REPORT_CHANGE, subject=_subject(report), at=at,
        after={"year": year, "state": str(ReportState.DRAFT)},
    )  # fmt: skip
    return report


@transaction.atomic
def report_text_save(
    *, actor: Reach, report_id: int, section: str, body: str, version: int, at: datetime
) -> ReportText:
    """Keep the author's words of one section. ``version`` is the one the author began from, 0 for none.

    Raises:
        Refused: no permission, issued, no such section, or longer than 50.000 characters.
        Stale: somebody saved the section first; nothing is written, so the page can show both texts.
    """
    report = _locked(actor, report_id)
    require(may_write(actor, report))
    place = report_outline(report).section(section)
    if place is None or not place.has_text:
        raise Refused(f"Đề cương báo cáo năm {report.year} không có mục “{section}” để viết.")
    body = normalize("NFC", body.replace("\r\n", "\n")).rstrip()  # lines stay: each is a paragraph
    if len(body) > LONGEST:
        raise Refused(
            f"Nội dung mục dài {len(body)} ký tự, quá {LONGEST}; hãy chuyển danh sách dài sang phụ lục."
        )
    kept = report.texts.filter(section=section).first()
    now = kept.version if kept else 0
    if now != version:
        who = (
            f"{kept.edited_by} đã lưu mục này" if kept and kept.edited_by else "Mục này đã được lưu"
        )
        raise Stale(
            f"{who} sau khi bạn mở trang. Nội dung của bạn chưa được ghi; hãy so hai bản rồi lưu lại."
        )
    if kept is not None and kept.body == body:
        return kept
    before = kept.body if kept else ""
    text = kept or ReportText(report=report, section=section)
    text.body, text.version, text.edited_by, text.edited_at = body, now + 1, actor.name, at
    text.full_clean()
    try:
        with transaction.atomic():
            text.save()
    except IntegrityError:  # two first versions at the same moment
        raise Stale("Mục này vừa được người khác lưu lần đầu; hãy mở lại để xem.") from None
    ledger_add(
        actor=actor.signed, verb=Verb.REPORT_CHANGE, subject=_subject(report), at=at,
        before={"section": section, "version": now, "body": before},
        after={"section": section, "version": text.version, "body": body},
    )  # fmt: skip
    return text


@transaction.atomic
def report_details_save(
    *,
    actor: Reach,
    report_id: int,
    signer_line: str,
    signer_name: str,
    recipients: str,
    at: datetime,
) -> Report:
    """Signature block and distribution list. Raises Refused: no permission, or issued."""
    report = _locked(actor, report_id)
    require(may_write(actor, report))
    names = ("signer_line", "signer_name", "recipients")
    before = {name: getattr(report, name) for name in names}
    report.signer_line = "|".join(_lines(signer_line.replace("|", "\n")).splitlines())
    report.signer_name = nfc(signer_name)
    report.recipients = _lines(recipients)
    report.full_clean()
    report.save(update_fields=[*names])
    after = {name: getattr(report, name) for name in names}
    if before != after:
        ledger_add(
            actor=actor.signed, verb=Verb.REPORT_CHANGE, subject=_subject(report), at=at, before=before, after=after
        )  # fmt: skip
    return report


@transaction.atomic
def report_issue(
    *, actor: Reach, report_id: int, number: str, issued_on: date | None, at: datetime
) -> Report:
    """Issue the report: number and day are given, every figure and the whole text are frozen.

    What the records say later changes nothing in it.
    Raises: Refused: no permission, already issued, number or day missing, a section unwritten or with errors.
    """
    report = _locked(actor, report_id)
    require(may_issue(actor, report))
    today = timezone.localtime(at).date()
    number = number.strip()
    if not number or issued_on is None:
        raise Refused("Phát hành báo cáo phải có số và ngày.")
    if issued_on > today:
        raise Refused("Ngày phát hành không thể sau hôm nay.")
    if issued_on.year < report.year:
        raise Refused(f"Báo cáo năm {report.year} không thể phát hành trước năm {report.year}.")
    draft = report_draft(report, today)
    waiting = unready(draft)
    if waiting:
        raise Refused("Chưa phát hành được: " + "; ".join(waiting) + ".")
    report.number, report.issued_on, report.state = number, issued_on, ReportState.ISSUED
    report.full_clean()
    report.save(update_fields=["number", "issued_on", "state"])
    paper = draft_paper(draft)
    kept = paper_to_json(paper)
    FrozenFigure.objects.bulk_create(_frozen(report, draft, paper))
    entry = ledger_add(
        actor=actor.signed, verb=Verb.REPORT_ISSUE, subject=_subject(report), at=at,
        before={"state": str(ReportState.DRAFT)},
        after={"state": str(ReportState.ISSUED), "number": number, "issued_on": issued_on, "digest": paper_digest(kept)},
    )  # fmt: skip
    FrozenPaper.objects.create(
        report=report, paper=kept, outline_version=draft.outline.version, digest=paper_digest(kept),
        ledger_seq=entry.seq, ledger_hash=entry.hash, frozen_at=at,
    )  # fmt: skip
    return report


def unready(draft: Draft) -> list[str]:
    """Why the report cannot be issued yet: sections unwritten, sections with errors; empty when it can."""
    found = []
    for section in draft.outline.walk():
        state = draft.state(section)
        if state is SectionState.MISSING:
            found.append(f"mục {section.label} “{section.title}” chưa viết")
        elif state is SectionState.PROBLEMS:
            found.append(f"mục {section.label} “{section.title}” còn lỗi")
    return found


def _frozen(report: Report, draft: Draft, paper: Paper) -> list[FrozenFigure]:
    entries = (draft.book.get(code) for code in dict.fromkeys(_codes(paper)))
    return [
        FrozenFigure(report=report, figure=entry.code, value=entry.value, text=entry.text()[:120])
        for entry in {e.code: e for e in entries if e is not None}.values()
    ]


def _codes(paper: Paper) -> Iterator[str]:
    for block in (*paper.body, *(block for annex in paper.annexes for block in annex.blocks)):
        yield from _codes_of(block)


def _codes_of(block: Block) -> Iterator[str]:
    pieces: list[Run | Cell | str] = list(getattr(block, "runs", ()))
    if isinstance(block, Table):
        pieces = [cell for row in block.rows for cell in row]
    yield from (piece.figure for piece in pieces if not isinstance(piece, str) and piece.figure)


def _locked(actor: Reach, report_id: int) -> Report:
    found = (
        Report.objects.select_for_update(of=("self",))
        .select_related("authority")
        .filter(pk=report_id, authority_id=actor.authority_id)
        .first()
    )
    if found is None:
        raise Refused("Không có báo cáo này.")
    return found


def _lines(text: str) -> str:
    return "\n".join(nfc(line) for line in text.splitlines() if line.strip())


def _subject(report: Report) -> Subject:
    return Subject("report", report.code, str(report))
