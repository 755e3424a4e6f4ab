"""From conditions to a verdict: grounds, recipients, general conditions, other tracks, readings, transitions, findings."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tdkt_law import evaluate
from tdkt_law.catalogue.catalogue import Catalogue, General, NoLaw, Transition
from tdkt_law.catalogue.model import Confidence
from tdkt_law.columns import Columns
from tdkt_law.evaluate import Asked, columns_read, traces, verdicts
from tests.law.engine import (
    AWARD,
    MET,
    NEW,
    NOT_MET,
    OLD,
    ON,
    REGIMES,
    SOURCE,
    UNKNOWN,
    YEAR,
    ask,
    columns,
    law,
    reading,
    regime,
    rule,
    subject,
    track,
    version,
    years,
)

A, B = rule("attested", id="a"), rule("attested", id="b")
KLEENE = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]


def attested(**said: int) -> dict[str, Any]:
    return {f"attested/{name}": value for name, value in said.items()}


def judge(catalogue: Catalogue, /, asked: Asked | None = None, **facts: Any) -> evaluate.Outcome:
    return verdicts(catalogue, columns(subject(**facts)), asked or Asked(AWARD, ON, YEAR))


@pytest.mark.parametrize(("a", "b"), KLEENE)
def test_all_is_the_least_any_the_most_and_not_turns_round(a: int, b: int) -> None:
    facts = attested(a=a, b=b)
    assert ask(rule("all", A, B), **facts) == min(a, b)
    assert ask(rule("any", A, B), **facts) == max(a, b)
    assert ask(rule("not", A), **facts) == 2 - a


def test_a_track_is_closed_to_whom_it_is_not_open_to() -> None:
    persons_and_bodies = law(track(A, recipients=("ca_nhan", "tap_the")))
    for person, body, verdict in [(0, 0, NOT_MET), (0, 1, UNKNOWN), (0, 2, MET), (2, 0, MET)]:
        facts = {"is/ca_nhan": person, "is/tap_the": body, **attested(a=MET)}
        assert judge(persons_and_bodies, **facts).verdict.tolist() == [verdict]


GROUNDS = law(
    track(A, id="thuong_xuyen"),
    track(B, id="dot_xuat", ground="dot_xuat", regular=False),
    track(version(A, OLD, date(2023, 12, 31)), id="cu", ground="cong_hien", regular=False),
)


def test_without_a_ground_the_regular_tracks_are_asked() -> None:
    found = judge(GROUNDS, **attested(a=NOT_MET, b=MET))
    assert found.verdict.tolist() == [NOT_MET]
    assert {ground: v.tolist() for ground, v in found.by_ground.items()} == {"cong_trang": [0]}


def test_a_ground_asks_its_own_tracks() -> None:
    found = judge(GROUNDS, Asked(AWARD, ON, YEAR, "dot_xuat"), **attested(a=NOT_MET, b=MET))
    assert (found.verdict.tolist(), list(found.tracks)) == ([MET], ["dot_xuat"])


def test_any_ground_asks_all_with_a_verdict_for_each_that_has_a_track_in_force() -> None:
    found = judge(GROUNDS, Asked(AWARD, ON, YEAR, "any"), **attested(a=UNKNOWN, b=NOT_MET))
    assert found.verdict.tolist() == [UNKNOWN]
    assert {ground: v.tolist() for ground, v in found.by_ground.items()} == {
        "cong_trang": [1],
        "dot_xuat": [0],
    }


def test_a_ground_without_a_track_in_force_is_not_evaluated_and_not_met() -> None:
    found = judge(GROUNDS, Asked(AWARD, ON, YEAR, "cong_hien"), **attested(a=MET))
    assert (found.verdict.tolist(), found.by_ground, found.tracks) == ([NOT_MET], {}, {})


def test_an_award_without_regular_tracks_is_asked_by_all_it_has() -> None:
    only = law(track(A, ground="dot_xuat", regular=False))
    assert judge(only, **attested(a=MET)).verdict.tolist() == [MET]


def test_a_text_not_to_be_had_is_unknown_but_only_to_whom_it_is_open() -> None:
    unread = law(track(version(None)))
    assert judge(unread).verdict.tolist() == [UNKNOWN]
    assert judge(unread, **{"is/ca_nhan": 0}).verdict.tolist() == [NOT_MET]


def test_general_conditions_join_the_tracks_of_their_grounds_in_their_time() -> None:
    general = General(("cong_trang",), NEW, None, SOURCE, rule("not_pending"))
    held_back = {"pending": 2, **attested(a=MET)}
    own, other = (
        law(track(A), general=[general]),
        law(track(A, ground="dot_xuat"), general=[general]),
    )
    assert judge(own, **held_back).verdict.tolist() == [NOT_MET]
    assert judge(other, **held_back).verdict.tolist() == [MET]
    assert judge(own, Asked(AWARD, date(2023, 5, 1), 2022), **held_back).verdict.tolist() == [MET]


def test_time_begins_anew_after_a_discipline_where_the_law_says_so() -> None:
    base = rule("base", award="bk_bo_tinh")
    run = rule("run", at_least="HTT", years=5, every=True)
    anew = General((), OLD, None, SOURCE, rule("after_discipline"))
    whole = rule("all", base, run)
    facts = {"awards/bk_bo_tinh/clock": {2012}, "ratings/HTT": years(2013, 2024) - {2019}}
    assert judge(law(whole), **facts).verdict.tolist() == [NOT_MET]
    with_rule = law(whole, general=[anew])
    ends = {2018: NOT_MET, 2019: MET, 2020: NOT_MET, 0: NOT_MET, None: UNKNOWN}
    for end, verdict in ends.items():
        assert judge(with_rule, **facts, **{"discipline/end": end}).verdict.tolist() == [verdict]


def test_a_track_may_ask_what_other_tracks_of_the_award_ask_without_whom_they_are_open_to() -> None:
    catalogue = law(
        track(A, id="mot", recipients=("tap_the",)),
        track(B, id="hai", recipients=("tap_the",)),
        track(rule("track", tracks=["mot", "hai"]), id="chung"),
    )
    found = judge(catalogue, **{"is/tap_the": 0}, **attested(a=NOT_MET, b=MET))
    assert found.tracks["chung"].tolist() == [MET]


def test_meeting_another_award_is_meeting_one_of_its_regular_tracks_open_to_the_subject() -> None:
    catalogue = law(
        track(rule("meets", award="ldtt")),
        track(A, id="ca_nhan", award="ldtt", ground="danh_hieu"),
        track(B, id="tap_the", award="ldtt", ground="danh_hieu", recipients=("tap_the",)),
    )
    facts = {"is/tap_the": 0}
    assert judge(catalogue, **facts, **attested(a=MET, b=0)).verdict.tolist() == [MET]
    assert judge(catalogue, **facts, **attested(a=0, b=MET)).verdict.tolist() == [NOT_MET]


def test_awards_that_refer_to_each_other_in_a_circle_are_an_error_not_an_endless_walk() -> None:
    circle = law(
        track(rule("meets", award="ldtt")),
        track(rule("meets", award=AWARD), id="vong", award="ldtt", ground="danh_hieu"),
    )
    with pytest.raises(ValueError, match="bk_ttcp/chinh → ldtt/vong → bk_ttcp/chinh"):
        judge(circle)


READ = law(
    rule("reading", reading="nam_thu_ba", options={"ke_ca": A, "truoc": B}),
    readings=[reading("nam_thu_ba", "ke_ca", "truoc")],
)


def test_the_default_reading_decides_and_the_others_are_told_where_they_differ() -> None:
    found = judge(READ, **attested(a=MET, b=NOT_MET))
    assert found.verdict.tolist() == [MET]
    told = {name: v.tolist() for name, v in found.readings["nam_thu_ba"].items()}
    assert (list(found.readings), told) == (["nam_thu_ba"], {"ke_ca": [MET], "truoc": [NOT_MET]})


def test_readings_that_agree_are_not_told() -> None:
    assert judge(READ, **attested(a=MET, b=MET)).readings == {}


def test_a_reading_inside_another_award_is_found_through_the_reference() -> None:
    catalogue = law(
        rule("meets", award="ldtt"),
        track(
            rule("reading", reading="r", options={"x": A, "y": B}),
            award="ldtt",
            ground="danh_hieu",
        ),
        readings=[reading("r", "x", "y")],
    )
    found = judge(catalogue, **attested(a=NOT_MET, b=MET))
    assert {name: v.tolist() for name, v in found.readings["r"].items()} == {"x": [0], "y": [2]}


def changed(*transitions: Transition) -> Catalogue:
    """A is asked to the end of 2023, B from 2024."""
    both = track(version(A, OLD, date(2023, 12, 31)), version(B, NEW))
    return law(both, transitions=transitions)


def transition(name: str) -> Transition:
    return Transition(day=NEW, rule=name, source=SOURCE, text=name, confidence=Confidence.VERIFIED)


@pytest.mark.parametrize(
    ("received", "name", "a", "b", "verdict"),
    [
        (date(2023, 12, 31), "received_before_old", MET, NOT_MET, MET),
        (date(2023, 12, 31), "received_before_old", NOT_MET, MET, NOT_MET),
        (date(2023, 12, 31), "not_found", MET, NOT_MET, MET),
        (date(2023, 12, 31), "old_unless_better", NOT_MET, MET, MET),
        (date(2023, 12, 31), "old_unless_better", MET, NOT_MET, MET),
        (date(2024, 1, 1), "received_before_old", MET, NOT_MET, NOT_MET),
        (date(2024, 1, 1), "old_unless_better", MET, NOT_MET, NOT_MET),
    ],
)
def test_a_dossier_follows_the_law_of_the_day_it_was_received_as_the_transition_says(
    received: date, name: str, a: int, b: int, verdict: int
) -> None:
    asked = Asked(AWARD, ON, YEAR, received_on=received)
    found = judge(changed(transition(name)), asked, **attested(a=a, b=b))
    crossed = [name] if received < NEW else []
    assert found.verdict.tolist() == [verdict]
    assert [one.rule for one in found.transitions] == crossed
    assert found.regime.id == ("cu" if crossed else "moi")


def test_received_is_the_day_of_proposal_and_that_the_day_asked_unless_said() -> None:
    facts = attested(a=MET, b=NOT_MET)
    proposed = Asked(AWARD, ON, YEAR, proposed_on=date(2023, 12, 1))
    assert judge(changed(), proposed, **facts).verdict.tolist() == [MET]
    assert judge(changed(), Asked(AWARD, ON, YEAR), **facts).verdict.tolist() == [NOT_MET]


def test_an_earlier_day_asked_is_answered_by_its_own_law() -> None:
    early = Asked(AWARD, date(2023, 6, 1), 2022, proposed_on=ON)
    assert judge(changed(), early, **attested(a=MET, b=NOT_MET)).verdict.tolist() == [MET]


def test_a_day_without_law_is_said_so() -> None:
    with pytest.raises(NoLaw, match="ngày 31/05/2014"):
        judge(changed(), Asked(AWARD, date(2014, 5, 31), 2013))


def test_a_year_outside_the_masks_is_refused() -> None:
    with pytest.raises(ValueError, match=r"2040 is not within 1976\.\.2039"):
        Asked(AWARD, ON, 2040)


def test_what_rests_on_a_text_not_to_be_had_is_presumed() -> None:
    sure, carried = track(A), track(version(A, confidence=Confidence.PRESUMED))
    presuming = [replace(REGIMES[0], end=None, presumes=True)]
    assert not judge(law(sure)).presumed
    assert judge(law(carried)).presumed
    assert judge(law(sure, regimes=presuming)).presumed
    assert regime("moi", NEW).presumes is False


def test_findings_are_the_tree_with_the_clause_of_each_condition() -> None:
    own = replace(A, source=replace(SOURCE, clause="Điều 1 điểm a"), confidence=Confidence.ANALYST)
    catalogue = law(rule("all", own, rule("rated", at_least="HTXS")))
    told = traces(
        catalogue,
        columns(subject(**attested(a=MET), **{"ratings/HTXS": {2024}})),
        Asked(AWARD, ON, YEAR),
    )
    first, second = told.tracks[0].node.leaves()
    assert told.outcome.verdict.tolist() == [MET]
    assert (first.source.clause, first.confidence) == ("Điều 1 điểm a", Confidence.ANALYST)
    assert (second.source, second.confidence) == (SOURCE, Confidence.VERIFIED)
    assert second.trace.names == ("ratings/HTXS",)
    assert [int(year[0]) for year in second.trace.window] == [2024, 2024]


def test_findings_of_two_subjects_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="one subject, not of 2"):
        traces(law(A), columns(subject(), subject()), Asked(AWARD, ON, YEAR))


def test_the_columns_an_award_reads_are_known_beforehand() -> None:
    catalogue = law(rule("all", A, rule("rated", at_least="HTXS", or_titles=["tap_the_ldxs"])))
    assert columns_read(catalogue, Asked(AWARD, ON, YEAR)) == {
        "is/ca_nhan",
        "attested/a",
        "ratings/HTXS",
        "awards/tap_the_ldxs",
    }


def test_no_subjects_give_no_verdicts() -> None:
    assert verdicts(law(A), Columns(0, {}), Asked(AWARD, ON, YEAR)).verdict.tolist() == []
