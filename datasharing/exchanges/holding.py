"""Nothing is asked while the record of reads cannot be sealed; it is tried again until it can."""

from __future__ import annotations

from datasharing.exchanges.keeping import DELAYS
from datasharing.exchanges.moves import move, publish_news
from datasharing.models import Exchange
from datasharing.states import ExchangeState, Outcome
from portal.outbox.handlers import TryAgain

WHY = "The record of reads has had no time stamp for too long."


def hold(exchange: Exchange) -> TryAgain:
    """For a locked exchange that is not over. The person is offered to hand the paper in at once,
    not after three tries. There is no line: nobody was asked anything.
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
    return TryAgain(delay, "the record of reads is not sealed")
