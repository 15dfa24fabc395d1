"""The code that proves an address: made when it is sent, kept as a digest only."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac

LENGTH = 6
MOST_TRIES = 5
GOOD_FOR = timedelta(minutes=10)
"""One in 200 000 to guess it within five tries."""
BETWEEN = timedelta(minutes=1)
A_DAY = timedelta(days=1)
MOST_A_DAY = 5
"""To one address from everybody together, and from one account to all its addresses of a way."""
TOO_OLD = timedelta(minutes=15)
"""Nobody waits for a code any longer than that."""


def new_code() -> str:
    return f"{secrets.randbelow(10**LENGTH):0{LENGTH}d}"


def code_digest(contact_id: int, address: str, code: str) -> str:
    said = f"{contact_id}:{address}:{code}"
    return salted_hmac("letters.code", said, algorithm="sha256").hexdigest()


def fits(digest: str, contact_id: int, address: str, code: str) -> bool:
    return hmac.compare_digest(digest, code_digest(contact_id, address, code))
