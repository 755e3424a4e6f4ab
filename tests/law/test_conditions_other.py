"""Initiatives, achievements, collectives, service, posts, standing: each below, at and above its number."""

from datetime import date

import pytest

from tdkt_law.catalogue.catalogue import PostRow
from tdkt_law.catalogue.model import Confidence
from tdkt_law.conditions.achievements import column
from tdkt_law.conditions.kinds import JOINTS, KINDS
from tdkt_law.evaluate import Asked, verdicts
from tests.law.engine import (
    AWARD,
    EVERY_YEAR,
    MET,
    NEW,
    NOT_MET,
    ON,
    SOURCE,
    UNKNOWN,
    YEAR,
    ask,
    columns,
    find,
    law,
    rule,
    subject,
)


def initiatives(use: str = "all", middle: str = "", **by_count: set) -> dict[str, object]:
    return {
        f"initiatives/co_so/{use}/{middle}{k}": by_count.get(f"at_least_{k}", set())
        for k in range(1, 5)
    }


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        ({2023, 2024}, set(), NOT_MET),
        ({2023, 2024}, {2024}, MET),
        ({2022, 2023, 2024}, {2024}, MET),
        ({2020}, {2020}, NOT_MET),
    ],
)
def test_initiatives_of_all_years_of_the_window_add_up(one: set, two: set, verdict: int) -> None:
    condition = rule("initiative", scope="co_so", count=3, within={"last": 3})
    assert ask(condition, **initiatives(at_least_1=one, at_least_2=two)) == verdict


def test_an_initiative_whose_spending_is_unknown_is_unknown() -> None:
    condition = rule("initiative", scope="co_so", use="form")
    free = initiatives("form")
    assert ask(condition, **{**free, "initiatives/co_so/form/1": (set(), {2024})}) == UNKNOWN
    assert ask(condition, **free) == NOT_MET
    assert ask(condition, **initiatives("all", at_least_1={2024})) == UNKNOWN


def test_a_replicable_one_is_asked_of_its_own_column() -> None:
    condition = rule("initiative", scope="co_so", replicable=True)
    assert ask(condition, **initiatives(middle="replicable/", at_least_1={2024})) == MET
    assert (
        ask(condition, **initiatives(middle="replicable/"), **initiatives(at_least_1={2024})) == 0
    )


def test_more_initiatives_than_a_byte_counts_are_still_counted() -> None:
    condition = rule("initiative", scope="co_so", count=60, within="career")
    facts = dict.fromkeys(initiatives(), EVERY_YEAR)
    told = find(condition, year=2039, **facts)
    assert told.tracks[0].node.trace.low.item() == 256


@pytest.mark.parametrize("verdict", [NOT_MET, UNKNOWN, MET])
def test_an_achievement_is_what_its_column_says(verdict: int) -> None:
    params = {"scope": "bo_tinh", "min_years": 3}
    name = column({"kind": "phong_trao", **params})
    assert name == "achievements/phong_trao/-/bo_tinh/-/-/3"
    condition = rule("achievement", kind="phong_trao", **params)
    assert ask(condition, **{name: verdict}) == verdict


def test_what_a_person_attests_is_met_not_met_or_unsaid() -> None:
    condition = rule("attested", id="doan_ket")
    assert [ask(condition, **{"attested/doan_ket": said}) for said in (0, 1, 2)] == [0, 1, 2]
    assert ask(condition) == UNKNOWN


@pytest.mark.parametrize(
    ("holders", "at_least", "more_than"),
    [(6, NOT_MET, NOT_MET), (7, MET, NOT_MET), (8, MET, MET)],
)
def test_seventy_percent_of_ten_members(holders: int, at_least: int, more_than: int) -> None:
    facts = {"members/total": 10, "members/ldtt": holders}
    share = {"title": "ldtt", "percent": 70}
    assert ask(rule("members_share", **share), **facts) == at_least
    assert ask(rule("members_share", **share, strict=True), **facts) == more_than


def test_a_share_of_an_unknown_number_is_unknown_unless_the_bounds_decide() -> None:
    share = rule("members_share", title="ldtt", percent=70)
    assert ask(share) == UNKNOWN
    assert ask(share, **{"members/total": 10}) == UNKNOWN
    assert ask(share, **{"members/ldtt": 7}) == UNKNOWN
    assert ask(share, **{"members/total": (8, 10), "members/ldtt": 7}) == MET
    assert ask(share, **{"members/total": (11, 20), "members/ldtt": 7}) == NOT_MET
    assert ask(share, **{"members/total": 0, "members/ldtt": 0}) == NOT_MET


@pytest.mark.parametrize(("completed", "verdict"), [(9, NOT_MET), (10, MET), (None, UNKNOWN)])
def test_all_members_completed_their_tasks(completed: int | None, verdict: int) -> None:
    facts = {"members/total": 10, "members/completed": completed}
    assert ask(rule("members_all"), **facts) == verdict


@pytest.mark.parametrize(
    ("holders", "verdict"), [(0, NOT_MET), (1, NOT_MET), (2, MET), (None, UNKNOWN)]
)
def test_two_members_hold_the_title(holders: int | None, verdict: int) -> None:
    condition = rule("members_with", title="cstd_co_so", count=2)
    assert ask(condition, **{"members/cstd_co_so": holders}) == verdict


@pytest.mark.parametrize(
    ("rank", "verdict"), [(0, NOT_MET), (1, MET), (2, MET), (3, NOT_MET), (None, UNKNOWN)]
)
def test_second_in_the_bloc_or_better(rank: int | None, verdict: int) -> None:
    condition = rule("bloc_rank", organiser="bo_tinh", rank=2)
    assert ask(condition, **{"bloc/bo_tinh/rank": rank}) == verdict


@pytest.mark.parametrize(
    ("found", "verdict"), [(9, NOT_MET), (10, MET), (11, MET), (None, UNKNOWN)]
)
def test_ten_years_of_age(found: int | None, verdict: int) -> None:
    assert ask(rule("age", years=10), **{"age/years": found}) == verdict


@pytest.mark.parametrize(
    ("founded", "verdict"),
    [(2014, MET), (1994, MET), (2015, NOT_MET), (2013, NOT_MET), (2024, NOT_MET), (None, UNKNOWN),
     ((2012, 2015), UNKNOWN), ((2015, 2018), NOT_MET)],
)  # fmt: skip
def test_a_round_anniversary(founded: object, verdict: int) -> None:
    assert ask(rule("anniversary"), **{"founded/year": founded}) == verdict


@pytest.mark.parametrize("said", [NOT_MET, UNKNOWN, MET])
def test_among_those_who_may_have_a_flag_or_not(said: int) -> None:
    facts = {"flag_eligible": said}
    assert ask(rule("flag_eligible", **{"is": True}), **facts) == said
    assert ask(rule("flag_eligible", **{"is": False}), **facts) == 2 - said


def months(year: int, month: int) -> int:
    return (year - 1900) * 12 + month - 1


@pytest.mark.parametrize(
    ("since", "verdict"),
    [(months(2005, 4), NOT_MET), (months(2005, 3), MET), (months(2000, 1), MET), (None, UNKNOWN)],
)
def test_twenty_years_of_service_on_the_day_of_proposal(since: int | None, verdict: int) -> None:
    assert date(2025, 3, 1) == ON
    assert ask(rule("service", years=20), **{"service/since": since}) == verdict


@pytest.mark.parametrize(
    ("worked", "verdict"), [(9, NOT_MET), (10, MET), (12, MET), (None, UNKNOWN)]
)
def test_ten_months_worked_in_the_year(worked: int | None, verdict: int) -> None:
    assert ask(rule("service", months_in_year=10), **{"service/months": worked}) == verdict


def post_row(
    group: str, least: int, below: int | None = None, *, women: bool = True, women_less: int = 0
) -> PostRow:
    return PostRow(
        award=AWARD,
        group=group,
        months=least,
        below=below,
        women_third=women,
        women_less=women_less,
        start=NEW,
        end=None,
        source=SOURCE,
        confidence=Confidence.VERIFIED,
        note="",
    )


def ask_posts(rows: list[PostRow], **facts: object) -> int:
    found = verdicts(
        law(rule("post"), posts=rows), columns(subject(**facts)), Asked(AWARD, ON, YEAR)
    )
    return int(found.verdict[0])


@pytest.mark.parametrize(
    ("served", "man", "woman"),
    [(79, NOT_MET, NOT_MET), (80, NOT_MET, MET), (119, NOT_MET, MET), (120, MET, NOT_MET),
     (179, MET, NOT_MET), (180, NOT_MET, NOT_MET)],
)  # fmt: skip
def test_ten_to_fifteen_years_in_the_post_and_a_third_less_for_women(
    served: int, man: int, woman: int
) -> None:
    rows = [post_row("vu_truong", 120, 180)]
    facts = {"posts/vu_truong/months": served}
    assert ask_posts(rows, **facts, female=0) == man
    assert ask_posts(rows, **facts, female=2) == woman
    assert ask_posts(rows, **facts) == (man if man == woman else UNKNOWN)


def test_where_the_third_is_not_given_a_woman_needs_as_long() -> None:
    rows = [post_row("vu_truong", 120, women=False)]
    assert ask_posts(rows, **{"posts/vu_truong/months": 119}, female=2) == NOT_MET
    assert ask_posts(rows, **{"posts/vu_truong/months": 120}, female=2) == MET


@pytest.mark.parametrize(("served", "man", "woman"), [(107, 0, 0), (108, 0, 2), (120, 2, 2)])
def test_where_the_table_says_so_a_woman_needs_a_number_of_months_less(
    served: int, man: int, woman: int
) -> None:
    rows = [post_row("vu_truong", 120, women=False, women_less=12)]
    facts = {"posts/vu_truong/months": served}
    assert (ask_posts(rows, **facts, female=0), ask_posts(rows, **facts, female=2)) == (man, woman)


def test_any_row_of_the_table_in_force_is_enough_and_without_rows_it_is_unknown() -> None:
    rows = [post_row("vu_truong", 180), post_row("pho_vu_truong", 60)]
    facts = {"posts/vu_truong/months": 12, "posts/pho_vu_truong/months": 60, "female": 0}
    assert ask_posts(rows, **facts) == MET
    assert ask_posts([], **facts) == UNKNOWN
    assert ask_posts(rows, female=0) == UNKNOWN


@pytest.mark.parametrize(
    ("worst", "verdict"), [(0, MET), (1, MET), (2, NOT_MET), (6, NOT_MET), (None, UNKNOWN)]
)
def test_no_member_was_cautioned_or_worse(worst: int | None, verdict: int) -> None:
    condition = rule("no_discipline", at_or_above="canh_cao", of="members")
    assert ask(condition, **{"members/worst_discipline": worst}) == verdict


@pytest.mark.parametrize(
    ("touched", "verdict"),
    [(set(), MET), ({2024}, NOT_MET), ({2023}, MET), ((set(), {2024}), UNKNOWN), (None, UNKNOWN)],
)
def test_the_subject_was_under_no_discipline_in_the_year(touched: object, verdict: int) -> None:
    condition = rule("no_discipline", at_or_above="khien_trach")
    assert ask(condition, **{"discipline/khien_trach": touched}) == verdict


@pytest.mark.parametrize(
    ("kind", "name"), [("not_pending", "pending"), ("not_disciplined", "disciplined")]
)
def test_what_is_under_way_or_in_force_stands_against_it(kind: str, name: str) -> None:
    assert [ask(rule(kind), **{name: said}) for said in (0, 1, 2)] == [MET, UNKNOWN, NOT_MET]


def test_every_kind_is_known_by_its_own_name_and_no_joint_is_a_kind() -> None:
    assert {name: kind.name for name, kind in KINDS.items()} == {name: name for name in KINDS}
    assert set(JOINTS) & set(KINDS) == set()


@pytest.mark.parametrize(
    ("kind", "params", "said"),
    [
        ("held", {"award": "cstd_co_so"}, ()),
        ("held", {}, ("award: thiếu",)),
        ("held", {"award": "khong_co"}, ("award: 'khong_co' không phải mã khen",)),
        ("held", {"award": []}, ("award: danh sách rỗng",)),
        ("held", {"award": "ldtt", "times": 0}, ("times: 0 không phải số nguyên từ 1 đến 60",)),
        ("held", {"award": "ldtt", "consecutive": 1}, ("consecutive: 1 không phải true hoặc false",)),
        ("held", {"award": "ldtt", "ending": [1], "consecutive": True},
         ("ending: [1] không thuộc: [0], [-1], [0, -1]",)),
        ("held", {"award": "ldtt", "ending": [0]}, ("ending: chỉ dùng khi consecutive: true",)),
        ("held", {"award": "ldtt", "within": "ever"},
         ("within: 'ever' không thuộc: year, since_base, career, before, {last: n}",)),
        ("rated", {"at_least": "HTXS", "years": 3, "within": {"last": 2}},
         ("within: cửa sổ 2 năm không chứa đủ 3 năm",)),
        ("rated", {"at_least": "HTXS", "years": 2}, ("within: cửa sổ 1 năm không chứa đủ 2 năm",)),
        ("rated", {"at_least": "XS"}, ("at_least: 'XS' không thuộc: HT, HTT, HTXS",)),
        ("run", {"at_least": "HTT", "years": 5, "every": True, "others_at_least": "HT"},
         ("others_at_least: chỉ dùng khi every: false",)),
        ("run", {"at_least": "HTT", "years": 5, "every": False, "others_at_least": "HTXS"},
         ("others_at_least: cao hơn at_least",)),
        ("service", {}, ("cần đúng một trong: years, months_in_year",)),
        ("anniversary", {"years": 5}, ("years: không có tham số này (không có tham số nào)",)),
    ],
)  # fmt: skip
def test_wrong_parameters_are_told_by_name(kind: str, params: dict, said: tuple) -> None:
    assert KINDS[kind].problems(params) == said
