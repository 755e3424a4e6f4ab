"""The cube of honours against the rows themselves: every sum of cells is a count of rows."""

from datetime import date

import pytest

from tdkt.registry.models import Honour
from tdkt.registry.services import honour_event_record
from tdkt.registry.states import HonourEventKind, Method
from tdkt.statistics.cube import changed, cube, history, honours_by, honours_counted, people_counted
from tdkt.statistics.periods import Period, PeriodKind
from tdkt.statistics.where import EVERY, where
from tests.factories import (
    AT,
    make_authority,
    make_decision,
    make_honour,
    make_office,
    make_organisation,
    reach_of,
)
from tests.statistics.world import make_world

pytestmark = pytest.mark.django_db
TODAY = date(2023, 2, 1)
PERIODS = [
    Period(2022),
    Period(2022, PeriodKind.STATISTICAL),
    Period(2022, PeriodKind.ACHIEVEMENT),
    Period(2021),
]
WHERES = [
    EVERY, where(level="bo_tinh"), where(kind=("ca_nhan", "ho_gia_dinh")), where(is_small=True),
    where(award="bk_ttcp", group="truc_tiep"), where(month=3), where(is_posthumous=True),
    where(movement_code="M05"), where(level="nha_nuoc") & where(kind="tap_the"),
]  # fmt: skip


def event(world, name, kind, *, on=date(2022, 12, 25), **change):
    honour_event_record(
        actor=world.reach(),
        honour_id=world.honours[name].pk,
        kind=kind,
        on=on,
        reason="Thử",
        at=AT,
        change=change,
    )


def counts(reach, period, *, as_of=TODAY):
    return [
        cube(reach, period, as_of=as_of, extra=wanted.extra).count(wanted) for wanted in WHERES
    ], [honours_counted(reach, period, wanted, as_of=as_of).count() for wanted in WHERES]


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_every_sum_of_cells_is_a_count_of_rows(period):
    world = make_world()
    of_cells, of_rows = counts(world.reach(TODAY), period)
    assert of_cells == of_rows


def test_the_year_of_decision_holds_exactly_its_rows():
    world = make_world()
    assert counts(world.reach(TODAY), Period(2022))[0] == [11, 8, 8, 2, 1, 2, 1, 1, 0]


def test_the_statistical_year_runs_from_december_to_november():
    world = make_world()
    found = honours_counted(
        world.reach(TODAY), Period(2022, PeriodKind.STATISTICAL), where(kind="ca_nhan"), as_of=TODAY
    )
    wanted = ("teacher", "teacher_state", "head", "trader", "unsorted", "dead", "last_year")
    assert set(found) == {world.honours[name] for name in wanted}


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_cancelled_stripped_and_corrected_honours_count_as_they_stand_that_day(period):
    world = make_world()
    event(world, "teacher", HonourEventKind.CANCELLED)
    event(world, "dead", HonourEventKind.STRIPPED)
    event(world, "head", HonourEventKind.STRIPPED)
    event(world, "head", HonourEventKind.RESTORED, on=date(2023, 1, 5))
    event(world, "clerk", HonourEventKind.CORRECTED, group="lanh_dao_khac", method="dot_xuat")
    event(world, "house", HonourEventKind.CORRECTED, decided_on="2021-12-31")
    event(world, "firm", HonourEventKind.REISSUED)
    of_cells, of_rows = counts(world.reach(TODAY), period)
    assert of_cells == of_rows


def test_an_ended_honour_does_not_count_from_its_day_on():
    world = make_world()
    event(world, "teacher", HonourEventKind.CANCELLED, on=date(2022, 12, 25))
    reach = world.reach(TODAY)
    assert cube(reach, Period(2022), as_of=date(2022, 12, 24)).count() == 11
    assert cube(reach, Period(2022), as_of=date(2022, 12, 25)).count() == 10


def test_a_restored_title_counts_again():
    world = make_world()
    event(world, "head", HonourEventKind.STRIPPED)
    event(world, "head", HonourEventKind.RESTORED, on=date(2023, 1, 5))
    reach = world.reach(TODAY)
    assert cube(reach, Period(2022), as_of=date(2023, 1, 4)).count() == 10
    assert cube(reach, Period(2022), as_of=date(2023, 1, 5)).count() == 11


def test_a_correction_moves_the_honour_to_its_right_cell_and_year():
    world = make_world()
    event(world, "clerk", HonourEventKind.CORRECTED, method="dot_xuat")
    event(world, "house", HonourEventKind.CORRECTED, decided_on="2021-12-31")
    reach = world.reach(TODAY)
    now = cube(reach, Period(2022), as_of=TODAY)
    assert now.by("method") == {Method.REGULAR: 7, Method.SUDDEN: 3}
    assert cube(reach, Period(2021), as_of=TODAY).count() == 3


def test_nothing_decided_after_the_day_counts():
    world = make_world()
    of_cells, of_rows = counts(world.reach(), Period(2022), as_of=date(2022, 3, 1))
    assert (of_cells[0], of_rows[0]) == (2, 2)
    assert {
        year: c.count() for year, c in history(world.reach(), as_of=date(2022, 3, 1)).items()
    } == {2022: 2, 2021: 2}


def test_history_has_a_cube_for_every_year_latest_first():
    world = make_world()
    event(world, "last_year", HonourEventKind.CANCELLED)
    found = history(world.reach(TODAY), as_of=TODAY)
    assert [(year, c.count()) for year, c in found.items()] == [(2022, 11), (2021, 1)]


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_a_unit_counts_its_own_rows_and_those_below(period):
    world = make_world()
    event(world, "teacher", HonourEventKind.CORRECTED, group="lanh_dao_khac")
    reach = reach_of(
        make_office(world.authority, "can_bo_don_vi", organisation=world.education), on=TODAY
    )
    of_cells, of_rows = counts(reach, period)
    assert of_cells == of_rows
    if period == Period(2022):
        assert of_cells[0] == 5


def test_another_province_is_never_counted():
    world, other = make_world(), make_world(name="tỉnh Điện Biên")
    event(other, "teacher", HonourEventKind.CANCELLED)
    of_cells, of_rows = counts(world.reach(TODAY), Period(2022))
    assert (of_cells[0], of_rows[0]) == (11, 11)
    found = honours_counted(world.reach(TODAY), Period(2022), as_of=TODAY)
    assert {honour.authority_id for honour in found} == {world.authority.pk}


def test_somebody_honoured_twice_at_one_level_is_one_person():
    world = make_world()
    teacher = world.honours["teacher"].recipient
    for day in (date(2022, 4, 1), date(2022, 5, 1)):
        make_honour(world.authority, teacher, decision=make_decision(world.authority, on=day))
    reach = world.reach(TODAY)
    people = [
        people_counted(reach, Period(2022), level, as_of=TODAY)
        for level in ("bo_tinh", "nha_nuoc", "co_so")
    ]
    assert people == [4, 3, 0]
    assert cube(reach, Period(2022), as_of=TODAY).count(where(level="bo_tinh", kind="ca_nhan")) == 6


@pytest.mark.parametrize("period", PERIODS, ids=str)
@pytest.mark.parametrize("whole_province", [True, False])
def test_units_and_months_are_counted_as_the_cube_counts_them(period, whole_province):
    world = make_world()
    event(world, "teacher", HonourEventKind.CANCELLED)
    event(world, "clerk", HonourEventKind.CORRECTED, decided_on="2022-11-03")
    reach = world.reach(TODAY)
    if not whole_province:
        office = make_office(world.authority, "can_bo_don_vi", organisation=world.education)
        reach = reach_of(office, on=TODAY)
    for dimension in ("organisation_id", "month"):
        whole = cube(reach, period, as_of=TODAY, extra=(dimension,))
        for wanted in (EVERY, where(level="bo_tinh"), where(kind="ca_nhan", is_small=False)):
            assert honours_by(reach, period, dimension, wanted, as_of=TODAY) == whole.by(
                dimension, wanted
            )


@pytest.mark.parametrize("kind", PeriodKind)
def test_each_month_of_a_unit_counts_its_rows(kind):
    world, period = make_world(), Period(2022, kind)
    event(world, "clerk", HonourEventKind.CORRECTED, decided_on="2022-11-03")
    reach = world.reach(TODAY)
    of_unit = where(organisation_id=world.education.pk)
    by_month = honours_by(reach, period, "month", of_unit, as_of=TODAY)
    for month in range(1, 13):
        rows = honours_counted(reach, period, of_unit & where(month=month), as_of=TODAY)
        assert rows.count() == by_month[month]


def test_what_befell_honours_is_not_read_again_when_it_is_at_hand(django_assert_num_queries):
    world = make_world()
    event(world, "teacher", HonourEventKind.CANCELLED)
    reach = world.reach(TODAY)
    moved = changed(reach, as_of=TODAY)
    with django_assert_num_queries(1):
        assert cube(reach, Period(2022), as_of=TODAY, changes=moved).count() == 10
    with django_assert_num_queries(1):
        found = honours_by(reach, Period(2022), "month", as_of=TODAY, changes=moved)
    assert sum(found.values()) == 10


# Of the year of decision, ended: its facets and the events. The statistical year adds its two Decembers.
@pytest.mark.parametrize(
    ("period", "extra", "queries"),
    [
        (Period(2022), (), 2),
        (Period(2022), ("organisation_id",), 3),
        (Period(2022), ("month", "organisation_id"), 3),
        (Period(2022, PeriodKind.STATISTICAL), (), 4),
        (Period(2022, PeriodKind.ACHIEVEMENT), (), 3),
    ],
)
def test_a_cube_takes_as_many_queries_however_many_honours(
    period, extra, queries, django_assert_num_queries
):
    world = make_world()
    with django_assert_num_queries(queries):
        cube(world.reach(TODAY), period, as_of=TODAY, extra=extra)
    with django_assert_num_queries(3):
        history(world.reach(TODAY), as_of=TODAY)


def test_an_empty_province_counts_nothing():
    reach = make_world().reach(TODAY)
    empty = make_authority()
    make_organisation(empty)
    assert Honour.objects.filter(authority=empty).count() == 0
    assert history(type(reach)(**{**reach.__dict__, "authority_id": empty.pk}), as_of=TODAY) == {}
