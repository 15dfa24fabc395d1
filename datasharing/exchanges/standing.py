"""Whether the ground of an exchange still stands: before it is read, and before it is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from datasharing.exchanges.ground import check_ground, ground_of, lapse_of
from datasharing.exchanges.question import asked_fields
from datasharing.models import Consent, Exchange
from datasharing.states import Outcome
from portal.errors import DomainError

IN_FORCE = "SELECT is_in_force FROM datasharing_dutyground WHERE id = %s FOR SHARE"


def ended_ground(exchange: Exchange) -> Outcome | None:
    """How the ground has ended by now, if it has: everything that was checked at asking."""
    lapsed = lapse_of(exchange.consent)
    if lapsed is not None:
        return lapsed
    try:
        check_ground(
            ground_of(exchange),
            case_number=exchange.case_number,
            resource=exchange.resource,
            subject=exchange.subject,
            requirement=exchange.requirement,
            asked=asked_fields(exchange),
        )
    except DomainError:
        return Outcome.GROUND_ENDED
    return None


def ended_meanwhile(exchange: Exchange, *, at: datetime) -> bool:
    """Whether what stood when the read began has ended before its answer is kept.

    A look of our own, and locked: whoever takes a consent back or puts a duty out of force now
    waits until the answer is kept, or has already been seen here; there is no moment between. A
    duty serves many people, so its readers do not wait for each other.
    """
    if exchange.consent_id is not None:
        consent = Consent.objects.select_for_update().get(pk=exchange.consent_id)
        return consent.revoked_at is not None or consent.expires_at <= at
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE, [exchange.duty_id])
        row = cursor.fetchone()
    return row is None or not row[0]
