"""Publishing a message, in the transaction that makes it necessary."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.outbox.models import Message
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
