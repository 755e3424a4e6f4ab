"""Cells of real lists name awards in many ways."""

import unicodedata

import pytest

from tdkt.registry.award_names import UnreadableAward, award_by_name
from tdkt_law.awards import awards


def test_every_award_is_found_by_its_names_however_cased_or_encoded():
    for code, found in awards().items():
        for name in (found.name, found.short_name, found.law_name, *found.aliases):
            assert award_by_name(name).code == code
            assert award_by_name(unicodedata.normalize("NFD", name.upper())).code == code


def test_every_full_name_is_found_without_diacritics():
    for code, found in awards().items():
        bare = unicodedata.normalize("NFD", found.name.replace("đ", "d").replace("Đ", "D"))
        assert award_by_name(bare.encode("ascii", "ignore").decode()).code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bk_ttcp", "bk_ttcp"),
        ("Bằng khen Chủ tịch UBND tỉnh Lai Châu", "bk_bo_tinh"),
        ("BK của CT UBND tỉnh", "bk_bo_tinh"),
        ("Bằng khen của UBND tỉnh Lai Châu", "bk_bo_tinh"),
        ("Bằng khen TTCP", "bk_ttcp"),
        ("chiến sỹ thi đua cấp tỉnh", "cstd_bo_tinh"),
        ("CSTĐCS", "cstd_co_so"),
        ("Danh hiệu “Lao động tiên tiến”", "ldtt"),
        ("Tập thể LĐXS", "tap_the_ldxs"),
        ("Huân chương Lao động hạng III", "hc_lao_dong_3"),
        ("HCLĐ hạng 2", "hc_lao_dong_2"),
        ("Huân chương Dũng cảm (truy tặng)", "hc_dung_cam"),
        ("Giấy khen của Giám đốc Sở", "gk_so"),
        ("Giải thưởng Nhà nước", "gt_nha_nuoc"),
        ("Cờ thi đua UBND tỉnh Lai Châu", "co_thi_dua_bo_tinh"),
    ],
)
def test_usual_ways_of_writing_an_award_are_read(typed, code):
    assert award_by_name(typed, place="Lai Châu").code == code


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [
        ("Huân chương Lao động", ["hc_lao_dong_1", "hc_lao_dong_2", "hc_lao_dong_3"]),
        ("chiến sĩ thi đua", ["cstd_toan_quoc", "cstd_bo_tinh", "cstd_co_so"]),
        ("Bằng khen", ["bk_ttcp", "bk_bo_tinh", "bk_doan_the_tinh", "bk_quan_khu_dhqg"]),
    ],
)
def test_a_name_that_fits_several_awards_is_refused_with_all_of_them(typed, candidates):
    with pytest.raises(UnreadableAward, match="chưa rõ") as refusal:
        award_by_name(typed)
    assert [found.code for found in refusal.value.candidates] == candidates


def test_a_misspelled_name_is_refused_with_the_nearest():
    with pytest.raises(UnreadableAward, match="không phải là") as refusal:
        award_by_name("Lao động tiên tiên nhất")
    assert [found.code for found in refusal.value.candidates] == ["ldtt"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("  ", "Chưa ghi"),
        ("xyz", "không phải là"),
        ("của", "không phải là"),
        ("?", "không phải là"),
    ],
)
def test_what_names_no_award_is_refused(typed, message):
    with pytest.raises(UnreadableAward, match=message) as refusal:
        award_by_name(typed)
    assert refusal.value.candidates == ()
