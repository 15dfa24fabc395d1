"""Publishing a message, in the transaction that makes it necessary; and sending one again."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from uuid import uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from portal.outbox.errors import MessageNotFailed, SendingAgainNotAllowed
from portal.outbox.handlers import is_taken_together
from portal.outbox.models import Message, MessageState
from portal.outbox.nudge import RingOnce, nudge
from portal.prepared import prepared


def publish(kind: str, *, key: str, not_before: datetime | None = None, **payload: object) -> None:
    """Queue one thing to be done once this transaction is committed.

    A second message with the same `key` is not queued: whoever needs the thing again must give it
    a key that says so. Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("publish() belongs into the transaction of the change.")
    now = timezone.now()
    due = not_before or now
    message_id = uuid4()
    body = json.dumps(payload, cls=DjangoJSONEncoder)
    nudged_at = now if due <= now else None
    # By hand: every act publishes, and the ORM takes longer to word it than the database to do it.
    # The conflict waits for a rival transaction with the same key and lets the first one win.
    with connection.cursor() as cursor:
        cursor.execute(
            prepared(connection, _QUEUE), [message_id, key, kind, body, now, due, nudged_at]
        )
    if due > now:
        return
    if is_taken_together(kind):
        RingOnce(kind).on_commit()
    else:
        transaction.on_commit(partial(nudge, message_id), robust=True)


_QUEUE = (
    "INSERT INTO outbox_message (id, key, kind, payload, state, attempts, attempts_forgiven, "
    "created_at, not_before, nudged_at, last_error) "
    "VALUES (%s, %s, %s, %s, 'queued', 0, 0, %s, %s, %s, '') "
    "ON CONFLICT DO NOTHING"
)


@transaction.atomic
def send_again(message: Message, *, actor: Actor) -> Message:
    """Give a failed message all its tries once more, from now on.

    Only an administrator may, and only when the portal has stopped trying by itself.
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    if actor.kind is not Role.ADMIN:
        raise SendingAgainNotAllowed
    if message.state != MessageState.FAILED:
        raise MessageNotFailed
    now = timezone.now()
    message.state = MessageState.QUEUED
    message.attempts_forgiven = message.attempts
    message.not_before = message.nudged_at = now
    message.save(update_fields=["state", "attempts_forgiven", "not_before", "nudged_at"])
    record(
        f"outbox:{message.pk}", "outbox.sent_again", actor=actor, kind=message.kind, key=message.key
    )
    transaction.on_commit(partial(nudge, message.pk), robust=True)
    return message
