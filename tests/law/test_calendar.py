"""Vietnamese working days and time limits."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_law.calendar import (
    NoCalendar,
    add_days,
    add_working_days,
    days_off,
    is_confirmed,
    is_working,
    last_working,
    make_up_days,
    next_working,
    subtract_working_days,
    working_days_between,
)

DAYS = st.dates(date(2014, 6, 1), date(2030, 12, 31))


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2014, 1, 28), date(2014, 2, 5)),
        (date(2015, 2, 15), date(2015, 2, 23)),
        (date(2020, 1, 23), date(2020, 1, 29)),
        (date(2021, 2, 10), date(2021, 2, 16)),
        (date(2022, 1, 29), date(2022, 2, 6)),
        (date(2023, 1, 20), date(2023, 1, 26)),
        (date(2024, 2, 8), date(2024, 2, 14)),
        (date(2025, 1, 25), date(2025, 2, 2)),
        (date(2026, 2, 14), date(2026, 2, 22)),
    ],
)
def test_the_announced_tet_blocks(first, last):
    assert not any(map(is_working, days(first, last)))
    assert is_working(last_working(first - timedelta(days=1)))
    assert is_working(last + timedelta(days=1))


@pytest.mark.parametrize(
    "off",
    [
        date(2024, 4, 18),
        date(2024, 4, 29),
        date(2024, 4, 30),
        date(2024, 5, 1),
        date(2024, 9, 2),
        date(2024, 9, 3),
        date(2025, 4, 7),
        date(2025, 5, 2),
        date(2025, 9, 1),
        date(2026, 1, 2),
        date(2026, 4, 27),
        date(2026, 8, 31),
        date(2026, 11, 24),
    ],
)
def test_holidays_days_given_for_them_and_swapped_days_are_off(off):
    assert off.weekday() < 5
    assert not is_working(off)


def test_culture_day_is_off_from_2026_only():
    years = (2022, 2023, 2025, 2026, 2027)
    assert [is_working(date(year, 11, 24)) for year in years] == [True, True, True, False, False]


def test_the_30_of_april_2026_makes_a_block_of_four_days():
    assert [is_working(day) for day in days(date(2026, 4, 29), date(2026, 5, 4))] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]


def test_holidays_on_a_weekend_move_to_the_next_working_days():
    assert [is_working(day) for day in days(date(2022, 4, 29), date(2022, 5, 4))] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]
    assert [
        off.name for off in days_off(2022) if off.day in (date(2022, 5, 2), date(2022, 5, 3))
    ] == [
        "Ngày Chiến thắng (nghỉ bù)",
        "Ngày Quốc tế Lao động (nghỉ bù)",
    ]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2014, [date(2014, 1, 25), date(2014, 2, 8), date(2014, 4, 26), date(2014, 9, 6), date(2014, 12, 27)]),
        (2015, [date(2015, 2, 14), date(2015, 4, 25)]),
        (2019, [date(2019, 1, 5), date(2019, 5, 4)]),
        (2023, []),
        (2024, [date(2024, 5, 4)]),
        (2025, [date(2025, 4, 26)]),
        (2026, [date(2026, 1, 10), date(2026, 8, 22)]),
    ],
)  # fmt: skip
def test_make_up_saturdays_are_worked(year, expected):
    assert [one.day for one in make_up_days(year)] == expected
    assert all(map(is_working, expected))


def test_a_year_names_its_days_off_and_how_sure_it_is():
    assert [(off.day, off.name) for off in days_off(2026)] == [
        (date(2026, 1, 1), "Tết Dương lịch"),
        (date(2026, 1, 2), "Ngày nghỉ (thay cho ngày 10/01/2026)"),
        (date(2026, 2, 16), "Giao thừa Tết Nguyên Đán"),
        (date(2026, 2, 17), "Tết Nguyên Đán"),
        (date(2026, 2, 18), "Mùng hai Tết Nguyên Đán"),
        (date(2026, 2, 19), "Mùng ba Tết Nguyên Đán"),
        (date(2026, 2, 20), "Mùng bốn Tết Nguyên Đán"),
        (date(2026, 4, 26), "Ngày Giỗ Tổ Hùng Vương"),
        (date(2026, 4, 27), "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),
        (date(2026, 4, 30), "Ngày Chiến thắng"),
        (date(2026, 5, 1), "Ngày Quốc tế Lao động"),
        (date(2026, 8, 31), "Ngày nghỉ (thay cho ngày 22/08/2026)"),
        (date(2026, 9, 1), "Quốc khánh"),
        (date(2026, 9, 2), "Quốc khánh"),
        (date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),
    ]
    assert {off.confirmed for off in days_off(2026)} == {True}


def test_a_year_not_announced_yet_says_so():
    assert {off.confirmed for off in days_off(2027)} == {False}
    assert [is_confirmed(year) for year in (2014, 2026, 2027)] == [True, True, False]


def test_ten_working_days_over_tet():
    assert add_working_days(date(2026, 2, 10), 10) == date(2026, 3, 3)
    assert add_working_days(date(2024, 2, 7), 10) == date(2024, 2, 28)


def test_the_day_of_the_event_does_not_count():
    assert add_working_days(date(2025, 3, 3), 1) == date(2025, 3, 4)
    assert add_working_days(date(2025, 3, 7), 1) == date(2025, 3, 10)
    assert add_working_days(date(2025, 3, 8), 1) == date(2025, 3, 10)


def test_a_make_up_saturday_counts():
    assert add_working_days(date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert add_working_days(date(2026, 1, 9), 2) == date(2026, 1, 12)


def test_plain_days_that_end_on_a_day_off_end_with_the_next_working_day():
    assert add_days(date(2025, 3, 3), 10) == date(2025, 3, 13)
    assert add_days(date(2025, 3, 5), 10) == date(2025, 3, 17)
    assert add_days(date(2026, 11, 14), 10) == date(2026, 11, 25)


def test_names_are_posted_ten_whole_working_days_before_the_council():
    council = date(2026, 2, 25)
    last = subtract_working_days(council, 10)
    assert last == date(2026, 2, 3)
    assert add_working_days(last, 10) < council <= add_working_days(last + timedelta(days=1), 10)


def test_working_days_of_a_stretch_both_ends_in():
    assert working_days_between(date(2025, 4, 28), date(2025, 5, 5)) == 3
    assert working_days_between(date(2025, 5, 5), date(2025, 5, 5)) == 1
    assert working_days_between(date(2025, 5, 5), date(2025, 5, 2)) == 0


def test_limits_of_no_day_and_years_without_a_calendar_are_refused():
    for wrong in (add_working_days, subtract_working_days, add_days):
        with pytest.raises(ValueError, match="phải từ 1 trở lên, không phải 0"):
            wrong(date(2025, 1, 2), 0)
    with pytest.raises(NoCalendar, match="từ năm 2014 đến năm 2050, không có năm 2013"):
        is_working(date(2013, 12, 31))
    with pytest.raises(NoCalendar):
        days_off(2051)


@given(DAYS, st.integers(1, 40))
def test_a_limit_ends_on_a_working_day_with_exactly_n_in_it(day, n):
    end = add_working_days(day, n)
    assert is_working(end)
    assert working_days_between(day + timedelta(days=1), end) == n


@given(DAYS, st.integers(1, 40))
def test_counting_back_is_the_latest_day_that_leaves_n_whole_days(day, n):
    start = subtract_working_days(day, n)
    assert working_days_between(start + timedelta(days=1), day - timedelta(days=1)) == n
    assert working_days_between(start + timedelta(days=2), day - timedelta(days=1)) == n - 1


@given(DAYS)
def test_the_nearest_working_days_lie_on_their_sides(day):
    assert last_working(day) <= day <= next_working(day)
    assert (last_working(day) == day) == (next_working(day) == day) == is_working(day)
