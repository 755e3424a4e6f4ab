"""Sentences of the report's pure-data parts: leadership, council, blocs, inspection, training, assessment, tasks.

A writer answers with lines of the report's own markup (numbers are embedded figures) and ready blocks. Nothing is
said that the records do not say: what they lack is said to be lacking, a zero is said to be none.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tdkt.documents.paper import Block
from tdkt.kernel.text import fold
from tdkt.movements.models import Task
from tdkt.movements.states import TaskKind
from tdkt.oversight.models import Inspection
from tdkt.oversight.states import InspectionKind
from tdkt.statistics.models import Assessment
from tdkt.statistics.report.book import Book
from tdkt.statistics.report.facts import ReportFacts
from tdkt.statistics.report.markup import literal
from tdkt.statistics.report.words import cited, count, fig, lines, listed, sentence, short_date
from tdkt.statistics.states import AssessmentKind

Written = Sequence[str | Block]


@dataclass(frozen=True)
class Desk:
    """What a writer has before it: the year's records, its figures, and the movement of its section, if any."""

    facts: ReportFacts
    book: Book
    movement: str = ""

    @property
    def year(self) -> int:
        return self.facts.year


Writer = Callable[[Desk], Written]


def documents(desk: Desk) -> Written:
    """The documents of the year: how many are declared, how many the register knows (Annex I)."""
    known = len(desk.facts.documents)
    declared = desk.book.value("van_ban.ban_hanh")
    if declared is None and not known:
        return [f"Chưa có dữ liệu về văn bản chỉ đạo của tỉnh trong năm {desk.year}."]
    if declared is None:
        return [
            (
                f"Sổ văn bản có {count(known)} văn bản của tỉnh về công tác thi đua, khen thưởng trong năm "
                f"{desk.year} *(có Phụ lục I kèm theo)*."
            )
        ]
    missing = int(declared) - known
    gap = (
        f"; sổ văn bản hiện ghi được {count(known)} văn bản, {count(missing)} văn bản chưa có trong sổ"
        if missing > 0
        else ""
    )
    return [
        (
            f"Năm {desk.year}, Tỉnh ủy, Ủy ban nhân dân tỉnh, Hội đồng Thi đua - Khen thưởng tỉnh ban hành "
            f"{fig('van_ban.ban_hanh')} văn bản lãnh đạo, chỉ đạo về công tác thi đua, khen thưởng "
            f"*(có Phụ lục I kèm theo{gap})*."
        )
    ]


def council(desk: Desk) -> Written:
    """The council's sessions of the year and what they were about."""
    sessions = desk.facts.sessions
    if not sessions:
        return [f"Chưa có dữ liệu về các phiên họp của Hội đồng trong năm {desk.year}."]
    awards = [each for each in sessions if each.considers_awards]
    of_awards = (
        "các phiên đều xét khen thưởng"
        if len(awards) == len(sessions)
        else f"trong đó {count(len(awards))} phiên xét khen thưởng"
    )
    days = [short_date(each.on) for each in sessions if each.on]
    when = f" vào các ngày {listed(days)}" if len(days) == len(sessions) else ""
    subjects: dict[str, None] = {}
    for each in sessions:
        subjects |= dict.fromkeys(
            part.strip() for part in re.split(r"[;\n]", each.agenda) if part.strip()
        )
    about = (
        f"Nội dung các phiên họp: {'; '.join(literal(_lower(part)) for part in subjects)}."
        if subjects
        else ""
    )
    return [
        sentence(
            f"Năm {desk.year}, Hội đồng Thi đua - Khen thưởng tỉnh họp {fig('hoi_dong.phien_hop')} phiên{when}, "
            f"{of_awards}.",
            about,
        )
    ]


def clusters(desk: Desk) -> Written:
    """The inter-provincial clusters the province belongs to."""
    return [
        f"Năm {desk.year}, tỉnh là thành viên {literal(each.name)}." for each in desk.facts.clusters
    ] or ["Chưa có dữ liệu về cụm thi đua mà tỉnh là thành viên."]


def blocs(desk: Desk) -> Written:
    """The province's blocs by name; flags when their number is known."""
    found = desk.facts.blocs
    if not found:
        return ["Chưa có dữ liệu về khối thi đua."]
    parts = [literal(_bloc_name(each.name)) for each in found]
    flags = (
        f"Số cờ thi đua tặng các đơn vị dẫn đầu khối: {fig('khoi.co_thi_dua')}."
        if desk.book.known("khoi.co_thi_dua")
        else "Điểm, xếp hạng và số cờ thi đua của từng khối: chưa có dữ liệu."
    )
    return [f"Toàn tỉnh có {fig('khoi.so_khoi')} khối thi đua: {'; '.join(parts)}.", flags]


_BODIES: Final[dict[str, tuple[str, str]]] = {
    InspectionKind.DEPARTMENT: ("kiem_tra.so_nganh", "đơn vị sở, ngành"),
    InspectionKind.EDUCATION_OFFICE: ("kiem_tra.phong_gddt", "phòng Giáo dục và Đào tạo"),
    InspectionKind.SCHOOL: ("kiem_tra.truong", "đơn vị trường học"),
    InspectionKind.OTHER: ("kiem_tra.khac", "đơn vị khác"),
}


def inspections(desk: Desk) -> Written:
    """Who inspected how many bodies of which kind, under which plan."""
    found = desk.facts.inspections
    if not found:
        return [f"Chưa có dữ liệu về kiểm tra công tác thi đua, khen thưởng năm {desk.year}."]
    plans = {each.plan_id: each.plan for each in found if each.plan}
    under = f"Thực hiện {listed(cited(plan) for plan in plans.values())}, " if plans else ""
    order = list(_BODIES)
    teams: dict[tuple[str, str], list[Inspection]] = defaultdict(list)
    for each in sorted(found, key=lambda row: order.index(InspectionKind(row.kind))):
        teams[each.led_by, each.with_body].append(each)
    done = []
    last = None
    for (leader, partner), rows in teams.items():
        who = literal(leader) if leader else "cơ quan chủ trì (chưa ghi trong sổ)"
        said = [] if last == leader else [who]
        said += [f"phối hợp với {literal(partner)}"] if partner else []
        done.append(" ".join([*said, f"kiểm tra {listed(_bodies(desk, rows))}"]))
        last = leader
    text = under + "; ".join(done) + "."
    return [text[0].upper() + text[1:]]


def _bodies(desk: Desk, rows: Sequence[Inspection]) -> list[str]:
    """Counts by kind: the figure when the team's rows are all there are of the kind."""
    said = []
    for kind, (code, noun) in _BODIES.items():
        here = sum(each.kind == kind for each in rows)
        everywhere = sum(each.kind == kind for each in desk.facts.inspections)
        if here:
            number = (
                fig(code) if here == everywhere and desk.book.value(code) == here else count(here)
            )
            said.append(f"{number} {noun}")
    return said


def training(desk: Desk) -> Written:
    """Classes and learners."""
    found = desk.facts.classes
    if not found:
        return [f"Chưa có dữ liệu về bồi dưỡng nghiệp vụ thi đua, khen thưởng năm {desk.year}."]
    first = (
        f"Năm {desk.year} đã mở {fig('boi_duong.lop')} lớp bồi dưỡng nghiệp vụ thi đua, khen thưởng với "
        f"{fig('boi_duong.hoc_vien')} học viên."
    )
    details = []
    for each in found:
        name = "Lớp" if len(found) == 1 else literal(each.name)
        by = (
            f" do {literal(each.organisers.replace('; ', ' phối hợp với '))} tổ chức"
            if each.organisers
            else ""
        )
        for_whom = (
            f" cho {literal(_lower(each.audience).replace('; ', ', '))}" if each.audience else ""
        )
        if by or for_whom:
            details.append(f"{name}{by}{for_whom}.")
    return [sentence(first, *details)]


def complaints(desk: Desk) -> Written:
    """How many complaints; none is said as none."""
    value = desk.book.value("khieu_nai.don")
    if value is None:
        return ["Chưa có dữ liệu về đơn thư khiếu nại, tố cáo liên quan đến thi đua, khen thưởng."]
    if value == 0:
        return [
            f"Năm {desk.year}, trên địa bàn tỉnh không có đơn thư khiếu nại, tố cáo về công tác thi đua, khen thưởng."
        ]
    return [
        f"Năm {desk.year} tiếp nhận {fig('khieu_nai.don')} đơn thư khiếu nại, tố cáo về thi đua, khen thưởng."
    ]


def results(desk: Desk) -> Written:
    """What went well, in the office's words."""
    return _assessed(desk, AssessmentKind.RESULT)


def limitations(desk: Desk) -> Written:
    """What did not go well; one bullet a group, so that what belongs together stands together."""
    found = _of_kind(desk, AssessmentKind.LIMITATION)
    if not found:
        return [f"Chưa ghi hạn chế nào của năm {desk.year}."]
    groups: dict[str, list[Assessment]] = defaultdict(list)
    for each in found:
        groups[each.group].append(each)
    bullets: list[str] = []
    for group, rows in groups.items():
        title = _GROUPS.get(group, "")
        if title:
            bullets.append(f"- {title}:")
            bullets += [f"+ {literal(each.text)}" for each in rows]
        else:
            bullets += [f"- {literal(each.text)}" for each in rows]
    return bullets


_GROUPS: Final = {
    "kinh_te_xa_hoi": "Về kinh tế - xã hội",
    "dien_hinh_tien_tien": "Về điển hình tiên tiến",
    "doanh_nghiep": "Về phong trào thi đua trong doanh nghiệp",
}


def causes(desk: Desk) -> Written:
    """Why; each cause names the group of limitations it explains."""
    found = _of_kind(desk, AssessmentKind.CAUSE)
    if not found:
        return [f"Chưa ghi nguyên nhân của hạn chế năm {desk.year}."]
    bullets = []
    for each in found:
        groups = dict.fromkeys(limit.group for limit in each.causes_of.all())
        about = listed(
            _lower(_GROUPS[group]).removeprefix("về ") for group in groups if group in _GROUPS
        )
        bullets.append(
            f"- {f'Đối với {about}: ' if about else ''}{literal(_lower(each.text) if about else each.text)}"
        )
    return bullets


def directions(desk: Desk) -> Written:
    """The directions of the coming year."""
    found = [_task_line(task) for task in desk.facts.tasks if task.kind == TaskKind.DIRECTION]
    return lines(found) or [f"Chưa có phương hướng năm {desk.year + 1} trong sổ."]


def tasks(desk: Desk) -> Written:
    """The tasks that can be done in the coming year."""
    found = [_task_line(task) for task in _tasks(desk) if not _ends_later(task)]
    return lines(found) or [f"Chưa có nhiệm vụ năm {desk.year + 1} trong sổ."]


def later_tasks(desk: Desk) -> Written:
    """Tasks whose day lies after the coming year: what is asked of them there is to prepare."""
    found = [_task_line(task) for task in _tasks(desk) if _ends_later(task)]
    return lines(found) or [f"Không có nhiệm vụ nào hoàn thành sau năm {desk.year + 1}."]


def _tasks(desk: Desk) -> list[Task]:
    return [task for task in desk.facts.tasks if task.kind == TaskKind.TASK]


_YEAR: Final = re.compile(r"\b(20\d\d)\b")


def _ends_later(task: Task) -> bool:
    """A day, a stated term, or the end of the movement to be reviewed that lies after the task's year."""
    if task.due is not None:
        return task.due.year > task.year
    terms = [int(year) for year in _YEAR.findall(task.due_text.split("(")[-1])]
    if terms:
        return max(terms) > task.year
    reviews = fold(task.text).startswith("tong ket")
    ends = task.movement.year_to if task.movement else None
    return reviews and ends is not None and ends > task.year


def _task_line(task: Task) -> str:
    said = []
    if task.owner:
        said.append(f"chủ trì: {literal(task.owner.name)}")
    if task.due:
        said.append(f"thời hạn: {short_date(task.due)}")
    elif task.due_text:
        term = re.sub(r"\s*\(([^)]*)\)", r", \1", _lower(task.due_text)).rstrip(".")
        said.append(f"thời hạn: {literal(term)}")
    elif _ends_later(task) and task.movement and task.movement.year_to:
        said.append(f"phong trào kết thúc năm {task.movement.year_to}")
    return literal(task.text.rstrip(" .")) + (f" ({'; '.join(said)})" if said else "")


def _assessed(desk: Desk, kind: AssessmentKind) -> list[str]:
    return [f"- {literal(each.text)}" for each in _of_kind(desk, kind)]


def _of_kind(desk: Desk, kind: AssessmentKind) -> list[Assessment]:
    return [each for each in desk.facts.assessments if each.kind == kind]


def _bloc_name(name: str) -> str:
    return name.removeprefix("Khối thi đua ").removeprefix("Khối ")


def _lower(text: str) -> str:
    """The first letter small, unless the first word is written in capitals or is a name."""
    first, _, _ = text.partition(" ")
    if len(first) > 1 and first.isupper():
        return text
    return text[:1].lower() + text[1:]


WRITERS: Final[Mapping[str, Writer]] = {
    writer.__name__: writer
    for writer in (
        documents, council, clusters, blocs, inspections, training, complaints, results, limitations, causes,
        directions, tasks, later_tasks,
    )
}  # fmt: skip
