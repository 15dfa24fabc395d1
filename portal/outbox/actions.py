"""Publishing a message, in the transaction that makes it necessary; and sending one again."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from portal.outbox.errors import MessageNotFailed, SendingAgainNotAllowed
from portal.outbox.models import Message, MessageState
from portal.outbox.nudge import nudge


def publish(kind: str, *, key: str, not_before: datetime | None = None, **payload: object) -> None:
    """Queue one thing to be done once this transaction is committed.

    A second message with the same `key` is not queued: whoever needs the thing again must give it
    a key that says so. Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("publish() belongs into the transaction of the change.")
    now = timezone.now()
    due = not_before or now
    message = Message(
        key=key,
        kind=kind,
        payload=json.loads(json.dumps(payload, cls=DjangoJSONEncoder)),
        not_before=due,
        nudged_at=now if due <= now else None,
    )
    # The conflict waits for a rival transaction with the same key and lets the first one win.
    Message.objects.bulk_create([message], ignore_conflicts=True)
    if due <= now:
        transaction.on_commit(partial(nudge, message.pk), robust=True)


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
