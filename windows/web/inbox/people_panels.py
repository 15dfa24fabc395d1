"""Who signs and who has it, as blocks of the officer's page."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.models import SignLevel
from windows.approvals.models import Approval
from windows.approvals.states import IN_INBOX
from windows.assignments.queries import (
    can_hand_over,
    can_reroute,
    colleagues,
    history_of,
    other_departments,
    signing_of,
)
from windows.web.inbox.panel import Panel


def signing_panel(approval: Approval, actor: Actor) -> Panel | None:
    """None where one signature decides and nothing was sent back."""
    signing = signing_of(approval)
    if signing.levels == SignLevel.EXAMINER and not signing.given:
        return None
    may_sign = approval.state in IN_INBOX and signing.waits_for(actor)
    said = {
        "signing": signing,
        "levels": [SignLevel(place) for place in range(1, signing.levels + 1)],
        "may_send_down": may_sign and bool(signing.given),
    }
    return Panel("inbox/panels/signing.html", said)


def hand_over_panel(approval: Approval, actor: Actor) -> Panel | None:
    """None where nothing happened and nothing can be done."""
    history = list(history_of(approval))
    may_give, may_move = can_hand_over(approval, actor), can_reroute(approval, actor)
    if not history and not may_give and not may_move:
        return None
    said = {
        "history": history,
        "colleagues": colleagues(approval) if may_give else (),
        "departments": other_departments(approval) if may_move else (),
        "may_give": may_give,
        "may_move": may_move,
    }
    return Panel("inbox/panels/hand_over.html", said)
