"""Histories become columns: what is sure, what is possible, and never more."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.columns import ALL_YEARS, Columns, years_of
from tdkt_law.facts.columns import columns_of
from tdkt_law.facts.model import HeldAward, History, Initiative, Standing
from tdkt_law.facts.parse import parse
from tdkt_law.facts.spending import demands, free_by_year, is_form

EVERY = int(ALL_YEARS)
EMPTY = Catalogue()


def columns(year: int = 2024, **parts: Any) -> Columns:
    parts.setdefault("subject", {"kind": "ca_nhan"})
    return columns_of([parse(parts)], EMPTY, year)


def years(found: Columns, name: str) -> tuple[Any, Any]:
    """Sure and possible years; the possible ones as "all" when nothing is excluded."""
    sure, possible = found.mask(name)
    return years_of(sure[0]), "all" if int(possible[0]) == EVERY else years_of(possible[0])


def number(found: Columns, name: str) -> tuple[int, int | None]:
    low, high = found.number(name)
    return int(low[0]), None if high[0] == 2**31 - 1 else int(high[0])


def truth(found: Columns, name: str) -> int:
    return int(found.truth(name)[0])


def test_a_whole_list_knows_what_did_not_happen_and_another_does_not():
    held = [{"code": "cstd_co_so", "year": 2022}]
    assert years(columns(awards=held, complete=["awards"]), "awards/cstd_co_so") == ((2022,),) * 2
    assert years(columns(awards=held), "awards/cstd_co_so") == ((2022,), "all")
    assert years(columns(awards=held, complete=["awards"]), "awards/ldtt") == ((), ())
    assert years(columns(), "awards/ldtt") == ((), "all")


def test_an_award_of_unknown_year_may_be_of_the_year_of_its_decision_or_the_one_before():
    held = [{"code": "bk_bo_tinh", "decided_on": "2020-05-01", "ground": "cong_trang"}]
    found = columns(awards=held, complete=["awards"])
    assert years(found, "awards/bk_bo_tinh") == ((), (2019, 2020))


@pytest.mark.parametrize(
    ("more", "regular"),
    [
        ({"ground": "cong_trang"}, ((2020,), (2020,))),
        ({"ground": "phong_trao"}, ((), ())),
        ({"ground": "dot_xuat"}, ((), ())),
        ({"ground": "cong_trang", "level": "doan_the"}, ((), ())),
        ({}, ((), (2020,))),
    ],
)
def test_only_a_commendation_by_cong_trang_stands_for_the_next(more: Any, regular: Any):
    held = [{"code": "bk_bo_tinh", "year": 2020, **more}]
    found = columns(awards=held, complete=["awards"])
    assert years(found, "awards/bk_bo_tinh/regular") == regular
    assert years(found, "awards/bk_bo_tinh") == ((2020,), (2020,))


def test_a_yearly_title_needs_no_ground_to_be_regular():
    found = columns(awards=[{"code": "cstd_co_so", "year": 2020}], complete=["awards"])
    assert years(found, "awards/cstd_co_so/regular") == ((2020,), (2020,))


@pytest.mark.parametrize(
    ("more", "year"),
    [
        ({"period": [2015, 2019], "decided_on": "2020-08-01"}, 2019),
        ({"decided_on": "2020-08-01"}, 2020),
        ({}, 2018),
    ],
)
def test_the_clock_of_the_next_award_starts_with_the_written_period_else_the_decision_else_the_year(
    more: Any, year: int
):
    held = [{"code": "bk_ttcp", "year": 2018, "ground": "cong_trang", **more}]
    found = columns(awards=held, complete=["awards"])
    assert years(found, "awards/bk_ttcp/clock") == ((year,), (year,))


def test_grades_count_as_themselves_and_as_every_lower_one():
    rated = {2021: "HTXS", 2022: "HTT", 2023: "HT", 2024: "KHT"}
    found = columns(ratings=rated, complete=["ratings"])
    assert years(found, "ratings/HTXS") == ((2021,),) * 2
    assert years(found, "ratings/HTT") == ((2021, 2022),) * 2
    assert years(found, "ratings/HT") == ((2021, 2022, 2023),) * 2


def test_years_that_nobody_rated_stay_possible_unless_the_list_is_whole():
    _, possible = columns(ratings={2023: "KHT"}).mask("ratings/HTT")
    assert set(range(1976, 2040)) - set(years_of(possible[0])) == {2023}


def test_a_school_year_is_the_year_it_begins_in():
    found = columns(ratings={"2022-2023": "HTT", "2023": "HTT"}, complete=["ratings"])
    assert years(found, "ratings/HTT") == ((2022, 2023),) * 2


def test_two_ratings_of_one_year_are_sure_only_of_what_both_say():
    found = columns(ratings={2023: ["HTXS", "HTT"]}, complete=["ratings"])
    assert years(found, "ratings/HTXS") == ((), (2023,))
    assert years(found, "ratings/HTT") == ((2023,), (2023,))


def test_discipline_touches_every_year_from_its_first_to_its_last_day():
    entry = {"form": "canh_cao", "from": "2022-11-01", "to": "2023-11-01"}
    found = columns(discipline=[entry], complete=["discipline"], proposed_on="2024-12-01")
    assert years(found, "discipline/khien_trach") == ((2022, 2023),) * 2
    assert years(found, "discipline/canh_cao") == ((2022, 2023),) * 2
    assert years(found, "discipline/ha_bac") == ((), ())
    assert number(found, "discipline/end") == (2023, 2023)
    assert truth(found, "disciplined") == 0


@pytest.mark.parametrize(
    ("day", "under"), [("2023-10-31", 2), ("2023-11-01", 2), ("2023-11-02", 0)]
)
def test_discipline_runs_to_its_last_day(day: str, under: int):
    entry = {"form": "khien_trach", "from": "2022-11-01", "to": "2023-11-01"}
    found = columns(discipline=[entry], complete=["discipline"], proposed_on=day)
    assert truth(found, "disciplined") == under


def test_no_list_of_matters_under_way_is_unknown_an_empty_one_is_none():
    assert truth(columns(), "pending") == 1
    assert truth(columns(pending=[]), "pending") == 0
    assert truth(columns(pending=[{"kind": "thanh_tra"}]), "pending") == 2


def test_maternity_leave_is_time_at_work_and_unpaid_leave_is_not():
    service = {
        "since": "2010-01-01",
        "leave": [{"kind": "thai_san", "from": "2024-02", "to": "2024-07"}],
    }
    assert number(columns(service=service), "service/months") == (12, 12)
    service["leave"] = [{"kind": "khong_luong", "from": "2024-02", "to": "2024-07"}]  # type: ignore[assignment]
    assert number(columns(service=service), "service/months") == (6, 6)


@pytest.mark.parametrize(
    ("leave", "months"),
    [
        ({"kind": "di_hoc", "from": "2024-02", "to": "2024-07"}, (12, 12)),
        ({"kind": "di_hoc", "from": "2023-05", "to": "2024-07"}, (5, 12)),
        ({"kind": "om_dau", "from": "2024-02", "to": "2024-07"}, (6, 12)),
    ],
)
def test_study_under_a_year_is_work_longer_study_and_sick_leave_may_be(
    leave: dict[str, str], months: tuple[int, int]
):
    service = {"since": "2010-01-01", "leave": [leave]}
    assert number(columns(service=service), "service/months") == months


def test_nobody_worked_before_service_began_though_the_spells_are_not_all_listed():
    service = {"since": "2024-05-01", "spells": [{"from": "2024-06-01", "unit": "A"}]}
    assert number(columns(service=service), "service/months") == (7, 8)


def test_months_of_a_transfer_add_up_over_both_units():
    spells = [
        {"from": "2020-01-01", "to": "2024-03-31", "unit": "A"},
        {"from": "2024-05-01", "unit": "B"},
    ]
    found = columns(service={"spells": spells}, complete=["spells"])
    assert number(found, "service/months") == (11, 11)
    assert number(found, "service/since") == (120 * 12, 120 * 12)


def test_time_in_a_higher_post_adds_to_the_lower_and_two_posts_at_once_count_once_as_the_higher():
    posts = [
        {"post": "giam_doc_so", "from": "2010-01", "to": "2014-12"},
        {"post": "pho_giam_doc_so", "from": "2005-01", "to": "2009-12"},
        {"post": "tinh_uy_vien", "from": "2012-01", "to": "2016-12"},
        {"post": "to_truong", "from": "2000-01", "to": "2004-12"},
    ]
    found = columns(service={"posts": posts}, complete=["posts"])
    assert number(found, "posts/pho_tong_cuc_truong/months") == (0, 0)
    assert number(found, "posts/vu_truong/months") == (84, 84)
    assert number(found, "posts/pho_vu_truong/months") == (144, 144)


def test_time_in_charge_without_appointment_is_possible_not_sure():
    posts = [{"post": "giam_doc_so", "from": "2010-01", "to": "2010-12", "acting": True}]
    found = columns(service={"posts": posts}, complete=["posts"])
    assert number(found, "posts/vu_truong/months") == (0, 12)


def test_numbers_of_a_collective_count_only_in_the_year_they_are_of():
    body = {
        "as_of": 2024,
        "members": 20,
        "ldtt": 14,
        "founded": "2004-12-31",
        "worst_discipline": "none",
    }
    found = columns(subject={"kind": "tap_the"}, collective=body)
    assert number(found, "members/total") == (20, 20)
    assert number(found, "members/worst_discipline") == (0, 0)
    assert number(found, "age/years") == (20, 20)
    assert number(columns(2023, subject={"kind": "tap_the"}, collective=body), "members/total") == (
        0,
        None,
    )


@pytest.mark.parametrize(
    ("subject", "kinds"),
    [
        ({"kind": "ca_nhan"}, {"ca_nhan", "cbccvc_nld"}),
        ({"kind": "ca_nhan", "group": "cong_nhan_nong_dan_nld"}, {"ca_nhan", "cong_nhan_nong_dan_nld"}),
        ({"kind": "llvt_ca_nhan"}, {"ca_nhan", "llvt_ca_nhan"}),
        ({"kind": "tap_the", "enterprise": True}, {"tap_the", "doanh_nghiep"}),
        ({"kind": "ho_gia_dinh"}, {"ho_gia_dinh"}),
    ],
)  # fmt: skip
def test_a_finer_kind_is_also_its_plain_one(subject: Any, kinds: set[str]):
    found = columns(subject=subject)
    assert {
        name.removeprefix("is/")
        for name in found.arrays
        if name.startswith("is/") and found.arrays[name][0] == 2
    } == kinds


def test_many_cases_say_of_each_what_it_says_alone():
    cases = [
        parse({"subject": {"kind": "ca_nhan"}, "ratings": {2023: "HTT"}, "awards": []}),
        parse({"subject": {"kind": "tap_the"}, "collective": {"members": 3}}),
    ]
    together = columns_of(cases, EMPTY, 2024)
    for place, case in enumerate(cases):
        alone = columns_of([case], EMPTY, 2024)
        for name in together.arrays:
            base = name.removesuffix("?")
            if (
                base.startswith(("ratings", "awards", "initiatives", "discipline/"))
                and base != "discipline/end"
            ):
                ask = "mask"
            elif base.startswith(("is/", "attested/")) or base in {
                "pending", "disciplined", "female", "direct_worker", "enterprise", "flag_eligible",
            }:  # fmt: skip
                assert together.truth(base)[place] == alone.truth(base)[0]
                continue
            else:
                ask = "number"
            for both, one in zip(
                getattr(together, ask)(base), getattr(alone, ask)(base), strict=True
            ):
                assert both[place] == one[0]


# --- spending of initiatives --------------------------------------------------------------------
def made(year: int, **more: Any) -> dict[str, Any]:
    return {"year": year, "scope": "co_so", **more}


def counts(use: str, *, awards: list[Any], initiatives: list[Any]) -> list[tuple[Any, Any]]:
    found = columns(awards=awards, initiatives=initiatives, complete=["awards", "initiatives"])
    return [years(found, f"initiatives/co_so/{use}/{k}") for k in (1, 2)]


def test_one_of_two_initiatives_was_spent_on_the_title_won_by_initiative():
    title = [{"code": "cstd_co_so", "year": 2023, "basis": "initiative"}]
    two = [made(2023), made(2023)]
    assert counts("form", awards=title, initiatives=two) == [((2023,), (2023,)), ((), ())]
    assert counts("all", awards=title, initiatives=two) == [((2023,), (2023,))] * 2
    assert counts("title", awards=title, initiatives=two) == [((2023,), (2023,))] * 2


def test_a_title_won_by_rating_spends_none():
    title = [{"code": "cstd_co_so", "year": 2023, "basis": "rating"}]
    assert counts("form", awards=title, initiatives=[made(2023)])[0] == ((2023,), (2023,))


def test_a_title_of_unknown_basis_may_have_spent_it():
    title = [{"code": "cstd_co_so", "year": 2023}]
    assert counts("form", awards=title, initiatives=[made(2023)])[0] == ((), (2023,))


def test_what_was_spent_by_name_is_spent_and_settles_the_award():
    title = [{"code": "cstd_co_so", "year": 2023, "basis": "initiative"}]
    two = [made(2023, used_for=["cstd_co_so/2023"]), made(2023)]
    assert counts("form", awards=title, initiatives=two) == [((2023,), (2023,)), ((), ())]


def test_the_one_a_title_must_have_spent_was_spent_on_no_form():
    held = [
        {"code": "cstd_co_so", "year": 2023, "basis": "initiative"},
        {"code": "bk_bo_tinh", "year": 2023},
    ]
    assert counts("title", awards=held, initiatives=[made(2023)])[0] == ((2023,), (2023,))
    assert counts("form", awards=held, initiatives=[made(2023)])[0] == ((), ())


def test_a_form_spends_for_titles_too():
    form = [{"code": "bk_bo_tinh", "year": 2023, "ground": "cong_trang"}]
    spent = [made(2023, used_for=["bk_bo_tinh/2023"])]
    assert counts("title", awards=form, initiatives=spent)[0] == ((), ())


def test_a_wider_influence_counts_where_it_reaches_and_only_when_it_can_be_replicated():
    one = [made(2023, influence="bo_tinh", replicable=True), made(2022, influence="bo_tinh")]
    found = columns(awards=[], initiatives=one, complete=["initiatives"])
    assert years(found, "initiatives/bo_tinh/all/1") == ((2022, 2023),) * 2
    assert years(found, "initiatives/bo_tinh/all/replicable/1") == ((2023,), (2022, 2023))
    assert years(found, "initiatives/toan_quoc/all/1") == ((), ())


def test_an_initiative_of_unknown_year_may_be_of_any():
    found = columns(awards=[], initiatives=[{"scope": "co_so"}], complete=["initiatives"])
    assert years(found, "initiatives/co_so/all/1") == ((), "all")
    assert years(found, "initiatives/co_so/all/2") == ((), ())


YEARS = (2021, 2022)
AWARDS = st.builds(
    HeldAward,
    code=st.sampled_from(["cstd_co_so", "cstd_bo_tinh", "bk_bo_tinh"]),
    year=st.sampled_from(YEARS),
    school=st.just(False),
    period=st.none(),
    basis=st.sampled_from([None, "initiative", "research", "rating"]),
    ground=st.sampled_from([None, "phong_trao"]),
    level=st.none(),
    decided_on=st.none(),
    issuer=st.just(""),
    standing=st.just(Standing.VERIFIED),
    path=st.just(""),
)
INITIATIVES = st.builds(
    Initiative,
    id=st.uuids().map(str),
    year=st.sampled_from(YEARS),
    kind=st.sampled_from(["initiative", "research"]),
    scope=st.just("co_so"),
    reach=st.sampled_from(["co_so", "bo_tinh"]),
    replicable=st.sampled_from([None, True, False]),
    recognised_on=st.none(),
    used_for=st.sampled_from([None, None, (), (("bk_bo_tinh", 2019),), (("cstd_co_so", 2019),)]),
    standing=st.just(Standing.VERIFIED),
    path=st.just(""),
)


def brute(
    made_: list[Initiative], held: list[HeldAward], use: str, scope: str, year: int, sure: bool
) -> set[int]:
    """The free ones of a year under every assignment that gives each award what it must have spent."""
    claims = demands(held, made_)
    places = [(None, None), *((n, claim) for n, claim in enumerate(claims))]
    open_ = [one for one in made_ if one.used_for is None]
    results = set()
    least_met = -1
    for chosen in product(places, repeat=len(open_)):
        spent = list(zip(open_, chosen, strict=True))
        if any(claim is not None and not claim.takes(one) for one, (_, claim) in spent):
            continue
        load = [sum(n == at for _, (n, _) in spent) for at in range(len(claims))]
        if any(load[at] > claim.most for at, claim in enumerate(claims)):
            continue
        # Where the facts contradict themselves not every award can have its own: as many as can.
        met = sum(min(load[at], claim.least) for at, claim in enumerate(claims))
        if met < least_met:
            continue
        if met > least_met:
            least_met, results = met, set()
        by = {id(one): claim for one, (_, claim) in spent}
        free = 0
        for one in made_:
            reaches = scope in {"co_so", one.reach}
            if (
                one.year != year
                or not reaches
                or (one.replicable is not True if sure else one.replicable is False)
            ):
                continue
            if one.used_for is None:
                claim = by[id(one)]
                taken = claim is not None and (use == "form" or claim.form)
            else:
                taken = any(use == "form" or is_form(code) for code, _ in one.used_for)
            free += not (taken and use != "all")
        results.add(free)
    return results


@settings(max_examples=500, deadline=None)
@given(
    made_=st.lists(INITIATIVES, max_size=4),
    held=st.lists(AWARDS, max_size=3, unique_by=lambda one: (one.code, one.year)),
    use=st.sampled_from(["all", "form", "title"]),
    scope=st.sampled_from(["co_so", "bo_tinh"]),
    year=st.sampled_from(YEARS),
)
def test_the_bounds_are_those_of_the_kindest_and_the_worst_of_all_assignments(
    made_: list[Initiative], held: list[HeldAward], use: str, scope: str, year: int
):
    whole = History(tuple(made_), whole=True), History(tuple(held), whole=True)
    found = free_by_year(*whole, use=use, scope=scope, replicable=True).get(year)
    low, high = (found.low, found.high) if found else (0, 0)

    assert low == min(brute(made_, held, use, scope, year, sure=True))
    assert high == max(brute(made_, held, use, scope, year, sure=False))


def test_a_proposal_day_of_the_case_comes_before_that_of_the_call():
    entry = {"form": "khien_trach", "from": "2022-11-01", "to": "2023-11-01"}
    case = parse(
        {"subject": {"kind": "ca_nhan"}, "discipline": [entry], "complete": ["discipline"]}
    )
    found = columns_of([case], EMPTY, 2024, proposed_on=date(2023, 5, 1))
    assert truth(found, "disciplined") == 2
