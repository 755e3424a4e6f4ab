"""Writing many rows at once: executemany on SQLite, COPY on PostgreSQL; ids are known before the rows are written."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Max


def reserve_ids(model: type[models.Model], count: int) -> range:
    """``count`` unused ids of ``model``; inside a transaction nobody else gets them.

    SQLite holds the write lock (IMMEDIATE), so the next ids are free; PostgreSQL takes them from the sequence,
    in one step under a lock of its own, so that they follow one another.
    """
    if count == 0:
        return range(0)
    if connection.vendor == "postgresql":
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
            sequence = cursor.fetchone()[0]
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [sequence])
            cursor.execute(f"SELECT nextval('{sequence}')")
            first = cursor.fetchone()[0]
            cursor.execute("SELECT setval(%s, %s)", [sequence, first + count - 1])
        return range(first, first + count)
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    return range(last + 1, last + 1 + count)


def insert_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert ``rows``, each a sequence of database values in the order of ``names`` (attribute names, ids included).

    Constraints and triggers of the database hold as for any insert; nothing of Django's ``save`` runs, so the
    caller has computed derived columns. Raises: IntegrityError as any insert does; TypeError for a model's
    moments, which SQLite keeps without their zone and only Django's own insert knows how.
    """
    meta = model._meta
    if any(isinstance(meta.get_field(name), models.DateTimeField) for name in names):
        raise TypeError(f"{meta.label}: insert_rows writes no moments")
    columns = ", ".join(f'"{column_of(model, name)}"' for name in names)
    if connection.vendor == "postgresql":
        with (
            connection.wrap_database_errors,
            connection.cursor() as cursor,
            cursor.copy(f'COPY "{meta.db_table}" ({columns}) FROM STDIN') as copy,
        ):
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join(["%s"] * len(names))
    # Names come from the model, never from a caller's text.
    statement = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))  # Django's adapters write dates and decimals


def column_of(model: type[models.Model], name: str) -> str:
    """The column of a concrete field. Raises: FieldDoesNotExist, TypeError for a relation of other rows to it."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{model._meta.label}.{name} keeps no column")
    return str(field.column)
