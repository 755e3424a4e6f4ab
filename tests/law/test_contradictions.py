"""What cannot all be true in a history is said, with its places, and never stops the answer."""

from datetime import date
from typing import Any

import pytest

from tdkt_law.facts.contradictions import contradictions
from tdkt_law.facts.parse import parse

PROPOSED = date(2025, 3, 1)
PERSON = {"kind": "ca_nhan"}
BODY = {"kind": "tap_the"}


def found(**parts: Any) -> list[tuple[str, tuple[str, ...]]]:
    parts.setdefault("subject", PERSON)
    return [(one.kind, one.paths) for one in contradictions(parse(parts), PROPOSED)]


CASES: list[tuple[str, dict[str, Any], list[tuple[str, tuple[str, ...]]]]] = [
    ("nothing wrong", {"awards": [{"code": "ldtt", "year": 2024}], "ratings": {2024: "HTT"}}, []),
    (
        "same title twice in a year",
        {"awards": [{"code": "ldtt", "year": 2024}, {"code": "ldtt", "year": 2024}]},
        [("same_title_twice", ("awards[0]", "awards[1]"))],
    ),
    (
        "two certificates of merit in a year are no fault",
        {"awards": [{"code": "bk_bo_tinh", "year": 2024}] * 2},
        [],
    ),
    (
        "a yearly flag and one for a movement are two",
        {
            "subject": BODY,
            "awards": [
                {"code": "co_thi_dua_bo_tinh", "year": 2024, "ground": ground}
                for ground in ("danh_hieu", "phong_trao")
            ],
        },
        [],
    ),
    (
        "two ratings of a year",
        {"ratings": {2024: ["HTT", "HTXS"]}},
        [("several_ratings", ("ratings.2024[0]", "ratings.2024[1]"))],
    ),
    (
        "a school year and a calendar year that begin together",
        {"ratings": {"2023": "HTT", "2023-2024": "HTT"}},
        [("several_ratings", ("ratings.2023", "ratings.2023-2024"))],
    ),
    (
        "honour before birth",
        {
            "subject": {**PERSON, "birth": "1990-05-01"},
            "awards": [{"code": "ldtt", "year": 1989}],
        },
        [("honour_before_beginning", ("awards[0]",))],
    ),
    (
        "honour before founding",
        {
            "subject": BODY,
            "collective": {"founded": "2004-01-01"},
            "awards": [{"code": "tap_the_ldtt", "year": 2004, "decided_on": "2003-12-31"}],
        },
        [("honour_before_beginning", ("awards[0]",))],
    ),
    (
        "rated in the year of a discipline",
        {
            "ratings": {2023: "HT"},
            "discipline": [{"form": "khien_trach", "from": "2023-04-01", "to": "2024-04-01"}],
        },
        [("rating_in_year_of_discipline", ("ratings.2023", "discipline[0]"))],
    ),
    (
        "not completed in the year of a discipline is as it should be",
        {
            "ratings": {2023: "KHT"},
            "discipline": [{"form": "khien_trach", "from": "2023-04-01", "to": "2024-04-01"}],
        },
        [],
    ),
    (
        "periods written backwards",
        {
            "awards": [{"code": "bk_ttcp", "year": 2019, "period": [2019, 2015]}],
            "discipline": [{"form": "canh_cao", "from": "2020-04-01", "to": "2019-04-01"}],
        },
        [("period_reversed", ("awards[0]",)), ("period_reversed", ("discipline[0]",))],
    ),
    (
        "after the proposal",
        {
            "awards": [{"code": "ldtt", "year": 2024, "decided_on": "2025-03-02"}],
            "ratings": {2026: "HTT"},
            "initiatives": [{"id": "a", "scope": "co_so", "year": 2026}],
            "service": {"since": "2025-04-01"},
        },
        [
            ("in_the_future", ("awards[0]",)),
            ("in_the_future", ("ratings.2026",)),
            ("in_the_future", ("initiatives[0]",)),
            ("in_the_future", ("service.since",)),
        ],
    ),
    (
        "a title of collectives given to a person",
        {"awards": [{"code": "tap_the_ldxs", "year": 2024}]},
        [("not_for_this_kind", ("awards[0]",))],
    ),
    (
        "spent on an award nobody holds",
        {
            "awards": [],
            "initiatives": [{"scope": "co_so", "year": 2023, "used_for": ["cstd_co_so/2023"]}],
        },
        [("used_for_nothing_held", ("initiatives[0]",))],
    ),
    (
        "won by an initiative that is not there",
        {
            "awards": [{"code": "cstd_co_so", "year": 2023, "basis": "initiative"}],
            "initiatives": [],
        },
        [("basis_without_initiative", ("awards[0]",))],
    ),
]


@pytest.mark.parametrize(("parts", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_each_contradiction_is_found_with_its_places(parts: Any, expected: Any):
    assert found(**parts) == expected


def test_it_is_told_in_words_with_days_the_vietnamese_way():
    case = parse(
        {
            "subject": BODY,
            "collective": {"founded": "2004-01-01"},
            "awards": [{"code": "tap_the_ldtt", "year": 2003, "decided_on": "2003-12-31"}],
        }
    )
    assert [one.text for one in contradictions(case, PROPOSED)] == [
        "“Tập thể lao động tiên tiến” (31/12/2003) có trước ngày thành lập 01/01/2004."
    ]
