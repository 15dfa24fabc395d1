"""An answer that names somebody else is put aside, and the provider is told."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from datasharing.exchanges.strangers import Stranger
from datasharing.grounds.limits import answer_working_days
from datasharing.grounds.models import Mismatch
from datasharing.models import Exchange
from portal.accounts.actor import SYSTEM
from portal.calendar.errors import CalendarYearUnknown
from portal.calendar.queries import the_calendar
from portal.calendar.work_calendar import WORKING
from portal.journal.actions import record
from portal.outbox.actions import publish

MISMATCH_NEWS = "exchange.mismatch"


def put_aside(exchange: Exchange, stranger: Stranger, *, at: datetime) -> None:
    """Write down that somebody else was named; in the transaction that concludes the attempt."""
    mismatch = Mismatch.objects.create(
        exchange=exchange,
        attempt=exchange.attempts,
        at=at,
        differing=list(stranger.differing),
        named=stranger.named,
        record_count=stranger.record_count,
        due_on=_due(at),
    )
    record(
        f"case:{exchange.case_number}",
        "data.put_aside",
        actor=SYSTEM,
        exchange=str(exchange.pk),
        mismatch=mismatch.pk,
        resource=exchange.resource.name,
        resource_en=exchange.resource.name_en or exchange.resource.name,
    )
    publish(
        MISMATCH_NEWS,
        key=f"{MISMATCH_NEWS}:{mismatch.pk}",
        mismatch_id=mismatch.pk,
        exchange_id=str(exchange.pk),
    )


def _due(at: datetime) -> date | None:
    try:
        return the_calendar().add_days(
            timezone.localtime(at).date(), answer_working_days(), WORKING
        )
    except CalendarYearUnknown:
        return None
