"""What a check found, a page at a time, in words for the screen."""

from typing import Any, Final, NamedTuple

from django.db import models

from tdkt.imports.batch import Said
from tdkt.imports.columns import column, columns_by
from tdkt.imports.models import ImportRun
from tdkt.imports.staging import staged_slice
from tdkt.imports.states import ImportKind
from tdkt.movements.models import Indicator
from tdkt.organisations.models import Organisation
from tdkt.registry.models import (
    CollectiveYear,
    Discipline,
    Initiative,
    OfficialDocument,
    Person,
    Post,
    Rating,
    Recipient,
)

_MODELS: Final[dict[ImportKind, tuple[type[models.Model], ...]]] = {
    ImportKind.PEOPLE: (Person, Recipient),
    ImportKind.ORGANISATIONS: (Organisation,),
    ImportKind.DOCUMENTS: (OfficialDocument,),
    ImportKind.INDICATORS: (Indicator,),
    ImportKind.HONOURS: (),
    ImportKind.RATINGS: (Rating,),
    ImportKind.INITIATIVES: (Initiative,),
    ImportKind.DISCIPLINES: (Discipline,),
    ImportKind.POSTS: (Post,),
    ImportKind.COLLECTIVES: (CollectiveYear,),
}
_NAMED: Final = {ImportKind.PEOPLE: Recipient, ImportKind.ORGANISATIONS: Organisation,
                 ImportKind.INDICATORS: Indicator, ImportKind.DOCUMENTS: OfficialDocument,
          ImportKind.RATINGS: Rating, ImportKind.INITIATIVES: Initiative, ImportKind.DISCIPLINES: Discipline,
          ImportKind.POSTS: Post, ImportKind.COLLECTIVES: CollectiveYear}  # fmt: skip


# What a row is recognised by; the rest is in the user's own file.
_PREVIEWED: Final = {
    ImportKind.HONOURS: ("name", "award", "unit", "year", "reference", "decided_on"),
    ImportKind.PEOPLE: ("name", "birth", "unit", "post"),
    ImportKind.ORGANISATIONS: ("name", "kind", "parent", "code", "valid_from", "predecessors"),
    ImportKind.DOCUMENTS: ("title", "kind", "reference", "issuer", "issued_on"),
    ImportKind.INDICATORS: ("name", "year", "unit", "actual", "plan", "previous"),
    ImportKind.RATINGS: (
        "name", "unit", "year", "grade",
        *(column.key for column in columns_by(ImportKind.RATINGS, lambda column: column.of_year is not None)),
    ),
    ImportKind.INITIATIVES: ("title", "name", "unit", "year", "scope", "decision"),
    ImportKind.DISCIPLINES: ("name", "unit", "form", "valid_from", "valid_to"),
    ImportKind.POSTS: ("name", "unit", "title", "post_unit", "valid_from", "valid_to"),
    ImportKind.COLLECTIVES: ("name", "unit", "year", "members", "ldtt"),
}  # fmt: skip


class Change(NamedTuple):
    """One field of one record: whose, what, before, after; None is "not known before"."""

    name: str
    field: str
    before: Any
    after: Any


def said_slice(run: ImportRun, table: str, start: int, count: int) -> list[Said]:
    """Refusals or warnings (``table``) from ``start``."""
    return [Said(*row) for row in staged_slice(run.code, table, start, count)]


def added_slice(
    run: ImportRun, outcome: str, start: int, count: int
) -> tuple[list[str], list[list[str]]]:
    """The first rows of an outcome as they stand in the file: headings of the columns and rows, each begun by its place."""
    rows = staged_slice(run.code, f"preview-{outcome}", start, count)
    kind = ImportKind(run.kind)
    filled = {key for _, _, seen in rows for key, value in seen.items() if value}
    keys = [key for key in _PREVIEWED[kind] if key in filled]
    headings = [column(kind, key).header for key in keys]
    return headings, [
        [f"{sheet}, dòng {number}", *(seen.get(key, "") for key in keys)]
        for sheet, number, seen in rows
    ]


def changes_slice(run: ImportRun, start: int, count: int) -> list[Change]:
    """Changed records field by field, before and after; an ID is never shown."""
    kind = ImportKind(run.kind)
    rows = staged_slice(run.code, "changes", start, count)
    model = _NAMED.get(kind)
    if not rows or model is None:
        return []
    held = model._default_manager.in_bulk([row[0] for row in rows])
    names = {pk: _called(row) for pk, row in held.items()}
    units = _unit_names(rows)
    return [
        Change(
            names.get(pk, code),
            _label(kind, name),
            *(_shown(kind, name, value, units) for value in pair),
        )
        for pk, code, change in rows
        for name, pair in change.items()
    ]


def _called(row: models.Model) -> str:
    """The record in words; an entry of somebody's history begins with whose it is."""
    if isinstance(row, Rating):
        return f"{row.recipient.name}: {row}"
    if isinstance(row, Post):
        return f"{row.person.recipient.name}: {row}"
    return str(row)


def _unit_names(rows: list[Any]) -> dict[int, str]:
    ids = {
        pk for _, _, change in rows for pk in change.get("organisation_id", ()) if pk is not None
    }
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))


def _field(kind: ImportKind, name: str) -> models.Field[Any, Any] | None:
    for model in _MODELS[kind]:
        for found in model._meta.concrete_fields:
            if name in {found.name, found.attname}:
                return found
    return None


def _label(kind: ImportKind, name: str) -> str:
    if name == "national_id":
        return "Số định danh"
    field = _field(kind, name)
    label = str(field.verbose_name) if field is not None else name
    return label[:1].upper() + label[1:]


def _shown(kind: ImportKind, name: str, value: Any, units: dict[int, str]) -> Any:
    if name == "national_id":
        return value or None
    if name == "organisation_id":
        return units.get(value) if value is not None else None
    field = _field(kind, name)
    if value and field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return None if value in {None, ""} else value
