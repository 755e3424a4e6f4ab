"""Values and how they are written: units, hedges, half up, and what is not known."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tdkt.kernel.stated import Hedge, Unit
from tdkt.statistics.figures.catalogue import static_figures, variants
from tdkt.statistics.values import difference, growth, ratio, stated


def count(value):
    return stated(value, Unit.COUNT)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (stated(3320, Unit.AWARD), "3.320"),
        (stated(0, Unit.AWARD), "0"),
        (stated(Decimal("9.0000"), Unit.PERCENT), "9%"),
        (stated(Decimal("11919.7400"), Unit.BILLION), "11.919,74"),
        (stated(Decimal("0.7800"), Unit.PERMILLE), "0,78‰"),
        (stated(Decimal(-16), Unit.CASE), "-16"),
        (stated(6000, Unit.ITEM, hedge=Hedge.ALMOST), "gần 6.000"),
        (stated(Decimal("99.9"), Unit.PERCENT, hedge=Hedge.OVER), "trên 99,9%"),
        (stated(Decimal("1.3"), Unit.POINTS), "1,3 điểm %"),
        (stated(None, Unit.PERCENT), "chưa có dữ liệu"),
        (stated(100, Unit.COUNT), "100"),
    ],
)
def test_a_value_is_written_the_vietnamese_way(value, text):
    assert value.text == text


def test_a_unit_that_does_not_stick_stands_after_the_number():
    assert stated(Decimal("48.3"), Unit.MILLION).text_with_unit == "48,3 triệu đồng"
    assert stated(Decimal(9), Unit.PERCENT).text_with_unit == "9%"
    assert stated(None, Unit.MILLION).text_with_unit == "chưa có dữ liệu"


@pytest.mark.parametrize(
    ("part", "whole", "places", "text"),
    [(675, 880, 1, "76,7%"), (2403, 3320, 1, "72,4%"), (31, 36, 0, "86%"), (1, 8, 1, "12,5%"), (1, 16, 1, "6,3%"),
     (1, 1, 1, "100%")],
)  # fmt: skip
def test_a_share_is_rounded_half_up(part, whole, places, text):
    assert ratio(count(part), count(whole), places=places).text == text


def test_a_whole_share_is_a_whole_number_and_still_compares_to_one_decimal():
    now, before = ratio(count(3), count(4)), ratio(count(2), count(3))
    assert str(now.value) == "75"
    assert difference(now, before).text == "8,3 điểm %"


def test_a_share_keeps_its_two_parts_and_its_exact_value():
    share = ratio(count(31), count(36), places=0)
    assert (share.numerator, share.denominator, share.exact) == (31, 36, Fraction(3100, 36))


def test_a_share_of_an_unknown_whole_says_so():
    share = ratio(count(31), count(None))
    assert (share.value, share.text) == (None, "chưa biết mẫu số")


def test_a_share_of_nothing_is_not_a_number():
    share = ratio(count(0), count(0))
    assert (share.value, share.text) == (None, "không có tỷ lệ")


def test_an_unknown_part_is_unknown_and_not_zero():
    assert ratio(count(None), count(36)).text == "chưa có dữ liệu"


def test_two_percents_differ_by_points_never_by_percent():
    now, before = ratio(count(31), count(36), places=0), stated(59, Unit.PERCENT)
    change = difference(now, before)
    assert (change.unit, change.value, change.text) == (Unit.POINTS, 27, "27 điểm %")


def test_a_difference_is_no_finer_than_the_coarser_of_its_parts():
    change = difference(ratio(count(31), count(36), places=1), stated(59, Unit.PERCENT))
    assert change.text == "27 điểm %"


def test_a_difference_of_counts_keeps_their_unit():
    change = difference(stated(36, Unit.INDIVIDUAL), stated(34, Unit.INDIVIDUAL))
    assert (change.unit, change.text) == (Unit.INDIVIDUAL, "2")


def test_unlike_units_are_not_subtracted():
    with pytest.raises(ValueError, match="Không trừ được “%” cho “tập thể”."):
        difference(stated(1, Unit.PERCENT), stated(1, Unit.COLLECTIVE))


def test_growth_is_in_percent_of_the_year_before():
    assert growth(count(36), count(34)).text == "5,9%"
    assert growth(count(36), count(None)).text == "chưa có dữ liệu"
    assert growth(count(36), count(0)).text == "không có tỷ lệ"


def test_a_rank_is_said_as_one_and_has_no_change():
    rank = static_figures()["grdp.hang_vung"]
    assert stated(5, Unit.RANK).text_with_unit == "thứ 5"
    assert [made.code for made in variants(rank)] == ["grdp.hang_vung.nam_truoc"]
