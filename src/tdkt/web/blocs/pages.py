"""Blocs and clusters on screen, with their members of a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.blocs.forms import BlocForm
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.blocs.selectors import blocs_seen, leaders_on, members_on
from tdkt.blocs.services import bloc_save
from tdkt.blocs.states import BlocKind
from tdkt.kernel.dated import valid_on
from tdkt.kernel.dates import format_date
from tdkt.organisations.forms import DayField
from tdkt.web.blocs.tabs import TABS
from tdkt.web.links import page_url
from tdkt.web.registers.page import Col, Filter, RegisterPage, Section
from tdkt.web.tables import Cell, Column, Pager, Row, Table

RUNNING: Final = "dang"


class DayForm(forms.Form):
    ngay = DayField(label="Thành viên vào ngày", required=False)


def _save(*, row: Bloc, **said: Any) -> Bloc:
    return bloc_save(bloc=row, **said)


def _decorate(reach: Reach, rows: list[Any]) -> None:
    leaders: Mapping[int, str] = leaders_on([row.pk for row in rows], on=reach.on)
    for row in rows:
        ended = row.valid_to is not None and row.valid_to < reach.on
        row.leader = Cell("khối đã kết thúc") if ended else Cell(leaders.get(row.pk))


def _running(rows: QuerySet[Any], value: str, reach: Reach) -> QuerySet[Any]:
    return rows.filter(valid_on(reach.on) if value == RUNNING else Q(valid_to__lt=reach.on))


def member_key(membership: BlocMembership) -> str:
    """How an address names a member who has not left: its unit's code, or its name when from outside."""
    body = membership.organisation
    return body.code if body is not None else membership.outside_name


def _sections(reach: Reach, bloc: Bloc, query: QueryDict) -> list[Section]:
    asked = query.copy()
    ended = bloc.valid_to is not None and bloc.valid_to < reach.on
    opens_on = bloc.valid_to if ended and bloc.valid_to else reach.on
    asked.setdefault("ngay", format_date(opens_on))
    form = DayForm(asked)
    on = (form.is_valid() and form.cleaned_data["ngay"]) or opens_on
    table = _members_table(reach, bloc, on)
    past = _members_table(reach, bloc, None)
    sections = [
        Section(
            "thanh-vien",
            f"Thành viên ngày {format_date(on)}",
            table,
            f"Không có thành viên nào vào ngày {format_date(on)}.",
            "" if ended else "Bấm “Thêm thành viên” để ghi.",
            None if ended else ("Thêm thành viên", reverse("blocs-member-add", args=[bloc.code])),
            day_form=form,
        )
    ]
    if past is not None and (table is None or len(past.rows) > len(table.rows)):
        sections.append(Section("moi-thoi-ky", "Thành viên qua các thời kỳ", past, ""))
    return sections


def _members_table(reach: Reach, bloc: Bloc, on: date | None) -> Table | None:
    may_end = on is not None and reach.may(Capability.RECORD)
    end = reverse("blocs-member-end", args=[bloc.code])
    rows = []
    for one in members_on(bloc, on=on):
        body = one.organisation
        cells: list[object] = [
            Cell(body.name, page_url("organisations-detail", body.code))
            if body
            else Cell(one.outside_name, note="ngoài tỉnh"),
            one.get_role_display(),
            one.valid_from,
            Cell(one.valid_to) if one.valid_to else Cell("nay"),
        ]
        if may_end:
            link = f"{end}?{urlencode({'thanh_vien': member_key(one)})}"
            cells.append(Cell("") if one.valid_to else Cell("Kết thúc", link))
        rows.append(Row(cells))
    columns = [
        Column("Thành viên"),
        Column("Vai trò"),
        Column("Từ ngày", nowrap=True),
        Column("Đến ngày", nowrap=True),
        *([Column("Việc", hidden_label=True)] if may_end else []),
    ]
    caption = f"Thành viên của {bloc.name}" + ("" if on else " qua các thời kỳ")
    return (
        Table(caption, columns, rows, Pager(total=len(rows), noun="thành viên")) if rows else None
    )


BLOCS = RegisterPage(
    key="blocs",
    model=Bloc,
    form=BlocForm,
    save=_save,
    rows=blocs_seen,
    title="Khối, cụm thi đua",
    one="khối, cụm",
    lead="Các khối của tỉnh và cụm thi đua mà tỉnh tham gia, với thành viên theo từng ngày.",
    empty="Chưa có khối, cụm thi đua nào",
    icon="blocs",
    order=("-kind", "position", "id"),
    tabs=TABS,
    columns=(
        Col("Tên", lambda b: Cell(b.name), width=40),
        Col("Loại", lambda b: b.get_kind_display(), nowrap=True, width=16),
        Col("Trưởng khối", lambda b: b.leader, width=36),
        Col("Thành viên hôm nay", lambda b: b.members, number=True, width=12),
        Col("Từ ngày", lambda b: b.valid_from, nowrap=True, width=12),
        Col("Đến ngày", lambda b: Cell(b.valid_to) if b.valid_to else Cell("nay"), nowrap=True),
    ),
    filters=(
        Filter("loai", "Loại", BlocKind.choices, "kind"),
        Filter(
            "tinh_trang",
            "Tình trạng",
            [(RUNNING, "Đang hoạt động"), ("thoi", "Đã kết thúc")],
            narrow=_running,
        ),
    ),
    decorate=_decorate,
    sections=_sections,
)

PAGES = (BLOCS,)
