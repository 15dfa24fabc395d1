"""Nothing is asked while the record of reads cannot be sealed; it is tried again until it can."""

from __future__ import annotations

from datetime import timedelta

from datasharing.exchanges.keeping import DELAYS
from datasharing.exchanges.moves import move, publish_news
from datasharing.models import Exchange
from datasharing.states import ExchangeState, Outcome
from portal.outbox.handlers import TryAgain

LONGEST = timedelta(minutes=15)
"""The round that opens the gate hastens whoever waits; so long at most if it dies before."""
WHY = "The record of reads has had no time stamp for too long."


def hold(exchange: Exchange) -> TryAgain:
    """For a locked exchange that is not over. The person is offered to hand the paper in at once,
    not after three tries. There is no line: nobody was asked anything, so it was no try either.
    """
    before = exchange.state
    exchange.failures += 1
    exchange.last_outcome, exchange.last_error = Outcome.NOT_SEALED, WHY
    if before == ExchangeState.ASKED:
        move(exchange, ExchangeState.FAILED)
    exchange.save()
    if exchange.state != before:
        publish_news(exchange)
    delay = DELAYS[min(exchange.failures, len(DELAYS)) - 1]
    return TryAgain(min(delay, LONGEST), "the record of reads is not sealed", is_counted=False)
