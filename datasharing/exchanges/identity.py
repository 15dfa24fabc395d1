"""Is the answer about the one we asked about? If not, it is put aside and the provider is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from datasharing.connectors.base import Question, Reply
from datasharing.grounds.limits import answer_working_days
from datasharing.grounds.models import Mismatch
from datasharing.models import Exchange
from portal.accounts.actor import SYSTEM
from portal.accounts.identity import mask_number
from portal.calendar.errors import CalendarYearUnknown
from portal.calendar.queries import the_calendar
from portal.calendar.work_calendar import WORKING
from portal.journal.actions import record
from portal.outbox.actions import publish

NUMBERS = ("id_number", "credit_code", "project_code")
"""Keys that name one person, firm or project; a name alone names nobody."""
MISMATCH_NEWS = "exchange.mismatch"


@dataclass(frozen=True, slots=True)
class Stranger:
    """What of a wrong answer may be kept: not the record, only how it was wrong."""

    differing: tuple[str, ...]
    named: str
    """The number that it named, masked; "" where it named none."""
    record_count: int


def stranger_in(reply: Reply, question: Question) -> Stranger | None:
    """None when the answer names the one we asked about, and nobody else anywhere in it.

    Saying nothing about whose it is, is not enough; and a record that carries another number than
    the envelope is somebody else's record in the right envelope.
    """
    names = [name for name in NUMBERS if name in question.keys]
    wanted = {name: question.keys[name].upper() for name in names}
    said = {name: str(reply.about.get(name, "")).upper() for name in names}
    differing = [name for name in names if said[name] != wanted[name]]
    named = next((said[name] for name in differing if said[name]), "")
    for held in reply.records:
        for name in names:
            inside = str(held.get(name) or "").upper()
            if inside and inside != wanted[name] and name not in differing:
                differing.append(name)
                named = named or inside
    if names and not differing:
        return None
    return Stranger(tuple(differing), mask_number(named), len(reply.records))


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
