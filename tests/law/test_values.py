"""The dated values: every award × topic has an answer or says that no text was to be had, on each boundary day."""

from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml

from tdkt_law.awards import awards
from tdkt_law.catalogue.load import catalogue
from tdkt_law.catalogue.model import Confidence, Value

LAW = catalogue()
TOPICS = yaml.safe_load(files("tdkt_law").joinpath("data/topics.yaml").read_text("utf-8"))["topics"]
FIRST = date(2024, 1, 1)
BOUNDARIES = (
    date(2014, 6, 1),
    date(2017, 9, 30),
    date(2017, 10, 1),
    date(2023, 12, 31),
    FIRST,
    date(2024, 1, 29),
    date(2024, 1, 30),
    date(2025, 6, 30),
    date(2025, 7, 1),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 9, 30),
    date(2026, 10, 1),
    date(2026, 11, 24),
)
ND98, ND152 = date(2025, 6, 30), date(2025, 7, 1)


def of(topic: str, award: str, on: date, ground: str = "") -> Value:
    found = LAW.value(topic, award, on, ground)
    assert found is not None, (topic, award, on)
    return found


def body(topic: str, award: str, on: date, ground: str = "") -> dict:
    found = of(topic, award, on, ground).value
    assert found is not None
    return dict(found)


def parts(award: str, on: date, ground: str = "") -> list[str]:
    return [one["id"] for one in body("dossier", award, on, ground)["parts"]]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_award_has_an_answer_or_a_stated_gap_on_each_boundary_day(topic):
    for award in awards().values():
        for on in BOUNDARIES:
            if award.existed_on(on) and not (award.register_only and on < FIRST):
                found = of(topic, award.code, on)
                assert (found.value is None) == (found.confidence is Confidence.NOT_FOUND)
                assert found.value is not None or found.note


@pytest.mark.parametrize("topic", TOPICS)
def test_one_answer_a_day_no_two_entries_for_the_same_award_and_ground(topic):
    stretches: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for value in LAW.values(topic):
        for award in value.awards:
            for ground in value.grounds or ("",):
                stretches.setdefault((award, ground), []).append(
                    (value.start, value.end or date.max)
                )
    assert stretches
    for key, found in stretches.items():
        found.sort()
        for (_, end), (start, _) in pairwise(found):
            assert end < start, key


def test_every_value_names_a_known_instrument_and_the_day_it_was_checked():
    for topic in TOPICS:
        for value in LAW.values(topic):
            assert value.source.instrument in LAW.instruments
            assert date(2026, 11, 1) <= value.checked_on <= date(2026, 12, 31)


def test_the_district_decides_to_the_end_of_june_2025_and_the_commune_after():
    before, after = (set(body("authority", "cstd_co_so", on)["decides"]) for on in (ND98, ND152))
    assert before - after == {"chu_tich_ubnd_huyen"}
    assert after - before == {"chu_tich_ubnd_xa"}
    assert body("authority", "thon_tdp_van_hoa", ND98)["decides"] == ["chu_tich_ubnd_huyen"]
    assert body("authority", "thon_tdp_van_hoa", ND152)["decides"] == ["chu_tich_ubnd_xa"]
    assert of("authority", "gk_xa", ND152).source.instrument == "nd_129_2025"


@pytest.mark.parametrize(
    ("award", "who"),
    [
        ("hc_lao_dong_3", ["chu_tich_nuoc"]),
        ("cstd_toan_quoc", ["thu_tuong"]),
        ("bk_ttcp", ["thu_tuong"]),
        ("bk_bo_tinh", ["chu_tich_ubnd_tinh", "bo_truong"]),
        ("xa_tieu_bieu", ["chu_tich_ubnd_tinh"]),
        ("gk_doanh_nghiep", ["giam_doc_doanh_nghiep", "chu_tich_hdqt"]),
    ],
)
def test_who_decides(award, who):
    assert body("authority", award, ND152)["decides"] == who


@pytest.mark.parametrize(
    ("award", "numerator"),
    [
        ("dh_ah_lao_dong", 9),
        ("cstd_toan_quoc", 9),
        ("cstd_bo_tinh", 9),
        ("cstd_co_so", 8),
        ("co_thi_dua_bo_tinh", 8),
        ("co_thi_dua_chinh_phu", 8),
    ],
)
def test_the_awards_that_must_be_voted_on_all_members(award, numerator):
    found = body("vote", award, ND98)
    assert found["required"] is True
    assert found["share"] == {"numerator": numerator, "denominator": 10}
    assert (found["of"], found["ballot"], found["absent"]) == (
        "all_members",
        "any",
        "written_opinion",
    )


@pytest.mark.parametrize(
    "award", ["ldtt", "tap_the_ldxs", "bk_bo_tinh", "bk_ttcp", "hc_lao_dong_1"]
)
def test_not_required_is_a_value(award):
    assert body("vote", award, ND98) == body("vote", award, ND152) == {"required": False}


def test_the_province_sets_three_votes_from_july_2025_and_the_old_ones_fill_the_gap_that_year():
    for award in ("cstd_co_so", "cstd_bo_tinh", "co_thi_dua_bo_tinh"):
        found = [of("vote", award, on) for on in (ND98, ND152, date(2026, 1, 1))]
        assert [one.set_by for one in found] == ["", "province", "province"]
        assert [one.confidence.value for one in found] == ["verified", "verified", "presumed"]
        assert {str(one.value) for one in found} == {str(found[0].value)}


def test_heroes_need_nine_tenths_of_the_central_council_with_a_quorum_that_fell():
    quorums = [body("vote", "dh_ah_lao_dong", on)["further"][0]["quorum"] for on in (ND98, ND152)]
    assert [one["numerator"] for one in quorums] == [9, 8]


def test_names_are_posted_ten_working_days_before_the_council_for_orders_titles_and_prizes():
    for award in ("hc_lao_dong_3", "dh_nha_giao_uu_tu", "gt_nha_nuoc"):
        found = body("notice", award, ND152)
        assert (found["required"], found["working_days"], found["before"]) == (True, 10, "council")
    for award in ("bk_ttcp", "bk_bo_tinh", "hch_vi_an_ninh_to_quoc", "hc_dung_cam"):
        assert body("notice", award, ND152) == {"required": False}


def test_the_national_title_is_posted_by_the_province_from_july_2025():
    assert [body("notice", "cstd_toan_quoc", on)["required"] for on in (ND98, ND152)] == [
        False,
        True,
    ]


@pytest.mark.parametrize("ground", ["dot_xuat", "cong_hien", "doi_ngoai"])
def test_simplified_procedure_and_long_service_are_exempt_from_posting(ground):
    assert body("notice", "hc_lao_dong_3", ND152, ground) == {"required": False}
    assert body("notice", "hc_lao_dong_3", ND152, "cong_trang")["required"] is True


def test_consultation_and_party_opinion_only_where_named():
    assert body("consultation", "bk_ttcp", ND152)["working_days"] == 10
    assert body("consultation", "bk_bo_tinh", ND152) == {"required": False}
    assert body("party", "hc_sao_vang", ND152)["who"] == ["ban_thuong_vu_tinh_uy", "bo_chinh_tri"]
    found = body("party", "bk_ttcp", ND152)
    assert (found["required"], found["managed"]) == (False, True)
    assert body("party", "bk_bo_tinh", ND152) == {"required": False}


def test_the_parts_of_a_dossier():
    assert parts("cstd_co_so", ND98) == [
        "to_trinh",
        "bao_cao_thanh_tich",
        "bien_ban_binh_xet",
        "ket_qua_bo_phieu",
        "cn_co_so",
    ]
    assert parts("bk_bo_tinh", ND152) == [
        "to_trinh",
        "bao_cao_thanh_tich",
        "bien_ban_xet_khen_thuong",
        "xac_nhan_thanh_tich",
    ]
    assert parts("bk_bo_tinh", ND152, "dot_xuat") == ["to_trinh", "bao_cao_tom_tat"]
    assert parts("bk_ttcp", ND98, "doi_ngoai") == [
        "to_trinh",
        "bao_cao_tom_tat",
        "xac_nhan_nghia_vu",
    ]
    assert parts("gia_dinh_van_hoa", ND98) == [
        "van_ban_de_nghi",
        "bang_tong_hop_ho",
        "bien_ban_hop_thon",
    ]


def test_titles_have_no_simplified_dossier():
    for code, award in awards().items():
        if award.kind.value == "title" and award.existed_on(ND98):
            assert of("dossier", code, ND98, "dot_xuat") is of("dossier", code, ND98)


def test_form_numbers_moved_with_the_decree():
    def number(award: str, on: date, recipient: str, ground: str = "") -> str:
        found = body("form_numbers", award, on, ground)["forms"]
        return next(
            one["number"]
            for one in found
            if one["part"].startswith("bao_cao") and one.get("recipient", recipient) == recipient
        )

    assert [number("bk_bo_tinh", on, "ca_nhan") for on in (ND98, ND152)] == ["03", "05"]
    assert [number("bk_bo_tinh", on, "tap_the") for on in (ND98, ND152)] == ["02", "04"]
    assert [number("bk_bo_tinh", on, "ca_nhan", "dot_xuat") for on in (ND98, ND152)] == ["07", "06"]
    decrees = [body("form_numbers", "bk_bo_tinh", on)["decree"] for on in (ND98, ND152)]
    assert decrees == ["nd_98_2023", "nd_152_2025"]


def test_the_government_flag_goes_to_a_fifth_of_the_leaders():
    found = body("quota", "co_thi_dua_chinh_phu", ND152)
    assert (found["capped"], found["max_percent"]) == (True, 20)
    assert body("quota", "cstd_co_so", ND98)["capped"] is False


def test_coefficients_are_exact_and_households_get_one_and_a_half():
    for value in LAW.values("prize"):
        found = value.value or {}
        for kind in ("ca_nhan", "tap_the", "ho_gia_dinh"):
            assert isinstance(found.get(kind, "0"), str)
        if value.start >= FIRST and "ho_gia_dinh" in found:
            assert Decimal(found["ho_gia_dinh"]) == Decimal("1.5") * Decimal(found["ca_nhan"])
        if value.start >= FIRST and {"ca_nhan", "tap_the"} <= set(found):
            assert Decimal(found["tap_the"]) == 2 * Decimal(found["ca_nhan"])


def test_what_holds_a_proposal_and_what_does_not():
    found = body("hold", "*", ND152)
    assert [one["id"] for one in found["grounds"]] == [
        "ky_luat",
        "dieu_tra",
        "thanh_tra",
        "kiem_tra",
        "kiem_toan",
        "khieu_nai",
        "to_cao",
        "bao_chi",
    ]
    assert found["not_grounds"] == ["Nợ thuế", "Nợ bảo hiểm xã hội"]


def test_values_last_to_the_eve_of_the_next():
    salaries = sorted(LAW.values("base_salary"), key=lambda one: one.start)
    for one, after in pairwise(salaries):
        assert one.end == after.start - timedelta(days=1)
    assert salaries[-1].end is None
