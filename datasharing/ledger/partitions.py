"""The ledger's months, each a table of its own: made ahead by the clockwork."""

from __future__ import annotations

from django.db import connection, transaction

AHEAD = 3
"""Months after this one that are always ready."""
LOCK_TIMEOUT = "2s"
"""A partition is not worth holding up the whole portal: the next round tries again."""


@transaction.atomic(durable=True)
def make_months_ahead() -> int:
    """How many partitions were missing and have been made: of this month and the next ones."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        cursor.execute(
            "SELECT count(*) FROM generate_series(0, %s) AS month "
            "WHERE datasharing_ledger_make_month(now() + month * interval '1 month')",
            [AHEAD],
        )
        (made,) = cursor.fetchone()
    return int(made)


def months() -> list[str]:
    """The names of all partitions, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid "
            "WHERE inhparent = 'datasharing_ledgerentry'::regclass ORDER BY relname"
        )
        return [name for (name,) in cursor.fetchall()]
