"""Names are found by folded syllables, prefix by prefix.

SQLite: an FTS5 index over the recipients' folded names (external content: it stores no text), kept by triggers.
PostgreSQL: a generated tsvector with a GIN index. Both take any order of syllables and the beginning of each.
"""

from django.db import migrations

from tdkt.kernel.guards import per_vendor

_REMOVE = (
    "INSERT INTO registry_recipient_fts(registry_recipient_fts, rowid, folded) "
    "VALUES ('delete', old.id, old.folded);"
)
_ADD = "INSERT INTO registry_recipient_fts(rowid, folded) VALUES (new.id, new.folded);"

SQLITE_NAMES = [
    """
    CREATE VIRTUAL TABLE registry_recipient_fts USING fts5(
        folded, content='registry_recipient', content_rowid='id', tokenize='unicode61', prefix='1 2 3', detail=none)
    """,
    f"CREATE TRIGGER registry_recipient_fts_add AFTER INSERT ON registry_recipient BEGIN {_ADD} END",
    f"CREATE TRIGGER registry_recipient_fts_drop AFTER DELETE ON registry_recipient BEGIN {_REMOVE} END",
    f"""
    CREATE TRIGGER registry_recipient_fts_turn AFTER UPDATE OF folded ON registry_recipient
        WHEN old.folded IS NOT new.folded BEGIN {_REMOVE} {_ADD} END
    """,
    "INSERT INTO registry_recipient_fts(registry_recipient_fts) VALUES ('rebuild')",
]
SQLITE_NAMES_UNDO = [
    *(f"DROP TRIGGER registry_recipient_fts_{name}" for name in ("add", "drop", "turn")),
    "DROP TABLE registry_recipient_fts",
]
POSTGRESQL_NAMES = [
    """
    ALTER TABLE registry_recipient ADD COLUMN search tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED
    """,
    # Without fastupdate: a search must not pay for an import's pending list.
    "CREATE INDEX recipient_search ON registry_recipient USING gin (search) WITH (fastupdate = off)",
]
POSTGRESQL_NAMES_UNDO = ["ALTER TABLE registry_recipient DROP COLUMN search"]

class Migration(migrations.Migration):
    dependencies = [("registry", "0002_guards")]
    operations = [
        per_vendor(
            sqlite=SQLITE_NAMES,
            postgresql=POSTGRESQL_NAMES,
            undo_sqlite=SQLITE_NAMES_UNDO,
            undo_postgresql=POSTGRESQL_NAMES_UNDO,
        ),
    ]
