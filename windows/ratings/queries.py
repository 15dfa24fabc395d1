"""Ratings that still owe somebody a call."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from windows.ratings.models import Rating


def callbacks_due(actor: Actor) -> QuerySet[Rating]:
    """Bad ratings of the supervisor's region not yet called back, nearest deadline first."""
    raise NotImplementedError
