"""Where one department's part of a case can be, and the moves between those places. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class ApprovalState(models.TextChoices):
    WAITING = "waiting", _("等前面的结果")
    DISPATCHED = "dispatched", _("已送达部门")
    IN_REVIEW = "in_review", _("审查中")
    APPROVED = "approved", _("准予")
    DENIED = "denied", _("不予许可")
    NOT_NEEDED = "not_needed", _("不再需要")


class DependencyKind(models.TextChoices):
    """Why one approval waits for another."""

    OUTPUT = "output", _("需要其结果")
    ORDER = "order", _("须在其后开始")


UNDECIDED = (ApprovalState.WAITING, ApprovalState.DISPATCHED, ApprovalState.IN_REVIEW)
IN_INBOX = (ApprovalState.DISPATCHED, ApprovalState.IN_REVIEW)
DECIDED = (ApprovalState.APPROVED, ApprovalState.DENIED)
ENDED = (*DECIDED, ApprovalState.NOT_NEEDED)

_DECIDERS = (Role.OFFICER, Role.DEPARTMENT_SYSTEM)

APPROVAL_MOVES = Moves(
    (
        Move(
            "dispatch",
            (ApprovalState.WAITING,),
            ApprovalState.DISPATCHED,
            (Role.SYSTEM,),
            "不再等待别人，送达部门；部门自己的期限从这一天起算",
            "It waits for nobody any more and reaches its department; its own days begin to run",
        ),
        Move(
            "take_up",
            (ApprovalState.DISPATCHED,),
            ApprovalState.IN_REVIEW,
            _DECIDERS,
            "部门开始审查",
            "The department begins its examination",
        ),
        Move(
            "approve",
            IN_INBOX,
            ApprovalState.APPROVED,
            _DECIDERS,
            "准予；签发证照，放行等待它结果的事项",
            "Granted: its licences are issued, and what waited for them is set free",
        ),
        Move(
            "deny",
            IN_INBOX,
            ApprovalState.DENIED,
            _DECIDERS,
            "不予许可，写明理由；只终止需要它结果的事项",
            "Denied, with a reason: ends only those that needed its output",
        ),
        Move(
            "drop",
            UNDECIDED,
            ApprovalState.NOT_NEEDED,
            (Role.SYSTEM,),
            "办件已撤回或不予受理，或前序事项没有办成",
            "The case was withdrawn or refused, or what it needed was denied",
        ),
    ),
)
