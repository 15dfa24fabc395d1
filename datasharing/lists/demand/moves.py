"""The one place where the state of a demand is set."""

from __future__ import annotations

from datasharing.lists.demand.models import DataDemand
from datasharing.lists.demand.states import DEMAND_MOVES
from portal.accounts.actor import Actor


def move(demand: DataDemand, name: str, *, actor: Actor) -> None:
    """Raises MoveRefused or MoveNotAllowed; the row is saved by the caller."""
    demand.state = str(DEMAND_MOVES.check(demand.state, name, actor.kind))
