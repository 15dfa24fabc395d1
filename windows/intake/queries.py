"""What waits at the desk."""

from __future__ import annotations

from portal.accounts.actor import Actor
from windows.cases.models import Case
from windows.paging import Page


def desk_queue(actor: Actor, *, after: str = "", limit: int = 20) -> Page[Case]:
    """Submitted cases of the clerk's region and centre, the nearest intake deadline first."""
    raise NotImplementedError


def drafts_at_desk(actor: Actor, *, after: str = "", limit: int = 20) -> Page[Case]:
    """Drafts begun at this clerk's centre and not handed in yet, newest first."""
    raise NotImplementedError
