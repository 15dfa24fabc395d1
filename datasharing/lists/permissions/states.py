"""Where a request to read another department's register can be. Pure: no database."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class PermissionState(TextChoices):
    ASKED = "asked", _("等提供部门答复")
    GRANTED = "granted", _("同意共享")
    REFUSED = "refused", _("不同意共享")
    WITHDRAWN = "withdrawn", _("已收回")
    EXPIRED = "expired", _("已到期")


ANSWERERS = (Role.DATA_OFFICER, Role.SUPERVISOR)
"""Supervisors only where no department of this portal owns the register."""

PERMISSION_MOVES = Moves(
    (
        Move(
            "grant",
            (PermissionState.ASKED,),
            PermissionState.GRANTED,
            ANSWERERS,
            "提供部门同意共享，可以写明条件和到期日",
            "The provider agrees, with conditions and a last day if it likes",
        ),
        Move(
            "refuse",
            (PermissionState.ASKED,),
            PermissionState.REFUSED,
            ANSWERERS,
            "提供部门不同意共享，写明理由",
            "The provider refuses and says why",
        ),
        Move(
            "withdraw",
            (PermissionState.ASKED, PermissionState.GRANTED),
            PermissionState.WITHDRAWN,
            (Role.DATA_OFFICER,),
            "申请部门收回申请，或不再使用",
            "The asking department takes it back, or needs it no more",
        ),
        Move(
            "take_back",
            (PermissionState.GRANTED,),
            PermissionState.WITHDRAWN,
            ANSWERERS,
            "提供部门收回同意，写明理由",
            "The provider takes its agreement back and says why",
        ),
        Move(
            "expire",
            (PermissionState.GRANTED,),
            PermissionState.EXPIRED,
            (Role.SYSTEM,),
            "过了到期日，不能再查",
            "The last day has passed: nothing may be read any more",
        ),
    )
)
