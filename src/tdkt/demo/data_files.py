"""Reading the demo's own data files: YAML rows into frozen dataclasses, unknown keys refused."""

import csv
from collections.abc import Hashable, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeVar, cast, get_type_hints

import yaml

_FOLDER: Final = files("tdkt.demo") / "data"
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Row = TypeVar("Row")


@cache
def read_yaml(name: str) -> Any:
    """The content of ``data/<name>.yaml``. Shared: do not change it."""
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, chosen above


def read_csv(name: str) -> list[dict[str, str]]:
    """The rows of ``data/<name>.csv``; every value is text."""
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def rows(name: str, row_class: type[Row], **fixed: object) -> tuple[Row, ...]:
    """Every row of a YAML list as ``row_class``; ``fixed`` fills fields the file does not repeat.

    A missing key takes the field's default; lists become tuples, numbers of ``Decimal`` fields decimals.
    Raises: TypeError for a key the class does not know.
    """
    return tuple(row(row_class, {**fixed, **content}) for content in read_yaml(name))


def row(row_class: type[Row], content: Mapping[str, object]) -> Row:
    """One mapping as ``row_class``; see ``rows``."""
    hints = _hints(cast("Hashable", row_class))
    return row_class(**{key: _fitted(value, hints.get(key)) for key, value in content.items()})


@cache
def _hints(row_class: Any) -> dict[str, Any]:
    known = {field.name for field in fields(row_class)}
    return {name: hint for name, hint in get_type_hints(row_class).items() if name in known}


def _fitted(value: object, hint: Any) -> object:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and Decimal in _parts(hint):
        return Decimal(str(value))
    return value


def _parts(hint: Any) -> tuple[Any, ...]:
    return getattr(hint, "__args__", ()) or (hint,)
