"""An answer that still holds is not asked for again: no source is troubled, no data travels.

It is used again for the same person, resource, narrowing and kind of ground, as long as the source
said that it holds and the connection allows. Each use stands on a ground of its own and has its own
line in the ledger. What was read under a consent that was taken back is not used again, nor
anything of a register about this person while they say that it is wrong there; once they have said
so, what was read before has lost its validity for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from datasharing.answers import Answer, kept, only_whether
from datasharing.connections.queries import limits_of
from datasharing.connectors.base import Reply
from datasharing.disputes.states import DisputeState
from datasharing.models import Exchange
from datasharing.states import ExchangeState

LOOKED_AT = 5
"""The newest ones; an older answer has hardly more fields."""


@dataclass(frozen=True, slots=True)
class Standing:
    answer: Answer
    valid_until: datetime


def standing_answer(exchange: Exchange, *, now: datetime) -> Standing | None:
    """The newest answer that holds everything this question wants, cut to what it wants."""
    if not limits_of(exchange.resource).keep_seconds or _is_disputed(exchange):
        return None
    same = Exchange.objects.filter(
        subject=exchange.subject_id,
        resource=exchange.resource_id,
        state=ExchangeState.ANSWERED,
        valid_until__gt=now,
        query=exchange.query,
        ground_kind=exchange.ground_kind,
        legal_ground=exchange.legal_ground,
        consent__isnull=exchange.consent_id is None,
        consent__revoked_at=None,
    ).exclude(pk=exchange.pk)
    for other in same.order_by("-answered_at")[:LOOKED_AT]:
        answer = _cut(other, exchange, now=now)
        if answer is not None and other.valid_until is not None:
            return Standing(answer, other.valid_until)
    return None


def end_validity(subject_id: int, resource_id: int) -> None:
    """What was read of this person there is not used again. The caller holds the rows' locks."""
    Exchange.objects.filter(
        subject=subject_id, resource=resource_id, valid_until__isnull=False
    ).update(valid_until=None)


def _is_disputed(exchange: Exchange) -> bool:
    """In whichever case: the value is the register's, not the case's."""
    return Exchange.objects.filter(
        subject=exchange.subject_id,
        resource=exchange.resource_id,
        disputes__state=DisputeState.OPEN,
    ).exists()


def valid_until(reply: Reply, *, keep_seconds: int, now: datetime) -> datetime | None:
    """As long as they say, and no longer than the connection allows."""
    seconds = min(reply.valid_seconds, keep_seconds)
    return now + timedelta(seconds=seconds) if seconds else None


def _cut(other: Exchange, exchange: Exchange, *, now: datetime) -> Answer | None:
    if exchange.assertion:
        return _whether(other, exchange, now=now)
    if not set(exchange.fields) <= set(other.fields):
        return None
    if not exchange.fields:
        return {"found": True}
    records = (other.answer or {}).get("records")
    if not records:
        return None
    telling = next((each["name"] for each in exchange.resource.fields if each.get("one_per")), "")
    return kept(records, fields=exchange.fields, one_per=telling)


def _whether(other: Exchange, exchange: Exchange, *, now: datetime) -> Answer | None:
    """The same yes or no, or one made from the field that the other one kept."""
    wanted = exchange.assertion or {}
    if other.assertion == wanted:
        return other.answer
    records = (other.answer or {}).get("records")
    if not records or wanted["field"] not in other.fields:
        return None
    return only_whether(records, wanted, today=timezone.localdate(now))
