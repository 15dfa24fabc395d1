"""The one place where the state of a demand is set."""

from __future__ import annotations

from collections.abc import Sequence

from datasharing.lists.demand.models import DataDemand
from datasharing.lists.demand.states import DEMAND_MOVES, DemandState, before_connected
from portal.accounts.actor import Actor

AT_ONCE = 200


def move(demand: DataDemand, name: str, *, actor: Actor) -> None:
    """Raises MoveRefused or MoveNotAllowed; the row is saved by the caller."""
    demand.state = str(DEMAND_MOVES.check(demand.state, name, actor.kind))


def lead_back(demand: DataDemand) -> None:
    """Its source can be asked no more: it is where it was before it was connected."""
    back = before_connected(demand.asked_on, demand.planned_on, demand.reason)
    demand.state = back.value


def start_over(demand: DataDemand) -> None:
    """The data is somebody else's: whom it was asked of has nothing to say to it any more."""
    demand.asked_on = demand.answer_due_on = demand.planned_on = None
    demand.reason = ""
    if demand.state != DemandState.CONNECTED:
        demand.state = DemandState.NOT_ASKED.value


def write(demands: Sequence[DataDemand], columns: Sequence[str]) -> None:
    """Many rows at once, with the states they were moved to."""
    DataDemand.objects.bulk_update(demands, [*columns, "state"], batch_size=AT_ONCE)
