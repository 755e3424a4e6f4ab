"""Facts files as written: YAML or JSON to plain values, with nothing guessed and no key given twice."""

import json
import re
from collections.abc import Hashable
from typing import Any

import yaml

from tdkt_law.facts.node import FactsError


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """``on``, ``yes``, ``no``, ``off`` are plain words; a key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = True) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                line = key.start_mark.line + 1
                raise FactsError(name, name, (), f"Dòng {line}: mục “{name}” viết hai lần.")
            seen.add(name)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return found


_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    letter: [
        (tag, pattern)
        for tag, pattern in rules
        if tag not in {_BOOL, "tag:yaml.org,2002:timestamp"}
    ]
    for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    _BOOL, re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise FactsError(name, name, (), f"Mục “{name}” viết hai lần.")
        found[name] = value
    return found


def read_facts(text: str) -> Any:
    """The plain values of a YAML or JSON text. Days and months stay words; ``parse`` reads them.

    Raises: FactsError, with the line, when the text is neither.
    """
    if text.lstrip().startswith(("{", "[")):
        try:
            return json.loads(text, object_pairs_hook=_once)
        except json.JSONDecodeError:
            pass  # YAML flow style begins the same way
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 -- a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"Dòng {mark.line + 1}, cột {mark.column + 1}" if mark else "Tệp"
        raise FactsError(
            "", where, (), f"{where}: không đọc được YAML ({error.problem})."
        ) from None
    except yaml.YAMLError as error:
        raise FactsError("", "", (), f"Không đọc được tệp: {error}.") from None
