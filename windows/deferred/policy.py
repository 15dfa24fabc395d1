"""What must wait for a paper that follows."""

from __future__ import annotations

from windows.approvals.models import Approval
from windows.cases.models import MaterialSlot
from windows.deferred.errors import MayFollow, StillToFollow
from windows.deferred.queries import is_to_follow, to_follow_for


def check_all_is_here(approval: Approval) -> None:
    """Nothing is granted on a paper that nobody has seen. Raises StillToFollow."""
    late = to_follow_for(approval)
    if late:
        raise StillToFollow(
            names="、".join(each.slot.name for each in late),
            details=[
                {
                    "slot": each.slot_id,
                    "label": each.slot.name,
                    "label_en": each.slot.name_en or each.slot.name,
                    "due_on": each.due_on.isoformat(),
                }
                for each in late
            ],
        )


def check_was_not_deferred(slot: MaterialSlot) -> None:
    """Raises MayFollow while its own day has not come."""
    if is_to_follow(slot):
        raise MayFollow(field="slot")
