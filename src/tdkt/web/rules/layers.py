"""The revisions of a province's rules, and one of them as a file people write and read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from tdkt.accounts.selectors import Reach
from tdkt.organisations.models import LawLayer
from tdkt_law.catalogue.expand import Document, plain
from tdkt_law.catalogue.load import document
from tdkt_law.catalogue.reader import CatalogueError, Problem, read_file, read_text

FILE_NAME: Final = "quy-dinh-cua-tinh.yaml"
EXAMPLE: Final = "data/provinces/bac_ninh.yaml"
_DAYS: Final = frozenset({"start", "end", "checked_on", "issued_on"})
_WIDTH: Final = 140
# The one written in C, where it was built: the other takes seconds for a large file.
_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def national() -> Document:
    """The national document as compiled: what may be set, by whom. Read it, never write into it."""
    return document()


@cache
def topics() -> Mapping[str, Any]:
    """The topics of values with their keys in the order topics.yaml gives them: the compiled document sorts them."""
    found = read_file(files("tdkt_law").joinpath("data"), "topics.yaml")
    topics: Mapping[str, Any] = plain(found)["topics"]
    return topics


def revisions(reach: Reach) -> list[LawLayer]:
    """All revisions of the office's authority, the last recorded first."""
    return list(LawLayer.objects.filter(authority_id=reach.authority_id).order_by("-number"))


def holding(layers: Sequence[LawLayer], on: date) -> LawLayer | None:
    """The revision that holds that day, as ``layer_on`` says it."""
    begun = [one for one in layers if one.valid_from <= on]
    return max(begun, key=lambda one: (one.valid_from, one.number), default=None)


def upcoming(layers: Sequence[LawLayer], on: date) -> list[LawLayer]:
    """The revisions that will hold from a later day, the next first; those another one of the same day replaced are
    left out."""
    later = [
        one for one in layers if one.valid_from > on and holding(layers, one.valid_from) == one
    ]
    return sorted(later, key=lambda one: one.valid_from)


def newest(layers: Sequence[LawLayer]) -> LawLayer | None:
    """The revision that stands in the end: what the next one is written from."""
    return holding(layers, date.max)


def example_text() -> str:
    """The worked example as it is written."""
    return files("tdkt_law").joinpath(EXAMPLE).read_text(encoding="utf-8")


def as_yaml(content: Mapping[str, Any]) -> str:
    """The content as a file that ``read_layer`` reads back to the same."""
    if not content:
        return ""
    text: str = yaml.safe_dump(
        _with_days(content), allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    return text


def _with_days(value: Any, key: str = "") -> Any:
    """Days as days, so that they are written without quotes."""
    if isinstance(value, Mapping):
        return {name: _with_days(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_days(part) for part in value]
    return date.fromisoformat(value) if key in _DAYS and isinstance(value, str) else value


def read_layer(text: str, file: str) -> Mapping[str, Any]:
    """What a file says. Raises: CatalogueError with the line of what can't be read."""
    for problem in _unreadable(text, file):
        raise CatalogueError([problem])
    try:
        content = read_text(text, file)
    except RecursionError:
        said = "các mục lồng nhau quá sâu"
        raise CatalogueError([Problem(file, "YAML", None, said, 1)]) from None
    if content is None:
        raise CatalogueError([Problem(file, "YAML", None, "tệp trống; chưa có gì để ghi", 1)])
    if not isinstance(content, Mapping):
        said = "tệp phải là các cặp “khóa: giá trị”; các khóa: name, note, instruments, settings, readings, values, criteria"
        raise CatalogueError([Problem(file, "YAML", None, said, 1)])
    return content


def _unreadable(text: str, file: str) -> Iterator[Problem]:
    """Aliases make a small file a huge one; they are not read."""
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            if isinstance(event, yaml.AliasEvent):
                said = (
                    "không dùng dấu * để dẫn lại mục khác (& và * của YAML); hãy viết lại nội dung"
                )
                yield Problem(
                    file, "YAML", None, said, event.start_mark.line + 1 if event.start_mark else 0
                )
                return
    except (yaml.YAMLError, RecursionError):
        return  # the reader says it with its line
