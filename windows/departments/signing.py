"""The signature of a message between the portal and a department's system. Pure.

HMAC-SHA256 (RFC 2104) over six lines: version, method, path with query as sent, timestamp,
idempotency key and the SHA-256 of the body. Both sides share one secret; each message names the key
it was signed with.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

VERSION = "v1"
SKEW = timedelta(minutes=5)
"""How far the two clocks may be apart; an older message may be somebody's recording."""
KEY_ID, TIMESTAMP, SIGNATURE, IDEMPOTENCY = (
    "Portal-Key-Id",
    "Portal-Timestamp",
    "Portal-Signature",
    "Idempotency-Key",
)


@dataclass(frozen=True, slots=True)
class Signed:
    """What is signed. `timestamp` is seconds since 1970, as text."""

    method: str
    path: str
    timestamp: str
    key: str
    body: bytes

    @property
    def body_hash(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    def lines(self) -> bytes:
        parts = (VERSION, self.method, self.path, self.timestamp, self.key, self.body_hash)
        return "\n".join(parts).encode()


def sign(secret: str, message: Signed) -> str:
    """The value of the header `Portal-Signature`."""
    digest = hmac.new(secret.encode(), message.lines(), hashlib.sha256).hexdigest()
    return f"{VERSION}={digest}"


def sign_with_all(secrets: Sequence[str], message: Signed) -> str:
    """While a secret is being changed, both sign: one of them is what the other side has."""
    return ",".join(sign(secret, message) for secret in secrets)


def is_signed(secrets: Sequence[str], message: Signed, signature: str) -> bool:
    """By one of the secrets, in one of at most two signatures. Each comparison in constant time."""
    given = [each.strip() for each in signature.split(",")[:2]]
    pairs = product(secrets, given)
    fits = [hmac.compare_digest(sign(one, message).encode(), each.encode()) for one, each in pairs]
    return any(fits)


def is_recent(timestamp: str, *, now: datetime) -> bool:
    """False for a message that is too old, from the future, or bears no time at all."""
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
        return False
    return abs(now.timestamp() - int(timestamp)) <= SKEW.total_seconds()


def stamp(now: datetime) -> str:
    return str(int(now.timestamp()))
