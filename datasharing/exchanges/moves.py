"""Changing where an exchange stands, and telling the package above that it changed."""

from __future__ import annotations

from datasharing.models import Exchange
from datasharing.states import NO_ANSWER, SETTLED, ExchangeState, may_move
from portal.errors import MoveRefused
from portal.outbox.actions import hasten, publish

FETCH = "exchange.fetch"
SETTLED_NEWS = "exchange.settled"
UNAVAILABLE_NEWS = "exchange.unavailable"


def move(exchange: Exchange, target: ExchangeState) -> None:
    if not may_move(exchange.state, target):
        raise MoveRefused
    exchange.state = target


def start_round(exchange: Exchange) -> None:
    """Ask (again): whatever an earlier round still brings will not be kept."""
    exchange.round += 1
    exchange.failures = 0
    exchange.last_outcome = exchange.last_error = ""
    exchange.answer = exchange.answered_at = exchange.valid_until = None
    if exchange.state != ExchangeState.ASKED:
        move(exchange, ExchangeState.ASKED)
    exchange.save()
    publish_fetch(exchange)


def publish_fetch(exchange: Exchange) -> None:
    """One message per read, so that a case's reads run at the same time, on as many workers."""
    publish(
        FETCH,
        key=f"{FETCH}:{exchange.pk}:{exchange.round}",
        exchange_id=str(exchange.pk),
        of_round=exchange.round,
        resource=exchange.resource.code,
    )


def hasten_fetches(resource: str) -> None:
    """The source answers again: whoever waits for it, perhaps for hours, is read now."""
    hasten(FETCH, resource=resource)


def hasten_all_fetches() -> None:
    """Reading was held and goes on: whoever waits is read now."""
    hasten(FETCH)


def publish_news(exchange: Exchange) -> None:
    """Once per round: `exchange.settled` when there is an answer, `exchange.unavailable` when the
    person should be offered to hand the material in instead; again when asking then ends for good
    (the consent was taken back). The package above handles both.
    """
    kind = SETTLED_NEWS if exchange.state in SETTLED else UNAVAILABLE_NEWS
    goes_on = exchange.state in SETTLED or exchange.last_outcome in NO_ANSWER
    why = "" if goes_on else f":{exchange.last_outcome}"
    publish(
        kind,
        key=f"{kind}:{exchange.pk}:{exchange.round}{why}",
        exchange_id=str(exchange.pk),
        case_number=exchange.case_number,
    )
