"""Whatever a province's file holds, the checker answers with problems and never falls over."""

import copy
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from tdkt_law.catalogue.expand import plain
from tdkt_law.catalogue.load import document
from tdkt_law.catalogue.overlay import overlay_problems
from tdkt_law.catalogue.reader import read_text

NAME = "data/provinces/bac_ninh.yaml"
JUNK = (3, [], [None], {"a": 1}, 1.5)


def worked_example() -> dict[str, Any]:
    text = files("tdkt_law").joinpath(NAME).read_text(encoding="utf-8")
    found: dict[str, Any] = plain(read_text(text, NAME))
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()  # fmt: skip
    for key, part in inside:
        yield (*path, key)
        yield from places(part, (*path, key))


def with_junk(content: dict[str, Any], path: tuple[Any, ...], junk: Any) -> dict[str, Any]:
    spoilt: Any = copy.deepcopy(content)
    spot = spoilt
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = junk
    return spoilt


@pytest.mark.parametrize("junk", JUNK, ids=str)
def test_a_value_of_another_shape_is_a_problem_and_never_a_fall(junk):
    national, content = document(), worked_example()
    found = {path: overlay_problems(national, with_junk(content, path, junk)) for path in places(content)}  # fmt: skip
    assert [path for path, problems in found.items() if not all(one.text for one in problems)] == []
    assert len([problems for problems in found.values() if problems]) > len(found) // 2


@pytest.mark.parametrize("part", ["instruments", "settings", "readings", "values", "criteria"])
def test_a_part_of_another_shape_is_named(part):
    found = overlay_problems(document(), {part: "chữ"})
    assert [part in str(one) for one in found] == [True]
