"""A walk over every award, track and topic from June 2014 to the end of 2026: on each day on which anything begins or ends, and the days
around it, exactly one version holds, or the catalogue states that there is none."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from tdkt_law.awards import Award, awards
from tdkt_law.catalogue.catalogue import valid_on
from tdkt_law.catalogue.load import catalogue, document
from tdkt_law.catalogue.model import Confidence, TrackVersion, Value
from tdkt_law.facts.codes import GROUNDS

FIRST, LAST = date(2014, 6, 1), date(2026, 12, 31)
DAY = timedelta(days=1)
LAW = catalogue()
TOPICS = document()["topics"]["topics"]
PROPOSED = [code for code, award in awards().items() if not award.register_only]
ABSENCES = [
    (
        one["award"],
        date.fromisoformat(one["start"]),
        date.fromisoformat(one.get("end", "9999-12-31")),
    )
    for one in document()["absences"] or ()
]


def days(stretches: Iterable[tuple[date, date | None]]) -> list[date]:
    """The first and last days of the stretches and of every regime, with the days before and after, inside the walk."""
    marks = {FIRST, LAST, date(2020, 2, 29)}
    regimes = ((one.start, one.end) for one in LAW.regimes.values())
    for start, end in (*stretches, *regimes):
        marks |= {start, *((end,) if end else ())}
    return sorted(
        day for mark in marks for day in {mark - DAY, mark, mark + DAY} if FIRST <= day <= LAST
    )


def exists(award: Award, day: date) -> bool:
    """May it be decided that day, as far as the catalogue says?"""
    return award.existed_on(day) and not any(
        code == award.code and start <= day <= end for code, start, end in ABSENCES
    )


def versions_on(versions: Iterable[TrackVersion | Value], day: date) -> list[TrackVersion | Value]:
    """All that hold that day, not only the first."""
    return [one for one in versions if valid_on(one.start, one.end, day)]


def test_on_every_day_there_is_exactly_one_regime() -> None:
    counts = {
        day: sum(valid_on(one.start, one.end, day) for one in LAW.regimes.values())
        for day in days(())
    }
    assert {day: count for day, count in counts.items() if count != 1} == {}


@pytest.mark.parametrize("code", PROPOSED)
def test_every_track_has_one_version_between_its_first_and_last_day_and_none_outside(
    code: str,
) -> None:
    assert LAW.tracks(code), "không có trường hợp nào"
    for track in LAW.tracks(code):
        first = track.versions[0].start
        last = max(one.end or date.max for one in track.versions)
        counts = {
            day: len(versions_on(track.versions, day))
            for day in days((one.start, one.end) for one in track.versions)
        }
        wrong = {day: n for day, n in counts.items() if n != (1 if first <= day <= last else 0)}
        assert wrong == {}, track.id


@pytest.mark.parametrize("code", PROPOSED)
def test_every_award_has_a_track_on_every_day_it_can_be_decided_and_none_on_others(
    code: str,
) -> None:
    award, tracks = awards()[code], LAW.tracks(code)
    walked = days((one.start, one.end) for track in tracks for one in track.versions)
    found = {day: any(LAW.criterion(track, day) for track in tracks) for day in walked}
    assert {day for day in walked if found[day] != exists(award, day)} == set()


@pytest.mark.parametrize("code", PROPOSED)
def test_the_regular_tracks_of_an_award_are_of_one_ground_on_every_day(code: str) -> None:
    tracks = [track for track in LAW.tracks(code) if track.regular]
    for day in days((one.start, one.end) for track in tracks for one in track.versions):
        assert len({track.ground for track in tracks if LAW.criterion(track, day)}) <= 1, day


def test_a_version_without_a_criterion_says_that_its_text_was_not_found_and_why() -> None:
    stated = [
        (track.award, track.id, version.start)
        for code in LAW.awards
        for track in LAW.tracks(code)
        for version in track.versions
        if (version.when is None) != (version.confidence is Confidence.NOT_FOUND)
        or (version.when is None and not version.note)
    ]
    assert stated == []


def grounds_of(code: str, day: date) -> set[str]:
    """The grounds on which the award can be proposed that day."""
    return {track.ground for track in LAW.tracks(code) if LAW.criterion(track, day)}


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_topic_has_an_answer_for_every_award_and_ground_on_every_day(topic: str) -> None:
    values = LAW.values(topic)
    walked = days((one.start, one.end) for one in values)
    if TOPICS[topic]["about"] == "all":
        assert [day for day in walked if LAW.value(topic, "*", day) is None] == []
        return
    silent = [
        (code, ground, day)
        for code in PROPOSED
        for day in walked
        if exists(awards()[code], day)
        for ground in grounds_of(code, day)
        if LAW.value(topic, code, day, ground) is None
    ]
    assert silent == []


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_no_two_values_of_a_topic_are_about_the_same_award_ground_and_day(topic: str) -> None:
    by_key: dict[tuple[str, str], list[Value]] = {}
    for one in LAW.values(topic):
        for code in one.awards:
            for ground in one.grounds or ("",):
                by_key.setdefault((code, ground), []).append(one)
    doubled = [
        (key, day)
        for key, values in by_key.items()
        for day in days((one.start, one.end) for one in values)
        if len(versions_on(values, day)) > 1
    ]
    assert doubled == []


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_a_value_that_was_not_found_says_so_and_a_known_one_does_not(topic: str) -> None:
    assert [
        one
        for one in LAW.values(topic)
        if (one.value is None) != (one.confidence is Confidence.NOT_FOUND)
    ] == []


def test_every_post_row_ends_before_the_next_of_its_award_and_group_begins() -> None:
    keys = {(row["award"], row["group"]) for row in document()["posts"]}
    doubled = [
        (award, group, day)
        for award, group in sorted(keys)
        for day in days(())
        if sum(row.group == group for row in LAW.posts(award, day)) > 1
    ]
    assert doubled == []


def test_every_general_condition_and_every_source_names_an_instrument_of_the_library() -> None:
    named = {
        source.instrument
        for _, _, version, condition in LAW.walk()
        for source in (version.source, condition.source)
        if source is not None
    }
    named |= {one.source.instrument for topic in TOPICS for one in LAW.values(topic)}
    named |= {
        one.source.instrument
        for day in days(())
        for ground in GROUNDS
        for one in LAW.generals(day, ground)
    }
    assert named - set(LAW.instruments) == set()
