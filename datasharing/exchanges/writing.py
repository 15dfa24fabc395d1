"""What reading changes in exchanges, written with one statement for all of them.

By hand: one statement for each, worded by the ORM, cost more than anything else that is done with
an answer.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.db import connection

from datasharing.models import Exchange

CHANGED = {
    "state": "text",
    "answer": "jsonb",
    "answered_at": "timestamptz",
    "attempts": "integer",
    "failures": "integer",
    "reading_since": "timestamptz",
    "waiting_since": "timestamptz",
    "waiting_round": "smallint",
    "said": "jsonb",
    "valid_until": "timestamptz",
    "last_outcome": "text",
    "last_error": "text",
}
"""Every column that a read may change; who changes another one names it here."""
ROW = f"(%s::uuid, {', '.join(f'%s::{kind}' for kind in CHANGED.values())})"
SET = ", ".join(f"{name} = v.{name}" for name in CHANGED)
UPDATE = (
    f"UPDATE datasharing_exchange e SET {SET} "  # noqa: S608 (made of the names above)
    f"FROM (VALUES {{rows}}) v (id, {', '.join(CHANGED)}) WHERE e.id = v.id"
)


def write_all(exchanges: Collection[Exchange]) -> None:
    """The rows are locked by this transaction, so what is not changed is written as it was."""
    if not exchanges:
        return
    values: list[Any] = []
    for each in exchanges:
        values += [each.pk, *(_plain(each, name) for name in CHANGED)]
    with connection.cursor() as cursor:
        cursor.execute(UPDATE.format(rows=", ".join([ROW] * len(exchanges))), values)


def _plain(exchange: Exchange, name: str) -> Any:
    value = getattr(exchange, name)
    if CHANGED[name] != "jsonb" or value is None:
        return value
    return json.dumps(value, ensure_ascii=False)
