"""A clock that stood goes on, or its approval has ended: either way the stop is over."""

from __future__ import annotations

from django.utils import timezone

from portal.accounts.actor import Actor
from windows.approvals.models import Approval
from windows.clock import today
from windows.deadlines.models import STANDING, ClockStop


def end_stops(approval: Approval, *, actor: Actor, outcome: str = "") -> int:
    """For a locked approval; how many were open (none or one)."""
    return ClockStop.objects.filter(STANDING, approval=approval).update(
        until=today(), resumed_at=timezone.now(), resumed_by_name=actor.name, outcome=outcome
    )
