"""The one place where the state of a permission is set."""

from __future__ import annotations

from datasharing.lists.permissions.models import SharingPermission
from datasharing.lists.permissions.states import PERMISSION_MOVES
from portal.accounts.actor import Actor


def move_permission(permission: SharingPermission, name: str, *, actor: Actor) -> None:
    """Raises MoveRefused or MoveNotAllowed; the row is saved by the caller."""
    permission.state = str(PERMISSION_MOVES.check(permission.state, name, actor.kind))
