"""The signature of a message between the portal and a department's system. Pure.

HMAC-SHA256 (RFC 2104) over six lines: version, method, path, timestamp, idempotency key and the
SHA-256 of the body. Both sides share one secret; each message names the key it was signed with.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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


def is_signed(secret: str, message: Signed, signature: str) -> bool:
    """In constant time."""
    return hmac.compare_digest(sign(secret, message).encode(), signature.encode())


def is_recent(timestamp: str, *, now: datetime) -> bool:
    """False for a message that is too old, from the future, or bears no time at all."""
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
        return False
    return abs(now - datetime.fromtimestamp(int(timestamp), UTC)) <= SKEW


def stamp(now: datetime) -> str:
    return str(int(now.timestamp()))
