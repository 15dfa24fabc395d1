"""The one place where the state of a ticket is set."""

from __future__ import annotations

from datasharing.disputes.models import DataDispute
from datasharing.disputes.states import DISPUTE_MOVES
from portal.accounts.actor import Actor


def move(dispute: DataDispute, name: str, *, actor: Actor) -> None:
    """Raises MoveRefused or MoveNotAllowed; the row is saved by the caller."""
    dispute.state = str(DISPUTE_MOVES.check(dispute.state, name, actor.kind))
