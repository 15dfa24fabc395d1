"""Where a paper that follows after acceptance can be. Pure: no database."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class DeferralState(models.TextChoices):
    OPEN = "open", _("等您补交")
    HANDED_IN = "handed_in", _("已补交")
    MISSED = "missed", _("到期没有补交")
    NOT_NEEDED = "not_needed", _("不用补了")


DEFERRAL_MOVES = Moves(
    (
        Move(
            "hand_in",
            (DeferralState.OPEN,),
            DeferralState.HANDED_IN,
            (Role.APPLICANT, Role.CLERK, Role.SYSTEM),
            "补交了，或者共享数据取到了",
            "It was handed in, or a register gave it",
        ),
        Move(
            "miss",
            (DeferralState.OPEN,),
            DeferralState.MISSED,
            (Role.SYSTEM,),
            "到期没有补交：要用它的事项撤销受理，其他事项照常办",
            "Its day is over: the acceptance of the matters that use it is revoked, all others go "
            "on",
        ),
        Move(
            "drop",
            (DeferralState.OPEN,),
            DeferralState.NOT_NEEDED,
            (Role.SYSTEM,),
            "要用它的事项都已经结束",
            "Every matter that would use it has ended",
        ),
    )
)
