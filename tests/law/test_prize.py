"""Prize money: coefficients, base salary of the day, rounding, several prizes at once."""

from datetime import date
from decimal import Decimal

import pytest

from tdkt_law.awards import UnknownAward
from tdkt_law.catalogue.catalogue import NoLaw
from tdkt_law.catalogue.load import catalogue
from tdkt_law.catalogue.model import Confidence
from tdkt_law.prize import Claim, Prize, prize, prizes_paid

LAW = catalogue()
YEAR_2024 = (date(2024, 1, 1), date(2024, 12, 31))
YEAR_2025 = (date(2025, 1, 1), date(2025, 12, 31))
YEARS_2023_2025 = (date(2023, 1, 1), date(2025, 12, 31))


def of(award: str, recipient: str, on: date, rounding: str | None = "up") -> Prize:
    return prize(LAW, award, recipient, on, rounding=rounding)


@pytest.mark.parametrize(
    ("award", "recipient", "on", "multiple", "raw", "amount"),
    [
        ("ldtt", "ca_nhan", date(2025, 3, 1), "0.3", 702_000, 710_000),
        ("gk_xa", "ca_nhan", date(2025, 3, 1), "0.15", 351_000, 360_000),
        ("gk_xa", "tap_the", date(2025, 3, 1), "0.3", 702_000, 710_000),
        ("gk_xa", "ho_gia_dinh", date(2025, 3, 1), "0.225", 526_500, 530_000),
        ("tap_the_ldtt", "tap_the", date(2025, 3, 1), "0.8", 1_872_000, 1_880_000),
        ("bk_bo_tinh", "ho_gia_dinh", date(2025, 9, 1), "2.25", 5_265_000, 5_270_000),
        ("cstd_co_so", "ca_nhan", date(2026, 6, 30), "1.0", 2_340_000, 2_340_000),
        ("cstd_co_so", "ca_nhan", date(2026, 7, 1), "1.0", 2_530_000, 2_530_000),
        ("cstd_bo_tinh", "ca_nhan", date(2026, 7, 1), "3.0", 7_590_000, 7_590_000),
        ("tap_the_ldtt", "tap_the", date(2026, 7, 1), "0.8", 2_024_000, 2_030_000),
        ("tap_the_ldxs", "tap_the", date(2026, 7, 1), "1.5", 3_795_000, 3_800_000),
        ("xa_tieu_bieu", "tap_the", date(2026, 7, 1), "2.0", 5_060_000, 5_060_000),
        ("thon_tdp_van_hoa", "tap_the", date(2025, 9, 1), "1.5", 3_510_000, 3_510_000),
        ("co_thi_dua_bo_tinh", "tap_the", date(2026, 7, 1), "8.0", 20_240_000, 20_240_000),
        ("co_thi_dua_chinh_phu", "tap_the", date(2025, 9, 1), "12.0", 28_080_000, 28_080_000),
        ("bk_bo_tinh", "ca_nhan", date(2026, 7, 1), "1.5", 3_795_000, 3_800_000),
        ("bk_bo_tinh", "tap_the", date(2025, 9, 1), "3.0", 7_020_000, 7_020_000),
        ("gk_so", "tap_the", date(2025, 9, 1), "0.6", 1_404_000, 1_410_000),
        ("gk_so", "ho_gia_dinh", date(2025, 9, 1), "0.45", 1_053_000, 1_060_000),
        ("gk_so", "ho_gia_dinh", date(2026, 7, 1), "0.45", 1_138_500, 1_140_000),
        ("bk_ttcp", "ca_nhan", date(2026, 7, 1), "3.5", 8_855_000, 8_860_000),
        ("bk_ttcp", "tap_the", date(2025, 9, 1), "7.0", 16_380_000, 16_380_000),
        ("hc_lao_dong_3", "tap_the", date(2025, 9, 1), "9.0", 21_060_000, 21_060_000),
        ("dh_ah_lao_dong", "tap_the", date(2025, 9, 1), "31.0", 72_540_000, 72_540_000),
    ],
)
def test_the_worked_examples(award, recipient, on, multiple, raw, amount):
    found = of(award, recipient, on)
    assert (found.multiple, found.raw, found.amount) == (Decimal(multiple), Decimal(raw), amount)


@pytest.mark.parametrize(
    ("on", "base"),
    [
        (date(2014, 6, 1), 1_150_000),
        (date(2016, 4, 30), 1_150_000),
        (date(2016, 5, 1), 1_210_000),
        (date(2017, 6, 30), 1_210_000),
        (date(2017, 7, 1), 1_300_000),
        (date(2018, 6, 30), 1_300_000),
        (date(2018, 7, 1), 1_390_000),
        (date(2019, 6, 30), 1_390_000),
        (date(2019, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_the_base_salary_is_that_of_the_day_of_decision(on, base):
    assert of("cstd_co_so", "ca_nhan", on).base_salary == base


def test_the_commune_doubles_its_certificate_on_1_july_2025():
    before, after = (of("gk_xa", "ca_nhan", date(2025, m, d)) for m, d in ((6, 30), (7, 1)))
    assert (before.multiple, after.multiple) == (Decimal("0.15"), Decimal("0.3"))
    assert (before.confidence, after.confidence) == (Confidence.SECONDARY, Confidence.VERIFIED)


@pytest.mark.parametrize(
    ("rounding", "amount"), [("up", 710_000), ("nearest", 700_000), ("none", 702_000)]
)
def test_each_way_of_rounding(rounding, amount):
    found = of("ldtt", "ca_nhan", date(2025, 3, 1), rounding)
    assert (found.rounding, found.amount) == (rounding, amount)


def test_without_a_choice_the_text_is_followed_and_rounds_up():
    found = of("ldtt", "ca_nhan", date(2025, 3, 1), None)
    assert (found.rounding, found.amount) == ("up", 710_000)


def test_an_exact_multiple_of_10000_is_not_raised():
    assert of("cstd_bo_tinh", "ca_nhan", date(2025, 9, 1)).amount == 7_020_000


def test_the_source_and_the_sureness_are_those_of_the_day():
    before = of("bk_bo_tinh", "ca_nhan", date(2025, 6, 30))
    after = of("bk_bo_tinh", "ca_nhan", date(2025, 7, 1))
    assert before.confidence is Confidence.PRESUMED
    assert after.confidence is Confidence.VERIFIED
    assert (
        after.source
        == "Nghị định 152/2025/NĐ-CP, Điều 54 khoản 1 điểm b, khoản 2 điểm a và khoản 3"
    )
    assert after.salary_source == "Nghị định 73/2024/NĐ-CP, Điều 3 khoản 2"


def test_from_october_2026_nothing_is_called_verified():
    eve, first = (of("ldtt", "ca_nhan", date(2026, m, d)) for m, d in ((9, 30), (10, 1)))
    assert (eve.amount, first.amount) == (760_000, 760_000)
    assert (eve.confidence, first.confidence) == (Confidence.VERIFIED, Confidence.PRESUMED)


@pytest.mark.parametrize(
    ("award", "recipient", "said"),
    [
        ("hch_tnxp_ve_vang", "ca_nhan", "Chưa có văn bản về mức tiền thưởng."),
        ("dh_tinh_anh_hung", "tap_the", "Chưa có văn bản về mức tiền thưởng."),
        ("gia_dinh_van_hoa", "ho_gia_dinh", "Văn bản không nêu mức tiền thưởng."),
        ("ldtt", "tap_the", "Hình thức này không tặng cho tập thể."),
        ("bk_doan_the_tinh", "ca_nhan", "Chưa có hệ số cho cá nhân."),
        ("hc_khang_chien_1", "ca_nhan", "Chưa có văn bản về mức tiền thưởng."),
    ],
)
def test_an_unknown_coefficient_says_so_and_is_not_zero(award, recipient, said):
    found = of(award, recipient, date(2025, 9, 1))
    assert (found.multiple, found.raw, found.amount) == (None, None, None)
    assert found.confidence is Confidence.NOT_FOUND
    assert found.note.startswith(said)


def test_a_commemorative_medal_names_a_ceiling():
    found = of("knc_ubtvqh", "ca_nhan", date(2025, 9, 1))
    assert (found.amount, found.at_most) == (1_880_000, True)
    assert found.note.startswith("Đây là mức tối đa.")


def test_foreigners_get_a_souvenir_of_that_worth():
    found = prize(LAW, "bk_bo_tinh", "ca_nhan", date(2025, 9, 1), "doi_ngoai", "up")
    assert (found.souvenir, found.amount) == (True, 3_510_000)
    assert not of("bk_bo_tinh", "ca_nhan", date(2025, 9, 1)).souvenir
    assert of("hch_huu_nghi", "ca_nhan", date(2025, 9, 1)).souvenir


def test_an_award_that_is_no_more_pays_nothing_and_says_why():
    assert of("gk_huyen", "ca_nhan", date(2025, 6, 30)).amount == 710_000
    after = of("gk_huyen", "ca_nhan", date(2025, 7, 1))
    assert after.amount is None
    assert after.note.startswith("Ngày 01/07/2025 không có hình thức ")


@pytest.mark.parametrize("on", [date(2014, 5, 31), date(1999, 1, 1)])
def test_a_day_before_the_catalogue_has_no_law(on):
    with pytest.raises(NoLaw):
        of("ldtt", "ca_nhan", on)


def test_bad_questions_say_what_is_allowed():
    on = date(2025, 9, 1)
    with pytest.raises(UnknownAward):
        of("bk_tinh", "ca_nhan", on)
    with pytest.raises(ValueError, match="dùng được: ca_nhan, tap_the, ho_gia_dinh"):
        of("ldtt", "nguoi", on)
    with pytest.raises(ValueError, match="dùng được: up, nearest, none"):
        of("ldtt", "ca_nhan", on, "down")


def title(award: str, period: tuple[date, date] | None, on: date = date(2025, 12, 20)) -> Claim:
    return Claim(of(award, "ca_nhan", on), period)


def form(award: str, period: tuple[date, date], achievement: str) -> Claim:
    return Claim(of(award, "ca_nhan", date(2025, 12, 20)), period, achievement)


def paid(*claims: Claim) -> list[bool | None]:
    return [one.paid for one in prizes_paid(LAW, claims)]


def test_titles_of_the_same_period_pay_only_the_highest_from_1_july_2025():
    claims = (title("ldtt", YEAR_2025), title("cstd_co_so", YEAR_2025))
    assert paid(*claims) == [False, True]
    assert (
        prizes_paid(LAW, claims)[0].source
        == "Nghị định 152/2025/NĐ-CP, Điều 49; Điều 48 khoản 4; Điều 54 khoản 3"
    )


def test_before_that_no_text_settles_titles_of_the_same_period():
    on = date(2025, 6, 30)
    assert paid(title("ldtt", YEAR_2024, on), title("cstd_co_so", YEAR_2024, on)) == [None, None]


def test_titles_of_different_periods_are_each_paid():
    claims = (title("cstd_co_so", YEAR_2025), title("cstd_bo_tinh", YEARS_2023_2025))
    assert paid(*claims) == [True, True]


def test_a_title_and_a_form_are_both_paid():
    assert paid(title("cstd_co_so", YEAR_2025), form("bk_bo_tinh", YEAR_2025, "A")) == [True, True]


def test_forms_need_different_times_and_achievements():
    first = form("bk_bo_tinh", YEAR_2024, "A")
    assert paid(first, form("gk_so", YEAR_2025, "B")) == [True, True]
    assert paid(first, form("gk_so", YEAR_2025, "A")) == [None, None]
    assert paid(first, form("gk_so", YEAR_2024, "B")) == [None, None]
    assert paid(first, form("gk_so", YEAR_2025, "")) == [None, None]


def test_titles_without_a_stated_period_are_not_settled():
    assert paid(title("ldtt", None), title("cstd_co_so", YEAR_2025)) == [None, None]


def test_one_award_alone_is_paid_and_none_is_nothing():
    assert paid(title("ldtt", None)) == [True]
    assert paid(form("bk_bo_tinh", YEAR_2025, "")) == [True]
    assert prizes_paid(LAW, ()) == ()
