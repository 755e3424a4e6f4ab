"""The worked example of a province's layer: what Bắc Ninh's regulation changes, and from which day."""

from datetime import date
from importlib.resources import files
from typing import Any

from tdkt_law.catalogue.catalogue import Catalogue, descend
from tdkt_law.catalogue.load import catalogue
from tdkt_law.catalogue.reader import read_file
from tdkt_law.deadlines import deadline

OVERLAY: dict[str, Any] = read_file(files("tdkt_law").joinpath("data"), "provinces/bac_ninh.yaml")
NATION, PROVINCE = catalogue(), catalogue(OVERLAY)
EVE, FIRST = date(2025, 12, 14), date(2025, 12, 15)


def conditions(law: Catalogue, on: date) -> set[str]:
    track = next(one for one in law.tracks("co_thi_dua_bo_tinh") if one.id == "hang_nam")
    version = law.criterion(track, on)
    assert version is not None
    assert version.when is not None
    return {one.id for one in descend(version.when) if one.id}


def test_year_end_lists_are_due_before_10_december_and_education_before_10_july():
    found = deadline(PROVINCE, "bk_bo_tinh", 2026, FIRST)
    assert (found.written, found.to, found.set_by) == (date(2026, 12, 9), "so_noi_vu", "province")
    assert found.source == "Quyết định 86/2025/QĐ-UBND tỉnh Bắc Ninh, Điều 6 khoản 2 và 3"
    school = deadline(PROVINCE, "tap_the_ldxs", 2025, FIRST, case="giao_duc")
    assert school.written == date(2026, 7, 9)


def test_thematic_lists_are_due_ten_days_before_the_event_on_a_working_day():
    found = deadline(
        PROVINCE, "bk_bo_tinh", 2026, FIRST, ground="phong_trao", event=date(2026, 3, 18)
    )
    assert (found.written, found.day) == (date(2026, 3, 8), date(2026, 3, 6))
    assert deadline(PROVINCE, "bk_bo_tinh", 2026, FIRST, ground="phong_trao").day is None


def test_sudden_feats_have_no_day():
    assert deadline(PROVINCE, "bk_bo_tinh", 2026, FIRST, ground="dot_xuat").written is None


def test_before_the_regulation_and_without_it_the_nation_answers():
    assert deadline(PROVINCE, "bk_bo_tinh", 2025, EVE).written is None
    assert deadline(NATION, "bk_bo_tinh", 2026, FIRST).written is None


def test_award_sessions_need_four_fifths_of_the_members():
    found = [PROVINCE.value("vote", "cstd_bo_tinh", on) for on in (EVE, FIRST)]
    assert [one.value.get("quorum") for one in found if one and one.value] == [
        None,
        {"numerator": 8, "denominator": 10},
    ]


def test_the_flag_asks_for_excellent_party_and_mass_bodies_from_that_day():
    assert "dang_doan_the_xuat_sac" not in conditions(PROVINCE, EVE)
    assert "dang_doan_the_xuat_sac" in conditions(PROVINCE, FIRST)
    assert "dang_doan_the_xuat_sac" not in conditions(NATION, FIRST)
    assert conditions(PROVINCE, FIRST) - {"dang_doan_the_xuat_sac"} == conditions(NATION, FIRST) - {
        "to_chuc_dang_vung_manh"
    }
