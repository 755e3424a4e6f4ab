"""The strict reader, the compiled catalogue, and a province's rules over it."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tdkt_law.catalogue.build import build
from tdkt_law.catalogue.compile import compiled, data_folder, to_bytes
from tdkt_law.catalogue.expand import expand
from tdkt_law.catalogue.load import catalogue
from tdkt_law.catalogue.model import Confidence, Source
from tdkt_law.catalogue.reader import CatalogueError, read_file, read_text
from tdkt_law.catalogue.sources import read
from tests.law.small_catalogue import FILES, write


def test_on_yes_and_no_are_plain_words_and_only_true_and_false_are_truths() -> None:
    assert read_text("{on: yes, no: off, a: true, b: false, c: True, d: y}", "a.yaml") == {
        "on": "yes",
        "no": "off",
        "a": True,
        "b": False,
        "c": "True",
        "d": "y",
    }


def test_numbers_are_decimal_and_what_looks_like_a_time_or_an_octal_is_a_word() -> None:
    assert read_text('[1, -2, 0.5, 010, "7", 1:30, 1e3, 0x1F, 1_000]', "a.yaml") == [
        1,
        -2,
        0.5,
        "010",
        "7",
        "1:30",
        "1e3",
        "0x1F",
        "1_000",
    ]


def test_days_are_days_and_nothing_is_nothing() -> None:
    assert read_text('[2024-01-01, "2024-01-01", null, ~, 2024-1-1]', "a.yaml") == [
        date(2024, 1, 1),
        "2024-01-01",
        None,
        None,
        "2024-1-1",
    ]


def test_keys_are_always_words() -> None:
    assert read_text("{2024: a, true: b}", "a.yaml") == {"2024": "a", "true": "b"}


@pytest.mark.parametrize(
    ("text", "line", "key", "said_"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "c", "khóa “c” ghi hai lần trong một mục"),
        ("a: 2023-02-30\n", 1, "2023-02-30", "ngày không có trong lịch, cần dạng năm-tháng-ngày"),
        ("[a, b]: 1\n", 1, "?", "khóa phải là một từ"),
        ("a: [1\nb: 2\n", 2, "YAML", "không đọc được YAML: did not find expected ',' or ']'"),
    ],
)
def test_what_is_written_wrong_is_named_with_its_line(
    text: str, line: int, key: str, said_: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_text(text, "a.yaml")
    assert [(p.file, p.line, p.key, p.text) for p in caught.value.problems] == [
        ("a.yaml", line, key, said_)
    ]


def test_every_mapping_knows_its_file_and_line(tmp_path: Path) -> None:
    titles = read_file(write(tmp_path), "criteria/titles.yaml")
    track = titles[0]["tracks"][0]
    places = [(one.file, one.line) for one in (track, *track["versions"])]
    assert places == [("criteria/titles.yaml", line) for line in (4, 10, 18)]


def test_a_file_that_is_not_there_is_nothing(tmp_path: Path) -> None:
    assert read_file(tmp_path, "posts.yaml") is None


def small(tmp_path: Path, **changed: str) -> Any:
    """The catalogue of the small files."""
    return build(json.loads(compiled(write(tmp_path, **changed), whole=False)), "")


def test_a_version_ends_on_the_eve_of_the_next_and_same_is_the_criterion_before(
    tmp_path: Path,
) -> None:
    (track,) = small(tmp_path).tracks("ldtt")
    old, new = track.versions
    assert [(old.start, old.end), (new.start, new.end)] == [
        (date(2014, 6, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), None),
    ]
    assert old.when is new.when
    assert (old.source, new.source) == (Source("luat_cu", "Điều 24"), Source("luat_moi", "Điều 24"))


def test_a_shared_condition_stands_in_its_place_with_its_own_id(tmp_path: Path) -> None:
    version = small(tmp_path).tracks("ldtt")[0].versions[0]
    assert [(part.kind, part.id, part.text) for part in version.when.parts] == [
        ("rated", "hoan_thanh", "Hoàn thành tốt"),
        ("attested", "chap_hanh_tot", "Chấp hành tốt"),
    ]
    assert version.when.parts[0].params == {"at_least": "HTT", "years": 1, "within": "year"}


def test_a_text_that_is_not_to_be_had_is_no_criterion(tmp_path: Path) -> None:
    unknown, read_one = small(tmp_path).tracks("cstd_co_so")[0].versions
    assert (unknown.when, unknown.confidence, unknown.note) == (
        None,
        Confidence.NOT_FOUND,
        "Chưa có văn bản",
    )
    assert {key: part.kind for key, part in read_one.when.options.items()} == {
        "co": "meets",
        "khong": "initiative",
    }


def test_one_track_written_in_two_files_is_one_track(tmp_path: Path) -> None:
    text = FILES["criteria/titles.yaml"]
    at = text.index("    - {start: 2024-01-01")
    again = "- award: ldtt\n  tracks:\n  - id: hang_nam\n    versions:\n"
    write(tmp_path, criteria_titles=text[:at] + text[text.index("- award: cstd_co_so") :])
    rest = text[at : text.index("- award: cstd_co_so")]
    (tmp_path / "criteria" / "a_new.yaml").write_text(again + rest, encoding="utf-8")
    whole = small(tmp_path / "other")
    merged = build(json.loads(compiled(tmp_path, whole=False)), "")
    assert merged.tracks("ldtt") == whole.tracks("ldtt")


def test_regimes_end_where_the_next_begins(tmp_path: Path) -> None:
    law = small(tmp_path)
    assert [(r.id, r.start, r.end) for r in law.regimes.values()] == [
        ("cu", date(2014, 6, 1), date(2023, 12, 31)),
        ("moi", date(2024, 1, 1), None),
    ]
    assert [(one.day, one.rule) for one in law.transitions] == [(date(2024, 1, 1), "not_found")]


# --- the catalogue of the package ---------------------------------------------------------------------------


def test_the_compiled_catalogue_is_what_the_files_say() -> None:
    fresh = to_bytes(expand(read(data_folder())))
    kept = files("tdkt_law").joinpath("data/catalogue.json").read_bytes()
    assert fresh == kept, "chạy: python -m tdkt_law.catalogue.compile"


def test_compiling_twice_gives_the_same_bytes() -> None:
    assert compiled(data_folder()) == compiled(data_folder())


def test_the_catalogue_is_read_once_and_kept() -> None:
    assert catalogue() is catalogue()
    assert catalogue().digest == catalogue({}).digest


def test_a_source_reads_as_instrument_and_clause() -> None:
    cited = catalogue().cite(Source("luat_06_2022", "Điều 73 khoản 1 điểm b"))
    assert cited == "Luật 06/2022/QH15, Điều 73 khoản 1 điểm b"


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (date(2014, 5, 31), None),
        (date(2014, 6, 1), "nd42_65"),
        (date(2017, 9, 30), "nd42_65"),
        (date(2017, 10, 1), "nd91"),
        (date(2023, 12, 31), "nd91"),
        (date(2024, 1, 1), "nd98"),
        (date(2025, 6, 30), "nd98"),
        (date(2025, 7, 1), "nd152"),
        (date(2026, 9, 30), "nd152"),
        (date(2026, 10, 1), "luat2026"),
    ],
)
def test_the_regime_of_a_day(day: date, regime: str | None) -> None:
    found = catalogue().regime_on(day)
    assert (found and found.id) == regime


def test_only_the_regime_without_a_text_presumes() -> None:
    assert [r.id for r in catalogue().regimes.values() if r.presumes] == ["luat2026"]


def test_what_each_new_law_says_of_dossiers_under_way() -> None:
    law = catalogue()
    assert [(t.day, t.rule, law.cite(t.source)) for t in law.transitions] == [
        (date(2017, 10, 1), "not_found", "Nghị định 91/2017/NĐ-CP"),
        (date(2024, 1, 1), "not_found", "Nghị định 98/2023/NĐ-CP, Điều 115 và Điều 116"),
        (date(2025, 7, 1), "received_before_old", "Nghị định 152/2025/NĐ-CP, Điều 60 khoản 3"),
        (date(2026, 10, 1), "old_unless_better", "Luật 06/2026/QH16, Điều 4 khoản 4"),
    ]
