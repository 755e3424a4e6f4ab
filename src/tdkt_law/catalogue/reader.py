"""Reads the catalogue's YAML strictly: what a person wrote is what is read, and every node knows its line.

Differences from plain YAML 1.1: ``on``, ``yes``, ``no`` are words; numbers are decimal; only ``true`` and ``false`` are
truth values; dates are ``yyyy-mm-dd``; keys are always words; a key given twice is an error.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

Folder: TypeAlias = Path | Traversable


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault of the catalogue: the file (and ``line``, 0 unknown), the key it concerns, the day from which it shows.

    ``key`` is the path people know: "cstd_bo_tinh/hang_nam/ba_lan_cstdcs". ``text`` says what is wrong and what is allowed.
    """

    file: str
    key: str
    day: date | None
    text: str
    line: int = 0

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        day = f" [từ {self.day:%d/%m/%Y}]" if self.day else ""
        return f"{where}: {self.key}{day}: {self.text}"


class CatalogueError(ValueError):
    """The catalogue can't be used; ``problems`` says why, at least one."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Table(dict[str, Any]):
    """A mapping of a YAML file: ``file`` and ``line`` say where it stands."""

    __slots__ = ("file", "line")

    def __init__(self, file: str = "", line: int = 0) -> None:
        super().__init__()
        self.file = file
        self.line = line


_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Composes nodes only; every plain scalar stays text, so that we alone say what it means."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # PyYAML's own way


def _scalar(node: yaml.ScalarNode, file: str) -> Any:
    text: str = node.value
    if node.style in {"'", '"', "|", ">"}:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise _error(
                node, file, text, "ngày không có trong lịch, cần dạng năm-tháng-ngày"
            ) from None
    return text


def _error(node: yaml.Node, file: str, key: str, text: str) -> CatalogueError:
    return CatalogueError([Problem(file, key, None, text, node.start_mark.line + 1)])


def _value(node: yaml.Node, file: str) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, file)
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, file) for part in node.value]
    table = Table(file, node.start_mark.line + 1)
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise _error(key_node, file, "?", "khóa phải là một từ")
        key = key_node.value
        if key in table:
            raise _error(key_node, file, key, f"khóa “{key}” ghi hai lần trong một mục")
        table[key] = _value(value_node, file)
    return table


def read_text(text: str, file: str) -> Any:
    """The value of one YAML document; mappings are ``Table``. ``file`` is the name that messages give.

    Raises: CatalogueError.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 0
        said = f"không đọc được YAML: {fault.problem or fault.context}"
        raise CatalogueError([Problem(file, "YAML", None, said, line)]) from fault
    finally:
        loader.dispose()
    return None if node is None else _value(node, file)


def read_file(root: Folder, name: str) -> Any:
    """The value of ``root/name`` ("criteria/co.yaml"); None when there is no such file.

    Raises: CatalogueError.
    """
    path = root
    for step in name.split("/"):
        path = path / step
    if not path.is_file():
        return None
    return read_text(path.read_text(encoding="utf-8"), name)


def yaml_names(root: Folder, folder: str) -> Iterator[str]:
    """The YAML files of a folder of the catalogue, by name."""
    place = root / folder
    if place.is_dir():
        yield from sorted(
            f"{folder}/{entry.name}" for entry in place.iterdir() if entry.name.endswith(".yaml")
        )
