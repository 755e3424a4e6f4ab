"""The ledger's list of verbs is closed from both sides: none unused, none made up elsewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tdkt
from tdkt.kernel.verbs import Verb

SOURCE = Path(tdkt.__file__).parent
LIST = SOURCE / "kernel" / "verbs.py"


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if path != LIST and "migrations" not in path.parts:
            yield path, ast.parse(path.read_text("utf-8"))


def test_every_verb_is_written_by_some_act():
    used = {
        node.attr
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Verb"
        and node.attr not in {"values", "choices"}  # the list itself
    }
    assert sorted(used) == sorted(Verb.names)


def test_no_verb_is_spelled_out_beside_the_list():
    spelled = [
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.value}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in Verb.values
    ]
    assert spelled == []


def test_a_verb_is_a_thing_and_an_act_with_words_of_its_own():
    assert [value for value in Verb.values if not re.fullmatch(r"[a-z]+:[a-z_]+", value)] == []
    assert len(set(Verb.labels)) == len(Verb.labels)
