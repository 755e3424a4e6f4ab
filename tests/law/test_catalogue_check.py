"""Every fault of a catalogue is named with its file, key and day."""

from datetime import date
from pathlib import Path

import pytest

from tdkt_law.catalogue.check import check, problems
from tdkt_law.catalogue.compile import check_catalogue, compiled
from tdkt_law.catalogue.reader import CatalogueError, Problem
from tdkt_law.catalogue.sources import read
from tests.law.catalogue_faults import BROKEN, TITLES
from tests.law.small_catalogue import FILES, broken, said, write


def test_the_catalogue_that_comes_with_the_package_has_no_problem() -> None:
    assert list(map(str, check_catalogue())) == []


def test_the_small_catalogue_is_sound(tmp_path: Path) -> None:
    assert problems(write(tmp_path)) == []


def test_a_problem_reads_as_file_line_key_day_and_what_is_wrong() -> None:
    problem = Problem("criteria/a.yaml", "ldtt/hang_nam", date(2024, 1, 1), "thiếu nguồn", 7)
    assert str(problem) == "criteria/a.yaml:7: ldtt/hang_nam [từ 01/01/2024]: thiếu nguồn"


@pytest.mark.parametrize("fault", [name for name, row in BROKEN.items() if row[3] is not None])
def test_each_fault_names_file_key_day_and_what_is_wrong(fault: str, tmp_path: Path) -> None:
    file, old, new, expected = BROKEN[fault]
    found = said(broken(tmp_path, file, old, new))
    assert sorted(found) == sorted((file, *row) for row in expected or ())


def test_an_id_used_twice_in_the_library_is_named_with_all_that_no_longer_resolves(
    tmp_path: Path,
) -> None:
    file, old, new, _ = BROKEN["an instrument twice"]
    found = broken(tmp_path, file, old, new)
    assert ("instruments.yaml", "luat_cu", "", "mã “luat_cu” ghi hai lần") in said(found)
    assert {one.text for one in found if one.file == TITLES} == {
        "source: văn bản “luat_moi” không có trong thư viện; gần giống: luat_cu"
    }


@pytest.mark.parametrize(
    ("params", "text"),
    [
        ("{at_least: HTTT, years: 1, within: year}", "at_least"),
        ("{at_least: HTT, years: 0, within: year}", "years"),
        ("{at_least: HTT, years: 1, within: month}", "within"),
        ("{at_least: HTT, years: 1, whithin: year}", "whithin"),
        ("{years: 1}", "at_least"),
    ],
)
def test_a_wrong_parameter_of_a_condition_is_named(params: str, text: str, tmp_path: Path) -> None:
    found = broken(tmp_path, TITLES, "{at_least: HTT, years: 1, within: year}", params)
    assert [(one.file, one.key, one.line) for one in found] == [
        (TITLES, "ldtt/hang_nam/hoan_thanh", 16)
    ]
    assert found[0].text.startswith(f"rated: {text}: ")


def test_two_tracks_of_one_award_with_one_id_in_one_file_are_told(tmp_path: Path) -> None:
    text = FILES[TITLES]
    track = text[text.index("  - id: hang_nam") : text.index("- award: cstd_co_so")]
    found = problems(write(tmp_path, criteria_titles=text.replace(track, track + track, 1)))
    assert (TITLES, "ldtt/hang_nam", "", "mã trường hợp “hang_nam” ghi hai lần") in said(found)


def test_the_same_track_told_differently_in_two_files_is_told(tmp_path: Path) -> None:
    text = FILES[TITLES]
    old = text[: text.index("    - {start: 2024-01-01")]
    new = text[text.index("    - {start: 2024-01-01") :]
    again = "- award: ldtt\n  tracks:\n  - id: hang_nam\n    name: Mỗi năm\n    versions:\n"
    write(tmp_path, criteria_titles=old)
    (tmp_path / "criteria" / "titles_new.yaml").write_text(again + new, encoding="utf-8")
    assert said(problems(tmp_path)) == [
        (
            "criteria/titles_new.yaml",
            "ldtt/hang_nam",
            "",
            "name khác với tệp đã ghi trường hợp này: “Hằng năm”",
        )
    ]


def test_a_file_that_cannot_be_read_is_one_problem_and_the_others_are_still_checked(
    tmp_path: Path,
) -> None:
    found = problems(write(tmp_path, settings="- {id: a", values_quota="- {awards: [ldtt]}\n"))
    files = {one.file for one in found}
    assert files == {"settings.yaml", "values/quota.yaml"}


def test_awards_that_no_file_names_are_a_problem_only_of_the_whole_catalogue(
    tmp_path: Path,
) -> None:
    sources = read(write(tmp_path))
    assert check(sources, whole=False) == []
    missing = [one for one in check(sources, whole=True) if one.file == "criteria"]
    assert (len(missing), missing[0].day) == (66, date(2014, 6, 1))


def test_a_stated_absence_closes_a_gap(tmp_path: Path) -> None:
    write(
        tmp_path,
        criteria_titles=FILES[TITLES].replace(
            "    - start: 2014-06-01", "    - start: 2020-01-01", 1
        ),
    )
    assert [one.key for one in problems(tmp_path)] == ["ldtt"]
    absent = "- {award: ldtt, start: 2014-06-01, end: 2019-12-31, source: [luat_cu, Điều 24], note: Chưa có danh hiệu này}\n"
    (tmp_path / "absences.yaml").write_text(absent, encoding="utf-8")
    assert problems(tmp_path) == []


def test_a_broken_catalogue_is_not_compiled(tmp_path: Path) -> None:
    write(tmp_path, settings="- {id: Rounding}\n")
    with pytest.raises(CatalogueError) as caught:
        compiled(tmp_path, whole=False)
    assert "settings.yaml:1: Rounding: id: mã “Rounding”" in str(caught.value)
