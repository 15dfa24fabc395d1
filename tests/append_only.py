"""Lets the tests empty tables that nobody may empty.

After a test with `transaction=True` Django truncates every table; the triggers that forbid this on
append-only tables are off in the test database. Those against UPDATE and DELETE stay on. The tests
of the triggers themselves switch them on again.
"""

from __future__ import annotations

import pytest
from django.db import connection

TRUNCATE_TRIGGERS = """
SELECT tgrelid::regclass::text, quote_ident(tgname)
FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 <> 0
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(TRUNCATE_TRIGGERS)
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
