"""On an approval's page: registered values that the person says are wrong. Theirs counts."""

from __future__ import annotations

from portal.accounts.actor import Actor
from windows.approvals.models import Approval
from windows.disputes.queries import disputes_in
from windows.web.inbox.panel import Panel


def disputed_panel(approval: Approval, actor: Actor) -> Panel | None:
    """Both versions side by side, with the authority's answer where there is one."""
    disputes = disputes_in(approval)
    return Panel("inbox/panels/disputed.html", {"disputes": disputes}) if disputes else None
