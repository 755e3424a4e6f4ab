"""Days to submit and times to handle, by the law of a day."""

from datetime import date

import pytest

from tdkt_law.awards import UnknownAward, awards
from tdkt_law.catalogue.catalogue import NoLaw
from tdkt_law.catalogue.load import catalogue
from tdkt_law.catalogue.model import Confidence
from tdkt_law.deadlines import Deadline, deadline

LAW = catalogue()
ND98, ND152 = date(2025, 6, 30), date(2025, 7, 1)


def step(found: Deadline, step_id: str) -> tuple[int | None, int | None, str]:
    one = next(one for one in found.steps if one.id == step_id)
    return one.working_days, one.days, one.source


def test_the_government_flag_is_due_on_30_june_of_the_next_year():
    found = deadline(LAW, "co_thi_dua_chinh_phu", 2024, ND98)
    assert (found.written, found.day, found.to) == (
        date(2025, 6, 30),
        date(2025, 6, 30),
        "bo_noi_vu",
    )
    assert found.source == "Nghị định 98/2023/NĐ-CP, Điều 32 khoản 1 điểm b"
    assert found.confidence is Confidence.VERIFIED
    assert deadline(LAW, "co_thi_dua_chinh_phu", 2024, ND152).confidence is Confidence.PRESUMED


def test_education_has_its_own_day_for_the_government_flag():
    found = deadline(LAW, "co_thi_dua_chinh_phu", 2024, ND98, case="giao_duc")
    assert found.written == date(2025, 12, 31)
    assert found.rule.startswith("Hệ thống giáo dục quốc dân: ")


def test_a_last_day_that_is_off_ends_with_the_next_working_day():
    found = deadline(LAW, "co_thi_dua_chinh_phu", 2023, ND98)
    assert (found.written, found.day) == (date(2024, 6, 30), date(2024, 7, 1))


def test_the_national_title_counts_from_the_year_of_the_provincial_one_since_july_2025():
    assert deadline(LAW, "cstd_toan_quoc", 2024, ND98).written == date(2025, 12, 31)
    assert deadline(LAW, "cstd_toan_quoc", 2024, ND152).written is None
    decided = deadline(LAW, "cstd_toan_quoc", 2024, ND152, decided_on=date(2025, 1, 15))
    assert (decided.written, decided.day) == (date(2026, 12, 31), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("award", "days"), [("hc_lao_dong_3", 30), ("bk_ttcp", 30), ("hc_doc_lap_3", 40), ("dh_ah_lao_dong", 40)]
)  # fmt: skip
def test_the_province_has_30_or_40_working_days_for_state_awards(award, days):
    found = deadline(LAW, award, 2025, ND152)
    assert (found.day, found.rule) == (None, "Không có ngày nộp cố định")
    assert step(found, "tinh_trinh") == (days, None, "Nghị định 152/2025/NĐ-CP, Điều 35 khoản 3")
    assert "tinh_trinh" not in [one.id for one in deadline(LAW, award, 2024, ND98).steps]


def test_the_ministry_returns_faulty_files_in_5_then_10_working_days():
    assert step(deadline(LAW, "bk_ttcp", 2024, ND98), "tra_lai")[0] == 5
    assert step(deadline(LAW, "bk_ttcp", 2024, ND152), "tra_lai")[0] == 10


def test_a_step_ends_after_its_working_days_or_plain_days():
    submit = next(
        one for one in deadline(LAW, "bk_ttcp", 2024, ND98).steps if one.id == "tham_dinh"
    )
    assert submit.due(date(2025, 4, 21)) == date(2025, 5, 21)
    decide = next(
        one for one in deadline(LAW, "gia_dinh_van_hoa", 2024, ND98).steps if one.id == "quyet_dinh"
    )
    assert decide.due(date(2025, 3, 5)) == date(2025, 3, 17)


def test_cultural_families_are_done_before_25_november():
    assert deadline(LAW, "gia_dinh_van_hoa", 2024, ND98).written == date(2024, 11, 24)
    unknown = deadline(LAW, "gia_dinh_van_hoa", 2023, date(2024, 1, 29))
    assert (unknown.written, unknown.rule) == (None, "Chưa có văn bản")


@pytest.mark.parametrize(
    "award", ["ldtt", "tap_the_ldtt", "cstd_bo_tinh", "co_thi_dua_bo_tinh", "bk_bo_tinh", "gk_xa"]
)
def test_provincial_and_base_awards_are_left_to_the_province(award):
    for on in (ND98, ND152):
        found = deadline(LAW, award, 2024, on)
        assert (found.day, found.rule, found.set_by) == (None, "Chưa có văn bản", "province")
        assert found.confidence is Confidence.NOT_FOUND


def test_the_commune_appraises_the_base_title_in_20_working_days():
    assert step(deadline(LAW, "cstd_co_so", 2025, ND152), "tham_dinh")[0] == 20


def test_from_october_2026_a_deadline_is_presumed():
    assert deadline(LAW, "bk_ttcp", 2026, date(2026, 9, 30)).confidence is Confidence.VERIFIED
    assert deadline(LAW, "bk_ttcp", 2026, date(2026, 10, 1)).confidence is Confidence.PRESUMED


def test_every_award_has_an_answer_in_each_regime():
    for code in awards():
        for on in (date(2024, 1, 1), ND98, ND152, date(2026, 10, 1)):
            assert deadline(LAW, code, 2024, on).rule


def test_bad_questions_are_refused():
    with pytest.raises(NoLaw):
        deadline(LAW, "ldtt", 2010, date(2010, 1, 1))
    with pytest.raises(UnknownAward):
        deadline(LAW, "khong_co", 2025, ND152)
