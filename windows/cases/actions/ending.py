"""What every end of a case before its decisions has in common."""

from __future__ import annotations

from datasharing.exchanges import stop
from datasharing.queries import exchanges_of
from portal.accounts.actor import Actor
from windows.cases.models import Case


def stop_reads(case: Case, *, actor: Actor) -> None:
    """Nothing more is asked of other authorities for a case that has ended."""
    for exchange in exchanges_of(case.number):
        stop(exchange, actor=actor)
