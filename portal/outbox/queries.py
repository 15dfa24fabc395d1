"""Which messages are waiting for somebody to do them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from portal.outbox.models import Message, MessageState

LEASE = timedelta(seconds=60)
"""How long a claimant may stay silent. Celery ends a task after 50 s, so a live one never does."""


def due_messages(now: datetime) -> QuerySet[Message]:
    """Those whose time has come, and those whose claimant has not been heard of for a lease.

    A claim from a later time than now was made before the clock was set back; waiting for that time
    to come again would hold the message up for as long as the clock was wrong.
    """
    silent = Q(claimed_at__lte=now - LEASE) | Q(claimed_at__gt=now + LEASE)
    return Message.objects.filter(
        Q(state__in=[MessageState.QUEUED, MessageState.WAITING], not_before__lte=now)
        | Q(silent, state=MessageState.IN_FLIGHT)
    )
