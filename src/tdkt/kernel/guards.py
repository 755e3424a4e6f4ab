"""Database guards that hold on SQLite and PostgreSQL alike: a migration names the table, both get triggers."""

from collections.abc import Callable
from typing import Any

from django.db import migrations

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION tdkt_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation'; END $$
"""


def append_only(table: str) -> migrations.RunPython:
    """A migration operation after which rows of ``table`` can be added, never changed or removed."""

    def forward(apps: Any, schema_editor: Any) -> None:
        del apps
        for statement in _create(schema_editor.connection.vendor, table):
            schema_editor.execute(statement, params=None)

    def backward(apps: Any, schema_editor: Any) -> None:
        del apps
        for statement in drop_statements(schema_editor.connection.vendor, table):
            schema_editor.execute(statement, params=None)

    return migrations.RunPython(forward, backward)


def _create(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        refuse = "EXECUTE FUNCTION tdkt_refuse_change()"
        each_row = f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}"
        whole = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"
        return [
            _POSTGRES_FUNCTION,
            f"CREATE TRIGGER {table}_no_change {each_row}",
            f"CREATE TRIGGER {table}_no_truncate {whole}",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: {act} refused'); END"
        for act in ("UPDATE", "DELETE")
    ]


def drop_statements(vendor: str, table: str) -> list[str]:
    """The statements that take the guard of ``table`` away; only a migration or a tamper test uses them."""
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
            f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
        ]
    return [f"DROP TRIGGER IF EXISTS {table}_no_{act}" for act in ("update", "delete")]


def byte_order(table: str, *columns: str) -> migrations.RunPython:
    """A migration operation after which PostgreSQL compares the columns bytewise, as SQLite always does."""
    return per_vendor(
        sqlite=[],
        postgresql=[
            f'ALTER TABLE {table} ALTER COLUMN {c} TYPE varchar COLLATE "C"' for c in columns
        ],
        undo_sqlite=[],
        undo_postgresql=[f"ALTER TABLE {table} ALTER COLUMN {c} TYPE varchar" for c in columns],
    )


def per_vendor(
    *, sqlite: list[str], postgresql: list[str], undo_sqlite: list[str], undo_postgresql: list[str]
) -> migrations.RunPython:
    """A migration operation with its own statements for each of the two databases."""
    forward = {"sqlite": sqlite, "postgresql": postgresql}
    backward = {"sqlite": undo_sqlite, "postgresql": undo_postgresql}

    def runner(statements: dict[str, list[str]]) -> Callable[[Any, Any], None]:
        def run(apps: Any, schema_editor: Any) -> None:
            del apps
            for statement in statements[schema_editor.connection.vendor]:
                schema_editor.execute(statement, params=None)

        return run

    return migrations.RunPython(runner(forward), runner(backward))
