"""``tdkt law`` as other programs call it: one JSON line a case, errors beside answers, no Django."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TDKT = Path(sys.executable).with_name("tdkt")
GOOD = """
proposal: {year: 2024}
subject: {kind: ca_nhan}
proposed_on: 2025-03-01
ratings: {2024: HTXS}
service: {months_in_year: {2024: 12}}
awards: []
initiatives: []
discipline: []
pending: []
attested: {all_judged: true}
complete: [ratings]
"""


def run(*words: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TDKT, "law", *map(str, words)], capture_output=True, text=True, input=text, timeout=60
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[Any]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "good.yaml"
    file.write_text(GOOD, encoding="utf-8")
    return file


def test_one_case_is_one_json_object(good: Path):
    done = run("check", good, "--award", "cstd_co_so", "--on", "2025-03-10", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answered = lines(done)
    assert [(one["award"], one["verdict"]) for one in answered] == [("cstd_co_so", "met")]


def test_several_files_are_a_line_each_and_a_bad_one_spoils_no_other(good: Path, tmp_path: Path):
    bad = tmp_path / "bad.json"
    bad.write_text(
        '{"subject": {"kind": "ca_nhan"}, "ratings": {"2024": "HTTT"}}', encoding="utf-8"
    )
    missing = tmp_path / "missing.yaml"
    done = run("check", good, bad, missing, good, "--award", "ldtt", "--on", "2025-03-10", "--json")
    answered = lines(done)
    assert done.returncode == 1
    assert [one.get("verdict") for one in answered] == ["met", None, None, "met"]
    assert (answered[1]["error"]["path"], answered[1]["error"]["value"]) == ("ratings.2024", "HTTT")
    assert answered[1]["error"]["allowed"][0] == "HTT"
    assert answered[2]["error"]["path"] == str(missing)


def test_a_list_of_cases_is_a_line_each(good: Path, tmp_path: Path):
    facts = "\n".join(f"    {line}" for line in GOOD.strip().splitlines())
    batch = tmp_path / "batch.yaml"
    batch.write_text(
        f"- award: ldtt\n  on: 2025-03-10\n  facts:\n{facts}\n"
        f"- award: khong_co\n  on: 2025-03-10\n  facts:\n{facts}\n"
        f"- award: ldtt\n  facts:\n{facts}\n"
        f"- {{award: cstd_bo_tinh, on: 2026-03-10, facts: good.yaml}}\n"
        f"- {{award: ldtt, on: 2009-01-01, facts: good.yaml}}\n",
        encoding="utf-8",
    )
    done = run("check", batch, "--json")
    answered = lines(done)
    assert done.returncode == 1
    assert [one.get("verdict") for one in answered] == ["met", None, None, "not_met", None]
    assert answered[1]["error"]["path"] == "award"
    assert answered[2]["error"]["path"] == "[2].on"
    assert answered[4]["error"]["value"] == "2009-01-01"


def test_a_list_takes_award_and_day_from_the_command_where_it_names_none(tmp_path: Path):
    batch = tmp_path / "batch.json"
    batch.write_text(
        '[{"facts": {"subject": {"kind": "ca_nhan"}}}]', encoding="utf-8"
    )  # fmt: skip
    done = run("check", batch, "--award", "ldtt", "--on", "2025-03-10", "--json")
    assert [(one["award"], one["verdict"]) for one in lines(done)] == [("ldtt", "unknown")]


def test_facts_come_from_standard_input_too():
    done = run("check", "-", "--award", "ldtt", "--on", "2025-03-10", "--json", text=GOOD)
    assert [one["verdict"] for one in lines(done)] == ["met"]


def test_broken_yaml_is_an_error_with_its_line(tmp_path: Path):
    file = tmp_path / "broken.yaml"
    file.write_text("subject: {kind: ca_nhan}\nratings: }", encoding="utf-8")
    done = run("check", file, "--award", "ldtt", "--on", "2025-03-10", "--json")
    assert done.returncode == 1
    assert lines(done)[0]["error"]["message"].startswith("Dòng 2")


def test_for_a_person_it_prints_words_and_the_clause(good: Path):
    done = run("check", good, "--award", "cstd_co_so", "--on", "2025-03-10")
    assert done.returncode == 0
    assert "✓ Đủ điều kiện" in done.stdout
    assert "Điều 23" in done.stdout


def test_the_awards_of_a_day_are_those_of_its_law():
    def codes(day: str) -> set[str]:
        return {one["code"] for one in json.loads(run("awards", "--on", day, "--json").stdout)}

    old, new, two_tier = codes("2023-12-31"), codes("2024-01-01"), codes("2025-07-01")
    assert new - old == {"xa_tieu_bieu"}
    war = {f"hc_khang_chien_{n}" for n in (1, 2, 3)} | {f"hch_khang_chien_{n}" for n in (1, 2)}
    assert old - new == {"huy_hieu_tinh", *war}
    assert (new - two_tier, two_tier - new) == ({"gk_huyen"}, set())


def test_conditions_name_what_people_attest_and_what_is_computed():
    done = run("conditions", "cstd_bo_tinh", "--on", "2025-03-10", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["regime"]) == (0, "nd98")
    track = told["tracks"][0]
    kinds = {one["id"]: one["kind"] for one in track["conditions"]}
    assert kinds["tieu_bieu_duoc_chon"] == "attested"
    assert kinds["sang_kien_bo_tinh"] == "computed"
    assert all(one["source"] and one["confidence"] for one in track["conditions"])


def test_conditions_of_an_award_that_another_must_meet_are_listed_with_it():
    told = json.loads(run("conditions", "cstd_co_so", "--on", "2025-03-10", "--json").stdout)
    assert "tinh_than_thi_dua" in [one["id"] for one in told["tracks"][0]["conditions"]]


def test_a_prize_is_that_of_the_day_and_the_recipient():
    done = run("prize", "bk_bo_tinh", "--recipient", "ho_gia_dinh", "--on", "2025-09-01", "--json")
    told = json.loads(done.stdout)
    assert (told["multiple"], told["base_salary"], told["amount"]) == (2.25, 2340000, 5270000)
    assert told["source"].startswith("Nghị định 152/2025/NĐ-CP")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (("awards", "--on", "2010-01-01"), "on"),
        (("awards", "--on", "hôm nay"), "on"),
        (("conditions", "bang_khen", "--on", "2025-01-01"), "award"),
        (("prize", "ldtt", "--recipient", "ong_ba", "--on", "2025-01-01"), "recipient"),
        (("prize", "ldtt", "--recipient", "ca_nhan", "--on", "2025-01-01", "--ground", "x"), "ground"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_an_error_object_and_status_1(words: tuple[str, ...], path: str):
    done = run(*words, "--json")
    error = json.loads(done.stdout)["error"]
    assert (done.returncode, error["path"]) == (1, path)
    assert error["message"]
    plain = run(*words)
    assert (plain.returncode, plain.stdout) == (1, "")
    assert plain.stderr.strip()


def test_asking_the_law_loads_no_django():
    code = (
        "import sys; from typer.testing import CliRunner; from tdkt.cli import app;"
        "r = CliRunner().invoke(app, ['law', 'awards', '--on', '2025-01-01', '--json']);"
        "print(r.exit_code, any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "0 False"
