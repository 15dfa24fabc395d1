"""What still waits for a verdict, and asking for it again: nothing is forgotten in a corner."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from materials.documents.clamd import is_configured
from materials.documents.models import Blob
from materials.documents.states import WAITING
from portal.outbox.actions import publish

FORGOTTEN_AFTER = timedelta(hours=1)
BATCH = 500


def ask_again(*, now: datetime | None = None) -> int:
    """Queue a look at whatever nobody has touched for an hour; returns how many.

    A message tries for hours by itself, and each try touches the row; this finds what it gave up,
    and what was restored from a backup without its messages.
    """
    now = now or timezone.now()
    if not is_configured():
        return 0
    old = Blob.objects.filter(state__in=WAITING, state_changed_at__lt=now - FORGOTTEN_AFTER)
    found = list(old.order_by("state_changed_at").values_list("pk", flat=True)[:BATCH])
    with transaction.atomic():
        for sha256 in found:
            key = f"document.scan:{sha256}:{now:%Y%m%d%H}"
            publish("document.scan", key=key, sha256=sha256)
    return len(found)
