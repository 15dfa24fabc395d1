"""An edition that runs out sets the clock for its last day."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from portal.outbox.actions import publish
from services.models import LifeEventEdition


def schedule_end(edition: LifeEventEdition) -> None:
    """Have it retired the day after its last; nothing where it has no last day."""
    if edition.valid_until is not None:
        publish(
            "life_event.retire",
            key=f"life_event.retire:{edition.pk}",
            not_before=beginning_of(edition.valid_until + dt.timedelta(days=1)),
            edition_id=edition.pk,
        )


def beginning_of(day: dt.date) -> dt.datetime:
    """Midnight here."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
