"""All rows of the database, kept in memory and put back in a second.

A journey needs committed rows, which the worker and the browser's server see, so every journey
ends with an empty database. Loading the catalogue again takes far longer than copying its rows.
"""

from __future__ import annotations

from io import StringIO

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

# Nobody may add to a published edition, but these rows were there before.
INSERT_TRIGGERS = """
SELECT tgrelid::regclass::text, quote_ident(tgname)
FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 4 <> 0 AND tgenabled = 'O'
"""


class Snapshot:
    """What `take` has seen; `restore` makes the database that again."""

    def __init__(self) -> None:
        self.rows: dict[str, str] = {}

    def take(self) -> None:
        with connection.cursor() as cursor:
            rows = {table: _rows(cursor, table) for table in _tables()}
        self.rows = rows

    def restore(self) -> None:
        names = ", ".join(f'"{table}"' for table in self.rows)
        # Foreign keys are checked at the end of the transaction, so the order does not matter.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {names}")
            cursor.execute(INSERT_TRIGGERS)
            guards = cursor.fetchall()
            for table, guard in guards:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
            for table, rows in self.rows.items():
                if rows:
                    cursor.copy_expert(f'COPY "{table}" FROM STDIN', StringIO(rows))
            for line in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(line)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table, guard in guards:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {guard}")
        ContentType.objects.clear_cache()


def _rows(cursor: CursorWrapper, table: str) -> str:
    cursor.execute("SELECT relkind FROM pg_class WHERE oid = %s::regclass", [table])
    is_partitioned = cursor.fetchone() == ("p",)
    copy = StringIO()
    source = f'(SELECT * FROM "{table}")' if is_partitioned else f'"{table}"'
    cursor.copy_expert(f"COPY {source} TO STDOUT", copy)
    return copy.getvalue()


def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)
