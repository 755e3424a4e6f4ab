"""Charts: points are figures, every bar knows its records, the table behind says the same."""

from datetime import date

import pytest

from tdkt.documents.charts import chart_svg
from tdkt.kernel.stated import Unit
from tdkt.organisations.models import AuthoritySettings
from tdkt.statistics.book import FigureBook
from tdkt.statistics.charts import (
    by_award,
    by_group,
    by_month,
    by_unit,
    indicators_against_plan,
    shares_by_year,
    year_charts,
)
from tdkt.statistics.periods import Period
from tests.factories import AT, make_authority
from tests.statistics.world import declare, make_indicator, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2023, 2, 1)


def book(world):
    return FigureBook(world.reach(TODAY), Period(2022))


def shown(chart):
    return [(point.label, point.series, point.value.text) for point in chart.points]


def test_every_bar_opens_exactly_what_it_counted():
    world = make_world()
    opened = book(world)
    wrong = []
    for chart in year_charts(opened):
        for point in chart.points:
            if point.records is not None and point.records.kind == "honours":
                rows = opened.honours(point.records.where).count()
                if rows != point.value.value:
                    wrong.append((chart.key, point.label, rows))
    assert wrong == []


def test_awards_stand_in_protocol_order_split_by_recipient():
    assert shown(by_award(book(make_world()), "nha_nuoc")) == [
        ("HC Dũng cảm", "Cá nhân", "1"), ("BK Thủ tướng", "Cá nhân", "2"),
    ]  # fmt: skip


def test_persons_of_no_group_are_shown():
    assert shown(by_group(book(make_world()), "cap_tinh")) == [
        ("Lãnh đạo cấp tỉnh", "Cá nhân", "0"), ("Lãnh đạo cấp sở", "Cá nhân", "0"), ("Doanh nhân", "Cá nhân", "1"),
        ("Lãnh đạo khác", "Cá nhân", "0"), ("Người trực tiếp", "Cá nhân", "2"), ("Chưa phân nhóm", "Cá nhân", "1"),
    ]  # fmt: skip


def test_a_school_is_counted_with_the_body_above_it():
    assert shown(by_unit(book(make_world()), "cap_tinh")) == [
        ("Văn phòng UBND tỉnh", "Lượt khen thưởng", "5"), ("Sở Giáo dục và Đào tạo", "Lượt khen thưởng", "3"),
    ]  # fmt: skip


def test_shares_by_year_take_the_declared_one_of_an_earlier_year():
    world = make_world()
    declare(
        world.authority, "khen_thuong.nha_nuoc.truc_tiep.ty_le", "59", year=2021, unit=Unit.PERCENT
    )
    declare(
        world.authority, "khen_thuong.nha_nuoc.truc_tiep.ty_le", "60", year=2022, unit=Unit.PERCENT
    )
    found = shown(shares_by_year(book(world)))
    assert found[:2] == [
        ("2021", "Người trực tiếp, cấp Nhà nước", "59%"), ("2022", "Người trực tiếp, cấp Nhà nước", "67%"),
    ]  # fmt: skip


def test_only_indicators_compared_in_percent_are_drawn_and_the_rest_is_said():
    world = make_world()
    make_indicator(world.authority, "E01", actual=9, plan=7)
    make_indicator(world.authority, "E14", name="Việc làm", unit="lao_dong", actual=8863, plan=8030)
    chart = indicators_against_plan(book(world))
    assert shown(chart) == [("Việc làm", "So với kế hoạch", "10,4%")]
    assert chart.note.startswith("1 chỉ tiêu khác")


def test_the_table_behind_has_a_row_a_label_and_a_column_a_series():
    chart = by_month(book(make_world()))
    assert chart.series == ["Cấp tỉnh", "Cấp Nhà nước"]
    assert [(label, [p.value.text for p in cells]) for label, cells in chart.table()][2] == (
        "3",
        ["0", "2"],
    )


def test_one_specification_draws_with_links_for_the_screen_and_without_for_paper():
    chart = by_award(book(make_world()), "cap_tinh")
    on_screen = chart_svg(chart.spec(link=lambda _: "/khen-thuong/?nam=2022"), alt=chart.title)
    assert on_screen.count('href="/khen-thuong/?nam=2022"') == len(chart.points)
    assert "href" not in chart_svg(chart.spec(), alt=chart.title)


def test_a_year_without_records_draws_nothing():
    empty = make_authority()
    reach = type(make_world().reach())
    opened = FigureBook(
        reach(**{**make_world().reach(TODAY).__dict__, "authority_id": empty.pk}), Period(2022)
    )
    assert [chart.key for chart in year_charts(opened) if not chart.is_empty] == []


def test_shares_stand_in_a_year_not_counted_whole_only_as_a_source_said_them():
    world = make_world()
    AuthoritySettings.objects.create(
        authority=world.authority, valid_from=date(2000, 1, 1), values={"records_complete_from": 2022},
        recorded_at=AT,
    )  # fmt: skip
    declare(world.authority, "khen_thuong.nha_nuoc.truc_tiep.ty_le", "59", year=2021)
    chart = shares_by_year(book(world))
    assert [(p.series, p.value.text) for p in chart.points if p.label == "2021"] == [
        ("Người trực tiếp, cấp Nhà nước", "59%")
    ]
