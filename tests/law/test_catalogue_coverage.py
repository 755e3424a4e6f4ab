"""The page that says what the catalogue covers is generated from it and counts what stands there."""

import json
from datetime import date
from pathlib import Path

import pytest

from tdkt_law.catalogue.build import build
from tdkt_law.catalogue.compile import compiled
from tdkt_law.catalogue.coverage import Cell, cell, coverage, main, national
from tdkt_law.catalogue.model import Confidence
from tests.law.small_catalogue import FILES, write

PAGE = Path(__file__).parents[2] / "docs" / "law-coverage.md"


def test_the_page_in_docs_is_what_is_generated() -> None:
    said = "chạy: python -m tdkt_law.catalogue.coverage docs/law-coverage.md"
    assert PAGE.read_text(encoding="utf-8") == national(), said


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    assert main([str(tmp_path / "page.md")]) == 0
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == national()


@pytest.mark.parametrize(
    ("award", "day", "expected"),
    [
        ("ldtt", date(2023, 12, 31), Cell(1, 1, 0, Confidence.VERIFIED)),
        ("ldtt", date(2024, 1, 1), Cell(1, 1, 0, Confidence.VERIFIED)),
        ("cstd_co_so", date(2023, 12, 31), Cell(0, 0, 1, Confidence.NOT_FOUND)),
        ("cstd_co_so", date(2024, 1, 1), Cell(2, 0, 0, Confidence.VERIFIED)),
        ("cstd_bo_tinh", date(2024, 1, 1), None),
    ],
)
def test_a_cell_counts_conditions_by_who_decides_them_and_tracks_without_a_text(
    award: str, day: date, expected: Cell | None, tmp_path: Path
) -> None:
    law = build(json.loads(compiled(write(tmp_path), whole=False)), "")
    assert cell(law, award, day) == expected


def test_a_condition_of_two_tracks_counts_once_and_the_weakest_confidence_marks_the_cell(
    tmp_path: Path,
) -> None:
    text = FILES["criteria/titles.yaml"]
    again = text[text.index("  - id: hang_nam") : text.index("- award: cstd_co_so")]
    other = again.replace("id: hang_nam", "id: dot_xuat").replace("verified", "presumed", 1)
    both = text.replace(again, again + other, 1)
    law = build(json.loads(compiled(write(tmp_path, criteria_titles=both), whole=False)), "")
    found = cell(law, "ldtt", date(2023, 12, 31))
    assert found == Cell(1, 1, 0, Confidence.PRESUMED)
    assert str(found) == "1 / 1 / 0ˢ"


def test_the_page_has_a_row_for_every_award_and_a_column_for_every_regime(tmp_path: Path) -> None:
    law = build(json.loads(compiled(write(tmp_path), whole=False)), "")
    page = coverage(law, [("quota", "Tỷ lệ")])
    begin = page.index("| Danh hiệu, hình thức |")
    assert page[begin : page.index("\n\n", begin)].splitlines() == [
        "| Danh hiệu, hình thức | Luật cũ | Luật mới |",
        "| --- | --- | --- |",
        "| Chiến sĩ thi đua cơ sở | 0 / 0 / 1 | 2 / 0 / 0 |",
        "| Lao động tiên tiến | 1 / 1 / 0 | 1 / 1 / 0 |",
        "| **Cộng** | 1 / 1 / 1 | 3 / 1 / 0 |",
    ]
