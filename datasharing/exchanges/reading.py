"""What a worker does for one question: claim, ask with nothing locked, keep the result.

Two short transactions with the network between them. Killed anywhere, it is done again: the attempt
that was cut off gets its own ledger line, because it may have been read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from datasharing.answers import kept
from datasharing.connectors.base import Question, Reply, SourceDown, SourceRefused
from datasharing.connectors.registry import connector
from datasharing.endpoints import endpoint_of
from datasharing.exchanges.ground import lapse_of
from datasharing.exchanges.ledger import write_line
from datasharing.exchanges.moves import move, publish_news
from datasharing.exchanges.question import keys_for
from datasharing.models import Consent, Exchange
from datasharing.states import NO_ANSWER, SETTLED, ExchangeState, Outcome
from portal.outbox.handlers import TryAgain

DELAYS = tuple(
    timedelta(seconds=seconds)
    for seconds in (2, 5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
)
"""How long to wait after the first, second … failure."""
FAILURES_TO_OFFER_UPLOAD = 3
READING_LEASE = timedelta(seconds=30)
"""Longer than any single read may take; after it the reader is taken for dead."""


@dataclass(frozen=True, slots=True)
class _Claim:
    exchange_id: UUID
    round: int
    attempt: int
    question: Question
    connector: str
    one_per: str


@dataclass(frozen=True, slots=True)
class _Result:
    outcome: Outcome
    error: str = ""
    reply: Reply | None = None


def fetch(*, exchange_id: str, of_round: int) -> None:
    """Read once. Raises TryAgain while the other side does not answer."""
    claim = _claim(UUID(exchange_id), of_round)
    if claim is None:
        return
    delay = _keep(claim, _ask(claim))
    if delay is not None:
        raise TryAgain(delay, "the source did not answer")


@transaction.atomic(durable=True)
def _claim(exchange_id: UUID, of_round: int) -> _Claim | None:
    """Take the exchange for one attempt; None when there is nothing (more) to do.

    The consent is looked at again now, at the moment of reading: what was valid when the case was
    handed in may have been taken back since.
    """
    exchange = _locked(exchange_id)
    now = timezone.now()
    if exchange.round != of_round or _is_over(exchange):
        return None
    if exchange.reading_since is not None:
        # From a later time than now: a reader of before the clock was set back, long dead.
        if abs(now - exchange.reading_since) < READING_LEASE:
            raise TryAgain(DELAYS[0], "somebody is reading it right now", is_counted=False)
        write_line(exchange, outcome=Outcome.INTERRUPTED, at=exchange.reading_since)
    exchange.attempts += 1
    exchange.reading_since = now
    lapsed = lapse_of(exchange.consent)
    if lapsed is not None:
        _conclude(exchange, _Result(lapsed), at=now)
        return None
    exchange.save()
    resource = exchange.resource
    return _Claim(
        exchange_id=exchange.pk,
        round=exchange.round,
        attempt=exchange.attempts,
        connector=resource.connector,
        one_per=next((each["name"] for each in resource.fields if each.get("one_per")), ""),
        question=Question(
            resource=resource.path or resource.code,
            address=endpoint_of(resource.code),
            keys=keys_for(resource, exchange.subject, exchange.query),
            fields=tuple(exchange.fields),
            case_number=exchange.case_number,
            purpose=exchange.purpose,
            asker=exchange.department_name,
            reference=f"{exchange.pk}/{exchange.attempts}",
        ),
    )


def _ask(claim: _Claim) -> _Result:
    """The network. No transaction is open and no row is locked."""
    asks = connector(claim.connector)
    if asks is None or not claim.question.address:
        return _Result(Outcome.MISCONFIGURED, "not connected")
    try:
        reply = asks.ask(claim.question)
    except SourceDown as error:
        return _Result(Outcome.UNAVAILABLE, str(error))
    except SourceRefused as error:
        return _Result(Outcome.MISCONFIGURED, str(error))
    if not reply.found:
        return _Result(Outcome.NO_RECORD)
    if not _is_about(reply, claim.question):
        return _Result(Outcome.WRONG_PERSON, "the answer is about somebody else")
    return _Result(Outcome.ANSWERED, reply=reply)


def _is_about(reply: Reply, question: Question) -> bool:
    """Does the answer name the one we asked about? Saying nothing about it is not enough."""
    names = [name for name in ("id_number", "credit_code", "project_code") if name in question.keys]
    return bool(names) and all(
        reply.about.get(name, "").upper() == question.keys[name].upper() for name in names
    )


@transaction.atomic(durable=True)
def _keep(claim: _Claim, result: _Result) -> timedelta | None:
    """Answer, state and ledger line together, or none of them. Returns the delay before the next
    try.
    """
    exchange = _locked(claim.exchange_id)
    if exchange.attempts != claim.attempt or exchange.reading_since is None:
        return None  # taken for dead meanwhile; the successor wrote our line
    now = timezone.now()
    if exchange.round != claim.round:
        # Asked anew or not needed any more: on the record, and nothing else changes.
        outcome = Outcome.DROPPED if result.reply else result.outcome
        write_line(exchange, outcome=outcome, at=now)
        exchange.reading_since = None
        exchange.save(update_fields=["reading_since"])
        return None
    if result.reply is not None and _was_revoked(exchange):
        result = _Result(Outcome.DROPPED, "the consent was taken back while we read")
    if result.reply is not None:
        exchange.answer = kept(result.reply.records, fields=exchange.fields, one_per=claim.one_per)
    return _conclude(exchange, result, at=now)


def _conclude(exchange: Exchange, result: _Result, *, at: datetime) -> timedelta | None:
    before = exchange.state
    delay = None
    exchange.reading_since = None
    exchange.last_outcome = result.outcome
    exchange.last_error = result.error[:300]
    if result.outcome == Outcome.ANSWERED:
        move(exchange, ExchangeState.ANSWERED)
    elif result.outcome == Outcome.NO_RECORD:
        move(exchange, ExchangeState.NO_RECORD)
    elif result.outcome in NO_ANSWER:
        exchange.failures += 1
        delay = DELAYS[min(exchange.failures, len(DELAYS)) - 1]
        if exchange.failures >= FAILURES_TO_OFFER_UPLOAD and before == ExchangeState.ASKED:
            move(exchange, ExchangeState.FAILED)
    elif before == ExchangeState.ASKED:
        move(exchange, ExchangeState.FAILED)
    if exchange.state in SETTLED:
        exchange.answered_at = at
        exchange.failures = 0
    exchange.save()
    write_line(exchange, outcome=result.outcome, at=at)
    if exchange.state != before:
        publish_news(exchange)
    return delay


def _is_over(exchange: Exchange) -> bool:
    """Settled, or failed in a way that waiting does not mend."""
    if exchange.state == ExchangeState.FAILED:
        return exchange.last_outcome not in NO_ANSWER
    return exchange.state in SETTLED


def _was_revoked(exchange: Exchange) -> bool:
    if exchange.consent_id is None:
        return False
    # A look of our own: the row joined above may be older than the lock we waited for.
    return Consent.objects.filter(pk=exchange.consent_id, revoked_at__isnull=False).exists()


def _locked(exchange_id: UUID) -> Exchange:
    return (
        Exchange.objects.select_for_update(of=("self",))
        .select_related("resource", "subject", "consent")
        .get(pk=exchange_id)
    )
