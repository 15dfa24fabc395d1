"""Keeping what came back: answer, state and ledger line together, in one short transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from datasharing.answers import kept, only_whether
from datasharing.exchanges.claims import Claim, Lies, NotSent, Result, Told
from datasharing.exchanges.identity import put_aside
from datasharing.exchanges.ledger import write_line
from datasharing.exchanges.moves import hasten_fetches, move, publish_news
from datasharing.exchanges.reuse import valid_until
from datasharing.exchanges.standing import ended_meanwhile
from datasharing.exchanges.writing import write_all
from datasharing.models import Exchange
from datasharing.states import NO_ANSWER, SETTLED, ExchangeState, Outcome
from portal.outbox.handlers import Ending, TryAgain

DELAYS = tuple(
    timedelta(seconds=seconds)
    for seconds in (2, 5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
)
"""How long to wait after the first, second … failure."""
FAILURES_TO_OFFER_UPLOAD = 3
WAIT_TO_OFFER_UPLOAD = timedelta(minutes=30)
"""For a question that lies with a source that answers when it can."""
NOT_NEEDED = tuple(f"edition__{name}" for name in ("elements", "outputs", "procedures"))
"""Of the edition, only whose it is."""

Ended = list[tuple[int, Ending]]
"""Which of many, and how it ended: None, or when to try again."""


@transaction.atomic(durable=True)
def keep(answered: Sequence[tuple[int, Claim, Result]]) -> Ended:
    """All of each, or nothing of it."""
    rows, now = locked(claim.exchange_id for _, claim, _ in answered), timezone.now()
    # By person: two workers hold the ends of two people's chains in the same order.
    in_order = sorted(answered, key=lambda one: rows[one[1].exchange_id].subject_id)
    ended: Ended = [
        (place, _keep_one(rows[claim.exchange_id], claim, result, now))
        for place, claim, result in in_order
    ]
    write_all(rows.values())
    back = {claim.code for _, claim, told in answered if isinstance(told, Told) and told.is_back}
    for code in sorted(back):
        hasten_fetches(code)
    return ended


def _keep_one(exchange: Exchange, claim: Claim, result: Result, now: datetime) -> Ending:
    if exchange.attempts != claim.attempt or exchange.reading_since is None:
        return None  # taken for dead meanwhile; the successor wrote our line
    exchange.reading_since = None
    if isinstance(result, NotSent):
        return _not_sent(exchange, claim, result)
    if isinstance(result, Lies):
        return _lies(exchange, claim, result, now)
    if result.stranger is not None:  # also of an old round: somebody's data came to us
        put_aside(exchange, result.stranger, at=now)
    if exchange.round != claim.round:
        # Asked anew or not needed any more: on the record, and nothing else changes.
        end_wait(exchange)
        outcome = Outcome.DROPPED if result.reply else result.outcome
        write_line(exchange, outcome=outcome, at=now)
        return None
    if result.reply is not None and ended_meanwhile(exchange, at=now):
        result = Told(Outcome.DROPPED, "its ground has ended while we read")
    if result.reply is not None:
        records, today = result.reply.records, timezone.localdate(now)
        if exchange.assertion:
            exchange.answer = only_whether(records, exchange.assertion, today=today)
        else:
            exchange.answer = kept(records, fields=exchange.fields, one_per=claim.one_per)
        keep_seconds = claim.question.limits.keep_seconds
        exchange.valid_until = valid_until(result.reply, keep_seconds=keep_seconds, now=now)
    return conclude(exchange, result, at=now)


def _not_sent(exchange: Exchange, claim: Claim, result: NotSent) -> Ending:
    """Nothing was asked, so this was no attempt and there is no line. A source that rests counts
    as one that did not answer: who waits for it is told as soon as by asking in vain.
    """
    exchange.attempts -= 1
    exchange.said = None
    if exchange.round != claim.round:
        return None
    if not result.is_resting:
        return TryAgain(result.after, "not yet its turn", is_counted=False)
    before = exchange.state
    exchange.last_outcome = Outcome.UNAVAILABLE
    exchange.last_error = "the source is resting after failures"
    delay = _failed_once_more(exchange)
    if exchange.state != before:
        publish_news(exchange)
    return TryAgain(max(delay, result.after), "the source is resting")


def _lies(exchange: Exchange, claim: Claim, result: Lies, now: datetime) -> Ending:
    """The question lies with a slow source: no worker waits for it, the same attempt goes on."""
    since = exchange.waiting_since or now
    exchange.waiting_since = since
    exchange.waiting_round = exchange.waiting_round or claim.round
    is_long = now - since >= WAIT_TO_OFFER_UPLOAD and exchange.round == claim.round
    if is_long and exchange.state == ExchangeState.ASKED:
        exchange.last_outcome = Outcome.UNAVAILABLE
        move(exchange, ExchangeState.FAILED)
        publish_news(exchange)
    return TryAgain(result.after, "the question lies with the source", is_counted=False)


def conclude(exchange: Exchange, result: Told, *, at: datetime) -> Ending:
    """The end of one attempt: its state, its line, the news, and when to try again if at all."""
    before, told_to_wait = exchange.state, exchange.last_outcome in NO_ANSWER
    delay = None
    exchange.reading_since = None
    end_wait(exchange)
    exchange.last_outcome = result.outcome
    exchange.last_error = result.error[:300]
    if result.outcome in {Outcome.ANSWERED, Outcome.REUSED}:
        move(exchange, ExchangeState.ANSWERED)
    elif result.outcome == Outcome.NO_RECORD:
        move(exchange, ExchangeState.NO_RECORD)
    elif result.outcome in NO_ANSWER:
        delay = max(_failed_once_more(exchange), result.after or timedelta(0))
    elif before == ExchangeState.ASKED:
        move(exchange, ExchangeState.FAILED)
    if exchange.state in SETTLED:
        exchange.answered_at = at
        exchange.failures = 0
    write_line(exchange, outcome=result.outcome, at=at)
    gives_up = told_to_wait and before == ExchangeState.FAILED and result.outcome not in NO_ANSWER
    if exchange.state != before or gives_up:
        publish_news(exchange)
    return None if delay is None else TryAgain(delay, "the source did not answer")


def _failed_once_more(exchange: Exchange) -> timedelta:
    """How long to wait now; after a few times the person is offered to hand it in instead."""
    exchange.failures += 1
    if exchange.failures >= FAILURES_TO_OFFER_UPLOAD and exchange.state == ExchangeState.ASKED:
        move(exchange, ExchangeState.FAILED)
    return DELAYS[min(exchange.failures, len(DELAYS)) - 1]


def end_wait(exchange: Exchange) -> None:
    exchange.waiting_since = exchange.waiting_round = None


def is_over(exchange: Exchange) -> bool:
    """Settled, or failed in a way that waiting does not mend."""
    if exchange.state == ExchangeState.FAILED:
        return exchange.last_outcome not in NO_ANSWER
    return exchange.state in SETTLED


def locked(exchange_ids: Iterable[UUID]) -> dict[UUID, Exchange]:
    """In one order for everybody, so that two who want the same do not wait for each other."""
    rows = (
        Exchange.objects.select_for_update(of=("self",))
        .select_related("resource__connection", "subject", "consent", "duty", "notice")
        .select_related("edition", "permission")
        .defer(*NOT_NEEDED)
        .filter(pk__in=set(exchange_ids))
        .order_by("pk")
    )
    return {row.pk: row for row in rows}
