"""The worker's door. Handlers for `exchange.settled` and `exchange.unavailable` belong to the
package above.
"""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from datasharing.exchanges import fetch
from datasharing.exchanges.ending import give_up
from datasharing.exchanges.going_out import AT_ONCE
from datasharing.exchanges.keeping import DELAYS
from datasharing.exchanges.moves import FETCH
from datasharing.exchanges.reading import fetch_together
from datasharing.ledger.partitions import make_months_ahead
from datasharing.ledger.questions import date_questions
from datasharing.ledger.sealing import seal_round
from datasharing.lists.demand.refreshing import refresh_if_changed
from datasharing.lists.permissions.actions import expire_permissions
from portal.accounts.actor import SYSTEM
from portal.outbox.handlers import handler


def _give_up(*, exchange_id: str, of_round: int, reason: str, **_: object) -> None:
    give_up(exchange_id=exchange_id, of_round=of_round, reason=reason)


@handler(
    FETCH,
    attempts=len(DELAYS) + 8,
    on_give_up=_give_up,
    at_once=AT_ONCE,
    together=fetch_together,
)
def fetch_exchange(*, exchange_id: str, of_round: int, **_: object) -> None:
    """Ask once; the growing delays of `keeping.DELAYS` reach over a week before it ends."""
    fetch(exchange_id=exchange_id, of_round=of_round)


@shared_task
def keep_ledger() -> None:
    """Every minute: batches sealed, questions dated, months made ahead."""
    seal_round(actor=SYSTEM)
    date_questions()
    make_months_ahead()


@shared_task
def follow_catalogue() -> None:
    """Every minute: the demand list follows the catalogue and the resource list."""
    with transaction.atomic(durable=True):
        refresh_if_changed(actor=SYSTEM)


@shared_task
def keep_permissions() -> None:
    """Every hour: what was granted until yesterday has ended."""
    with transaction.atomic(durable=True):
        expire_permissions(actor=SYSTEM)
