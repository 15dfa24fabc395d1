"""A proposal on its way up that does not hold any more: whoever decides begins with the first."""

from __future__ import annotations

from windows.approvals.models import Approval
from windows.assignments.models import SignOff


def begin_anew(approval: Approval) -> None:
    """Another department has it, or the applicant put something right since: what was signed
    before stays on record and counts no more. For a locked approval.
    """
    SignOff.objects.filter(approval=approval, is_void=False).update(is_void=True)
