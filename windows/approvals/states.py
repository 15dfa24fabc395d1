"""Where one department's part of a case can be, and the moves between those places. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class ApprovalState(models.TextChoices):
    WAITING = "waiting", _("等待前序结果")
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

APPROVAL_MOVES = Moves(
    (
        Move("dispatch", (ApprovalState.WAITING,), ApprovalState.DISPATCHED, (Role.SYSTEM,)),
        Move(
            "take_up",
            (ApprovalState.DISPATCHED,),
            ApprovalState.IN_REVIEW,
            (Role.OFFICER, Role.DEPARTMENT_SYSTEM),
        ),
        Move("approve", IN_INBOX, ApprovalState.APPROVED, (Role.OFFICER, Role.DEPARTMENT_SYSTEM)),
        Move("deny", IN_INBOX, ApprovalState.DENIED, (Role.OFFICER, Role.DEPARTMENT_SYSTEM)),
        Move("drop", UNDECIDED, ApprovalState.NOT_NEEDED, (Role.SYSTEM,)),
    ),
)
