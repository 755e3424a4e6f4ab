"""Results, indicators, publicity, ceremonies, role models and tasks on screen."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.db.models import QuerySet
from django.http import QueryDict

from tdkt.accounts.selectors import Reach
from tdkt.movements.forms import (
    CeremonyForm,
    IndicatorForm,
    PublicityForm,
    ResultForm,
    RoleModelForm,
    TaskForm,
)
from tdkt.movements.models import (
    Ceremony,
    Indicator,
    Movement,
    MovementResult,
    Publicity,
    Register,
    RoleModel,
    Task,
)
from tdkt.movements.selectors import rows_seen
from tdkt.movements.services import register_save
from tdkt.movements.states import TaskKind, TaskState, Verdict
from tdkt.web.links import page_url, recipient_url
from tdkt.web.registers.page import Col, Filter, RegisterPage, Tab
from tdkt.web.registers.values import signed, stated, tidy
from tdkt.web.tables import Cell

TABS: Final = (
    Tab("movements", "Phong trào"),
    Tab("movements-results", "Kết quả"),
    Tab("movements-indicators", "Chỉ tiêu"),
    Tab("movements-publicity", "Tuyên truyền"),
    Tab("movements-ceremonies", "Lễ tuyên dương"),
    Tab("movements-role-models", "Điển hình tiên tiến"),
    Tab("movements-tasks", "Nhiệm vụ"),
)
_ORDER: Final = ("-year", "position", "id")
NOT_SAID: Final = "khong-neu"
VERDICT_MARKS: Final = {Verdict.ABOVE: "ok", Verdict.REACHED: "ok", Verdict.MISSED: "bad"}


def seen(model: type[Register]) -> Callable[[Reach], QuerySet[Any]]:
    return lambda reach: rows_seen(reach, model)


def _options(reach: Reach) -> dict[str, list[tuple[str, str]]]:
    rows = Movement.objects.filter(authority_id=reach.authority_id).order_by("code")
    return {"phong_trao": list(rows.values_list("code", "name"))}


def _movement(row: Any) -> Cell:
    one = row.movement
    return Cell(one.name, page_url("movements-detail", one.code)) if one else Cell("chung")


def _start(reach: Reach, query: QueryDict) -> dict[str, Any]:
    """A new row opened from a movement's page starts with that movement, and with the year at hand."""
    movement = Movement.objects.filter(
        authority_id=reach.authority_id, code=query.get("phong_trao", "")
    ).first()
    return {"year": reach.on.year} | ({"movement": movement.pk} if movement else {})


_YEAR: Final = Col("Năm", lambda row: str(row.year), lambda row: row.year, year=True, width=8)
_SOURCE: Final = Col("Nguồn", lambda row: row.source or None, on_screen=False, width=40)
_NOTE: Final = Col("Ghi chú", lambda row: row.note or "", on_screen=False, width=40)
_OF_MOVEMENT: Final = Filter("phong_trao", "Phong trào", None, "movement__code")
_page = partial(
    RegisterPage,
    save=register_save,
    order=_ORDER,
    tabs=TABS,
    by_year=True,
    initial=_start,
    options=_options,
    icon="flag",
)


def _value(row: Any) -> object:
    """For Excel: a number where it is one, in words where the source hedges it."""
    return stated(row.value, row.hedge) if row.hedge else tidy_number(row.value)


def tidy_number(value: Any) -> object:
    return value if value is None or isinstance(value, int) else tidy(value)


RESULTS = _page(
    key="movements-results",
    model=MovementResult,
    form=ResultForm,
    rows=seen(MovementResult),
    title="Kết quả của các phong trào",
    one="kết quả",
    lead="Số liệu kết quả mà báo cáo, văn bản nêu; giữ nguyên mức ước “gần”, “trên”.",
    empty="Sổ chưa có kết quả nào",
    columns=(
        Col("Kết quả", lambda r: Cell(r.what, note=r.source), lambda r: r.what, width=50),
        Col("Phong trào", _movement, width=40),
        Col("Số lượng", lambda r: stated(r.value, r.hedge, r.unit), _value, number=True),
        Col("Đơn vị tính", lambda r: r.get_unit_display(), on_screen=False),
        Col(
            "Trị giá",
            lambda r: stated(r.amount, "", r.amount_unit) or Cell("không ghi"),
            lambda r: tidy(r.amount),
            number=True,
        ),
        Col("Đơn vị trị giá", lambda r: r.get_amount_unit_display(), on_screen=False),
        _YEAR,
        _SOURCE,
        _NOTE,
    ),
    filters=(_OF_MOVEMENT,),
)


def _actual(row: Indicator) -> Cell:
    said = stated(row.actual, row.hedge, row.unit)
    if said is not None and row.out_of is not None:
        said = f"{said} / {stated(row.out_of)}"
    return Cell(said or row.text or None)


def _against(value: str | None, difference: str, against: str) -> Cell:
    """A plan or an earlier year; where the source only states the difference, that with what it differs from."""
    return Cell(difference, note=against) if difference and not value else Cell(value)


def _plan(row: Indicator) -> Cell:
    planned = stated(row.plan, "", row.unit)
    return _against(planned, signed(row.over_plan, row.over_plan_unit), "so với kế hoạch")


def _previous(row: Indicator) -> Cell:
    before = stated(row.previous, "", row.unit)
    return _against(before, signed(row.over_previous, row.over_previous_unit), "so với năm trước")


def verdict_cell(row: Indicator) -> Cell:
    mark: Any = VERDICT_MARKS.get(Verdict(row.verdict), "")
    return Cell(row.get_verdict_display(), mark=mark)


def _with_verdict(rows: QuerySet[Any], value: str, _: Reach) -> QuerySet[Any]:
    return rows.filter(verdict="" if value == NOT_SAID else value)


INDICATORS = _page(
    key="movements-indicators",
    model=Indicator,
    form=IndicatorForm,
    rows=seen(Indicator),
    title="Chỉ tiêu kinh tế - xã hội",
    one="chỉ tiêu",
    lead="Kế hoạch, thực hiện, năm trước như nguồn nêu; điều nguồn không nêu là “chưa có dữ liệu”.",
    empty="Sổ chưa có chỉ tiêu nào",
    columns=(
        Col(
            "Chỉ tiêu",
            lambda r: Cell(r.name, note=r.text if r.actual is not None else ""),
            lambda r: r.name,
            width=50,
        ),
        Col(
            "Thực hiện",
            _actual,
            lambda r: stated(r.actual, r.hedge) if r.hedge else tidy(r.actual),
            number=True,
        ),
        Col("Kế hoạch", _plan, lambda r: tidy(r.plan), number=True),
        Col("Năm trước", _previous, lambda r: tidy(r.previous), number=True),
        Col("Nguồn đánh giá", verdict_cell, width=18),
        Col(
            "Đơn vị tính",
            lambda r: r.get_unit_display() if r.unit_known else None,
            on_screen=False,
        ),
        Col("So với kế hoạch", lambda r: tidy(r.over_plan), on_screen=False),
        Col("Đơn vị so kế hoạch", lambda r: r.get_over_plan_unit_display(), on_screen=False),
        Col("So với năm trước", lambda r: tidy(r.over_previous), on_screen=False),
        Col("Đơn vị so năm trước", lambda r: r.get_over_previous_unit_display(), on_screen=False),
        Col("Năm", lambda r: r.year, on_screen=False, year=True, width=8),
        _SOURCE,
        _NOTE,
    ),
    filters=(
        Filter(
            "danh_gia",
            "Nguồn đánh giá",
            [*((k, v) for k, v in Verdict.choices if k), (NOT_SAID, "Không nêu")],
            narrow=_with_verdict,
        ),
        _OF_MOVEMENT,
    ),
)

PUBLICITY = _page(
    key="movements-publicity",
    model=Publicity,
    form=PublicityForm,
    rows=seen(Publicity),
    title="Tuyên truyền về phong trào thi đua",
    one="dòng tuyên truyền",
    lead="Tin, bài, chuyên mục của từng cơ quan thông tin; tổng số nguồn nêu để riêng, không cộng thêm.",
    empty="Sổ chưa có dòng tuyên truyền nào",
    columns=(
        Col(
            "Cơ quan thông tin",
            lambda r: Cell(r.channel, note="tổng số nguồn nêu" if r.is_stated_total else ""),
            lambda r: r.channel,
            width=40,
        ),
        Col("Phong trào", _movement, width=40),
        Col("Số lượng", lambda r: stated(r.value, r.hedge, r.unit), _value, number=True),
        Col("Đơn vị tính", lambda r: r.get_unit_display(), on_screen=False),
        Col("Là tổng số nguồn nêu", lambda r: r.is_stated_total, on_screen=False),
        _YEAR,
        _SOURCE,
    ),
    filters=(_OF_MOVEMENT,),
)

CEREMONIES = _page(
    key="movements-ceremonies",
    model=Ceremony,
    form=CeremonyForm,
    rows=seen(Ceremony),
    title="Lễ tuyên dương, tôn vinh",
    one="buổi lễ",
    lead="Số được tuyên dương ở đây không phải là số khen thưởng; khen thưởng đếm theo quyết định.",
    empty="Sổ chưa có buổi lễ nào",
    columns=(
        Col("Buổi lễ", lambda r: Cell(r.name, note=r.organisers), lambda r: r.name, width=50),
        Col("Đơn vị tổ chức", lambda r: r.organisers or None, on_screen=False, width=40),
        Col("Ngày", lambda r: r.on, nowrap=True, width=12),
        Col("Tập thể", lambda r: r.collectives, number=True, width=12),
        Col("Cá nhân", lambda r: r.individuals, number=True, width=12),
        Col("Hộ gia đình", lambda r: r.households, number=True, width=12),
        _YEAR,
        _SOURCE,
    ),
)

ROLE_MODELS = _page(
    key="movements-role-models",
    model=RoleModel,
    form=RoleModelForm,
    rows=seen(RoleModel),
    title="Điển hình tiên tiến",
    one="điển hình",
    lead="Tập thể, cá nhân, hộ gia đình điển hình tiên tiến được ghi nhận trong năm.",
    empty="Sổ chưa có điển hình tiên tiến nào",
    columns=(
        Col("Tên", lambda r: Cell(r.name, note=r.unit_name), lambda r: r.name, width=32),
        Col("Đơn vị", lambda r: r.unit_name or None, on_screen=False, width=36),
        Col("Lĩnh vực", lambda r: r.field or None, width=24),
        Col("Thành tích tiêu biểu", lambda r: r.achievement or None, width=60),
        Col(
            "Quá trình khen thưởng",
            lambda r: (
                Cell("xem", recipient_url(r.recipient)) if r.recipient else Cell("chưa nối với sổ")
            ),
            lambda r: r.recipient.code if r.recipient else "",
            nowrap=True,
        ),
        Col("Phong trào", _movement, on_screen=False, width=40),
        _YEAR,
        _SOURCE,
    ),
    filters=(_OF_MOVEMENT,),
)


def _due(row: Task) -> Cell:
    return Cell(row.due or row.due_text or None, note=row.due_text if row.due else "")


TASK_MARKS: Final = {TaskState.OPEN: "warn", TaskState.DONE: "ok", TaskState.DROPPED: "bad"}


def task_state(row: Task) -> Cell:
    mark: Any = TASK_MARKS[TaskState(row.state)]
    return Cell(row.get_state_display(), mark=mark)


TASKS = _page(
    key="movements-tasks",
    model=Task,
    form=TaskForm,
    rows=seen(Task),
    title="Phương hướng, nhiệm vụ",
    one="nhiệm vụ",
    lead="Phương hướng, nhiệm vụ thi đua, khen thưởng theo năm thực hiện.",
    empty="Sổ chưa có nhiệm vụ nào",
    columns=(
        Col("Nội dung", lambda r: r.text, width=70),
        Col("Loại", lambda r: r.get_kind_display(), nowrap=True, width=14),
        Col("Đơn vị chủ trì", lambda r: r.owner.name if r.owner else None, width=30),
        Col("Thời hạn", _due, width=30),
        Col("Kết quả", task_state, nowrap=True, width=18),
        _YEAR,
        _SOURCE,
    ),
    filters=(
        Filter("loai", "Loại", TaskKind.choices, "kind"),
        Filter("ket_qua", "Kết quả", TaskState.choices, "state"),
        _OF_MOVEMENT,
    ),
)

PAGES = (RESULTS, INDICATORS, PUBLICITY, CEREMONIES, ROLE_MODELS, TASKS)
