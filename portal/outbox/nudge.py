"""Ringing the bell: ask a worker to look at a message now. Losing a ring loses nothing."""

from __future__ import annotations

import logging
from uuid import UUID

from celery import current_app
from kombu.exceptions import OperationalError

DELIVER = "portal.outbox.tasks.deliver"

log = logging.getLogger(__name__)


def nudge(message_id: UUID) -> bool:
    """Tell the workers. False when the broker cannot be reached: the sweep will ring again."""
    try:
        current_app.send_task(DELIVER, args=[str(message_id)], retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("The broker is not there, the sweep will find the message: %s", error)
        return False
    return True
