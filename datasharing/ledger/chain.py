"""What a line says, as the bytes that its hash is made of.

`layout` tells which rule a line was written under, so that a column added later does not change
what an old line said.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from datasharing.models import LedgerEntry
from portal.journal.chain import canonical, moment

NOT_SAID = frozenset({"id", "hash"})
"""The number of the row is the database's own; the hash is what is being made."""
FIRST_LAYOUT = (
    "attempt",
    "subject_id",
    "sequence",
    "asker_department",
    "asker_department_en",
    "matter_code",
    "case_number",
    "resource_id",
    "fields",
    "ground",
    "ground_en",
    "purpose",
    "purpose_en",
    "previous_hash",
)


def said_by(line: LedgerEntry) -> bytes:
    """The line in one possible way only: whoever has these bytes can make the hash themselves."""
    return canonical(_first(line) if line.layout == 1 else _second(line))


def hash_of(line: LedgerEntry) -> str:
    """The hash this line must have, from what it says now."""
    return hashlib.sha256(said_by(line)).hexdigest()


def _first(line: LedgerEntry) -> dict[str, object]:
    return {
        **{name: getattr(line, name) for name in FIRST_LAYOUT},
        "at": line.at.isoformat(),
        "exchange_id": str(line.exchange_id),
        "outcome": str(line.outcome),
    }


def _second(line: LedgerEntry) -> dict[str, object]:
    """Every column that says something; an empty one is not said, as if it were not there."""
    said = {
        field.attname: _plain(getattr(line, field.attname))
        for field in LedgerEntry._meta.concrete_fields  # noqa: SLF001 (public by Django's word)
        if field.attname not in NOT_SAID
    }
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, UUID):
        return str(value)
    return str(value) if isinstance(value, str) else value
