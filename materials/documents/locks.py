"""One at a time for the bytes of one content: storing them and erasing them must not overtake."""

from __future__ import annotations

from django.db import connection


def hold_blob(sha256: str) -> None:
    """Until the transaction ends. Whoever erases bytes looks, under this, whether a row has come
    back for them; whoever stores them finds under it what is really there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"blob:{sha256}"])
