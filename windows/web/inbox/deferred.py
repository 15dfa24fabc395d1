"""On an approval's page: papers that may still follow, and the promises it rests on."""

from __future__ import annotations

from portal.accounts.actor import Actor
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.deferred.queries import to_follow_for
from windows.promises.models import CommitmentCheck
from windows.web.inbox.panel import Panel

TEMPLATE = "inbox/panels/deferred.html"


def to_follow(approval: Approval, actor: Actor) -> Panel | None:
    """Before the decision what it must wait for, after it what is to be checked."""
    if approval.state == ApprovalState.APPROVED:
        checks = CommitmentCheck.objects.filter(approval=approval).select_related("slot")
        rows = list(checks.order_by("due_on", "pk"))
        return Panel(TEMPLATE, {"checks": rows}) if rows else None
    papers = to_follow_for(approval)
    return Panel(TEMPLATE, {"papers": papers}) if papers else None
