"""What must wait for the answer to a notice."""

from __future__ import annotations

from portal.worded import Worded
from windows.approvals.models import Approval
from windows.corrections.queries import unanswered_of
from windows.errors import WaitsForApplicant

_ASKED: Worded[int] = Worded(
    lambda approval: (
        unanswered_of(approval).select_related(None).order_by().values_list("pk", flat=True)[:1]
    )
)


def check_is_answered(approval: Approval) -> None:
    """Nothing is granted while the person is asked for something of it. Raises
    WaitsForApplicant.
    """
    if _ASKED(approval.pk):
        raise WaitsForApplicant
