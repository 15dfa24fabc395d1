"""The chain itself, pure: what is hashed, and how a text gets its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from django.core.serializers.json import DjangoJSONEncoder

FIRST_PREVIOUS_HASH = "0" * 64


def canonical(value: object) -> bytes:
    """JSON in one possible way only: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def plain_data(data: Mapping[str, object]) -> dict[str, object]:
    """`data` as it will come back from the database, so that its hash can be computed again.

    Dates, decimals, UUIDs and lazy texts become text. Raises TypeError for a float: PostgreSQL may
    write it differently from Python, so give a Decimal or a text instead.
    """
    plain = json.loads(json.dumps(data, cls=DjangoJSONEncoder), parse_float=_refuse_float)
    return dict(plain)


def moment(at: datetime) -> str:
    """UTC with microseconds, the precision of the database: `2026-11-22T03:09:00.000000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_hash(
    *,
    stream: str,
    sequence: int,
    at: datetime,
    verb: str,
    actor: Mapping[str, object],
    data: Mapping[str, object],
    previous_hash: str,
) -> str:
    """SHA-256 over all that an entry says, and over the hash of the one before."""
    return hashlib.sha256(
        canonical(
            {
                "stream": stream,
                "sequence": sequence,
                "at": moment(at),
                "verb": verb,
                "actor": actor,
                "data": data,
                "previous_hash": previous_hash,
            }
        )
    ).hexdigest()


def _refuse_float(text: str) -> float:
    raise TypeError(f"The journal takes no floats ({text}); give a Decimal or a text.")
