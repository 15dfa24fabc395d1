"""What must wait for the answer to a notice."""

from __future__ import annotations

from windows.approvals.models import Approval
from windows.corrections.queries import unanswered_of
from windows.errors import WaitsForApplicant


def check_is_answered(approval: Approval) -> None:
    """Nothing is granted while the person is asked for something of it. Raises
    WaitsForApplicant.
    """
    if unanswered_of(approval).exists():
        raise WaitsForApplicant
