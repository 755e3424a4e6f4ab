"""Columns hold what is known: pairs of masks, bounds of numbers, truths; what is absent is unknown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_law.columns import ALL_YEARS, FIRST_YEAR, LAST_YEAR, Columns, bit, span, years_of
from tdkt_law.conditions import bits

YEARS = st.sets(st.integers(FIRST_YEAR, LAST_YEAR))


def mask(years: set[int]) -> np.ndarray:
    return np.array([sum(1 << (year - FIRST_YEAR) for year in years)], np.uint64)


@pytest.mark.parametrize(
    ("year", "expected"), [(1975, 0), (1976, 1), (1977, 2), (2039, 2**63), (2040, 0)]
)
def test_a_year_has_one_bit_and_none_outside_the_64_years(year: int, expected: int) -> None:
    assert bit(year) == np.uint64(expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2020, 2022, (2020, 2021, 2022)),
        (2020, 2020, (2020,)),
        (2021, 2020, ()),
        (1900, 1977, (1976, 1977)),
        (2038, 2100, (2038, 2039)),
        (1900, 1950, ()),
    ],
)
def test_a_span_holds_both_ends_and_stops_at_the_edges(
    first: int, last: int, expected: tuple[int, ...]
) -> None:
    assert years_of(span(first, last)) == expected


def test_the_whole_span_is_every_year() -> None:
    assert span(FIRST_YEAR, LAST_YEAR) == ALL_YEARS


def test_an_absent_column_is_unknown_of_every_subject() -> None:
    empty = Columns(3, {})
    yes, may = empty.mask("ratings/HTT")
    low, high = empty.number("age/years")
    assert yes.tolist() == [0, 0, 0]
    assert may.tolist() == [2**64 - 1] * 3
    assert (low.tolist(), high.tolist()) == ([0, 0, 0], [2**31 - 1] * 3)
    assert empty.truth("pending").tolist() == [1, 1, 1]


def test_a_column_alone_is_known_whole_and_with_its_upper_bound_an_interval() -> None:
    known = np.array([1, 2], np.uint64)
    wide = np.array([3, 2], np.uint64)
    columns = Columns(2, {"a": known, "b": known, "b?": wide, "c?": wide})
    assert [one.tolist() for one in columns.mask("a")] == [[1, 2], [1, 2]]
    assert [one.tolist() for one in columns.mask("b")] == [[1, 2], [3, 2]]
    assert [one.tolist() for one in columns.mask("c")] == [[0, 0], [3, 2]]


def test_a_column_of_another_length_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"'pending' has shape \(2,\), not \(3,\)"):
        Columns(3, {"pending": np.zeros(2, np.int8)})


def test_a_part_holds_its_own_subjects_and_stops_at_the_end() -> None:
    columns = Columns(5, {"pending": np.arange(5, dtype=np.int8)})
    assert columns.part(3, 9).truth("pending").tolist() == [3, 4]
    assert columns.part(3, 9).size == 2


@given(YEARS)
def test_filled_reaches_up_to_the_latest_year(years: set[int]) -> None:
    expected = set(range(FIRST_YEAR, max(years) + 1)) if years else set()
    assert set(years_of(bits.filled(mask(years))[0])) == expected


@given(YEARS)
def test_earliest_and_after_part_the_years_in_three(years: set[int]) -> None:
    single = bits.earliest(mask(years))
    later = set(years_of(bits.after(single)[0]))
    if years:
        assert years_of(single[0]) == (min(years),)
        assert later == set(range(min(years) + 1, LAST_YEAR + 1))
    else:
        assert (years_of(single[0]), later) == ((), set())


def longest_row(years: set[int]) -> int:
    best = row = 0
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        row = row + 1 if year in years else 0
        best = max(best, row)
    return best


@given(YEARS, st.integers(1, 64))
def test_runs_and_the_longest_run_are_those_counted_year_by_year(
    years: set[int], length: int
) -> None:
    assert bits.longest(mask(years))[0] == longest_row(years)
    starts = {y for y in years if set(range(y, y + length)) <= years}
    assert set(years_of(bits.runs(mask(years), length)[0])) == starts


@given(st.integers(-5, 2200))
def test_until_holds_the_years_up_to_a_year(year: int) -> None:
    found = bits.until(np.array([year, 2**31 - 1], np.int32))
    assert found[0] == span(FIRST_YEAR, year)
    assert found[1] == ALL_YEARS


@given(YEARS)
def test_first_and_last_are_the_ends_of_the_years(years: set[int]) -> None:
    first, last = bits.first_and_last(mask(years))
    assert (first[0], last[0]) == ((min(years), max(years)) if years else (0, 0))


@given(st.booleans(), st.booleans())
def test_what_is_impossible_is_never_met(certain: bool, possible: bool) -> None:
    found = bits.decide(np.array([certain]), np.array([possible]))[0]
    assert found == (0 if not possible else 2 if certain else 1)
