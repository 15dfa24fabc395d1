"""All due work at once, in this process: for tests and for commands that fill a database."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from portal.outbox.delivery import deliver
from portal.outbox.queries import due_messages


def drain(*, now: datetime | None = None, at_most: int = 10_000, is_strict: bool = True) -> int:
    """Do what is due (at `now`), and what that makes due; returns the number of tries.

    `is_strict` raises whatever unexpected error a handler ends with, after it is written down.
    Raises RuntimeError when the work does not end.
    """
    tries = 0
    while True:
        moment = now or timezone.now()
        batch = list(due_messages(moment).order_by("not_before", "created_at")[:100])
        if not batch:
            return tries
        for message in batch:
            result = deliver(message.pk, now=moment)
            tries += 1
            if result is not None and result.error is not None and is_strict:
                raise result.error
            if tries >= at_most:
                raise RuntimeError(f"The outbox is not empty after {tries} tries.")
