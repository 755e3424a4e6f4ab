"""The printed sheet of a checklist: "Phiếu rà soát điều kiện khen thưởng", for .docx and PDF."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from tdkt.documents.paper import (
    Block,
    Bullet,
    Cell,
    Column,
    Heading,
    Paper,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
)
from tdkt.dossiers.checklist import AwardCheck, Checklist, Line, Mark, Outlook
from tdkt.registry.models import Recipient
from tdkt.registry.states import RecipientKind, Standing
from tdkt_law.verdicts import Verdict

_ROMAN: Final = ("I", "II", "III", "IV", "V")
_YEARS: Final = 8  # as many as stand on an upright page
_NONE: Final = "Không có."
_GROUNDS: Final = {"cong_hien": "quá trình cống hiến"}


def checklist_paper(
    told: Checklist,
    *,
    issuer: str = "",
    issuer_parent: str | None = None,
    reviewer: str | None = None,
) -> Paper:
    """The sheet as a paper without a number. ``issuer`` is by default the authority's government; ``reviewer`` signs."""
    authority = told.recipient.authority
    government = authority.government.replace(f" {authority.name}", f"\n{authority.name}")
    return Paper(
        issuer=issuer or government,
        issuer_parent=issuer_parent,
        symbol="PRS-TĐKT",
        place=authority.place,
        date=told.on,
        kind="PHIẾU RÀ SOÁT",
        summary="Điều kiện khen thưởng",
        body=tuple(_body(told)),
        closing="Phiếu này giúp chuẩn bị hồ sơ; không thay kết quả thẩm định, xét duyệt.",
        recipients=("Người được rà soát, đơn vị quản lý", "Lưu: Hồ sơ khen thưởng"),
        signature=Signature(("NGƯỜI RÀ SOÁT",), reviewer),
    )


def _body(told: Checklist) -> Iterable[Block]:
    yield from _who(told)
    yield _ribbon(told)
    sections = (
        (Outlook.QUALIFIED, "ĐỦ CÁC ĐIỀU KIỆN TRA CỨU ĐƯỢC", _checked),
        (Outlook.ONE_STEP, "CÒN THIẾU MỘT ĐIỀU KIỆN", _step),
        (Outlook.UNSETTLED, "CẦN BỔ SUNG, XÁC MINH", _papers),
    )
    for number, (outlook, title, write) in zip(_ROMAN, sections, strict=False):
        yield Heading(2, title, number)
        checks = told.with_outlook(outlook)
        yield from write(checks) if checks else (Paragraph.of(_NONE),)
    yield Heading(2, "CÁC HÌNH THỨC KHÁC", _ROMAN[len(sections)])
    yield from _others(told)


def _who(told: Checklist) -> Iterable[Block]:
    recipient = told.recipient
    label = {
        RecipientKind.PERSON: "Họ và tên", RecipientKind.COLLECTIVE: "Tập thể", RecipientKind.HOUSEHOLD: "Hộ gia đình",
    }[RecipientKind(recipient.kind)]  # fmt: skip
    yield _fact(label, recipient.name)
    unit = _unit(recipient)
    if unit:
        yield _fact("Đơn vị", unit)
    yield _fact("Năm xét", f"{told.year}; dữ liệu tính đến ngày {told.on:%d/%m/%Y}")
    yield _fact("Quy định áp dụng", told.regime)
    if told.caveat:
        yield _fact("Lưu ý", told.caveat)


def _unit(recipient: Recipient) -> str:
    return recipient.organisation.name if recipient.organisation else ""


def _fact(label: str, text: str) -> Paragraph:
    return Paragraph((Run(f"{label}: "), Run(text, bold=label != "Lưu ý")), indent=False)


def _ribbon(told: Checklist) -> Table:
    years = told.ribbon.years[-_YEARS:]
    return Table(
        caption="Quá trình thi đua, khen thưởng",
        columns=(Column("Nội dung", 1.7), *(Column(str(year), 1, "center") for year in years)),
        rows=tuple(
            (label, *(_marks(marks.get(year, ())) for year in years))
            for label, marks in told.ribbon.rows
        ),
        note="“–”: chưa có dữ liệu, hoặc không có. Dấu *: theo đơn vị kê khai, chưa đối chiếu.",
        size=9,
    )


def _marks(marks: Sequence[Mark]) -> str:
    return "\n".join(f"{one.text}{_declared(one.link.standing)}" for one in marks) or "–"


def _declared(standing: str) -> str:
    return "*" if standing and standing != Standing.CHECKED else ""


def _title(check: AwardCheck) -> str:
    ground = _GROUNDS.get(check.ground)
    return f"{check.name}, {ground}" if ground else check.name


def _checked(checks: Sequence[AwardCheck]) -> Iterable[Block]:
    for number, check in enumerate(checks, 1):
        yield Heading(3, _title(check), str(number))
        yield Paragraph((Run(f"Trường hợp: {check.track}. "), Run(_summary(check), bold=True)))
        yield Table(
            columns=(
                Column("Điều kiện", 3.2), Column("Kết quả", 1.1, "center"), Column("Cần có", 2.2), Column("Đã có", 2.4),
                Column("Quy định", 1.9),
            ),
            rows=tuple(_row(line) for line in _told(check.lines)),
            size=10,
        )  # fmt: skip


def _summary(check: AwardCheck) -> str:
    said = []
    if check.to_attest:
        said.append(f"Còn {len(check.to_attest)} nội dung do người có thẩm quyền xác nhận.")
    if check.declared:
        said.append("Theo kê khai của đơn vị, chưa đối chiếu đủ.")
    if check.presumed:
        said.append("Quy định của thời gian này chưa có văn bản, tạm tính theo quy định trước.")
    return " ".join(said) or "Đủ điều kiện theo dữ liệu."


def _told(lines: Sequence[Line]) -> Iterable[Line]:
    """Of alternatives, those that carry the verdict."""
    above = Verdict.MET
    for line in lines:
        if line.level == 0:
            above = line.verdict
            yield line
        elif line.verdict is above:
            yield line


def _row(line: Line) -> Row:
    text = line.text if line.level == 0 else f"– {line.text}"
    used = "; ".join(f"{one.label}{_declared(one.standing)}" for one in line.evidence)
    found = line.found if line.verdict is Verdict.MET or not line.missing else line.missing
    return (
        text,
        Cell(line.verdict.condition_label, bold=line.verdict is not Verdict.MET),
        "" if line.attested or line.needed == line.text else line.needed,
        "\n".join(part for part in (found, used) if part),
        line.clause,
    )


def _step(checks: Sequence[AwardCheck]) -> Iterable[Block]:
    rows: list[Row] = []
    for check in checks:
        step = check.step
        if step is not None:
            rows.append(
                (
                    Cell(_title(check), bold=True),
                    step.text,
                    f"{step.verdict.condition_label}. {step.missing or ''}",
                    step.found,
                    step.clause,
                )
            )
    yield Table(
        columns=(
            Column("Danh hiệu, hình thức", 2), Column("Điều kiện còn thiếu", 2.8), Column("Việc cần làm", 2.2),
            Column("Đã có", 1.8), Column("Quy định", 1.9),
        ),
        rows=tuple(rows),
        size=10,
    )  # fmt: skip


def _papers(checks: Sequence[AwardCheck]) -> Iterable[Block]:
    yield Table(
        columns=(
            Column("Danh hiệu, hình thức", 2), Column("Điều kiện chưa đủ căn cứ", 3.4),
            Column("Giấy tờ, việc cần bổ sung", 2.8), Column("Quy định", 1.9),
        ),
        rows=tuple(
            (
                Cell(_title(check) if place == 0 else "", bold=True),
                line.text,
                wanted,
                line.clause,
            )
            for check in checks
            for place, (line, wanted) in enumerate(_wanted(check))
        ),
        size=10,
    )  # fmt: skip


def _wanted(check: AwardCheck) -> Iterable[tuple[Line, str]]:
    """Each open condition with the papers that settle it; of alternatives, of any of them that may still be met."""
    for place, line in enumerate(check.lines):
        if line.level == 0 and line in check.open_lines:
            below = takewhile(lambda one: one.level > 0, check.lines[place + 1 :])
            papers = [
                one.missing for one in below if one.verdict is Verdict.UNKNOWN and one.missing
            ]
            yield line, "; hoặc ".join(dict.fromkeys(papers)) or line.missing or ""


def _others(told: Checklist) -> Iterable[Block]:
    held = told.with_outlook(Outlook.HONOURED)
    if held:
        names = "; ".join(one.name for one in held)
        yield Bullet.of(f"Đã được khen thưởng cho năm này, hoặc đã có: {names}.")
    far = told.with_outlook(Outlook.FAR)
    yield Bullet.of(
        f"{len(far)} hình thức, danh hiệu còn lại thiếu từ hai điều kiện trở lên, hoặc dựa vào thành tích mà hệ thống chưa ghi."
    )
