"""Nothing is asked while the record of reads cannot be sealed; it is tried again until it can."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from datasharing.exchanges.moves import move, publish_news
from datasharing.ledger.gate import is_closed
from datasharing.models import Exchange
from datasharing.states import SETTLED, ExchangeState, Outcome

WHY = "The record of reads has had no time stamp for too long."


def hold_while_unsealed(
    exchange_id: UUID, *, of_round: int, delays: Sequence[timedelta]
) -> timedelta | None:
    """How long this read has to wait; None when it may go on.

    The person is offered to hand the paper in at once, not after three tries. There is no line:
    nobody was asked anything.
    """
    return _hold(exchange_id, of_round, delays) if is_closed() else None


@transaction.atomic(durable=True)
def _hold(exchange_id: UUID, of_round: int, delays: Sequence[timedelta]) -> timedelta | None:
    exchange = (
        Exchange.objects.select_for_update(of=("self",))
        .select_related("resource", "subject", "consent")
        .get(pk=exchange_id)
    )
    if exchange.round != of_round or exchange.state in SETTLED:
        return None
    before = exchange.state
    exchange.failures += 1
    exchange.last_outcome, exchange.last_error = Outcome.NOT_SEALED, WHY
    if before == ExchangeState.ASKED:
        move(exchange, ExchangeState.FAILED)
    exchange.save()
    if exchange.state != before:
        publish_news(exchange)
    return delays[min(exchange.failures, len(delays)) - 1]
