"""The sweep: find what is due and was not done, and ring again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.outbox.handlers import is_taken_together
from portal.outbox.models import Message
from portal.outbox.nudge import nudge, nudge_kind
from portal.outbox.queries import due_messages

BATCH = 200
RING_AGAIN_AFTER = timedelta(seconds=5)


def sweep(*, now: datetime | None = None, batch: int = BATCH) -> int:
    """Ring for up to `batch` due messages, the oldest first; returns for how many it was heard.

    Several sweeps at once share the work. A message that was rung for a moment ago is left alone,
    so a long queue is not rung for over and over. Without a broker nothing is lost: the next sweep
    finds the same messages.
    """
    now = now or timezone.now()
    with transaction.atomic(durable=True):
        not_rung = Q(nudged_at=None) | Q(nudged_at__lte=now - RING_AGAIN_AFTER)
        not_rung |= Q(nudged_at__gt=now + RING_AGAIN_AFTER)  # the clock was set back since
        due = due_messages(now).filter(not_rung).order_by("not_before")
        found = list(
            due.select_for_update(skip_locked=True, no_key=True).values_list("pk", "kind")[:batch]
        )
        Message.objects.filter(pk__in=[pk for pk, _ in found]).update(nudged_at=now)
    heard = 0
    rung: set[str] = set()
    for message_id, kind in found:
        if kind not in rung:
            if is_taken_together(kind):
                rung.add(kind)
                is_heard = nudge_kind(kind)
            else:
                is_heard = nudge(message_id)
            if not is_heard:
                break
        heard += 1
    return heard
