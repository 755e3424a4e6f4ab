"""A facts file is read exactly as written, or refused with the place, the value and what is allowed."""

from datetime import date

import pytest

from tdkt_law.facts.files import read_facts
from tdkt_law.facts.model import History, Standing
from tdkt_law.facts.node import FactsError
from tdkt_law.facts.parse import parse

PERSON = {"subject": {"kind": "ca_nhan"}}

WHOLE = """
proposal: {ground: cong_trang, year: 2024}
subject: {kind: ca_nhan, gender: nu, group: [cbccvc_nld], direct_worker: true}
proposed_on: 2025-03-01
received_on: 2025-03-10
awards:
  - {code: cstd_co_so, year: 2023, basis: rating}
  - {code: bk_bo_tinh, year: 2019, period: [2017, 2018], ground: cong_trang, level: tinh, decided_on: 2019-12-20,
     issuer: UBND tỉnh, standing: ke_khai}
ratings: {2023: HTXS, 2024: HTT, "2022-2023": HT}
initiatives:
  - {id: a, year: 2023, scope: co_so, kind: initiative, influence: bo_tinh, replicable: true, recognised_by: Sở,
     recognised_on: 2023-11-20, co_authors: 1, used_for: [cstd_co_so/2023]}
service: {since: 2001-09-01, months_in_year: {2024: 12}, spells: [{from: 2001-09-01, unit: Trường A, kind: hop_dong}],
          posts: [{post: giam_doc_so, from: 2010-01, to: 2020-05, acting: false}], leave: [{kind: thai_san, from: 2008-01-01, to: 2008-06-30}]}
discipline: [{form: khien_trach, from: 2003-04-01, to: 2004-04-01}]
pending: []
achievements: []
attested: {leads_bloc: true, all_judged: false}
complete: [awards, ratings, initiatives, achievements]
province: {}
"""


def test_the_whole_file_of_the_design_is_read():
    case = parse(read_facts(WHOLE))

    assert case.proposal.ground == "cong_trang"
    assert (case.proposal.year, case.proposal.proposed_on, case.proposal.received_on) == (
        2024,
        date(2025, 3, 1),
        date(2025, 3, 10),
    )
    first, second = case.facts.awards.entries
    assert (first.code, first.year, first.basis, first.standing) == (
        "cstd_co_so",
        2023,
        "rating",
        Standing.VERIFIED,
    )
    assert (second.period, second.ground, second.decided_on, second.standing) == (
        (2017, 2018),
        "cong_trang",
        date(2019, 12, 20),
        Standing.DECLARED,
    )
    assert [(r.year, r.school, r.grade) for r in case.facts.ratings.entries] == [
        (2023, False, "HTXS"),
        (2024, False, "HTT"),
        (2022, True, "HT"),
    ]
    made = case.facts.initiatives.entries[0]
    assert (made.scope, made.reach, made.used_for) == ("co_so", "bo_tinh", (("cstd_co_so", 2023),))
    post = case.facts.service.posts.entries[0]
    assert (post.start, post.end) == (date(2010, 1, 1), date(2020, 5, 31))
    assert case.facts.attested == {"leads_bloc": True}
    assert case.facts.all_judged is False


def test_an_absent_list_is_unknown_an_empty_one_is_none_and_a_list_is_whole_only_when_named():
    def awards(**parts: object) -> History[object]:
        return parse({**PERSON, **parts}).facts.awards

    held = [{"code": "ldtt", "year": 2024}]
    assert awards().whole is False
    assert awards(awards=[]).whole is True
    assert awards(awards=held).whole is False
    assert awards(awards=held, complete=["awards"]).whole is True


def test_a_rating_list_follows_the_same_rule():
    assert parse(PERSON).facts.ratings.whole is False
    assert parse({**PERSON, "ratings": {}}).facts.ratings.whole is True
    assert parse({**PERSON, "ratings": {2024: "HTT"}}).facts.ratings.whole is False


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("01/03/2024", date(2024, 3, 1)),
        ("2024-02", date(2024, 2, 1)),
    ],
)
def test_days_are_written_three_ways(text: str, day: date):
    assert parse({**PERSON, "proposed_on": text}).proposal.proposed_on == day


def test_yes_no_and_on_are_words_and_json_is_read_too():
    assert read_facts("{on: 2025-01-01, a: yes, b: no}") == {
        "on": "2025-01-01",
        "a": "yes",
        "b": "no",
    }
    assert read_facts('{"subject": {"kind": "ca_nhan"}}') == PERSON


def test_an_old_long_code_means_the_short_one():
    case = parse({**PERSON, "awards": [{"code": "chien_si_thi_dua_co_so", "year": 2022}]})
    assert case.facts.awards.entries[0].code == "cstd_co_so"


def test_an_unknown_post_or_unit_is_kept():
    service = {"posts": [{"post": "to_truong_bao_ve", "from": "2020-01", "unit": "Đội 3"}]}
    post = parse({**PERSON, "service": service}).facts.service.posts.entries[0]
    assert (post.post, post.end) == ("to_truong_bao_ve", None)


REFUSED = [
    ({**PERSON, "awards": [{"code": "cstd_coso"}]}, "awards[0].code", "cstd_coso", "cstd_co_so"),
    ({**PERSON, "ratings": {"2024": "HTTT"}}, "ratings.2024", "HTTT", "HTT"),
    ({**PERSON, "ratings": {"24": "HTT"}}, "ratings.24", "24", "2024"),
    ({**PERSON, "proposed_on": "2025-02-30"}, "proposed_on", "2025-02-30", "2024-03-01"),
    ({**PERSON, "awarsd": []}, "awarsd", "awarsd", "awards"),
    ({"subject": {"kind": "canhan"}}, "subject.kind", "canhan", "ca_nhan"),
    ({**PERSON, "proposal": {"ground": "dotxuat"}}, "proposal.ground", "dotxuat", "dot_xuat"),
    (
        {**PERSON, "discipline": [{"form": "canh_co", "from": "2023-01-01"}]},
        "discipline[0].form",
        "canh_co",
        "canh_cao",
    ),
    (
        {**PERSON, "initiatives": [{"scope": "tinh", "year": 2023}]},
        "initiatives[0].scope",
        "tinh",
        "bo_tinh",
    ),
    ({**PERSON, "complete": ["award"]}, "complete[0]", "award", "awards"),
]


@pytest.mark.parametrize(("data", "path", "value", "near"), REFUSED, ids=[r[1] for r in REFUSED])
def test_what_cannot_be_read_is_refused_with_place_value_and_the_nearest_allowed_first(
    data: dict[str, object], path: str, value: str, near: str
):
    with pytest.raises(FactsError) as refused:
        parse(data)
    assert (refused.value.path, str(refused.value.value)) == (path, value)
    assert refused.value.allowed[0] == near
    assert path in refused.value.message


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({}, "subject"),
        ({**PERSON, "awards": [{}]}, "awards[0].code"),
        ({**PERSON, "awards": {"code": "ldtt"}}, "awards"),
        ({**PERSON, "collective": {"members": 10, "ldtt": 11}}, "collective.ldtt"),
        ({**PERSON, "collective": {"members": -1}}, "collective.members"),
        ({**PERSON, "service": {"months_in_year": {2024: 13}}}, "service.months_in_year.2024"),
        (
            {**PERSON, "proposed_on": "2025-03-10", "received_on": "2025-03-01"},
            "received_on",
        ),
        ([], ""),
        ("", ""),
    ],
)
def test_a_missing_or_impossible_part_names_its_place(data: object, path: str):
    with pytest.raises(FactsError) as refused:
        parse(data)
    assert refused.value.path == path


@pytest.mark.parametrize("text", ["a: 1\na: 2", '{"a": 1, "a": 2}'])
def test_a_key_written_twice_is_refused(text: str):
    with pytest.raises(FactsError, match="hai lần"):
        read_facts(text)


def test_broken_yaml_names_its_line():
    with pytest.raises(FactsError, match=r"Dòng 2, cột"):
        read_facts("a: 1\nb: }")


def test_service_named_as_whole_means_its_three_lists():
    named = parse({"subject": {"kind": "ca_nhan"}, "service": {}, "complete": ["service"]})
    assert named.facts.service.posts.whole
    assert named.facts.service.leave.whole
    assert named.facts.service.spells.whole
