"""What the clock waits for: stops that are open, extensions that nobody has answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from windows.approvals.models import Approval
from windows.approvals.policy import visible_approvals
from windows.approvals.states import UNDECIDED
from windows.clock import day_after, today, working_days_between
from windows.deadlines.models import STANDING, ClockStop, Extension, ExtensionKind

AT_MOST = 500
"""Open stops of one region that are looked at."""


@dataclass(frozen=True, slots=True)
class OpenStop:
    """`expected_on` is None where no time was said, or the calendar does not reach so far."""

    stop: ClockStop
    expected_on: dt.date | None
    beyond: int
    """Working days that it lasts longer than it was said to; 0 while it does not."""


def open_extensions(actor: Actor) -> QuerySet[Extension]:
    """Asked for and not answered, of the approvals that this actor may see, the oldest first."""
    seen = Approval.objects.filter(
        visible_approvals(actor), state__in=UNDECIDED, case__is_rehearsal=False
    )
    return (
        Extension.objects.filter(answered_at__isnull=True, approval__in=seen)
        .select_related("approval__matter_edition", "approval__department", "approval__case")
        .defer("approval__case__plan", "approval__case__form", "approval__case__answers")
        .order_by("pk")
    )


def extensions_to_answer(actor: Actor) -> QuerySet[Extension]:
    """Those that this very head may answer: never what they asked for themselves."""
    if not actor.is_head or actor.user_id is None:
        return Extension.objects.none()
    is_government = actor.kind == Role.SUPERVISOR
    kind = ExtensionKind.JOINT if is_government else ExtensionKind.SINGLE
    return open_extensions(actor).filter(kind=kind).exclude(asked_by=actor.user_id)


def open_stops(actor: Actor) -> list[OpenStop]:
    """Clocks that stand, of the approvals that this actor may see, the longest first."""
    seen = Approval.objects.filter(visible_approvals(actor), case__is_rehearsal=False)
    found = (
        ClockStop.objects.filter(STANDING, approval__in=seen)
        .select_related("approval__matter_edition", "approval__department", "approval__case")
        .defer("approval__case__plan", "approval__case__form", "approval__case__answers")
        .order_by("since", "pk")
    )
    return [_open_stop(stop) for stop in found[:AT_MOST]]


def _open_stop(stop: ClockStop) -> OpenStop:
    expected_on = day_after(stop.since, stop.expected_days) if stop.expected_days else None
    beyond = working_days_between(expected_on, today()) if expected_on else 0
    return OpenStop(stop, expected_on, beyond or 0)
