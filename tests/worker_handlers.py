"""Handlers for messages that only tests publish; the live worker imports them."""

from __future__ import annotations

from django.core.cache import cache
from django.db import connection

from portal.outbox.handlers import handler


@handler("test.real")
def remember(word: str, **_: object) -> None:
    cache.set("proof", word)


@handler("test.count")
def count(**_: object) -> None:
    cache.incr("count")


@handler("test.server")
def name_the_server(where: str, **_: object) -> None:
    """Which process of the database serves this task's connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        cache.set(where, cursor.fetchone()[0])
