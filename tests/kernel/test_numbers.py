"""Numbers and money, both ways."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.kernel.numbers import (
    UnreadableNumber,
    format_count,
    format_decimal,
    format_int,
    format_money,
    format_percent,
    format_permille,
    format_points,
    money_in_words,
    number_in_words,
    parse_int,
    parse_money,
    parse_number,
    round_half_up,
)


def test_counts_and_whole_numbers_are_grouped_by_points():
    assert format_int(3320) == "3.320"
    assert format_int(-1_234_567) == "-1.234.567"
    assert [format_count(n) for n in (0, 5, 10, 3320)] == ["0", "05", "10", "3.320"]
    assert format_count(5, pad=False) == "5"
    with pytest.raises(ValueError, match="không thể âm"):
        format_count(-1)


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Decimal("11919.74"), None, "11.919,74"),
        (Decimal("9.0"), None, "9,0"),
        (Decimal("1E+3"), None, "1.000"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("-0.05"), 1, "-0,1"),
        (Decimal("1" * 33 + ".5"), 0, ".".join([*["111"] * 10, "112"])),
        (Fraction(2, 3), 2, "0,67"),
        (734, 2, "734,00"),
    ],
)
def test_decimals_are_written_with_a_comma(value, places, written):
    assert format_decimal(value, places) == written


def test_a_fraction_needs_its_number_of_decimals():
    with pytest.raises(ValueError, match="chữ số thập phân"):
        format_decimal(Fraction(1, 3))


def test_percent_points_and_per_mille_are_different_units():
    assert format_percent(Fraction(675, 880)) == "76,7%"
    assert format_percent(Fraction(2403, 3320)) == "72,4%"
    assert format_percent(Decimal("0.59"), 0) == "59%"
    assert format_percent(Fraction(1), trim=True) == "100%"
    assert format_percent(Fraction(100), 0, trim=True) == "10.000%"
    assert format_points(Fraction(86, 100) - Fraction(59, 100)) == "27 điểm %"
    assert format_points(Fraction(134, 1000), signed=True) == "+13,4 điểm %"
    assert format_points(Fraction(-134, 1000), signed=True) == "-13,4 điểm %"
    assert format_permille(Fraction(12, 10_000)) == "1,2‰"


def test_halves_are_rounded_away_from_zero_exactly():
    assert round_half_up(Fraction(1, 8), 2) == Decimal("0.13")
    assert round_half_up(Decimal("2.675"), 2) == Decimal("2.68")
    assert round_half_up(Fraction(-5, 2)) == Decimal(-3)
    with pytest.raises(ValueError, match="âm"):
        round_half_up(1, -1)


@given(st.fractions(), st.integers(0, 8))
def test_rounding_is_never_off_by_more_than_a_half(value, places):
    rounded = Fraction(round_half_up(value, places))
    assert abs(rounded - value) <= Fraction(1, 2 * 10**places)
    assert (rounded * 10**places).denominator == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh tư"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1010, "một nghìn không trăm mười"),
        (-24, "âm hai mươi tư"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (21_034_115, "hai mươi mốt triệu không trăm ba mươi tư nghìn một trăm mười lăm"),
        (2_000_000_000, "hai tỷ"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (1_000_000_000_000_000_001, "một tỷ tỷ không trăm linh một"),
    ],
)
def test_numbers_are_spelled_as_papers_spell_them(number, words):
    assert number_in_words(number) == words


def test_money_is_written_and_spelled_out():
    assert format_money(2_340_000) == "2.340.000 đồng"
    assert money_in_words(2_340_000) == "Hai triệu ba trăm bốn mươi nghìn đồng"
    assert money_in_words(0) == "Không đồng"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.821", "1821"),
        ("1821", "1821"),
        ("3.320", "3320"),
        ("734,190", "734.190"),
        ("11.919,74", "11919.74"),
        ("9,0", "9.0"),
        ("0,40", "0.40"),
        ("05", "5"),
        ("-24", "-24"),
        ("−24", "-24"),
        ("+27", "27"),
        ("1 821", "1821"),
        ("1\u00a0234\u00a0567,5", "1234567.5"),
        ("  13 ", "13"),
    ],
)
def test_numbers_typed_the_vietnamese_way_are_read_exactly(typed, value):
    number = parse_number(typed)
    assert (number, str(number)) == (Decimal(value), value)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("", "Ô để trống"),
        ("12.5", "hãy viết 12,5; nếu dấu chấm ngăn hàng nghìn, sau nó phải đủ ba chữ số"),
        ("1.82", "hãy viết 1,82"),
        ("1821.000", "đọc được hai cách"),
        ("0.400", "hãy viết 0,400"),
        ("1,234,567", "kiểu tiếng Anh.*1\\.234\\.567"),
        ("1,234.5", "kiểu tiếng Anh.*1\\.234,5"),
        ("1.234.56", "không phải là số"),
        ("1.821 000", "không phải là số"),
        ("12,5%", "có đơn vị “%”; ô này chỉ ghi số, ví dụ 12,5"),
        ("48 xã", "có đơn vị “xã”"),
        ("1e5", "không phải là số"),
        ("gần 500", "không phải là số"),
        ("NaN", "không phải là số"),
        ("٣", "không phải là số"),
        ("--5", "không phải là số"),
        ("9" * 41, "quá dài"),
    ],
)
def test_what_is_no_number_or_could_be_two_is_refused_with_advice(typed, advice):
    with pytest.raises(UnreadableNumber, match=advice):
        parse_number(typed)


def test_a_unit_is_read_only_where_it_is_expected():
    assert parse_number("12,5 %", unit="%") == Decimal("12.5")
    assert parse_number("12,5", unit="%") == Decimal("12.5")
    with pytest.raises(UnreadableNumber, match="“‰”"):
        parse_number("12,5‰", unit="%")


def test_a_whole_number_may_not_have_a_fraction():
    assert (parse_int("3.320"), parse_int("9,0"), parse_int("-24")) == (3320, 9, -24)
    with pytest.raises(UnreadableNumber, match="cần một số nguyên"):
        parse_int("9,5")


@pytest.mark.parametrize(
    ("typed", "dong"),
    [
        ("2.340.000", 2_340_000),
        ("2.340.000 đồng", 2_340_000),
        ("2.340.000đ", 2_340_000),
        ("760 000 ₫", 760_000),
        ("760.000 VNĐ", 760_000),
        ("1,25 tỷ đồng", 1_250_000_000),
        ("500 triệu", 500_000_000),
        ("15 nghìn đồng", 15_000),
    ],
)
def test_money_is_read_in_whole_dong(typed, dong):
    assert parse_money(typed) == dong


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("1,5 đồng", "phần lẻ của đồng"),
        ("12 USD", "không phải là số tiền"),
        ("triệu đồng", "không phải là số tiền"),
        ("2 triệu rưỡi", "không phải là số tiền"),
        ("12%", "không phải là số tiền"),
        ("12.5 triệu", "hãy viết 12,5"),
        ("", "Ô để trống|không phải là số tiền"),
    ],
)
def test_what_is_no_amount_is_refused_with_advice(typed, advice):
    with pytest.raises(UnreadableNumber, match=advice):
        parse_money(typed)


@given(st.integers(-(10**18), 10**18))
def test_a_whole_number_survives_writing_and_reading(value):
    assert parse_int(format_int(value)) == value
    assert parse_money(format_money(value)) == value


@given(st.decimals(-(10**12), 10**12, places=3, allow_nan=False))
def test_a_decimal_survives_writing_and_reading(value):
    assert parse_number(format_decimal(value)) == value


@given(st.text("0123456789.,-+ %đ", max_size=12) | st.text())
def test_any_text_is_read_or_refused(text):
    try:
        number = parse_number(text)
    except UnreadableNumber:
        return
    assert number.is_finite()
    assert parse_number(format_decimal(number)) == number
