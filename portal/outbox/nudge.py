"""Ringing the bell: ask a worker to look at a message now. Losing a ring loses nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from uuid import UUID

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

DELIVER = "portal.outbox.tasks.deliver"
DELIVER_TOGETHER = "portal.outbox.tasks.deliver_together"

log = logging.getLogger(__name__)


def nudge(message_id: UUID) -> bool:
    """Tell the workers. False when the broker cannot be reached: the sweep will ring again."""
    return _ring(DELIVER, str(message_id))


def nudge_kind(kind: str) -> bool:
    """The same for a kind whose messages are taken many at a time: one ring for all of them."""
    return _ring(DELIVER_TOGETHER, kind)


def _ring(task: str, what: str) -> bool:
    try:
        current_app.send_task(task, args=[what], retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("The broker is not there, the sweep will find the message: %s", error)
        return False
    return True


@dataclass(frozen=True, slots=True)
class RingOnce:
    """Rings for a kind when the transaction is committed, once, however much it publishes."""

    kind: str

    def __call__(self) -> None:
        nudge_kind(self.kind)

    def on_commit(self) -> None:
        """A ring that a rollback to a savepoint would take along does not stand for this one."""
        alive = set(connection.savepoint_ids)
        waiting = connection.run_on_commit
        if not any(each[1] == self and set(each[0]) <= alive for each in waiting):
            transaction.on_commit(self, robust=True)
