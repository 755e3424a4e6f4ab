"""An issued report kept as data: a Paper to plain JSON and back, the same to the last run of text."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any, Final

from tdkt.documents import paper as papers
from tdkt.documents.paper import Paper
from tdkt.kernel.ledger import canonical

_KIND: Final = "_"
_KINDS: Final = {
    kind.__name__: kind
    for kind in (
        papers.Paper, papers.Heading, papers.Paragraph, papers.Bullet, papers.Article, papers.Table, papers.Column,
        papers.Cell, papers.Chart, papers.PageBreak, papers.Run, papers.Signature, papers.Annex,
    )
}  # fmt: skip


def paper_to_json(paper: Paper) -> dict[str, Any]:
    """The paper as JSON values; fields that have their default are left out."""
    plain = _plain(paper)
    assert isinstance(plain, dict)
    return plain


def paper_from_json(data: Mapping[str, Any]) -> Paper:
    """The paper that was kept. Raises ValueError when the data are not of this program."""
    paper = _restored(dict(data))
    if not isinstance(paper, Paper):
        raise ValueError("Dữ liệu đã chốt không phải là một văn bản.")  # noqa: TRY004 -- the data are wrong, not their type
    return paper


def paper_digest(data: Mapping[str, Any]) -> str:
    """SHA-256 of the kept paper, 64 hex digits."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return {_KIND: "date", "on": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(
        value, Mapping
    ):  # a chart's specification: JSON already, but its lists may be tuples
        return {_KIND: "map", "of": [[key, _plain(each)] for key, each in value.items()]}
    if isinstance(value, float):
        return {_KIND: "float", "of": repr(value)}
    if not dataclasses.is_dataclass(value):
        return value
    fields = {
        field.name: _plain(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if not _is_default(field, getattr(value, field.name))
    }
    return {_KIND: type(value).__name__, **fields}


def _is_default(field: "dataclasses.Field[Any]", value: Any) -> bool:
    return (
        field.default is not dataclasses.MISSING
        and field.default == value
        and type(field.default) is type(value)
    )


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_restored(each) for each in value)
    if not isinstance(value, dict):
        return value
    kind = value[_KIND]
    if kind == "date":
        return dt.date.fromisoformat(value["on"])
    if kind == "float":
        return float(value["of"])
    if kind == "map":
        return {key: _as_json(_restored(each)) for key, each in value["of"]}
    made = _KINDS.get(kind)
    if made is None:
        raise ValueError(f"Dữ liệu đã chốt có phần “{kind}” mà phần mềm này không đọc được.")
    return made(**{key: _restored(each) for key, each in value.items() if key != _KIND})


def _as_json(value: Any) -> Any:
    """Inside a specification sequences are lists."""
    return [_as_json(each) for each in value] if isinstance(value, tuple) else value
