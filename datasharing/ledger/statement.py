"""What a seal says of its batch, in one possible way: these bytes are stamped. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from datasharing.ledger.merkle import root_of
from portal.journal.chain import canonical, moment

KIND = "portal-ledger-seal/1"
FIRST_PREVIOUS = "0" * 64


def statement_of(
    *,
    number: int,
    previous: str,
    after_id: int,
    to_id: int,
    first_at: datetime,
    last_at: datetime,
    made_at: datetime,
    hashes: Sequence[str],
) -> str:
    """`hashes` are those of the lines, in the order of their ids."""
    return canonical(
        {
            "kind": KIND,
            "seal": number,
            "previous": previous,
            "after": after_id,
            "to": to_id,
            "lines": len(hashes),
            "first_at": moment(first_at),
            "last_at": moment(last_at),
            "made_at": moment(made_at),
            "root": root_of(hashes),
        }
    ).decode()


def digest(statement: str) -> str:
    return hashlib.sha256(statement.encode()).hexdigest()
