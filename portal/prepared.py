"""Statements that the database plans once per connection, not once per asking.

psycopg 2 sends every statement as text, and the server plans it anew: a third of what an act costs
there. `PREPARE` and `EXECUTE` are plain SQL, so they work with it. A pooler that gives each
transaction another server connection does not keep them: set DATABASE_PREPARE=0 behind one.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

_KEPT = "prepared_here"
_PLACE = re.compile(r"%s|%%")


def prepared(connection: BaseDatabaseWrapper, sql: str) -> str:
    """What to execute, with the same values, instead of `sql`; its places are `%s`.

    What decides which index serves must be a literal in `sql`, not a value: the plan is made for
    all values at once.
    """
    if not settings.PREPARES_STATEMENTS:
        return sql
    prepare, execute = _words(sql)
    # As a cursor would: a connection that the server has dropped is replaced now, not afterwards.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    known = _known_to(connection)
    if execute not in known:
        # First, so that a time limit that strikes after the server has it does not prepare twice.
        known.add(execute)
        try:
            with connection.wrap_database_errors, connection.connection.cursor() as cursor:
                cursor.execute(prepare)
        except DatabaseError:
            known.discard(execute)
            raise
    return execute


@cache
def _words(sql: str) -> tuple[str, str]:
    """The same statement gets the same name in every process; a name of ours is not reused for
    another.
    """
    name = f"said_{hashlib.sha256(sql.encode()).hexdigest()[:24]}"
    places = 0

    def numbered(found: re.Match[str]) -> str:
        nonlocal places
        if found[0] == "%%":
            return "%"
        places += 1
        return f"${places}"

    text = _PLACE.sub(numbered, sql)
    values = f" ({', '.join(['%s'] * places)})" if places else ""
    return f"PREPARE {name} AS {text}", f"EXECUTE {name}{values}"


def _known_to(connection: Any) -> set[str]:
    """What this very connection to the server has prepared; a new one knows nothing."""
    server = connection.connection
    kept: tuple[object, set[str]] = getattr(connection, _KEPT, (None, set()))
    if kept[0] is not server:
        kept = (server, set())
        # Not vars(): `django.db.connection` stands for another thread's connection in each thread.
        setattr(connection, _KEPT, kept)
    return kept[1]
