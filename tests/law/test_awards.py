"""The catalogue of awards as data."""

import subprocess
import sys
from datetime import date

import pytest

from tdkt_law.awards import AwardKind, AwardLevel, Confidence, UnknownAward, award, awards

_IN_THE_LAW = """
ldtt cstt cstd_co_so cstd_bo_tinh cstd_toan_quoc tap_the_ldtt don_vi_tien_tien tap_the_ldxs
don_vi_quyet_thang co_thi_dua_bo_tinh co_thi_dua_chinh_phu co_thi_dua_quan_khu co_thi_dua_dhqg
xa_tieu_bieu thon_tdp_van_hoa gia_dinh_van_hoa hc_sao_vang hc_ho_chi_minh hc_doc_lap_1 hc_doc_lap_2
hc_doc_lap_3 hc_quan_cong_1 hc_quan_cong_2 hc_quan_cong_3 hc_lao_dong_1 hc_lao_dong_2 hc_lao_dong_3
hc_bao_ve_to_quoc_1 hc_bao_ve_to_quoc_2 hc_bao_ve_to_quoc_3 hc_chien_cong_1 hc_chien_cong_2
hc_chien_cong_3 hc_dai_doan_ket hc_dung_cam hc_huu_nghi hch_quan_ky_quyet_thang
hch_vi_an_ninh_to_quoc hch_chien_si_ve_vang_1 hch_chien_si_ve_vang_2 hch_chien_si_ve_vang_3
hch_huu_nghi hch_tnxp_ve_vang dh_tinh_anh_hung dh_ba_me_vnah dh_ah_llvtnd dh_ah_lao_dong
dh_nha_giao_nhan_dan dh_nha_giao_uu_tu dh_thay_thuoc_nhan_dan dh_thay_thuoc_uu_tu
dh_nghe_si_nhan_dan dh_nghe_si_uu_tu dh_nghe_nhan_nhan_dan dh_nghe_nhan_uu_tu gt_ho_chi_minh
gt_nha_nuoc knc_ubtvqh knc_bo_tinh bk_ttcp bk_bo_tinh bk_doan_the_tinh bk_quan_khu_dhqg
gk_don_vi_thuoc_bo gk_doanh_nghiep gk_so gk_huyen gk_xa
"""
_REGISTER_ONLY = """
hc_khang_chien_1 hc_khang_chien_2 hc_khang_chien_3 hch_khang_chien_1 hch_khang_chien_2 huy_hieu_tinh
"""
IN_THE_LAW, REGISTER_ONLY = _IN_THE_LAW.split(), _REGISTER_ONLY.split()


def test_the_68_awards_of_the_law_and_the_register_only_ones_are_all_there():
    assert len(IN_THE_LAW) == 68
    assert sorted(awards()) == sorted(IN_THE_LAW + REGISTER_ONLY)
    assert sorted(c for c, found in awards().items() if found.register_only) == sorted(
        REGISTER_ONLY
    )


def test_only_what_was_read_in_the_law_claims_so():
    read = {code for code, found in awards().items() if found.confidence is Confidence.LAW}
    assert read == set(IN_THE_LAW)
    assert award("cstt").source == "Luật Thi đua, khen thưởng số 06/2022/QH15, khoản 2 Điều 24"
    assert award("hc_khang_chien_1").source == "nguồn thứ cấp"


def test_names_and_codes_are_unique():
    for values in (
        [found.name for found in awards().values()],
        [found.short_name for found in awards().values()],
        [*awards(), *(old for found in awards().values() for old in found.old_codes)],
    ):
        assert len(values) == len(set(values))


def test_the_province_writes_its_own_names():
    assert award("cstd_bo_tinh").name == "Chiến sĩ thi đua cấp tỉnh"
    assert award("bk_bo_tinh").name == "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
    assert award("bk_bo_tinh").law_name == "Bằng khen của Bộ, ban, ngành, tỉnh"
    assert award("co_thi_dua_bo_tinh").name == "Cờ thi đua của Ủy ban nhân dân tỉnh"


def test_state_level_is_what_the_decree_lists():
    state = {code for code, found in awards().items() if found.level is AwardLevel.STATE}
    by_kind = {
        code
        for code, found in awards().items()
        if found.kind in (AwardKind.ORDER, AwardKind.MEDAL, AwardKind.HONORARY, AwardKind.PRIZE)
    }
    assert state == by_kind | {"co_thi_dua_chinh_phu", "cstd_toan_quoc", "bk_ttcp"}


def test_a_commendation_of_a_mass_organisation_is_not_of_the_provincial_level():
    assert award("bk_doan_the_tinh").level is AwardLevel.OTHER


def test_the_higher_award_comes_first():
    ranked = [
        "hc_lao_dong_1",
        "hc_lao_dong_3",
        "co_thi_dua_chinh_phu",
        "bk_ttcp",
        "co_thi_dua_bo_tinh",
        "tap_the_ldxs",
        "cstd_bo_tinh",
        "bk_bo_tinh",
        "cstd_co_so",
        "ldtt",
        "gk_xa",
    ]
    assert sorted(ranked, key=lambda code: award(code).order) == ranked
    assert [found.order for found in awards().values()] == list(range(1, len(awards()) + 1))


@pytest.mark.parametrize(
    ("code", "last", "next_day"),
    [
        ("huy_hieu_tinh", date(2023, 12, 31), date(2024, 1, 1)),
        ("gk_huyen", date(2025, 6, 30), date(2025, 7, 1)),
    ],
)
def test_an_abolished_award_ends_on_its_day(code, last, next_day):
    assert (award(code).existed_on(last), award(code).existed_on(next_day)) == (True, False)


def test_a_new_award_begins_on_its_day():
    days = (date(2023, 12, 31), date(2024, 1, 1))
    assert [award("xa_tieu_bieu").existed_on(day) for day in days] == [False, True]


@pytest.mark.parametrize(
    ("old", "code"),
    [
        ("lao_dong_tien_tien", "ldtt"),
        ("chien_si_thi_dua_bo_tinh", "cstd_bo_tinh"),
        ("tap_the_lao_dong_xuat_sac", "tap_the_ldxs"),
        ("huan_chuong_lao_dong_hang_ba", "hc_lao_dong_3"),
        ("huan_chuong_doc_lap_hang_nhat", "hc_doc_lap_1"),
        ("ky_niem_chuong", "knc_bo_tinh"),
    ],
)
def test_an_old_code_finds_its_award(old, code):
    assert award(old).code == code


def test_an_unknown_code_is_refused_with_near_ones():
    with pytest.raises(UnknownAward, match=r"“bk_tinh”.*bk_bo_tinh") as refusal:
        award("bk_tinh")
    assert "bk_bo_tinh" in refusal.value.near


def test_the_old_code_of_all_giay_khen_names_the_present_ones():
    with pytest.raises(UnknownAward) as refusal:
        award("giay_khen")
    assert sorted(refusal.value.near) == sorted(c for c in IN_THE_LAW if c.startswith("gk_"))


def test_an_empty_code_is_unknown():
    with pytest.raises(UnknownAward):
        award("")


def test_importing_the_awards_reads_no_file():
    code = "from tdkt_law.awards import awards; print(awards.cache_info().currsize)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "0\n"
