"""What a recipient could be proposed for this year, what is a step away, what a paper would settle."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any, Final

from tdkt.accounts.selectors import Reach
from tdkt.dossiers.checklist import AwardCheck, Line, Outlook, checklist
from tdkt.dossiers.eligibility import told_of
from tdkt.organisations.law_selectors import catalogue_of
from tdkt.registry.models import Recipient
from tdkt.registry.states import Ground
from tdkt.web.eligibility.asked import Asked, law_on
from tdkt.web.eligibility.award import contradictions_told
from tdkt.web.eligibility.ribbons import law_ribbon
from tdkt.web.law.words import GROUNDS
from tdkt.web.links import page_url
from tdkt.web.tables import Cell, Column, Row, Table
from tdkt_law.facts.contradictions import contradictions
from tdkt_law.facts.parse import parse

AWARD: Final = Column("Danh hiệu, hình thức")
CASE: Final = Column("Trường hợp")
CLAUSE: Final = Column("Căn cứ")


def award_page(recipient: Recipient, asked: Asked, check: AwardCheck) -> str:
    """The checklist of one award, for the same day and year."""
    ground = {"loai_hinh": check.ground} if check.ground == Ground.CONTRIBUTION else {}
    return asked.with_query(
        page_url("people-eligibility-award", recipient.code, check.code), **ground
    )


def paper_page(recipient: Recipient, asked: Asked, kind: str) -> str:
    """The printable sheet as .docx or .pdf."""
    return asked.with_query(page_url("people-eligibility-paper", recipient.code, kind))


def overview_context(reach: Reach, recipient: Recipient, asked: Asked) -> dict[str, Any]:
    """Raises: Refused when the history is not the office's to read, NoLaw for a day outside the catalogue."""
    law = catalogue_of(recipient.authority, asked.on)
    regime = law_on(law, asked.on)
    told = checklist(reach, recipient, on=asked.on, year=asked.year, law=law)
    groups = {one: told.with_outlook(one) for one in Outlook}
    return {
        "told": told,
        "ribbon": law_ribbon(told.ribbon, recipient),
        "contradictions": contradictions_of(reach, recipient, asked),
        "qualified": _qualified(recipient, asked, groups[Outlook.QUALIFIED]),
        "one_step": _one_step(recipient, asked, groups[Outlook.ONE_STEP]),
        "unsettled": _unsettled(recipient, asked, groups[Outlook.UNSETTLED]),
        "honoured": _rest(recipient, asked, groups[Outlook.HONOURED], "Đã được khen thưởng"),
        "far": _rest(recipient, asked, groups[Outlook.FAR], "Các hình thức khác"),
        "counts": {one.name.lower(): len(found) for one, found in groups.items()},
        "papers": [
            ("Word (.docx)", paper_page(recipient, asked, "docx")),
            ("PDF", paper_page(recipient, asked, "pdf")),
        ],
        "caveat": regime.caveat if regime.presumes else "",
    }


def contradictions_of(reach: Reach, recipient: Recipient, asked: Asked) -> list[dict[str, Any]]:
    """What cannot all be true in the history, with the records."""
    told = told_of(reach, recipient, on=asked.on, year=asked.year)
    found = contradictions(parse(told.facts), asked.on)
    return contradictions_told([one.as_dict() for one in found], told, recipient)


def _name(recipient: Recipient, asked: Asked, check: AwardCheck) -> Cell:
    return Cell(check.name, award_page(recipient, asked, check), award=True)


def _case(check: AwardCheck) -> Cell:
    ground = GROUNDS.get(check.ground, check.ground)
    notes = [ground] if ground != check.track else []
    notes += ["suy đoán theo quy định liền kề"] if check.presumed else []
    return Cell(check.track, note=", ".join(notes))


def _qualified(recipient: Recipient, asked: Asked, checks: Sequence[AwardCheck]) -> Table | None:
    rows = [
        Row([_name(recipient, asked, one), _case(one), _to_attest(one), _standing(one)])
        for one in checks
    ]
    columns = [AWARD, CASE, Column("Cần người có thẩm quyền xác nhận"), Column("Dữ liệu")]
    return Table("Đủ điều kiện", columns, rows) if rows else None


def _to_attest(check: AwardCheck) -> Cell:
    if not check.to_attest:
        return Cell("không có")
    return Cell(
        f"{len(check.to_attest)} nội dung", note="; ".join(one.text for one in check.to_attest)
    )


def _standing(check: AwardCheck) -> Cell:
    if check.declared:
        return Cell("Theo kê khai, chưa đối chiếu", mark="warn")
    return Cell("Đã đối chiếu", mark="ok")


def _one_step(recipient: Recipient, asked: Asked, checks: Sequence[AwardCheck]) -> Table | None:
    rows = []
    for one in checks:
        step = one.step
        if step is None:
            continue
        rows.append(
            Row(
                [
                    _name(recipient, asked, one),
                    Cell(step.text),
                    Cell(step.verdict.condition_label, mark=_MARKS[step.verdict.code]),
                    Cell(step.missing or step.needed, note=f"Đã có: {step.found}"),
                    Cell(step.clause),
                ]
            )
        )
    columns = [AWARD, Column("Điều kiện còn thiếu"), Column("Kết quả", nowrap=True), Column("Việc cần làm"), CLAUSE]  # fmt: skip
    return Table("Còn thiếu một điều kiện", columns, rows) if rows else None


_MARKS: Final[dict[str, Any]] = {"met": "ok", "unknown": "warn", "not_met": "bad"}


def _unsettled(recipient: Recipient, asked: Asked, checks: Sequence[AwardCheck]) -> Table | None:
    rows = [
        Row(
            [
                _name(recipient, asked, one) if place == 0 else Cell("", note="cùng hình thức trên"),
                Cell(line.text),
                Cell(_papers(line, one.lines)),
                Cell(line.clause),
            ]
        )
        for one in checks
        for place, line in enumerate(line for line in one.open_lines if line.level == 0)
    ]  # fmt: skip
    columns = [AWARD, Column("Điều kiện chưa đủ căn cứ"), Column("Giấy tờ, việc cần bổ sung"), CLAUSE]  # fmt: skip
    return Table("Chưa đủ căn cứ", columns, rows) if rows else None


def _papers(line: Line, lines: Sequence[Line]) -> str:
    """What settles it; of alternatives what settles each that is open."""
    below = takewhile(lambda one: one.level > 0, lines[lines.index(line) + 1 :])
    each = dict.fromkeys(one.missing for one in below if one.missing)
    return "; hoặc: ".join(each) or line.missing or line.needed


def _rest(
    recipient: Recipient, asked: Asked, checks: Sequence[AwardCheck], caption: str
) -> Table | None:
    rows = [
        Row([_name(recipient, asked, one), _case(one), Cell(_lacking(one))])
        for one in checks
    ]  # fmt: skip
    columns = [AWARD, CASE, Column("Còn vướng")]
    return Table(caption, columns, rows) if rows else None


def _lacking(check: AwardCheck) -> str:
    if check.outlook is Outlook.HONOURED:
        return "đã có"
    # A condition out of reach counts for a thousand.
    return f"{check.lacking} điều kiện" if check.lacking < 1000 else "dựa vào thành tích chưa ghi trong sổ"  # fmt: skip
