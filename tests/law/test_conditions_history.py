"""Awards held: base, times, in a row, ending, grounds; and the time that counts since the base."""

import pytest

from tdkt_law.awards import awards
from tests.law.engine import (
    EVERY_YEAR,
    MET,
    NOT_MET,
    ON,
    UNKNOWN,
    ask,
    find,
    rule,
    years,
)

REGULAR = "awards/cstd_co_so/regular"
CLOCK = "awards/bk_bo_tinh/clock"
BASE = rule("base", award="bk_bo_tinh")
RUN = rule("run", at_least="HTT", years=5, every=True)
SINCE = rule("held", award="cstd_co_so", times=3, within="since_base")


def held(**params: object) -> object:
    return rule("held", award="cstd_co_so", **params)


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        (set(), NOT_MET),
        ({2010, 2024}, NOT_MET),
        ({2010, 2012, 2024}, MET),
        (years(2010, 2024), MET),
    ],
)
def test_three_times_is_met_at_three_not_necessarily_in_a_row(known: set, verdict: int) -> None:
    assert ask(held(times=3), **{REGULAR: known}) == verdict


def test_an_award_of_a_later_year_does_not_count() -> None:
    assert ask(held(times=1), **{REGULAR: {2025}}) == NOT_MET


def test_a_history_nobody_gave_is_unknown_and_a_whole_empty_one_is_none() -> None:
    assert ask(held(times=1)) == UNKNOWN
    assert ask(held(times=1), **{REGULAR: set()}) == NOT_MET


def test_years_possible_but_not_known_leave_it_unknown() -> None:
    assert ask(held(times=2), **{REGULAR: ({2020}, {2020, 2021})}) == UNKNOWN
    assert ask(held(times=3), **{REGULAR: ({2020}, {2020, 2021})}) == NOT_MET
    assert ask(held(times=1), **{REGULAR: ({2020}, {2020, 2021})}) == MET


@pytest.mark.parametrize(
    ("known", "in_row", "ending_now", "ending_either"),
    [
        ({2021, 2022, 2023}, MET, NOT_MET, MET),
        ({2022, 2023, 2024}, MET, MET, MET),
        ({2021, 2022, 2024}, NOT_MET, NOT_MET, NOT_MET),
        ({2020, 2021, 2022}, MET, NOT_MET, NOT_MET),
        ({2022, 2023}, NOT_MET, NOT_MET, NOT_MET),
    ],
)
def test_three_in_a_row_anywhere_or_ending_this_year_or_the_last(
    known: set, in_row: int, ending_now: int, ending_either: int
) -> None:
    facts = {REGULAR: known}
    assert ask(held(times=3, consecutive=True), **facts) == in_row
    assert ask(held(times=3, consecutive=True, ending=[0]), **facts) == ending_now
    assert ask(held(times=3, consecutive=True, ending=[0, -1]), **facts) == ending_either


def test_the_best_row_is_what_is_found() -> None:
    told = find(held(times=3, consecutive=True, ending=[0, -1]), **{REGULAR: {2022, 2023}})
    trace = told.tracks[0].node.trace
    assert (trace.low.item(), trace.high.item(), trace.needed) == (2, 2, 3)


def test_by_cong_trang_only_regular_awards_count_elsewhere_any() -> None:
    facts = {REGULAR: set(), "awards/cstd_co_so": {2020}}
    assert ask(held(times=1), **facts) == NOT_MET
    assert ask(held(times=1, any_ground=True), **facts) == MET
    assert ask(held(times=1), ground="danh_hieu", **facts) == MET


def test_one_of_several_awards_is_enough_and_their_years_add_up() -> None:
    both = rule("held", award=["cstd_co_so", "cstd_bo_tinh"], times=2)
    facts = {REGULAR: {2019}, "awards/cstd_bo_tinh/regular": {2021}}
    assert ask(both, **facts) == MET


@pytest.mark.parametrize(
    ("within", "verdict"),
    [("year", NOT_MET), ("before", MET), ({"last": 4}, NOT_MET), ({"last": 5}, MET)],
)
def test_a_window_holds_its_first_year_and_no_earlier_one(within: object, verdict: int) -> None:
    assert ask(held(within=within), **{REGULAR: {2020}}) == verdict


def test_an_award_of_the_year_asked_is_not_before_it() -> None:
    assert ask(held(within="before"), **{REGULAR: {2024}}) == NOT_MET


@pytest.mark.parametrize(("last", "verdict"), [(2018, MET), (2019, MET), (2020, NOT_MET)])
def test_the_base_is_five_years_back_at_least(last: int, verdict: int) -> None:
    assert ask(rule("base", award="bk_bo_tinh", years=5), **{CLOCK: {last}}) == verdict


def test_a_base_of_the_year_asked_is_none_yet() -> None:
    assert ask(BASE, **{CLOCK: {2024}}) == NOT_MET
    assert ask(BASE, **{CLOCK: {2023}}) == MET
    assert ask(BASE) == UNKNOWN


def test_where_the_latest_base_counts_an_earlier_one_does_not_help() -> None:
    latest = rule("base", award="bk_bo_tinh", years=5, latest=True)
    assert ask(latest, **{CLOCK: {2010}}) == MET
    assert ask(latest, **{CLOCK: {2010, 2022}}) == NOT_MET
    assert ask(latest, **{CLOCK: ({2010}, {2010, 2022})}) == UNKNOWN


@pytest.mark.parametrize(
    ("base", "verdict"), [(2018, MET), (2019, MET), (2020, NOT_MET), (2024, NOT_MET)]
)
def test_every_year_since_the_base_and_five_of_them(base: int, verdict: int) -> None:
    facts = {CLOCK: {base}, "ratings/HTT": years(2010, 2024)}
    assert ask(rule("all", BASE, RUN), **facts) == verdict


def test_one_bad_year_breaks_a_persons_run_and_the_run_ends_at_the_year_asked() -> None:
    whole = rule("all", BASE, RUN)
    good = years(2015, 2024)
    assert ask(whole, **{CLOCK: {2015}, "ratings/HTT": good}) == MET
    assert ask(whole, **{CLOCK: {2015}, "ratings/HTT": good - {2022}}) == NOT_MET
    assert ask(whole, **{CLOCK: {2015}, "ratings/HTT": good - {2024}}) == NOT_MET


def test_the_base_kindest_to_the_person_is_the_earliest_inside_the_unbroken_run() -> None:
    facts = {
        CLOCK: {2010, 2016, 2019},
        "ratings/HTT": years(2012, 2024),
        REGULAR: {2017, 2018, 2023},
    }
    told = find(rule("all", BASE, RUN, SINCE), **facts)
    assert told.outcome.verdict[0] == MET
    parts = told.tracks[0].node.parts
    assert [part.trace.low.item() for part in parts] == [3, 8, 3]
    assert all(tuple(int(y[0]) for y in part.trace.window) == (2017, 2024) for part in parts)


def test_what_was_earned_before_the_base_does_not_count_again() -> None:
    facts = {CLOCK: {2019}, "ratings/HTT": years(2010, 2024)}
    whole = rule("all", BASE, RUN, SINCE)
    assert ask(whole, **facts, **{REGULAR: {2019, 2020, 2021}}) == NOT_MET
    assert ask(whole, **facts, **{REGULAR: {2020, 2021, 2022}}) == MET


def test_a_run_that_fails_is_told_since_the_latest_base() -> None:
    told = find(rule("all", BASE, RUN), **{CLOCK: {2010, 2021}, "ratings/HTT": set()})
    assert tuple(int(y[0]) for y in told.tracks[0].node.parts[1].trace.window) == (2022, 2024)


def test_without_a_run_the_latest_base_counts() -> None:
    facts = {CLOCK: {2010, 2020}, REGULAR: {2012, 2021, 2022}}
    assert ask(rule("all", BASE, SINCE), **facts) == NOT_MET


def test_a_base_that_may_be_unknown_leaves_the_rest_unknown() -> None:
    whole = rule("all", BASE, RUN, SINCE)
    facts = {"ratings/HTT": EVERY_YEAR, REGULAR: {2020, 2021, 2022}}
    assert ask(whole, **facts) == UNKNOWN
    assert ask(whole, **{**facts, "ratings/HTT": EVERY_YEAR - {2024}}) == NOT_MET
    assert ask(whole, **facts, **{CLOCK: ({2019}, EVERY_YEAR)}) == MET


def test_a_run_in_one_of_several_ways_binds_only_its_own_way() -> None:
    ways = rule(
        "any",
        rule("all", RUN, rule("held", award="cstd_co_so", within="since_base")),
        rule("held", award="cstd_bo_tinh", times=2, within="since_base"),
    )
    facts = {CLOCK: {2015}, "ratings/HTT": set(), REGULAR: set()}
    assert (
        ask(rule("all", BASE, ways), **facts, **{"awards/cstd_bo_tinh/regular": {2017, 2018}})
        == MET
    )


@pytest.mark.parametrize(("earned", "verdict"), [(2023, NOT_MET), (2024, MET), (2025, NOT_MET)])
def test_proposed_in_the_year_right_after(earned: int, verdict: int) -> None:
    assert ON.year == 2025
    condition = rule("proposed_next_year", after="cstd_bo_tinh")
    assert ask(condition, **{"awards/cstd_bo_tinh": {earned}}) == verdict


def test_time_since_a_base_asked_without_a_base_is_an_error() -> None:
    with pytest.raises(ValueError, match="no base award in scope"):
        ask(SINCE)


def test_the_awards_of_these_tests_exist() -> None:
    assert {"bk_bo_tinh", "bk_ttcp", "cstd_co_so", "cstd_bo_tinh"} <= set(awards())
