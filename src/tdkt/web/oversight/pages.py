"""Inspections, training classes and complaints on screen."""

from typing import Final

from tdkt.accounts.states import Capability
from tdkt.oversight.forms import ComplaintForm, InspectionForm, TrainingForm
from tdkt.oversight.models import Complaint, Inspection, TrainingClass
from tdkt.oversight.selectors import complaints_seen, inspections_seen, training_seen
from tdkt.oversight.services import oversight_save
from tdkt.oversight.states import ComplaintKind, InspectionKind
from tdkt.web.links import page_url
from tdkt.web.registers.page import Col, Filter, RegisterPage, Tab
from tdkt.web.registers.values import stated
from tdkt.web.tables import Cell

TABS: Final = (
    Tab("oversight", "Kiểm tra"),
    Tab("oversight-training", "Bồi dưỡng"),
    Tab("oversight-complaints", "Khiếu nại, tố cáo", Capability.READ_PROVINCE),
)
_ORDER: Final = ("-year", "id")
_SOURCE: Final = Col("Nguồn", lambda row: row.source or None, on_screen=False, width=40)
_YEAR: Final = Col("Năm", lambda row: str(row.year), lambda row: row.year, year=True, width=8)


def _unit(row: Inspection) -> Cell:
    body = row.organisation
    note = body.name if body is not None and body.name != row.unit_name else ""
    return Cell(row.unit_name, note=note)


INSPECTIONS = RegisterPage(
    key="oversight",
    model=Inspection,
    form=InspectionForm,
    save=oversight_save,
    rows=inspections_seen,
    title="Kiểm tra công tác thi đua, khen thưởng",
    one="cuộc kiểm tra",
    lead="Mỗi dòng là một đơn vị được kiểm tra. Đơn vị chỉ xem được cuộc kiểm tra của mình và đơn vị trực thuộc.",
    empty="Sổ chưa có cuộc kiểm tra nào",
    icon="inspect",
    order=_ORDER,
    tabs=TABS,
    by_year=True,
    columns=(
        Col("Đơn vị được kiểm tra", _unit, width=40),
        Col("Nhóm", lambda r: r.get_kind_display(), width=24),
        Col("Ngày", lambda r: r.on, nowrap=True, width=12),
        Col("Đơn vị chủ trì", lambda r: Cell(r.led_by or None, note=r.with_body), width=36),
        Col("Kết luận", lambda r: r.findings or None, width=50),
        _YEAR,
        _SOURCE,
    ),
    filters=(Filter("nhom", "Nhóm đơn vị", InspectionKind.choices, "kind"),),
)

TRAINING = RegisterPage(
    key="oversight-training",
    model=TrainingClass,
    form=TrainingForm,
    save=oversight_save,
    rows=training_seen,
    title="Bồi dưỡng nghiệp vụ thi đua, khen thưởng",
    one="lớp bồi dưỡng",
    lead="Các lớp bồi dưỡng, tập huấn cho người làm công tác thi đua, khen thưởng.",
    empty="Sổ chưa có lớp bồi dưỡng nào",
    icon="person",
    order=_ORDER,
    tabs=TABS,
    by_year=True,
    columns=(
        Col("Lớp", lambda r: Cell(r.name, note=r.audience), width=50),
        Col("Đối tượng", lambda r: r.audience or None, on_screen=False, width=40),
        Col("Ngày", lambda r: r.on, nowrap=True, width=12),
        Col("Đơn vị tổ chức", lambda r: r.organisers or None, width=36),
        Col(
            "Số học viên",
            lambda r: stated(r.learners, r.hedge),
            lambda r: stated(r.learners, r.hedge) if r.hedge else r.learners,
            number=True,
            width=14,
        ),
        _YEAR,
        _SOURCE,
    ),
)

COMPLAINTS = RegisterPage(
    key="oversight-complaints",
    model=Complaint,
    form=ComplaintForm,
    save=oversight_save,
    rows=complaints_seen,
    title="Khiếu nại, tố cáo về khen thưởng",
    one="đơn",
    lead="Mọi đơn khiếu nại, tố cáo, kiến nghị về thi đua, khen thưởng mà tỉnh nhận được.",
    empty="Sổ chưa có đơn nào",
    zero="Sổ chưa có đơn nào trong năm {year}",
    icon="gavel",
    needs=Capability.READ_PROVINCE,
    order=_ORDER,
    tabs=TABS,
    by_year=True,
    columns=(
        Col("Nội dung", lambda r: r.subject, width=50),
        Col("Loại đơn", lambda r: r.get_kind_display(), width=20),
        Col("Ngày nhận", lambda r: r.on, nowrap=True, width=12),
        Col(
            "Đơn vị liên quan",
            lambda r: (
                Cell(r.organisation.name, page_url("organisations-detail", r.organisation.code))
                if r.organisation
                else Cell("không ghi")
            ),
            width=36,
        ),
        Col(
            "Giải quyết xong",
            lambda r: Cell(r.settled_on) if r.settled_on else Cell("đang giải quyết", mark="warn"),
            nowrap=True,
            width=16,
        ),
        _YEAR,
        _SOURCE,
    ),
    filters=(Filter("loai", "Loại đơn", ComplaintKind.choices, "kind"),),
)

PAGES = (INSPECTIONS, TRAINING, COMPLAINTS)
