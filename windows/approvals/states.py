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
    STOPPED = "stopped", _("时限暂停")
    APPROVED = "approved", _("准予")
    DENIED = "denied", _("不予许可")
    NOT_NEEDED = "not_needed", _("不再需要")


class DependencyKind(models.TextChoices):
    """Why one approval waits for another."""

    OUTPUT = "output", _("需要其结果")
    ORDER = "order", _("须在其后开始")


IN_INBOX = (ApprovalState.DISPATCHED, ApprovalState.IN_REVIEW)
"""The department has it and its days run."""
AT_DEPARTMENT = (*IN_INBOX, ApprovalState.STOPPED)
"""The department has it."""
UNDECIDED = (ApprovalState.WAITING, *AT_DEPARTMENT)
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
            "stop",
            IN_INBOX,
            ApprovalState.STOPPED,
            (*_DECIDERS, Role.CLERK, Role.SYSTEM),
            "依法暂停计时：法律列明的情形，或等申请人补正；书面告知",
            "The clock stands: in a case that the law names, or while the applicant puts something "
            "right; told in writing",
        ),
        Move(
            "resume",
            (ApprovalState.STOPPED,),
            ApprovalState.IN_REVIEW,
            (*_DECIDERS, Role.APPLICANT, Role.CLERK, Role.SYSTEM),
            "暂停的情形结束，剩下的时间接着算",
            "What held it up is over; the days that were left run on",
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
            "renew_by_silence",
            UNDECIDED,
            ApprovalState.APPROVED,
            (Role.SYSTEM,),
            "有效期届满还没有作出决定，视为准予延续（行政许可法第五十条）",
            "Undecided when the licence it renews has ended: counts as renewed (Licensing Law "
            "art. 50)",
        ),
        Move(
            "deny",
            IN_INBOX,
            ApprovalState.DENIED,
            _DECIDERS,
            "不予许可，写明理由；终止需要它结果的事项，其余的按这件事的规定",
            "Denied, with a reason: ends those that needed its output; the others as the edition "
            "says",
        ),
        Move(
            "drop",
            UNDECIDED,
            ApprovalState.NOT_NEEDED,
            (Role.SYSTEM,),
            "办件已撤回或不予受理，前序事项没有办成，或一项不予许可后其余的不再办",
            "The case was withdrawn or refused, what it needed was denied, or a denial ended the "
            "rest",
        ),
    ),
)
