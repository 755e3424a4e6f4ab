from collections import Counter

import pytest

from tdkt.statistics.report.outline import TEXT, OutlineError, outline
from tdkt.statistics.report.paper import WRITERS

MOVEMENTS = [("M02", "Nông thôn mới"), ("M05", "Văn hóa công sở")]


def made(**changes):
    return outline(year=2022, authority="tỉnh Thử", movements=MOVEMENTS, **changes)


def numbers(sections):
    return [section.number for section in sections]


def test_no_two_items_of_one_level_bear_the_same_number():
    for section in made().walk():
        assert [n for n, times in Counter(numbers(section.sections)).items() if times > 1] == []


def test_the_assessment_has_items_one_two_three():
    assert numbers(made().section("P1.V").sections) == ["1", "2", "3"]


def test_every_thematic_movement_has_a_section_numbered_under_its_heading():
    found = made().section("P1.II.2").sections
    assert [(each.number, each.title, each.label, each.movement) for each in found] == [
        ("2.1", "Phong trào thi đua “Nông thôn mới”", "II.2.1", "M02"),
        ("2.2", "Phong trào thi đua “Văn hóa công sở”", "II.2.2", "M05"),
    ]


def test_the_second_part_has_two_chapters():
    assert numbers(made().section("P2").sections) == ["I", "II"]


def test_years_stand_in_titles():
    assert made().section("P2").title == "Phương hướng, nhiệm vụ, giải pháp năm 2023"


def test_every_writer_the_outline_names_exists():
    named = {name for section in made().walk() for name in section.writers} - {TEXT}
    assert sorted(named) == sorted(WRITERS)


def data(*sections):
    return {
        "version": "t", "kind": "Báo cáo", "summary": "", "closing": "", "recipients": [],
        "owners": {"ta": "Chúng ta"}, "sections": list(sections),
    }  # fmt: skip


def section(path, **fields):
    return {"path": path, "title": "T", "owner": "ta", "kind": "author"} | fields


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        ((section("A"), section("A")), "Mục A có hai lần trong đề cương."),
        ((section("A", owner="ai"),), "Mục A: thiếu hoặc sai người viết ('ai')."),
        (
            (section("A", kind="generated"),),
            "Mục A: kiểu “generated” không hợp với phần lập từ sổ.",
        ),
        ((section("A", each="khoi"),), "Mục A: không lặp được theo “khoi”."),
    ],
)
def test_an_outline_that_contradicts_itself_is_refused_by_name(sections, words):
    with pytest.raises(OutlineError) as refused:
        made(data=data(*sections))
    assert str(refused.value) == words
