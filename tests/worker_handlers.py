"""Handlers for messages that only tests publish; the live worker imports them."""

from __future__ import annotations

from django.core.cache import cache

from portal.outbox.handlers import handler


@handler("test.real")
def remember(word: str, **_: object) -> None:
    cache.set("proof", word)


@handler("test.count")
def count(**_: object) -> None:
    cache.incr("count")
