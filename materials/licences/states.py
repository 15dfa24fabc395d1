"""Where a licence can be (证照状态, GB/T 36903): the standard's own two-digit codes, and the moves.

Legal ground: 行政许可法 art. 69 (撤销), 70 (注销); 行政处罚法 art. 9 (暂扣, 吊销).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class LicenceState(models.TextChoices):
    VALID = "01", _("有效")
    SUSPENDED = "02", _("暂扣")
    REVOKED = "03", _("撤销")
    CANCELLED = "04", _("注销")
    LAPSED = "05", _("失效")
    TRANSFERRED = "06", _("办理转出")
    WITHDRAWN = "07", _("吊销")
    OTHER = "99", _("其他")


IN_ENGLISH = {
    LicenceState.VALID: "valid",
    LicenceState.SUSPENDED: "suspended",
    LicenceState.REVOKED: "revoked",
    LicenceState.CANCELLED: "cancelled",
    LicenceState.LAPSED: "lapsed",
    LicenceState.TRANSFERRED: "transferred",
    LicenceState.WITHDRAWN: "withdrawn",
    LicenceState.OTHER: "other",
}

_LIVE = (LicenceState.VALID.value, LicenceState.SUSPENDED.value)
_ISSUER = (Role.OFFICER.value, Role.DEPARTMENT_SYSTEM.value)

MOVES = Moves(
    [
        Move(
            "suspend",
            (LicenceState.VALID.value,),
            LicenceState.SUSPENDED.value,
            _ISSUER,
            _("暂扣证照"),
            "Suspend the licence",
        ),
        Move(
            "restore",
            (LicenceState.SUSPENDED.value,),
            LicenceState.VALID.value,
            _ISSUER,
            _("解除暂扣"),
            "Give the licence back",
        ),
        Move(
            "revoke",
            _LIVE,
            LicenceState.REVOKED.value,
            _ISSUER,
            _("撤销证照"),
            "Revoke the licence",
        ),
        Move(
            "cancel",
            _LIVE,
            LicenceState.CANCELLED.value,
            _ISSUER,
            _("注销证照"),
            "Cancel the licence",
        ),
        Move(
            "withdraw",
            _LIVE,
            LicenceState.WITHDRAWN.value,
            _ISSUER,
            _("吊销证照"),
            "Withdraw the licence as a penalty",
        ),
    ]
)
