"""Who keeps the lists of a department, and who may see them."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed

KEEPERS = frozenset({Role.DATA_OFFICER})
"""Each keeps what their own department shares and needs."""
WATCHERS = frozenset({Role.SUPERVISOR})
"""See every list and write in none."""
DESK_ROLES = (Role.DATA_OFFICER, Role.SUPERVISOR)
"""May open the pages of the lists at all."""


def keeps_lists(actor: Actor) -> bool:
    """Whether there is a department whose lists this person keeps."""
    return actor.kind in KEEPERS and bool(actor.department_code)


def check_keeps_lists(actor: Actor) -> None:
    if not keeps_lists(actor):
        raise NotAllowed
