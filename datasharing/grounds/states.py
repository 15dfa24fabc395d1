"""The words for grounds, guardians and answers about somebody else. No database."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class GroundKind(TextChoices):
    """个人信息保护法 art. 13: (1) the person agrees, or (3) a statutory duty needs it."""

    CONSENT = "consent", _("本人同意")
    DUTY = "duty", _("履行法定职责")


class ShownHow(TextChoices):
    """By which paper a clerk saw that somebody is a child's guardian."""

    HOUSEHOLD_BOOK = "household", _("户口簿")
    BIRTH_CERTIFICATE = "birth", _("出生医学证明")
    APPOINTMENT = "appointment", _("法院或居委会、村委会的指定文书")


class MismatchState(TextChoices):
    """What became of an answer that named somebody else."""

    OPEN = "open", _("等提供部门核实")
    CORRECTED = "corrected", _("提供部门已更正")
    STOOD = "stood", _("提供部门说登记没有错")


ANSWERERS = (Role.OFFICER, Role.DATA_OFFICER, Role.SUPERVISOR)

MISMATCH_MOVES = Moves(
    (
        Move(
            "correct",
            (MismatchState.OPEN,),
            MismatchState.CORRECTED,
            ANSWERERS,
            "提供部门查清并更正，再查一次",
            "The provider has put it right; it is asked once more",
        ),
        Move(
            "let_stand",
            (MismatchState.OPEN,),
            MismatchState.STOOD,
            ANSWERERS,
            "提供部门说明登记没有错，请本人自己提交",
            "The provider explains that the register is right; the person hands it in",
        ),
    )
)
