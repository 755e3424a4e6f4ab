"""A province's own rules over the national catalogue: what they may say, what they change, what is refused."""

import json
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest

from tdkt_law.catalogue.load import catalogue, document
from tdkt_law.catalogue.overlay import overlay_problems, with_overlay
from tdkt_law.catalogue.reader import CatalogueError, read_text
from tests.law.small_catalogue import said

START = date(2026, 1, 1)
REGULATION = {
    "id": "qd_1_2026",
    "kind": "quyet_dinh",
    "number": "1/2026/QĐ-UBND",
    "cited_as": "Quyết định 1/2026/QĐ-UBND",
    "title": "",
    "issuer": "Ủy ban nhân dân tỉnh",
    "start": "2026-01-01",
    "replaces": [],
    "amends": [],
    "has_text": True,
    "confidence": "verified",
    "note": "",
}
VALUE = {
    "topic": "vote",
    "awards": ["cstd_co_so"],
    "start": "2026-01-01",
    "value": {"required": True, "share": {"numerator": 2, "denominator": 3}, "of": "all_members"},
    "source": ["qd_1_2026", "Điều 8"],
    "confidence": "verified",
    "checked_on": "2026-11-22",
}
VERSION = {
    "start": "2026-01-01",
    "source": ["qd_1_2026", "Điều 9"],
    "confidence": "verified",
    "checked_on": "2026-11-22",
    "when": {
        "id": "mot_nam",
        "rated": {"at_least": "HTT", "years": 1, "within": "year"},
        "text": "Hoàn thành tốt",
    },
}


def track(track_id: str, **changed: Any) -> dict[str, Any]:
    """A track of the province."""
    return {
        "id": track_id,
        "name": "Theo quy định của tỉnh",
        "ground": "cong_trang",
        "recipients": ["ca_nhan"],
        "versions": [{**VERSION, **changed}],
    }


def overlay(**parts: Any) -> dict[str, Any]:
    """A province's rules with their regulation."""
    return {"name": "Tỉnh thử", "instruments": [REGULATION], **parts}


def test_no_rules_of_the_province_change_nothing() -> None:
    assert with_overlay(document(), {}) == document()


def test_a_chosen_setting_and_reading_become_the_ones_that_hold() -> None:
    law = catalogue(
        overlay(
            settings={"rounding": "nearest"}, readings={"nam_xet_la_nam_thu_ba": "truoc_nam_xet"}
        )
    )
    assert law.setting("rounding") == "nearest"
    assert law.choice("nam_xet_la_nam_thu_ba") == "truoc_nam_xet"
    assert (catalogue().setting("rounding"), catalogue().choice("nam_xet_la_nam_thu_ba")) == (
        "up",
        "ke_ca_nam_xet",
    )


def test_a_value_of_the_province_goes_before_the_nations_from_its_day_on() -> None:
    law = catalogue(overlay(values=[VALUE]))
    before, after = (
        law.value("vote", "cstd_co_so", day) for day in (START - timedelta(days=1), START)
    )
    assert before == catalogue().value("vote", "cstd_co_so", START - timedelta(days=1))
    assert after is not None
    assert (after.value, after.set_by, law.cite(after.source)) == (
        VALUE["value"],
        "province",
        "Quyết định 1/2026/QĐ-UBND, Điều 8",
    )


def test_a_new_track_is_one_more_way_to_the_award() -> None:
    law = catalogue(overlay(criteria=[{"award": "gk_so", "tracks": [track("cua_tinh")]}]))
    assert law.tracks("gk_so")[:-1] == catalogue().tracks("gk_so")
    added = law.tracks("gk_so")[-1]
    assert (added.id, law.criterion(added, START - timedelta(days=1))) == ("cua_tinh", None)
    version = law.criterion(added, START)
    assert version is not None
    assert version.when is not None
    assert (version.when.id, version.end) == ("mot_nam", None)


def test_a_track_with_an_id_of_ours_stands_in_its_place_for_as_long_as_it_lasts() -> None:
    ours = next(one for one in catalogue().tracks("ldtt") if one.regular)
    until = date(2026, 6, 30)
    theirs = {"id": ours.id, "versions": [{**VERSION, "end": until.isoformat()}]}
    law = catalogue(overlay(criteria=[{"award": "ldtt", "tracks": [theirs]}]))
    mixed = next(one for one in law.tracks("ldtt") if one.id == ours.id)
    assert (mixed.name, mixed.ground, mixed.regular) == (ours.name, ours.ground, True)
    for day in (START - timedelta(days=1), until + timedelta(days=1)):
        found, national = law.criterion(mixed, day), catalogue().criterion(ours, day)
        assert found is not None
        assert national is not None
        assert (found.when, found.source) == (national.when, national.source)
    for day in (START, until):
        found = law.criterion(mixed, day)
        assert found is not None
        assert law.cite(found.source) == "Quyết định 1/2026/QĐ-UBND, Điều 9"


def test_each_content_of_rules_is_built_once_and_has_a_digest_of_its_own() -> None:
    one, two = overlay(settings={"rounding": "none"}), overlay(settings={"rounding": "nearest"})
    assert catalogue(one) is catalogue(json.loads(json.dumps(one)))
    assert len({catalogue(rules).digest for rules in (None, one, two)}) == 3


REFUSED: dict[str, tuple[dict[str, Any], list[tuple[str, str, str]]]] = {
    "an unknown part": (
        {"prizes": []},
        [
            (
                "",
                "",
                "không có mục “prizes”; dùng được: criteria, instruments, name, note, readings, settings, values",
            )
        ],
    ),
    "an unknown setting": (
        {"settings": {"roundin": "up"}},
        [("settings/roundin", "", "tham số “roundin” không có; gần giống: rounding")],
    ),
    "a setting that is not allowed": (
        {"settings": {"rounding": "down"}},
        [
            (
                "settings/rounding",
                "",
                "lựa chọn “down” không có trong danh mục; dùng được: nearest, none, up",
            )
        ],
    ),
    "a reading nobody knows": (
        {"readings": {"nam_xet_la_nam_thu_ba": "khong"}},
        [
            (
                "readings/nam_xet_la_nam_thu_ba",
                "",
                "lựa chọn “khong” không có trong danh mục; dùng được: ke_ca_nam_xet, truoc_nam_xet",
            )
        ],
    ),
    "an instrument of the nation": (
        {"instruments": [{**REGULATION, "id": "luat_06_2022"}]},
        [("instruments/luat_06_2022", "", "mã văn bản đã có trong thư viện")],
    ),
    "a value the law does not leave to it": (
        {"values": [{**VALUE, "topic": "authority", "value": {"decides": ["giam_doc_so"]}}]},
        [
            (
                "authority/cstd_co_so",
                "2026-01-01",
                "pháp luật không giao tỉnh quy định authority của “cstd_co_so” từ ngày này",
            )
        ],
    ),
    "a value of a day before the law left it to it": (
        {"values": [{**VALUE, "start": "2025-06-30"}]},
        [
            (
                "vote/cstd_co_so",
                "2025-06-30",
                "pháp luật không giao tỉnh quy định vote của “cstd_co_so” từ ngày này",
            )
        ],
    ),
    "criteria of an award of the State": (
        {"criteria": [{"award": "bk_ttcp", "tracks": [track("cua_tinh")]}]},
        [
            (
                "bk_ttcp/cua_tinh",
                "2026-01-01",
                "pháp luật không giao tỉnh quy định tiêu chuẩn của “bk_ttcp” từ ngày này",
            )
        ],
    ),
    "a condition that is none": (
        {
            "criteria": [
                {
                    "award": "gk_so",
                    "tracks": [track("cua_tinh", when={"id": "a", "ratedd": {}, "text": "b"})],
                }
            ]
        },
        [
            (
                "gk_so/cua_tinh/a",
                "2026-01-01",
                "mỗi điều kiện cần đúng một loại của từ vựng: không có “ratedd”; gần giống: rated",
            )
        ],
    ),
    "a track that needs itself": (
        {
            "criteria": [
                {
                    "award": "gk_so",
                    "tracks": [
                        track("cua_tinh", when={"id": "a", "track": ["cua_tinh"], "text": "b"})
                    ],
                }
            ]
        },
        [
            (
                "gk_so/cua_tinh",
                "2026-01-01",
                "dẫn vòng (track, meets): gk_so/cua_tinh → gk_so/cua_tinh",
            )
        ],
    ),
    "two values of one day": (
        {"values": [VALUE, {**VALUE, "start": "2026-02-01"}]},
        [("vote/cstd_co_so", "2026-02-01", "chồng thời gian với mục ở quy định của tỉnh:0")],
    ),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_rules_a_province_may_not_make_are_refused_with_the_reason(fault: str) -> None:
    parts, expected = REFUSED[fault]
    rules = overlay(**parts)
    found = overlay_problems(document(), rules)
    assert said(found) == [("quy định của tỉnh", *row) for row in expected]
    with pytest.raises(CatalogueError):
        catalogue(rules)


def test_a_yaml_file_of_rules_is_refused_with_its_own_name_and_line() -> None:
    rules = read_text("name: A\nvalues:\n- {topic: votes, awards: [ldtt]}\n", "bac_giang.yaml")
    first = overlay_problems(document(), rules)[0]
    assert (
        str(first)
        == "bac_giang.yaml:3: votes/ldtt: chủ đề “votes” không có trong topics.yaml; gần giống: vote"
    )


def test_the_worked_example_of_a_province_may_be_used() -> None:
    text = files("tdkt_law").joinpath("data/provinces/bac_ninh.yaml").read_text(encoding="utf-8")
    assert overlay_problems(document(), read_text(text, "bac_ninh.yaml")) == []
