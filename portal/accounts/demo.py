"""The one password of all invented accounts. It is published: it opens nothing but the demo."""

from __future__ import annotations

from functools import lru_cache

from django.contrib.auth.hashers import make_password

DEMO_PASSWORD = "zuiduo-pao-yici"  # noqa: S105 (shown on the login page of the demo)


@lru_cache(maxsize=1)
def demo_hash(password: str) -> str:
    """Hashed once for all of them: thirty slow hashes of one known word protect nobody."""
    return make_password(password)
