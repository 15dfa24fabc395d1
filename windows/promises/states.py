"""Where the check of one promise can be. Pure: no database."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class CheckState(models.TextChoices):
    DUE = "due", _("待核查")
    KEPT = "kept", _("属实")
    TO_MEND = "to_mend", _("不属实，限期整改")
    MENDED = "mended", _("已整改")
    REVOKED = "revoked", _("没有整改，决定已撤销")


OPEN_STATES = (CheckState.DUE, CheckState.TO_MEND)
_CHECKERS = (Role.OFFICER, Role.DEPARTMENT_SYSTEM)

CHECK_MOVES = Moves(
    (
        Move(
            "find_kept",
            (CheckState.DUE,),
            CheckState.KEPT,
            _CHECKERS,
            "部门核查，承诺属实",
            "The department has checked: the promise was true",
        ),
        Move(
            "order_mending",
            (CheckState.DUE,),
            CheckState.TO_MEND,
            _CHECKERS,
            "核查不属实，书面责令限期整改",
            "It was not true: ordered in writing to mend it by a day",
        ),
        Move(
            "find_mended",
            (CheckState.TO_MEND,),
            CheckState.MENDED,
            _CHECKERS,
            "部门复查，已经整改",
            "The department has looked again: it is mended",
        ),
        Move(
            "revoke",
            (CheckState.TO_MEND,),
            CheckState.REVOKED,
            _CHECKERS,
            "到期没有整改，撤销决定和证照，记入失信记录",
            "Not mended in time: decision and licence are revoked, and a bad record is kept",
        ),
    )
)
