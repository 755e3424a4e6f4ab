"""Dates, partly known dates and years of achievement, both ways."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.kernel.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    AwardYear,
    PartialDate,
    UnreadableDate,
    YearKind,
    format_date,
    format_date_long,
    parse_date,
    parse_partial_date,
)

days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


def test_dates_are_written_short_and_as_papers_write_them():
    assert format_date(date(2022, 1, 9)) == "09/01/2022"
    assert format_date_long(date(2022, 1, 19)) == "ngày 19 tháng 01 năm 2022"
    assert format_date_long(date(2022, 2, 3)) == "ngày 03 tháng 02 năm 2022"
    assert format_date_long(date(2022, 7, 1)) == "ngày 01 tháng 7 năm 2022"
    assert format_date_long(date(2022, 12, 31)) == "ngày 31 tháng 12 năm 2022"


@pytest.mark.parametrize(
    "typed",
    [
        "1/7/2022",
        "01/07/2022",
        " 01 / 07 / 2022 ",
        "01-07-2022",
        "1.7.2022",
        "ngày 01 tháng 7 năm 2022",
        "Ngày 1 tháng 07 năm 2022",
        "01 tháng 7 năm 2022",
        "01 tha\u0301ng 7 na\u0306m 2022",
        "2022-07-01",
        "2022/7/1",
        "2022-07-01T08:30:00",
        "2022-07-01 00:00:00",
        "2022-06-30T17:00:00+00:00",
        "01/07/2022 00:00:00",
    ],
)
def test_the_usual_ways_of_typing_a_date_are_read(typed):
    assert parse_date(typed) == date(2022, 7, 1)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("", "Ô để trống"),
        ("31/02/2022", "tháng 2/2022 không có ngày 31"),
        ("29/02/2023", "tháng 2/2023 không có ngày 29"),
        ("00/01/2022", "không có ngày 0"),
        ("15/13/2022", "không có tháng 13"),
        ("01/19/2022", "Hãy viết ngày trước, tháng sau: 19/01/2022"),
        ("19/01/22", "đủ bốn chữ số"),
        ("19 tháng 1 năm 22", "đủ bốn chữ số"),
        ("19/01/20222", "đủ bốn chữ số"),
        ("19/01-2022", "không phải là ngày"),
        ("1/7/0022", "ngoài khoảng"),
        ("2022-13-01", "không có tháng 13"),
        ("2022-07-01T99:00:00", "giờ phút không đọc được"),
        ("44743", "không phải là ngày"),
        ("hôm qua", "không phải là ngày"),
        ("7/2022", "không phải là ngày"),
    ],
)
def test_what_is_no_date_is_refused_with_advice(typed, advice):
    with pytest.raises(UnreadableDate, match=advice):
        parse_date(typed)


@given(days)
def test_a_date_survives_writing_and_reading(day):
    assert parse_date(format_date(day)) == day
    assert parse_date(format_date_long(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.from_regex(r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}", fullmatch=True) | st.text())
def test_any_text_is_read_or_refused(text):
    try:
        day = parse_date(text)
    except UnreadableDate:
        return
    assert parse_date(format_date(day)) == day


@pytest.mark.parametrize(
    ("typed", "known", "written"),
    [
        ("1985", PartialDate(1985), "1985"),
        ("năm 1985", PartialDate(1985), "1985"),
        ("7/1985", PartialDate(1985, 7), "07/1985"),
        ("tháng 7 năm 1985", PartialDate(1985, 7), "07/1985"),
        ("2/7/1985", PartialDate(1985, 7, 2), "02/07/1985"),
    ],
)
def test_a_partly_known_date_keeps_what_is_known(typed, known, written):
    assert parse_partial_date(typed) == known
    assert str(known) == written
    assert parse_partial_date(written) == known


def test_a_partly_known_date_has_a_first_and_a_last_possible_day():
    assert (PartialDate(1985).first_day, PartialDate(1985).last_day) == (
        date(1985, 1, 1),
        date(1985, 12, 31),
    )
    assert PartialDate(2024, 2).last_day == date(2024, 2, 29)
    assert PartialDate(2024, 2, 3).first_day == PartialDate(2024, 2, 3).last_day == date(2024, 2, 3)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [("13/1985", "không có tháng 13"), ("0999", "ngoài khoảng"), ("85", "không phải là ngày")],
)
def test_an_impossible_partial_date_is_refused(typed, advice):
    with pytest.raises(UnreadableDate, match=advice):
        parse_partial_date(typed)


def test_a_day_without_a_month_or_outside_its_month_cannot_be_built():
    with pytest.raises(UnreadableDate, match="phải có tháng"):
        PartialDate(1985, None, 3)
    with pytest.raises(UnreadableDate, match="không có ngày 31"):
        PartialDate(1985, 4, 31)


@pytest.mark.parametrize(
    ("typed", "year", "written"),
    [
        ("2021", AwardYear(2021), "năm 2021"),
        ("năm 2021", AwardYear(2021), "năm 2021"),
        ("2021-2022", AwardYear(2021, YearKind.SCHOOL), "năm học 2021-2022"),
        ("năm học 2021 – 2022", AwardYear(2021, YearKind.SCHOOL), "năm học 2021-2022"),
        ("2021/2022", AwardYear(2021, YearKind.SCHOOL), "năm học 2021-2022"),
    ],
)
def test_calendar_and_school_years_are_read_and_written(typed, year, written):
    assert AwardYear.parse(typed) == year
    assert str(year) == written
    assert AwardYear.parse(year.code) == year
    assert AwardYear.parse(written) == year


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("2021-2023", "hai năm liền nhau, ví dụ 2021-2022"),
        ("2022-2021", "hai năm liền nhau"),
        ("năm học 2021", "phải ghi hai năm"),
        ("21-22", "không phải là năm"),
        ("", "không phải là năm"),
        ("3021", "ngoài khoảng"),
    ],
)
def test_what_is_no_year_of_achievement_is_refused(typed, advice):
    with pytest.raises(UnreadableDate, match=advice):
        AwardYear.parse(typed)


def test_years_are_ordered_and_can_be_shifted():
    school = AwardYear(2021, YearKind.SCHOOL)
    assert sorted([AwardYear(2022), school, AwardYear(2021)]) == [
        AwardYear(2021),
        school,
        AwardYear(2022),
    ]
    assert school.shifted(-2) == AwardYear(2019, YearKind.SCHOOL)
