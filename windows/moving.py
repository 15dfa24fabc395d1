"""The one place where a state is set."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.states.move_table import Moves
from windows.approvals.models import Approval
from windows.approvals.states import APPROVAL_MOVES
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import CASE_MOVES, SLOT_MOVES


def move_case(case: Case, name: str, *, actor: Actor) -> None:
    """Raises MoveRefused or MoveNotAllowed; the row is saved by the caller."""
    case.state = _checked(CASE_MOVES, case.state, name, actor)


def move_slot(slot: MaterialSlot, name: str, *, actor: Actor) -> None:
    """As `move_case`."""
    slot.state = _checked(SLOT_MOVES, slot.state, name, actor)


def move_approval(approval: Approval, name: str, *, actor: Actor) -> None:
    """As `move_case`."""
    approval.state = _checked(APPROVAL_MOVES, approval.state, name, actor)


def _checked(moves: Moves, state: str, name: str, actor: Actor) -> str:
    # Strings rather than members of the enumerations: what a fresh load of the row would give.
    return str(moves.check(state, name, actor.kind))
