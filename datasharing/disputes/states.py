"""Where a ticket about a registered value can be, and the moves between. Pure: no database."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class DisputeState(TextChoices):
    OPEN = "open", _("等提供部门核对")
    CORRECTED = "corrected", _("登记已更正")
    UPHELD = "upheld", _("登记没有错")
    WITHDRAWN = "withdrawn", _("本人收回")


ANSWERED = (DisputeState.CORRECTED, DisputeState.UPHELD)

DISPUTE_MOVES = Moves(
    (
        Move(
            "correct",
            (DisputeState.OPEN,),
            DisputeState.CORRECTED,
            (),
            "提供部门核对后更正了登记，答复告诉本人",
            "The authority has put its register right; the answer is told to the person",
        ),
        Move(
            "uphold",
            (DisputeState.OPEN,),
            DisputeState.UPHELD,
            (),
            "提供部门核对后认为登记没有错，写明理由，告诉本人",
            "The authority finds its register right and says why; the person is told",
        ),
        Move(
            "withdraw",
            (DisputeState.OPEN,),
            DisputeState.WITHDRAWN,
            (Role.APPLICANT, Role.CLERK),
            "本人收回：登记的是对的",
            "The person takes it back: the register is right",
        ),
    )
)
