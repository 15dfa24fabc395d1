"""Emptying the cache of this test process only."""

from __future__ import annotations

from django.core.cache import cache


def forget() -> None:
    """`cache.clear()` empties the whole Redis database, and with it what the other test processes
    and their workers keep there.
    """
    client = cache._cache.get_client()
    for key in client.scan_iter(match=f"{cache.key_prefix}:*"):
        client.delete(key)
