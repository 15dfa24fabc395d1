"""The end of asking: after the last try the question is closed, and whoever waits for it hears."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from datasharing.exchanges.keeping import end_wait, is_over, locked
from datasharing.exchanges.moves import move, publish_news
from datasharing.states import ExchangeState, Outcome


@transaction.atomic(durable=True)
def give_up(*, exchange_id: str, of_round: int, reason: str) -> None:
    """For the round that was asked in vain. Nothing was read, so there is no line. Safe to run
    twice; a round begun meanwhile goes on.
    """
    exchange = locked([UUID(exchange_id)])[UUID(exchange_id)]
    if exchange.round != of_round or is_over(exchange):
        return
    if exchange.state == ExchangeState.ASKED:
        move(exchange, ExchangeState.FAILED)
    exchange.reading_since = None
    end_wait(exchange)
    exchange.last_outcome, exchange.last_error = Outcome.GIVEN_UP, reason[:300]
    exchange.save()
    publish_news(exchange)
