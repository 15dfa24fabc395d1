"""The one place where a state is set."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.states.move_table import Moves
from windows.approvals.models import Approval
from windows.approvals.states import APPROVAL_MOVES
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import CASE_MOVES, SLOT_MOVES
from windows.deferred.models import Deferral
from windows.deferred.states import DEFERRAL_MOVES
from windows.promises.models import CommitmentCheck
from windows.promises.states import CHECK_MOVES


def move_case(case: Case, name: str, *, actor: Actor) -> None:
    """Raises MoveRefused or MoveNotAllowed; the row is saved by the caller."""
    case.state = _checked(CASE_MOVES, case.state, name, actor)


def move_slot(slot: MaterialSlot, name: str, *, actor: Actor) -> None:
    """As `move_case`."""
    slot.state = _checked(SLOT_MOVES, slot.state, name, actor)


def move_approval(approval: Approval, name: str, *, actor: Actor) -> None:
    """As `move_case`."""
    approval.state = _checked(APPROVAL_MOVES, approval.state, name, actor)


def move_deferral(deferral: Deferral, name: str, *, actor: Actor) -> None:
    """As `move_case`."""
    deferral.state = _checked(DEFERRAL_MOVES, deferral.state, name, actor)


def move_check(check: CommitmentCheck, name: str, *, actor: Actor) -> None:
    """As `move_case`."""
    check.state = _checked(CHECK_MOVES, check.state, name, actor)


def _checked(moves: Moves, state: str, name: str, actor: Actor) -> str:
    # Strings rather than members of the enumerations: what a fresh load of the row would give.
    return str(moves.check(state, name, actor.kind))
