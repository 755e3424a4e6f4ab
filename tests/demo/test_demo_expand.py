"""The expansion of 2022: counts exactly the report's and the office's, decisions as an office writes them."""

import random
from collections import Counter, defaultdict
from datetime import date

import pytest

from tdkt.demo import facts
from tdkt.demo.data_files import read_yaml
from tdkt.demo.expand import digest, expand
from tdkt.demo.prizes import prize
from tdkt.demo.working_days import days_off
from tdkt.kernel.text import fold
from tdkt.registry.states import (
    BirthPrecision,
    Gender,
    Ground,
    Level,
    Method,
    RecipientGroup,
    RecipientKind,
    Standing,
    YearKind,
)
from tdkt_law.awards import awards

# award, recipient kind: by method thuong_xuyen, chuyen_de, dot_xuat, doi_ngoai; small or direct (None: not asked)
OFFICE_TABLE = [
    ("co_thi_dua_bo_tinh", "tap_the", (30, 2, 0, 0), 2),
    ("tap_the_ldxs", "tap_the", (268, 0, 0, 0), 236),
    ("bk_bo_tinh", "tap_the", (330, 214, 24, 12), 437),
    ("cstd_bo_tinh", "ca_nhan", (74, 0, 0, 0), 31),
    ("bk_bo_tinh", "ca_nhan", (1412, 1547, 146, 53), 845 + 1349 + 131 + 47),
    ("bk_bo_tinh", "ho_gia_dinh", (0, 84, 4, 0), 0),
]
METHODS = ("thuong_xuyen", "chuyen_de", "dot_xuat", "doi_ngoai")
# award, recipient kind, direct worker: count
STATE_2022 = {
    ("co_thi_dua_chinh_phu", "tap_the", False): 5,
    ("hc_lao_dong_2", "tap_the", False): 1,
    ("hc_lao_dong_3", "tap_the", False): 3,
    ("bk_ttcp", "tap_the", False): 6,
    ("hc_lao_dong_2", "ca_nhan", False): 1,
    ("hc_lao_dong_3", "ca_nhan", True): 1,
    ("hc_lao_dong_3", "ca_nhan", False): 2,
    ("bk_ttcp", "ca_nhan", True): 22,
    ("bk_ttcp", "ca_nhan", False): 2,
    ("dh_nghe_nhan_uu_tu", "ca_nhan", True): 6,
    ("hc_dung_cam", "ca_nhan", True): 1,
    ("cstd_toan_quoc", "ca_nhan", True): 1,
}


@pytest.mark.parametrize(("award", "kind", "by_method", "small_or_direct"), OFFICE_TABLE)
def test_the_office_table_holds_to_the_line(province, award, kind, by_method, small_or_direct):
    lines = [one for one in province if (one.award, one.recipient_kind) == (award, kind)]
    methods = Counter(one.method for one in lines)

    assert tuple(methods[method] for method in METHODS) == by_method
    assert sum(one.is_small or one.group == "truc_tiep" for one in lines) == small_or_direct


@pytest.mark.parametrize(
    ("method", "direct"),
    [("thuong_xuyen", 845), ("chuyen_de", 1349), ("dot_xuat", 131), ("doi_ngoai", 47)],
)
def test_direct_workers_with_a_bang_khen_by_method(province, method, direct):
    lines = [one for one in province if one.award == "bk_bo_tinh" and one.method == method]

    assert sum(one.group == "truc_tiep" for one in lines) == direct


def test_the_report_totals_come_out(province):
    assert len(province) == 4200
    assert Counter(one.recipient_kind for one in province) == {
        "tap_the": 880,
        "ca_nhan": 3232,
        "ho_gia_dinh": 88,
    }
    assert sum(one.is_small for one in province) == 675


def test_recipient_groups_are_the_five_of_form_0603(province):
    assert Counter(one.group for one in province if one.recipient_kind == "ca_nhan") == {
        "truc_tiep": 2403, "lanh_dao_khac": 655, "lanh_dao_so": 118, "doanh_nhan": 42, "lanh_dao_tinh": 14,
    }  # fmt: skip
    assert {one.group for one in province if one.recipient_kind != "ca_nhan"} == {""}


def test_the_review_of_workplace_culture_lies_inside_the_thematic_lines(province):
    lines = [one for one in province if one.movement == "M05"]

    assert Counter(one.recipient_kind for one in lines) == {"tap_the": 50, "ca_nhan": 182}
    assert {(one.award, one.method) for one in lines} == {("bk_bo_tinh", "chuyen_de")}


def test_months_are_the_office_percentages(province):
    months = Counter(one.decided_on.month for one in province)

    assert [months[month] for month in range(1, 13)] == [
        42 * share for share in (9, 5, 12, 7, 8, 7, 6, 8, 5, 13, 6, 14)
    ]


def test_senders_are_the_office_percentages(province):
    assert Counter(one.sender for one in province) == {
        "huyen_xa": 1848, "giao_duc": 882, "so_nganh": 798, "vu_trang": 336, "doanh_nghiep": 126, "trung_uong": 126,
        "noi_khac": 84,
    }  # fmt: skip


def test_districts_send_their_shares(province, tree):
    names = {row["key"]: row["share"] for row in read_yaml("districts")}
    lines = Counter(
        tree.district(one.organisation, one.decided_on)
        for one in province
        if one.sender == "huyen_xa"
    )

    assert {key: round(100 * lines[key] / 1848) for key in names} == names


def test_women_are_44_per_cent_of_persons_teachers_and_armed_forces_apart(demo, province):
    gender = {person.key: person.gender for person in demo.people}
    persons = [one for one in province if one.recipient_kind == "ca_nhan"]

    def share(sender):
        mine = [one for one in persons if sender in {"", one.sender}]
        return round(100 * sum(gender[one.recipient] == "nu" for one in mine) / len(mine))

    assert (share(""), share("giao_duc"), share("vu_trang")) == (44, 72, 6)


def test_the_state_gave_in_2022_what_the_report_says(state):
    lines = [one for one in state if one.decided_on.year == 2022]

    assert (
        Counter((one.award, one.recipient_kind, one.group == "truc_tiep") for one in lines)
        == STATE_2022
    )
    assert Counter(one.recipient_kind for one in lines) == {"tap_the": 15, "ca_nhan": 36}
    assert sum(one.group == "truc_tiep" for one in lines) == 31
    assert [one.award for one in lines if one.is_posthumous] == ["hc_dung_cam"]


def test_the_state_share_of_direct_workers_was_59_per_cent_in_2021(state):
    persons = [
        one for one in state if one.decided_on.year == 2021 and one.recipient_kind == "ca_nhan"
    ]

    assert (len(persons), sum(one.group == "truc_tiep" for one in persons)) == (34, 20)


def test_the_statistical_year_differs_from_the_year_of_the_report(demo, province):
    """Decisions of 01/12/2021-30/11/2022 are another set than those of 2022, of another size."""
    lines = [one for one in demo.honours if one.level == "bo_tinh"]
    statistical = [
        one for one in lines if date(2021, 12, 1) <= one.decided_on <= date(2022, 11, 30)
    ]

    assert sum(one.decided_on.month == 12 for one in province) == 588
    assert len(statistical) == 4200 - 588 + 490


def test_people_are_fewer_than_lines(province):
    persons = [one.recipient for one in province if one.recipient_kind == "ca_nhan"]

    assert 2900 < len(set(persons)) < len(persons)


def test_codes_are_those_of_the_law_and_the_registry(demo):
    honours = demo.honours

    assert {one.award for one in honours} - set(awards()) == set()
    assert {one.level for one in honours} == {Level.STATE, Level.PROVINCE, Level.BASE}
    assert {one.recipient_kind for one in honours} == set(RecipientKind.values)
    assert {one.group for one in honours} - set(RecipientGroup.values) == {""}
    assert {one.method for one in honours} - set(Method.values) == set()
    assert {one.ground for one in honours} - set(Ground.values) == set()
    assert {one.year_kind for one in honours} - {"", *YearKind.values} == set()
    assert {one.standing for one in honours} == set(Standing.values)
    assert {one.gender for one in demo.people} - set(Gender.values) == set()
    assert {one.birth_precision for one in demo.people} - {"", *BirthPrecision.values} == set()


def test_every_line_is_by_its_decision_on_its_day_and_has_its_own_ordinal(demo):
    decisions = {one.key: one for one in demo.decisions}
    lines = [one for one in demo.honours if one.level != "co_so"]
    ordinals = defaultdict(list)
    for one in lines:
        ordinals[one.decision].append(one.ordinal)

    assert all(decisions[one.decision].issued_on == one.decided_on for one in lines)
    assert set(ordinals) == set(decisions)
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in ordinals.values())


def test_base_titles_have_no_decision_record_and_say_so(demo):
    base = [one for one in demo.honours if one.level == "co_so"]

    assert {one.award for one in base} == {"ldtt", "cstd_co_so"}
    assert {(one.decision, one.ordinal) for one in base} == {("", None)}
    assert all((one.standing == "chua_co_so") == (one.note == "") for one in base)


def test_a_decision_number_is_used_once_and_rises_with_the_days(demo):
    series = defaultdict(list)
    for one in demo.decisions:
        series[one.issuer, one.symbol, one.issued_on.year].append((int(one.number), one.issued_on))
    cited = {(f.symbol, f.number, f.issued_on.year) for f in facts.documents() if f.number}

    for found in series.values():
        assert len({number for number, _ in found}) == len(found)
        assert [day for _, day in sorted(found)] == sorted(day for _, day in found)
    assert {(one.symbol, one.number, one.issued_on.year) for one in demo.decisions} & cited == set()


def test_decisions_are_of_the_size_and_on_the_days_of_an_office(demo):
    lines = Counter(one.decision for one in demo.honours if one.decision)
    of_2022 = [
        one for one in demo.decisions if one.symbol == "QĐ-UBND" and one.issued_on.year == 2022
    ]

    assert 150 <= len(of_2022) <= 250
    assert max(lines.values()) <= 300
    assert all(one.issued_on.weekday() < 5 for one in demo.decisions)
    assert all(one.issued_on not in days_off(one.issued_on.year) for one in demo.decisions)


def test_collectives_and_households_stand_before_persons_in_a_list(demo):
    order = {"tap_the": 0, "ho_gia_dinh": 1, "ca_nhan": 2}
    lists = defaultdict(list)
    for one in sorted((h for h in demo.honours if h.decision), key=lambda one: one.ordinal):
        lists[one.decision].append(order[one.recipient_kind])

    assert all(found == sorted(found) for found in lists.values())


def test_the_post_table_gives_every_person_the_recorded_group(demo):
    table = [(fold(rule.starts_with), rule.group) for rule in facts.post_groups()]
    posts = {(one.post_then, one.group) for one in demo.honours if one.recipient_kind == "ca_nhan"}
    wrong = [
        (post, group)
        for post, group in posts
        if next((found for words, found in table if fold(post).startswith(words)), "") != group
    ]

    assert wrong == []


def test_inspections_are_65_lines(demo):
    assert Counter(one.kind for one in demo.inspections) == {
        "so_nganh": 5,
        "phong_gddt": 8,
        "truong": 52,
    }
    assert len({one.organisation for one in demo.inspections}) == 65


def test_role_models_are_people_and_collectives_honoured_in_a_movement_that_year(demo, province):
    movements = defaultdict(set)
    for one in province:
        movements[one.recipient].add(one.movement)

    assert len({one.recipient for one in demo.role_models}) == len(demo.role_models) == 30
    assert all(one.movement in movements[one.recipient] for one in demo.role_models)


def test_prizes_follow_the_day_of_the_decision_and_are_unknown_before_the_known_decrees(demo):
    lines = {
        (one.award, one.recipient_kind): one.prize
        for one in demo.honours
        if one.decided_on.year == 2022
    }

    assert lines["bk_bo_tinh", "ca_nhan"] == 1_490_000
    assert lines["bk_bo_tinh", "tap_the"] == 2_980_000
    assert lines["co_thi_dua_bo_tinh", "tap_the"] == 11_920_000
    assert lines["tap_the_ldxs", "tap_the"] == 2_240_000
    assert lines["bk_bo_tinh", "ho_gia_dinh"] is None
    assert prize("bk_bo_tinh", "ho_gia_dinh", date(2024, 8, 1)) == 5_270_000
    assert {one.prize for one in demo.honours if one.decided_on < date(2017, 10, 1)} == {None}


def test_movements_are_named_only_in_their_years(demo):
    years = {fact.key: (fact.year_from or 2012, fact.year_to or 2025) for fact in facts.movements()}
    wrong = [
        one.key for one in demo.honours
        if one.movement and not years[one.movement][0] <= one.decided_on.year <= years[one.movement][1]
    ]  # fmt: skip

    assert wrong == []


def test_one_seed_gives_the_same_records_to_the_last_letter_and_another_seed_others(demo):
    other = expand(7)
    random.seed(0)

    assert digest(expand(2022)) == digest(demo)
    assert digest(other) != digest(demo)
    assert (
        sum(one.level == "bo_tinh" and one.decided_on.year == 2022 for one in other.honours) == 4200
    )
