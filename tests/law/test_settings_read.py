"""What a province settles changes the verdict exactly at its number, and only where it settles it."""

from datetime import date
from typing import Any

import pytest

from tdkt_law.catalogue.catalogue import Catalogue, PostRow
from tdkt_law.catalogue.load import catalogue
from tdkt_law.catalogue.model import Condition, Confidence, Setting
from tdkt_law.evaluate import Asked, traces, verdicts
from tdkt_law.facts.columns import columns_of
from tdkt_law.facts.parse import parse
from tests.law.engine import (
    AWARD,
    MET,
    NEW,
    NOT_MET,
    ON,
    REGIMES,
    SOURCE,
    UNKNOWN,
    YEAR,
    columns,
    rule,
    subject,
    track,
)

HALF = {"from": "2010-01", "to": "2010-06"}
ACTING = {"post": "giam_doc_so", "from": "2010-07", "to": "2010-12", "acting": True}


def settled(name: str, value: Any, when: Condition, posts: tuple[PostRow, ...] = ()) -> Catalogue:
    one = Setting(name, name, "text", value, (), None, Confidence.ANALYST)
    return Catalogue(regimes=REGIMES, tracks=[track(when)], settings=[one], posts=posts)


def ask(law: Catalogue, **facts: Any) -> int:
    return int(verdicts(law, columns(subject(**facts)), Asked(AWARD, ON, YEAR)).verdict[0])


def made_in(*years: int, sure: bool = True) -> dict[str, Any]:
    empty: set[int] = set()
    found = {f"initiatives/co_so/all/{k}": empty for k in range(2, 5)}
    return {**found, "initiatives/co_so/all/1": set(years) if sure else (empty, set(years))}


@pytest.mark.parametrize(
    ("valid", "made", "verdict"),
    [
        (None, 1990, MET), (3, YEAR - 2, MET), (3, YEAR - 3, MET), (3, YEAR - 4, NOT_MET), (1, YEAR - 1, MET),
        (1, YEAR - 2, NOT_MET), (99, 1976, MET),
    ],
)  # fmt: skip
def test_an_initiative_older_than_the_province_allows_does_not_count(valid, made, verdict):
    when = rule("initiative", scope="co_so", within="career")
    assert ask(settled("initiative_valid_years", valid, when), **made_in(made)) == verdict


def test_an_old_initiative_of_which_little_is_known_is_not_possible_either():
    when = rule("initiative", scope="co_so", within="career")
    law = settled("initiative_valid_years", 3, when)
    assert ask(law, **made_in(YEAR - 3, sure=False)) == UNKNOWN
    assert ask(law, **made_in(YEAR - 4, sure=False)) == NOT_MET


def test_the_window_told_begins_with_the_first_year_that_still_counts():
    when = rule("initiative", scope="co_so", within={"last": 5})
    law = settled("initiative_valid_years", 3, when)
    told = traces(law, columns(subject(**made_in(YEAR))), Asked(AWARD, ON, YEAR)).tracks[0]
    first, last = told.node.trace.window
    assert (int(first[0]), int(last[0])) == (YEAR - 3, YEAR)


@pytest.mark.parametrize(
    ("third", "served", "verdict"),
    [
        (True, 79, NOT_MET), (True, 80, MET), (True, 119, MET), (True, 120, NOT_MET),
        (False, 80, NOT_MET), (False, 119, NOT_MET), (False, 120, MET), (False, 179, MET), (False, 180, NOT_MET),
    ],
)  # fmt: skip
def test_where_the_province_gives_no_third_a_woman_needs_as_long_as_a_man(third, served, verdict):
    row = PostRow(
        AWARD, "vu_truong", 120, 180, True, 0, NEW, None, SOURCE, Confidence.VERIFIED, ""
    )  # fmt: skip
    law = settled("women_third", third, rule("post"), (row,))
    assert ask(law, **{"posts/vu_truong/months": served}, female=2) == verdict


@pytest.mark.parametrize(
    ("settled_as", "bounds"), [(True, (12, 12)), (False, (6, 6)), (None, (6, 12))]
)
def test_months_in_charge_count_count_not_or_are_open_as_it_is_settled(settled_as, bounds):
    law = settled("acting_posts_count", settled_as, rule("post"))
    if settled_as is None:
        law = Catalogue()
    facts = {
        "subject": {"kind": "ca_nhan"},
        "service": {"posts": [{"post": "giam_doc_so", **HALF}, ACTING]},
        "complete": ["posts"],
    }
    found = columns_of([parse(facts)], law, YEAR)
    low, high = found.number("posts/vu_truong/months")
    assert (int(low[0]), int(high[0])) == bounds


def test_the_national_catalogue_settles_them_as_its_settings_say():
    law = catalogue()
    named = ("initiative_valid_years", "women_third", "acting_posts_count")
    assert [law.setting(name) for name in named] == [None, True, False]


def test_a_province_that_shortens_the_time_changes_the_verdict_of_a_real_award():
    facts = {
        "subject": {"kind": "ca_nhan"},
        "awards": [{"code": "cstd_co_so", "year": year} for year in (2022, 2023, 2024)],
        "ratings": dict.fromkeys((2022, 2023, 2024), "HTXS"),
        "initiatives": [{"year": 2020, "scope": "bo_tinh", "used_for": []}],
        "attested": {"all_judged": True},
        "discipline": [],
        "pending": [],
        "complete": ["awards", "initiatives", "ratings"],
    }
    case, told = parse(facts), {}
    for valid in (None, 4, 3):
        law = catalogue({"settings": {"initiative_valid_years": valid}} if valid else None)
        asked = Asked("cstd_bo_tinh", date(2025, 3, 1), 2024)
        told[valid] = int(verdicts(law, columns_of([case], law, 2024), asked).verdict[0])
    assert told[None] == told[4]
    assert told[3] < told[4]
