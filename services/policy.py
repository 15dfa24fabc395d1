"""Who may do what with the catalogue. Reading what is published is open to everybody."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.errors import MayNotLoad

LOADERS = frozenset({Role.EDITOR, Role.ADMIN, Role.SYSTEM})


def may_load(actor: Actor) -> bool:
    return actor.kind in LOADERS


def must_be_able_to_load(actor: Actor) -> None:
    """Raises MayNotLoad for everybody but editors, administrators and the clockwork."""
    if not may_load(actor):
        raise MayNotLoad
