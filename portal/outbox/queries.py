"""Which messages are waiting for somebody to do them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.outbox.models import Message, MessageState
from portal.worded import Given, Worded

Moment = datetime | Given
LEASE = timedelta(seconds=60)
"""How long a claimant may stay silent. Celery ends a task after 50 s, so a live one never does."""


def due_messages(now: datetime) -> QuerySet[Message]:
    """Those whose time has come, and those whose claimant has not been heard of for a lease.

    A claim from a later time than now was made before the clock was set back; waiting for that time
    to come again would hold the message up for as long as the clock was wrong.
    """
    return Message.objects.filter(_is_due(now, now - LEASE, now + LEASE))


def lock_due(message_id: UUID, now: datetime) -> Message | None:
    """This one, if it is due and in no other hands."""
    return _DUE.first(message_id, now, now - LEASE, now + LEASE)


def _is_due(now: Moment, before: Moment, after: Moment) -> Q:
    silent = Q(claimed_at__lte=before) | Q(claimed_at__gt=after)
    return Q(state__in=[MessageState.QUEUED, MessageState.WAITING], not_before__lte=now) | Q(
        silent, state=MessageState.IN_FLIGHT
    )


_DUE: Worded[Message] = Worded(
    lambda pk, *moments: (
        Message.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(_is_due(*moments), pk=pk)
        .order_by()
    ),
    values=4,
)
