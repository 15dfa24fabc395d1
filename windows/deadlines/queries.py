"""When the clock of an approval stood, and whether it was given more days."""

from __future__ import annotations

from windows.approvals.models import Approval
from windows.deadlines.models import STANDING, ClockStop, Extension


def stops_of(approval: Approval) -> list[ClockStop]:
    """In the order in which they happened."""
    return list(ClockStop.objects.filter(approval=approval).order_by("since", "pk"))


def standing_stop(approval: Approval) -> ClockStop | None:
    """The one that is not over."""
    return ClockStop.objects.filter(STANDING, approval=approval).first()


def extension_of(approval: Approval) -> Extension | None:
    return Extension.objects.filter(approval=approval).first()
