"""How often one address may check licences: enough for a counter, not for walking numbers."""

from __future__ import annotations

import time

from django.core.cache import cache
from redis.exceptions import RedisError

from materials.errors import TooManyLookups

LOOKUPS_A_MINUTE = 30


def count_lookup(address: str) -> None:
    """Count one check from `address`. Raises TooManyLookups above the limit of this minute.

    Without the cache there is no limit: the check stays open, nothing private is behind it.
    """
    key = f"licence-lookup:{address}:{int(time.time() // 60)}"
    try:
        cache.add(key, 0, timeout=120)
        count = cache.incr(key)
    except RedisError:
        return
    if count > LOOKUPS_A_MINUTE:
        raise TooManyLookups
