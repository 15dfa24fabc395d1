"""The only writer of the ledger. What a line says is put together in `exchanges.ledger`."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from datasharing.ledger.chain import hash_of
from datasharing.models import LedgerEntry
from portal.journal.chain import FIRST_PREVIOUS_HASH

LAYOUT = 2
COLUMNS = [
    field
    for field in LedgerEntry._meta.concrete_fields  # noqa: SLF001 (public by Django's word)
    if not field.primary_key
]
INSERT = (
    f"INSERT INTO datasharing_ledgerentry ({', '.join(str(field.column) for field in COLUMNS)}) "  # noqa: S608 (names of our own columns)
    f"VALUES ({', '.join(['%s'] * len(COLUMNS))}) RETURNING id"
)
HOLD = (
    "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)); "
    "SELECT head.sequence, head.hash, to_regclass(datasharing_ledger_month(%s)) IS NOT NULL "
    "FROM (VALUES (1)) AS one LEFT JOIN datasharing_ledgerhead head ON head.subject_id = %s"
)
"""Two statements in one trip: the second sees what was committed while the first one waited. The
end of a chain stands in a row of its own: looked for in the ledger, it would be looked for in every
month there is.
"""


def append(line: LedgerEntry) -> LedgerEntry:
    """Put the line at the end of its person's chain, in the transaction of what it tells about.

    Writers of one person's chain wait for each other, so that it has no forks; a trigger moves the
    chain's end and refuses a line that does not follow it. A month that the clockwork has not made
    ready is made now: a line is never lost for want of a partition.
    """
    last_sequence, last_hash = _hold(line.subject_id, line.at)
    line.layout = LAYOUT
    line.sequence = last_sequence + 1
    line.previous_hash = last_hash
    line.hash = hash_of(line)
    _insert(line)
    return line


def _insert(line: LedgerEntry) -> None:
    """By hand, as the journal's: every read does it, and the ORM words it anew each time."""
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            [field.get_db_prep_save(getattr(line, field.attname), connection) for field in COLUMNS],
        )
        (line.pk,) = cursor.fetchone()
    line._state.adding = False  # noqa: SLF001 (Django's documented place for "is in the database")


def _hold(subject_id: int, at: datetime) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [f"ledger:{subject_id}", at, subject_id])
        sequence, last_hash, has_month = cursor.fetchone()
        if not has_month:
            cursor.execute("SELECT datasharing_ledger_make_month(%s)", [at])
    return (sequence, last_hash) if sequence else (0, FIRST_PREVIOUS_HASH)
