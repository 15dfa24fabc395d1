"""What a department does with its part of a case."""

from __future__ import annotations

from portal.accounts.actor import Actor
from windows.approvals.models import Approval


def dispatch(approval: Approval, *, actor: Actor) -> Approval:
    """The clockwork puts it into the department's inbox; its own days run from today.

    Does nothing when it was dispatched before. Raises StillWaiting while a dependency is open.
    """
    raise NotImplementedError


def take_up(approval: Approval, *, actor: Actor) -> Approval:
    """An officer of the department begins the examination. Another department: NotFound."""
    raise NotImplementedError


def decide(approval: Approval, *, granted: bool, actor: Actor, reason: str = "") -> Approval:
    """准予 or 不予许可, by an officer (or system) of the department.

    Granted: outputs that are licences are issued to the applicant, and what waited for them is
    dispatched. Denied: the reason is required (行政许可法 art. 38) and what needed the output ends as
    not needed, transitively; what only came after it goes on. The last decision finishes the case.
    Raises ApprovalClosed (409), ReasonMissing, NotFound for another department.
    """
    raise NotImplementedError


def date_again(approval: Approval, *, actor: Actor) -> Approval:
    """The clockwork gives a day to an approval whose calendar year was unknown, once it is known."""
    raise NotImplementedError
