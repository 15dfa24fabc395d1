"""The only writer of the journal."""

from __future__ import annotations

from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.chain import FIRST_PREVIOUS_HASH, entry_hash, plain_data
from portal.journal.models import Entry
from portal.journal.verbs import verb_of
from portal.prepared import prepared
from portal.rows import insert


def record(stream: str, verb: str, *, actor: Actor, **data: object) -> Entry:
    """Append one entry to `stream`, in the transaction of the change that it tells about.

    Writers of one stream wait for each other until their transactions end, so sequence and chain
    have no gaps. Raises UnknownVerb for an unregistered verb, TransactionManagementError outside a
    transaction, TypeError for data that cannot be kept exactly.
    """
    verb_of(verb)
    if not connection.in_atomic_block:
        raise TransactionManagementError("record() belongs into the transaction of the change.")
    plain = plain_data(data)
    last_sequence, last_hash = _hold(stream)
    entry = Entry(
        stream=stream,
        sequence=last_sequence + 1,
        at=timezone.now(),
        verb=verb,
        actor_kind=actor.kind.value,
        actor_id=actor.user_id,
        actor_name=actor.name,
        data=plain,
        previous_hash=last_hash,
    )
    entry.hash = hash_of(entry)
    insert(entry)
    return entry


def hash_of(entry: Entry) -> str:
    """The hash that this entry must have, from what it says now."""
    return entry_hash(
        stream=entry.stream,
        sequence=entry.sequence,
        at=entry.at,
        verb=entry.verb,
        actor={"kind": entry.actor_kind, "id": entry.actor_id, "name": entry.actor_name},
        data=entry.data,
        previous_hash=entry.previous_hash,
    )


def _hold(stream: str) -> tuple[int, str]:
    """Hold the end of this stream until the transaction ends, readers are not held up; number and
    hash of the last entry.

    By hand: it is done in every act, and the ORM takes longer to word it than the database to do
    it. Two statements in one trip: the second one sees what was committed while the first one
    waited; one statement would not.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"{prepared(connection, _LOCK)}; {prepared(connection, _LAST)}",
            [f"journal:{stream}", stream],
        )
        return cursor.fetchone() or (0, FIRST_PREVIOUS_HASH)


_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_LAST = "SELECT sequence, hash FROM journal_entry WHERE stream = %s ORDER BY sequence DESC LIMIT 1"
