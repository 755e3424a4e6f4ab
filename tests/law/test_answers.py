"""The answer to a case: verdict, findings with their clauses, what is missing and what comes with the award."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from tdkt_law.answers import answer, answer_or_error
from tdkt_law.catalogue.load import catalogue
from tdkt_law.facts.parse import parse

ON = date(2025, 3, 10)
# The worked example: Bằng khen Thủ tướng for 2015-2019, then the years 2020-2024.
FACTS: dict[str, Any] = {
    "proposal": {"year": 2024},
    "subject": {"kind": "ca_nhan"},
    "proposed_on": "2025-03-01",
    "awards": [
        {"code": "bk_ttcp", "year": 2019, "period": [2015, 2019], "ground": "cong_trang"},
        {"code": "cstd_co_so", "year": 2020},
        {"code": "cstd_co_so", "year": 2022},
        {"code": "cstd_co_so", "year": 2024},
    ],
    "ratings": {2020: "HTT", 2021: "HTT", 2022: "HTXS", 2023: "HTT", 2024: "HTT"},
    "initiatives": [],
    "achievements": [],
    "discipline": [],
    "pending": [],
    "attested": {"all_judged": True},
    "complete": ["awards", "ratings"],
}
KEYS = {
    "award", "on", "year", "ground", "regime", "verdict", "findings", "track", "by_ground", "tracks",
    "readings", "contradictions", "presumed", "caveat", "transitions", "declared", "decided_by",
    "prize", "dossier", "deadline",
}  # fmt: skip
FINDING = {
    "id", "kind", "text", "source", "confidence", "verdict", "needed", "found", "window", "evidence",
    "missing",
}  # fmt: skip


def facts(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(FACTS), **changes}


def told(data: Any = None, award: str = "hc_lao_dong_3", on: date = ON) -> dict[str, Any]:
    return answer(catalogue(), parse(data or FACTS), award, on)


def finding(answered: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in answered["findings"] if one["id"] == name)


def test_the_answer_carries_every_part_and_nothing_else():
    answered = told()
    assert set(answered) == KEYS
    assert [set(one) - {"parts"} for one in answered["findings"]] == [FINDING] * len(
        answered["findings"]
    )


def test_the_worked_example_is_met_by_the_clause_that_says_so():
    answered = told()
    assert (answered["verdict"], answered["regime"], answered["ground"], answered["track"]) == (
        "met",
        "nd98",
        "cong_trang",
        "qua_trinh_thanh_tich",
    )
    titles = finding(answered, "qt_3_cstdcs")
    assert titles["source"] == "Luật 06/2022/QH15, Điều 44 khoản 1 điểm e"
    assert titles["needed"] == "3 lần được tặng “Chiến sĩ thi đua cơ sở” trong các năm 2020–2024"
    assert (titles["found"], titles["missing"], titles["window"]) == (
        "Có 3 lần",
        None,
        [2020, 2024],
    )
    assert [one["path"] for one in titles["evidence"]] == ["awards[1]", "awards[2]", "awards[3]"]


def test_what_falls_short_says_by_how_much():
    data = facts()
    del data["awards"][2]
    answered = told(data)
    titles = finding(answered, "qt_3_cstdcs")
    assert (answered["verdict"], titles["verdict"]) == ("not_met", "not_met")
    assert (titles["found"], titles["missing"]) == ("Có 2 lần", "Còn thiếu 1 lần")


def test_what_is_unknown_asks_for_the_paper_that_settles_it():
    data = facts(complete=["ratings"])
    del data["awards"][2]
    answered = told(data)
    titles = finding(answered, "qt_3_cstdcs")
    assert (answered["verdict"], titles["verdict"]) == ("unknown", "unknown")
    assert titles["missing"].startswith("Cần: Quyết định tặng")


def test_what_only_a_person_can_say_is_unknown_until_it_is_said():
    silent = told(facts(attested={}))
    assert silent["verdict"] == "unknown"
    assert [one["id"] for one in silent["findings"] if one["kind"] == "attested"] == [
        "chap_hanh_tot"
    ]
    assert told(facts(attested={"chap_hanh_tot": True}))["verdict"] == "met"
    refused = told(facts(attested={"all_judged": True, "chap_hanh_tot": False}))
    assert refused["verdict"] == "not_met"


def test_a_verdict_that_rests_on_declared_history_says_so():
    data = facts()
    assert told(data)["declared"] is False
    data["awards"][3]["standing"] = "ke_khai"
    assert (told(data)["verdict"], told(data)["declared"]) == ("met", True)


def test_declared_history_that_changes_nothing_is_not_marked():
    data = facts()
    data["awards"].append({"code": "cstd_co_so", "year": 2021, "standing": "ke_khai"})
    assert (told(data)["verdict"], told(data)["declared"]) == ("met", False)


def test_any_ground_gives_a_verdict_for_each():
    answered = told(facts(proposal={"year": 2024, "ground": "any"}))
    assert answered["ground"] == "any"
    assert answered["by_ground"]["cong_trang"] == "met"
    assert answered["by_ground"]["dot_xuat"] == "not_met"


def test_tracks_of_another_ground_are_not_considered():
    answered = told(facts(proposal={"year": 2024, "ground": "dot_xuat"}))
    assert (answered["verdict"], answered["by_ground"]) == ("not_met", {"dot_xuat": "not_met"})


def test_a_ground_the_award_is_not_given_for_is_not_met_and_says_why():
    answered = told(facts(proposal={"year": 2024, "ground": "nien_han"}))
    assert answered["verdict"] == "not_met"
    assert [one["id"] for one in answered["findings"]] == ["khong_co_truong_hop"]


def test_a_yearly_title_asked_by_cong_trang_is_answered_by_its_own_ground():
    answered = told(facts(proposal={"year": 2024, "ground": "cong_trang"}), award="cstd_co_so")
    assert (answered["ground"], list(answered["by_ground"])) == ("danh_hieu", ["danh_hieu"])


def test_a_matter_under_way_before_2024_is_said_to_be_outside_the_verdict():
    said = "Có việc đang xem xét, chưa tính vào kết luận: chưa có văn bản về trường hợp chưa xét khen thưởng."
    early = {"proposal": {"year": 2022}, "proposed_on": "2022-12-01"}
    day = date(2022, 12, 20)
    assert said in told(facts(**early, pending=[{"kind": "thanh_tra"}]), on=day)["caveat"]
    assert said not in told(facts(**early, pending=[]), on=day)["caveat"]


def test_official_readings_that_differ_on_a_case_are_shown_with_their_verdicts():
    titles = [{"code": "cstd_co_so", "year": year} for year in (2022, 2023, 2024)]
    wide = {"scope": "co_so", "influence": "bo_tinh", "replicable": True, "year": 2024}
    data = facts(awards=titles, initiatives=[wide])
    answered = told(data, "cstd_bo_tinh")
    assert answered["verdict"] == "met"
    reading = answered["readings"][0]
    assert (reading["id"], reading["chosen"]) == ("nam_xet_la_nam_thu_ba", "ke_ca_nam_xet")
    assert {one["id"]: one["verdict"] for one in reading["options"]} == {
        "ke_ca_nam_xet": "met",
        "truoc_nam_xet": "not_met",
    }


def test_the_province_of_the_case_chooses_a_reading():
    titles = [{"code": "cstd_co_so", "year": year} for year in (2022, 2023, 2024)]
    wide = {"scope": "co_so", "influence": "bo_tinh", "replicable": True, "year": 2024}
    data = facts(
        awards=titles, initiatives=[wide], province={"nam_xet_la_nam_thu_ba": "truoc_nam_xet"}
    )
    assert told(data, "cstd_bo_tinh")["verdict"] == "not_met"


def test_the_law_is_that_of_the_day_it_was_received():
    crossing = facts(proposed_on="2025-06-20", received_on="2025-06-25")
    answered = told(crossing, on=date(2025, 9, 1))
    assert answered["regime"] == "nd98"
    assert len(answered["transitions"]) == 1
    assert told(crossing, on=date(2025, 6, 30))["transitions"] == []


def test_from_october_2026_the_answer_is_presumed_and_says_why():
    data = facts(proposed_on="2026-11-01")
    answered = told(data, on=date(2026, 11, 10))
    assert (answered["regime"], answered["presumed"]) == ("luat2026", True)
    assert "chưa có văn bản" in answered["caveat"]
    assert told()["presumed"] is False


def test_contradictions_stand_beside_the_verdict():
    data = facts()
    data["awards"].append({"code": "cstd_co_so", "year": 2024})
    assert [one["kind"] for one in told(data)["contradictions"]] == ["same_title_twice"]


def test_an_attested_condition_nobody_knows_is_pointed_out():
    answered = told(facts(attested={"all_judged": True, "chap_hanh_tott": True}))
    assert answered["verdict"] == "met"
    assert answered["contradictions"][0]["kind"] == "attested_unknown"
    assert "chap_hanh_tot" in answered["contradictions"][0]["text"]


def test_what_comes_with_the_award_is_of_the_day_asked():
    answered = told()
    assert answered["prize"]["multiple"] == 4.5
    assert answered["prize"]["base_salary"] == 2340000
    assert answered["prize"]["amount"] == 10530000
    assert answered["decided_by"]["names"] == ["Chủ tịch nước"]
    assert answered["dossier"][0]["id"] == "to_trinh"


def test_the_year_asked_is_the_last_one_rated_when_none_is_said():
    data = facts()
    del data["proposal"]
    assert told(data)["year"] == 2024


@pytest.mark.parametrize(("month", "year"), [(9, 2024), (10, 2025)])
def test_with_no_rating_a_proposal_before_october_is_about_the_year_before(month: int, year: int):
    data = {"subject": {"kind": "ca_nhan"}, "proposed_on": date(2025, month, 1)}
    assert told(data, "ldtt", date(2025, month, 1))["year"] == year


def test_a_day_outside_the_catalogue_is_an_error_that_lists_the_days_it_knows():
    error = answer_or_error(
        catalogue(), FACTS | {"proposed_on": "2010-01-01"}, "ldtt", date(2010, 1, 1)
    )
    assert (error["error"]["path"], error["error"]["value"]) == ("on", "2010-01-01")
    assert error["error"]["allowed"][0].startswith("2014-06-01/")


def test_an_unknown_award_lists_the_known_ones_the_nearest_first():
    error = answer_or_error(catalogue(), FACTS, "hc_lao_dong3", ON)["error"]
    assert (error["path"], error["value"]) == ("award", "hc_lao_dong3")
    assert error["allowed"][0].startswith("hc_lao_dong_")


@pytest.mark.parametrize("year", [1975, 2040])
def test_a_year_the_columns_cannot_hold_is_an_error(year: int):
    error = answer_or_error(catalogue(), facts(proposal={"year": year}), "ldtt", ON)["error"]
    assert (error["path"], error["value"]) == ("proposal.year", year)


def test_a_setting_of_the_province_nobody_knows_is_an_error():
    error = answer_or_error(catalogue(), facts(province={"lam_tron": "up"}), "ldtt", ON)["error"]
    assert error["path"] == "province.lam_tron"


def test_every_award_of_every_regime_can_be_asked_of_nobody_in_particular():
    law = catalogue()
    for regime in law.regimes.values():
        for award in law.awards:
            for kind in ("ca_nhan", "tap_the", "ho_gia_dinh", "nuoc_ngoai"):
                data = {"subject": {"kind": kind}, "proposal": {"ground": "any"}}
                answered = answer(law, parse(data), award, regime.start)
                assert answered["verdict"] in {"met", "unknown", "not_met"}
                assert all(one["needed"] and one["found"] for one in answered["findings"])


def test_of_titles_that_must_follow_each_other_the_evidence_is_the_run_alone():
    held = [{"code": "cstd_co_so", "year": year} for year in (2018, 2019, 2021, 2022, 2023)]
    answered = told(facts(awards=held, proposal={"year": 2023}), "cstd_bo_tinh")
    runs = [
        [one["year"] for one in leaf["evidence"]]
        for leaf in answered["findings"]
        if leaf["evidence"]
    ]
    assert runs[0] == [2021, 2022, 2023]
