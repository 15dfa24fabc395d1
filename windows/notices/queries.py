"""Reads of notices."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from windows.notices.models import Notice


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """What was told to the actor's people, or to the supervisors of the actor's region; newest first."""
    raise NotImplementedError
