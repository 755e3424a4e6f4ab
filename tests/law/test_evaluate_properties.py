"""What must hold whatever the history: more evidence never turns a verdict round, a year more never shortens a run, one
subject is judged as among many."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_law import evaluate
from tdkt_law.catalogue.catalogue import Catalogue, General
from tdkt_law.catalogue.model import Condition
from tdkt_law.columns import Columns
from tdkt_law.evaluate import Asked, many, traces, verdicts
from tests.law.engine import (
    AWARD,
    MET,
    NOT_MET,
    OLD,
    ON,
    SOURCE,
    UNKNOWN,
    YEAR,
    columns,
    law,
    rule,
    subject,
    track,
)

A, B = rule("attested", id="a"), rule("attested", id="b")


def judge(catalogue: Catalogue, /, asked: Asked | None = None, **facts: Any) -> evaluate.Outcome:
    return verdicts(catalogue, columns(subject(**facts)), asked or Asked(AWARD, ON, YEAR))


SPAN = (2012, 2024)
CLOCK, REGULAR = "awards/bk_bo_tinh/clock", "awards/cstd_co_so/regular"
MASKS = (
    CLOCK, REGULAR, "awards/bk_bo_tinh", "awards/cstd_co_so", "ratings/HTXS", "ratings/HTT", "awards/tap_the_ldxs", "discipline/khien_trach",
    *(f"initiatives/co_so/form/{k}" for k in (1, 2, 3, 4)),
)  # fmt: skip
NUMBERS = {
    "members/total": 12, "members/ldtt": 12, "members/completed": 12, "age/years": 30,
    "founded/year": 2024, "bloc/bo_tinh/rank": 4, "members/worst_discipline": 6,
    "posts/vu_truong/months": 200, "discipline/end": 2024,
}  # fmt: skip
TRUTHS = ("attested/a", "attested/b", "pending", "is/ca_nhan")
BASE = rule("base", award="bk_bo_tinh")
SINCE = rule("held", award="cstd_co_so", times=2, within="since_base")
CRITERIA: dict[str, Condition] = {
    "ca_nhan": rule(
        "all", BASE, rule("run", at_least="HTT", years=3, every=True),
        rule("rated", at_least="HTXS", within="since_base"), SINCE,
    ),
    "tap_the": rule(
        "all", BASE,
        rule("run", at_least="HTXS", years=3, every=False, others_at_least="HTT",
             or_titles=["tap_the_ldxs"]),
        rule("any", SINCE, rule("initiative", scope="co_so", count=3, use="form",
                                within="since_base")),
    ),
    "danh_hieu": rule(
        "all", rule("held", award="cstd_co_so", times=2, consecutive=True, ending=[0, -1]),
        rule("initiative", scope="co_so", count=2, within={"last": 3}, use="form"), A,
    ),
    "tap_the_nam": rule(
        "all", rule("members_share", title="ldtt", percent=70), rule("members_all"),
        rule("no_discipline", at_or_above="canh_cao", of="members"),
        rule("bloc_rank", organiser="bo_tinh"), rule("any", rule("anniversary"), rule("age", years=10)),
    ),
    "moc_gan_nhat": rule(
        "all", rule("base", award="bk_bo_tinh", latest=True, years=2),
        rule("run", at_least="HTT", years=3, every=True), SINCE,
        rule("no_discipline", at_or_above="khien_trach", within="since_base"),
    ),
    "moc_cu": rule(
        "all", rule("base", award="bk_bo_tinh", years=4),
        rule("run", at_least="HTT", years=2, every=True), SINCE,
    ),
    "khong_lien_tuc": rule("all", BASE, SINCE),
    "con_lai": rule(
        "any", rule("all", rule("not", B), rule("no_discipline", at_or_above="khien_trach",
                                                within={"last": 3})),
        rule("rated", at_least="HTT", years=2, within={"last": 4}, consecutive=True),
        rule("run", at_least="HTT", years=4, every=True),
    ),
}  # fmt: skip
ANEW = General(("cong_trang",), OLD, None, SOURCE, rule("after_discipline"))
LAW = law(
    *(track(one, id=name) for name, one in CRITERIA.items()),
    *(track(one, id=f"{name}_dx", ground="dot_xuat") for name, one in CRITERIA.items()),
    general=[General((), OLD, None, SOURCE, rule("not_pending")), ANEW],
)

some_years = st.sets(st.integers(*SPAN), max_size=13)
many_years = some_years.map(lambda years_out: set(range(SPAN[0], SPAN[1] + 1)) - years_out)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """What is known of one subject, each fact an interval."""
    found: dict[str, Any] = {}
    for name in MASKS:
        may = draw(st.one_of(some_years, many_years))
        found[name] = may & draw(st.one_of(some_years, many_years)), may
    for name, most in NUMBERS.items():
        ends = st.integers(2010, most) if name == "discipline/end" else st.integers(0, most)
        low = draw(st.one_of(st.just(0), ends))
        found[name] = low, draw(st.one_of(st.just(low), ends.map(lambda n, low=low: max(n, low))))
    for name in TRUTHS:
        found[name] = draw(st.sampled_from((0, 1, 2, 2)))
    return found


@st.composite
def narrowed(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is known, and what is known after more evidence; the base award is the one asked about before."""
    less = draw(facts())
    more: dict[str, Any] = {}
    for name, known in less.items():
        if name in MASKS:
            yes, may = known
            settled = draw(st.sets(st.sampled_from(sorted(may - yes)))) if may - yes else set()
            denied = draw(st.sets(st.sampled_from(sorted(settled)))) if settled else set()
            more[name] = yes | (settled - denied), may - denied
        elif name in NUMBERS:
            low = draw(st.integers(*known))
            more[name] = low, draw(st.integers(low, known[1]))
        else:
            more[name] = draw(st.sampled_from((0, 2))) if known == 1 else known
    return less, more


@settings(max_examples=150, deadline=None)
@given(narrowed())
def test_more_evidence_never_turns_met_into_not_met_nor_the_reverse(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    found = verdicts(LAW, columns(*pair), Asked(AWARD, ON, YEAR))
    for name, verdict in found.tracks.items():
        before, after = verdict.tolist()
        assert before in {UNKNOWN, after}, name


@settings(max_examples=80, deadline=None)
@given(facts(), st.integers(*SPAN))
def test_a_year_more_at_the_grade_never_shortens_a_run(known: dict[str, Any], year: int) -> None:
    whole = {
        name: (value[0], value[0]) if name in MASKS else value for name, value in known.items()
    }
    better = dict(whole)
    for grade in ("ratings/HTT", "ratings/HTXS"):
        better[grade] = (whole[grade][0] | {year},) * 2
    runs = law(
        track(rule("run", at_least="HTT", years=3, every=True), id="ca_nhan"),
        track(rule("run", at_least="HTXS", years=3, every=False), id="tap_the"),
        track(rule("all", BASE, rule("run", at_least="HTT", years=3, every=True)), id="tu_moc"),
    )
    asked = Asked(AWARD, ON, YEAR)
    before, after = (traces(runs, columns(one), asked) for one in (whole, better))
    assert all(
        before.outcome.tracks[name][0] <= after.outcome.tracks[name][0] for name in CRITERIA_RUNS
    )
    for name in ("ca_nhan", "tap_the"):
        lengths = [
            one.node.trace.low.item()
            for told in (before, after)
            for one in told.tracks
            if one.track.id == name and one.node is not None
        ]
        assert lengths == sorted(lengths)


CRITERIA_RUNS = ("ca_nhan", "tap_the", "tu_moc")


@settings(max_examples=30, deadline=None)
@given(st.lists(facts(), min_size=1, max_size=8))
def test_one_subject_is_judged_as_among_many(known: list[dict[str, Any]]) -> None:
    asked = Asked(AWARD, ON, YEAR, "any")
    together = verdicts(LAW, columns(*known), asked)
    for row, one in enumerate(known):
        alone = traces(LAW, columns(one), asked)
        assert alone.outcome.verdict[0] == together.verdict[row]
        assert {name: v[0] for name, v in alone.outcome.tracks.items()} == {
            name: v[row] for name, v in together.tracks.items()
        }


@settings(max_examples=30, deadline=None)
@given(st.lists(facts(), min_size=3, max_size=3))
def test_an_interval_says_met_only_where_every_history_inside_it_is_met(
    known: list[dict[str, Any]],
) -> None:
    """The ends of the intervals are histories too: the poorest and the richest."""
    asked = Asked(AWARD, ON, YEAR)
    positive = law(
        *(track(CRITERIA[name], id=name) for name in ("ca_nhan", "tap_the", "danh_hieu"))
    )
    for one in known:
        poor = {n: (v[0], v[0]) if n in MASKS else v for n, v in one.items()}
        rich = {n: (v[1], v[1]) if n in MASKS else v for n, v in one.items()}
        found = verdicts(positive, columns(one, poor, rich), asked)
        for verdict in found.tracks.values():
            wide, least, most = verdict.tolist()
            assert least <= wide <= most


def by_hand(base: set[int], good: set[int], earned: set[int], ended: int, least: int) -> int:
    """The criterion of a person told year by year: some base, every year after it good, so many and two titles."""
    for begin in base - {YEAR}:
        since = set(range(max(begin, ended) + 1, YEAR + 1))
        if since <= good and len(since) >= least and len(earned & since) >= 2:
            return MET
    return NOT_MET


@settings(max_examples=400, deadline=None)
@given(some_years, many_years, some_years, st.sampled_from((0, 2014, 2016, 2018, 2020, 2022)))
def test_the_kindest_base_is_the_one_found_by_trying_each(
    base: set[int], good: set[int], earned: set[int], ended: int
) -> None:
    run = rule("run", at_least="HTT", years=3, every=True)
    whole = law(rule("all", BASE, run, SINCE), general=[ANEW])
    known = {CLOCK: base, "ratings/HTT": good, REGULAR: earned, "discipline/end": ended}
    assert judge(whole, **known).verdict.tolist() == [by_hand(base, good, earned, ended, 3)]


def test_chunks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(20)
    size = 1000
    arrays: dict[str, Any] = {}
    for name in MASKS:
        yes = random.integers(0, 2**63, size, dtype=np.uint64)
        arrays[name], arrays[name + "?"] = (
            yes,
            yes | random.integers(0, 2**63, size, dtype=np.uint64),
        )
    for name, most in NUMBERS.items():
        arrays[name] = random.integers(0, most + 1, size).astype(np.int32)
    for name in TRUTHS:
        arrays[name] = random.integers(0, 3, size).astype(np.int8)
    asked = [Asked(AWARD, ON, year) for year in (2020, 2024)]
    whole = many(LAW, Columns(size, arrays), asked)
    monkeypatch.setattr(evaluate, "CHUNK", 37)
    parts = many(LAW, Columns(size, arrays), asked)
    for one, other in zip(whole, parts, strict=True):
        assert one.tracks.keys() == other.tracks.keys()
        for name, verdict in one.tracks.items():
            np.testing.assert_array_equal(verdict, other.tracks[name])
        assert set(one.verdict.tolist()) == {0, 1, 2}
