"""Cases written from the law, each with its reason and its clause: the catalogue answers every one as the clause does."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tdkt_law.answers import answer_or_error
from tdkt_law.catalogue.catalogue import Catalogue, descend
from tdkt_law.catalogue.load import catalogue
from tdkt_law.conditions.kinds import KINDS
from tdkt_law.facts.files import read_facts

FOLDER = Path(__file__).parent / "cases"
PARTS = {"award", "on", "expect", "why", "clause", "facts"}


def load() -> list[Any]:
    """Every case of every file, with a name that finds it: file, award, day, number."""
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        for place, case in enumerate(read_facts(file.read_text(encoding="utf-8")), 1):
            name = f"{file.stem}-{place}-{case['award']}-{case['on']}"
            found.append(pytest.param(case, id=name))
    return found


CASES = load()


@cache
def answered(place: int) -> dict[str, Any]:
    case = CASES[place].values[0]
    return answer_or_error(
        catalogue(), case["facts"], case["award"], date.fromisoformat(case["on"])
    )


@pytest.mark.parametrize("place", range(len(CASES)), ids=[case.id for case in CASES])
def test_the_law_answers_as_its_clause_says(place: int):
    case = CASES[place].values[0]
    assert set(case) == PARTS
    told = answered(place)
    assert "error" not in told, told["error"]["message"]
    why = f"{case['why']} ({case['clause']}); " + "; ".join(
        f"{one['id']}: {one['verdict']}, {one['found']}" for one in told["findings"]
    )
    assert told["verdict"] == case["expect"], why


def test_every_case_gives_its_reason_and_its_clause():
    assert [
        case.id
        for case in CASES
        if not case.values[0]["why"].strip() or not case.values[0]["clause"].strip()
    ] == []


def test_the_histories_written_for_the_law_in_force_contradict_themselves_nowhere():
    assert [
        (case.id, answered(place)["contradictions"])
        for place, case in enumerate(CASES)
        if str(case.id).startswith("current_") and answered(place)["contradictions"]
    ] == []


def test_no_case_stands_twice():
    seen = Counter(
        repr((case.values[0]["award"], case.values[0]["on"], case.values[0]["facts"]))
        for case in CASES
    )
    assert [one for one, times in seen.items() if times > 1] == []


def computable(law: Catalogue) -> set[tuple[str, str]]:
    """The awards and regimes with criteria that a program can decide, in part at least."""
    return {
        (award, regime.id)
        for regime in law.regimes.values()
        for award in law.awards
        for track in law.tracks(award)
        if (version := law.criterion(track, regime.start)) is not None and version.when is not None
        if any(one.kind in KINDS and one.kind != "attested" for one in descend(version.when))
    }


def test_every_award_with_computable_criteria_has_a_case_met_and_one_not_met_in_every_regime():
    law = catalogue()
    shown = {
        (case.values[0]["award"], told["regime"], told["verdict"])
        for place, case in enumerate(CASES)
        if "error" not in (told := answered(place))
    }
    lacking = [
        (award, regime, verdict)
        for award, regime in sorted(computable(law))
        for verdict in ("met", "not_met")
        if (award, regime, verdict) not in shown
    ]
    assert lacking == []


def test_there_are_at_least_two_hundred_cases():
    assert len(CASES) >= 200
