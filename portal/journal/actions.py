"""The only writer of the journal."""

from __future__ import annotations

from django.db import connection
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.chain import FIRST_PREVIOUS_HASH, entry_hash, plain_data
from portal.journal.models import Entry
from portal.journal.verbs import verb_of


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
    _lock(stream)
    last_sequence, last_hash = _last(stream)
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
    entry.save(force_insert=True)
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


def _lock(stream: str) -> None:
    """Hold the end of this stream until the transaction ends; readers are not held up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"journal:{stream}"]
        )


def _last(stream: str) -> tuple[int, str]:
    """Number and hash of the last entry. By hand: this is asked in every act, and the ORM takes
    longer to word the question than the database to answer it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequence, hash FROM journal_entry WHERE stream = %s "
            "ORDER BY sequence DESC LIMIT 1",
            [stream],
        )
        return cursor.fetchone() or (0, FIRST_PREVIOUS_HASH)
