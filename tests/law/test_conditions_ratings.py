"""Years rated so or better: a number of them, a person's run, a collective's run."""

import pytest

from tests.law.engine import EVERY_YEAR, MET, NOT_MET, UNKNOWN, ask, find, rule, years

HTXS, HTT = "ratings/HTXS", "ratings/HTT"
CLOCK = "awards/bk_ttcp/clock"
BASE = rule("base", award="bk_ttcp")
TITLE = "awards/tap_the_ldxs"


@pytest.mark.parametrize(
    ("rated", "verdict"), [(set(), NOT_MET), ({2023}, NOT_MET), ({2024}, MET), (EVERY_YEAR, MET)]
)
def test_by_default_the_year_asked_is_rated(rated: set, verdict: int) -> None:
    assert ask(rule("rated", at_least="HTXS"), **{HTXS: rated}) == verdict


@pytest.mark.parametrize(
    ("rated", "verdict"), [({2024}, NOT_MET), ({2022, 2024}, MET), ({2020, 2021, 2022}, MET)]
)
def test_two_years_of_the_last_five(rated: set, verdict: int) -> None:
    condition = rule("rated", at_least="HTXS", years=2, within={"last": 5})
    assert ask(condition, **{HTXS: rated}) == verdict


def test_a_rating_nobody_gave_is_unknown_not_bad() -> None:
    condition = rule("rated", at_least="HTXS", years=2, within={"last": 2})
    assert ask(condition, **{HTXS: ({2024}, {2023, 2024})}) == UNKNOWN
    assert ask(condition, **{HTXS: ({2024}, {2024})}) == NOT_MET
    assert ask(condition) == UNKNOWN


@pytest.mark.parametrize(
    ("rated", "verdict"), [({2020, 2022, 2024}, NOT_MET), ({2020, 2021}, MET), ({2024}, NOT_MET)]
)
def test_years_in_a_row(rated: set, verdict: int) -> None:
    condition = rule("rated", at_least="HTXS", years=2, within={"last": 5}, consecutive=True)
    assert ask(condition, **{HTXS: rated}) == verdict


def test_a_title_stands_for_the_grade() -> None:
    condition = rule(
        "rated", at_least="HTXS", years=2, within={"last": 2}, or_titles=["tap_the_ldxs"]
    )
    assert ask(condition, **{HTXS: {2024}, TITLE: {2023}}) == MET
    assert ask(condition, **{HTXS: {2024}, TITLE: set()}) == NOT_MET


@pytest.mark.parametrize(("first", "verdict"), [(2019, MET), (2020, MET), (2021, NOT_MET)])
def test_without_a_base_a_persons_run_goes_back_from_the_year_asked(
    first: int, verdict: int
) -> None:
    run = rule("run", at_least="HTT", years=5, every=True)
    assert ask(run, **{HTT: years(first, 2024)}) == verdict
    assert ask(run, **{HTT: years(first, 2024) - {2024}}) == NOT_MET


COLLECTIVE = rule(
    "run", at_least="HTXS", years=5, every=False, others_at_least="HTT", or_titles=["tap_the_ldxs"]
)


@pytest.mark.parametrize(
    ("excellent", "good", "verdict"),
    [
        (years(2016, 2020), years(2010, 2024), MET),
        (years(2016, 2019), years(2010, 2024), NOT_MET),
        (years(2016, 2021) - {2018}, years(2010, 2024), NOT_MET),
        (years(2017, 2021), years(2010, 2024) - {2023}, NOT_MET),
        (years(2020, 2024), years(2020, 2024), NOT_MET),
        (years(2016, 2024), years(2016, 2024), MET),
    ],
)
def test_a_collectives_run_lies_inside_and_the_other_years_are_good(
    excellent: set, good: set, verdict: int
) -> None:
    facts = {CLOCK: {2015}, HTXS: excellent, HTT: good, TITLE: set()}
    assert ask(rule("all", BASE, COLLECTIVE), **facts) == verdict


def test_a_collective_falls_back_on_a_later_base_after_a_bad_year() -> None:
    facts = {CLOCK: {2010, 2018}, HTXS: years(2019, 2023), HTT: years(2019, 2024), TITLE: set()}
    told = find(rule("all", BASE, COLLECTIVE), **facts)
    assert told.outcome.verdict[0] == MET
    trace = told.tracks[0].node.parts[1].trace
    assert (trace.low.item(), trace.needed) == (5, 5)
    assert tuple(int(y[0]) for y in trace.window) == (2019, 2024)


def test_a_title_fills_a_gap_in_a_collectives_run() -> None:
    facts = {CLOCK: {2015}, HTXS: years(2016, 2020) - {2018}, HTT: years(2010, 2024) - {2018}}
    assert ask(rule("all", BASE, COLLECTIVE), **facts, **{TITLE: {2018}}) == MET
    assert ask(rule("all", BASE, COLLECTIVE), **facts, **{TITLE: set()}) == NOT_MET
    assert ask(rule("all", BASE, COLLECTIVE), **facts) == UNKNOWN


def test_a_run_crosses_from_school_years_to_calendar_years() -> None:
    # 2019-2020 … 2021-2022 at school are 2019 … 2021; then 2022 … 2024 in an office.
    facts = {CLOCK: {2018}, HTT: {2019, 2020, 2021} | {2022, 2023, 2024}}
    assert ask(rule("all", BASE, rule("run", at_least="HTT", years=6, every=True)), **facts) == MET
