"""A small year with everything figures are told apart by: two provinces, two units, every kind of honour."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tdkt.accounts.selectors import Reach, system_reach
from tdkt.kernel.stated import Hedge, Unit
from tdkt.movements.models import Indicator
from tdkt.organisations.models import Authority, Organisation
from tdkt.registry.models import Honour
from tdkt.registry.states import Level, Method, RecipientGroup, RecipientKind
from tdkt.statistics.models import DeclaredFigure
from tests.factories import (
    AT,
    ON,
    make_authority,
    make_decision,
    make_honour,
    make_organisation,
    make_recipient,
)


@dataclass
class World:
    """``school`` lies under ``education``; ``office`` beside it. Honours by name."""

    authority: Authority
    education: Organisation
    school: Organisation
    office: Organisation
    honours: dict[str, Honour]

    def reach(self, on: date = ON) -> Reach:
        return system_reach(self.authority, on=on)


def make_world(**fields: str) -> World:
    authority = make_authority(**fields)
    education = make_organisation(authority, "Sở Giáo dục và Đào tạo")
    school = make_organisation(authority, "Trường Mầm non Bản Thử", kind="truong", parent=education)
    office = make_organisation(authority, "Văn phòng UBND tỉnh")
    world = World(authority, education, school, office, {})
    state = {"award": "bk_ttcp", "level": Level.STATE}
    person, collective, household = (
        RecipientKind.PERSON,
        RecipientKind.COLLECTIVE,
        RecipientKind.HOUSEHOLD,
    )
    flag = {"award": "co_thi_dua_bo_tinh"}
    lines = (
        # name, kind, unit, day, fields
        ("teacher", person, school, date(2022, 11, 20), {}),
        ("teacher_state", person, school, date(2022, 3, 1), state),
        ("head", person, education, date(2022, 3, 1), {**state, "group": RecipientGroup.DEPARTMENT_LEADER}),
        ("clerk", person, office, date(2022, 12, 5), {"method": Method.THEMATIC, "movement_code": "M05"}),
        ("trader", person, office, date(2022, 6, 1), {"group": RecipientGroup.ENTREPRENEUR, "method": Method.SUDDEN}),
        ("unsorted", person, office, date(2022, 6, 2), {"group": ""}),
        ("dead", person, office, date(2022, 7, 1), {**state, "award": "hc_dung_cam", "is_posthumous": True,
                                                    "method": Method.SUDDEN}),
        ("class", collective, school, date(2022, 8, 1), {"is_small": True}),
        ("school", collective, school, date(2022, 8, 2), {"award": "tap_the_ldxs", "is_small": True}),
        ("firm", collective, office, date(2022, 8, 3), {**flag, "is_enterprise": True}),
        ("house", household, office, date(2022, 9, 1), {"method": Method.THEMATIC}),
        ("last_year", person, office, date(2021, 12, 10), {}),
        ("last_year_state", person, school, date(2021, 5, 1), state),
    )  # fmt: skip
    for name, kind, unit, day, given in lines:
        recipient = make_recipient(
            authority,
            f"Lò Thị {name.title()}",
            kind=kind,
            organisation=unit,
            is_small=given.get("is_small", False),
        )
        world.honours[name] = make_honour(
            authority, recipient, decision=make_decision(authority, on=day), **given
        )
    return world


def declare(
    authority: Authority,
    figure: str,
    value: str | None,
    *,
    year: int = 2022,
    hedge: Hedge = Hedge.EXACT,
    unit: Unit = Unit.COUNT,
    note: str = "",
) -> DeclaredFigure:
    return DeclaredFigure.objects.create(
        authority=authority, figure=figure, year=year, value=None if value is None else Decimal(value),
        hedge=hedge, unit=unit, source="Báo cáo thử", note=note, declared_at=AT,
    )  # fmt: skip


def make_indicator(authority: Authority, code: str = "E01", **fields: object) -> Indicator:
    values: dict[str, object] = {"name": "Tốc độ tăng GRDP", "unit": "%", "year": 2022} | fields
    return Indicator.objects.create(authority=authority, code=code, **values)
