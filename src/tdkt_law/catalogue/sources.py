"""The catalogue's files as they stand, before anything is checked or filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tdkt_law.catalogue.reader import CatalogueError, Folder, Problem, read_file, yaml_names

POSTS: Final = ("posts", "posts_history")
SINGLE: Final = (
    "instruments",
    "regimes",
    "readings",
    "settings",
    *POSTS,
    "topics",
    "absences",
    "province",
)
GENERAL: Final = "criteria/general.yaml"
SHARED: Final = "criteria/shared.yaml"


@dataclass(slots=True)
class Sources:
    """What every file holds. ``files`` by name ("criteria/co.yaml"); ``problems``: files that could not be read.

    ``tables``: the single files by their stem; ``criteria``, ``values``: entries of all files with the file's name.
    """

    tables: dict[str, Any] = field(default_factory=dict)
    general: Any = None
    shared: Any = None
    criteria: list[tuple[str, Any]] = field(default_factory=list)
    values: list[tuple[str, str, Any]] = field(default_factory=list)
    """(file, topic, entry)"""
    problems: list[Problem] = field(default_factory=list)


def read(root: Folder) -> Sources:
    """Everything under ``root``; a file that can't be read is a problem and stays out."""
    found = Sources()
    for stem in SINGLE:
        found.tables[stem] = _read(root, f"{stem}.yaml", found.problems)
    found.general = _read(root, GENERAL, found.problems)
    found.shared = _read(root, SHARED, found.problems)
    for name in yaml_names(root, "criteria"):
        if name not in (GENERAL, SHARED):
            found.criteria += [(name, entry) for entry in _entries(root, name, found.problems)]
    for name in yaml_names(root, "values"):
        topic = name.removeprefix("values/").removesuffix(".yaml")
        for entry in _entries(root, name, found.problems):
            own = entry.get("topic", topic) if isinstance(entry, Mapping) else topic
            found.values.append((name, own, entry))
    return found


def _read(root: Folder, name: str, problems: list[Problem]) -> Any:
    try:
        return read_file(root, name)
    except CatalogueError as fault:
        problems.extend(fault.problems)
        return None


def _entries(root: Folder, name: str, problems: list[Problem]) -> list[Any]:
    content = _read(root, name, problems)
    if content is None:
        return []
    if not isinstance(content, list):
        problems.append(Problem(name, "?", None, "tệp phải là một danh sách", 1))
        return []
    return content
