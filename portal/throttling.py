"""How many requests a visitor or an account may make; counted in Redis, and without it not at all.

The limits keep one caller from using up what is there for all. When the counter itself is away, it
is better to answer everybody than nobody.
"""

from __future__ import annotations

import logging
from typing import Any

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle

log = logging.getLogger(__name__)


class _OpenWithoutCounter(SimpleRateThrottle):
    def allow_request(self, request: Request, view: Any) -> bool:
        try:
            return super().allow_request(request, view)
        except RedisError as error:
            log.warning("Requests are not counted: %s", error)
            return True


class AnonThrottle(_OpenWithoutCounter, AnonRateThrottle):
    """Per address of a visitor."""


class UserThrottle(_OpenWithoutCounter, UserRateThrottle):
    """Per account."""
