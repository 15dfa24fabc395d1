"""可信等级 A–D of a document (国办函〔2016〕108号): the words and the moves. No queries.

Their order is in `services.catalogue.trust`.

A was issued by the authority, B was compared with the original at a window, C was uploaded, D was
written by the person. A level is raised once and holds in every later case of every department.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves
from services.catalogue.codelists import TrustLevel, label_of
from services.catalogue.text import Text


class DocumentLevel(models.TextChoices):
    """`TrustLevel` as the table and the admin know it."""

    A = TrustLevel.A.value, _("A 级：部门签发")
    B = TrustLevel.B.value, _("B 级：窗口核对过原件")
    C = TrustLevel.C.value, _("C 级：本人上传")
    D = TrustLevel.D.value, _("D 级：本人自制")


LEVEL_MOVES = Moves(
    [
        Move(
            "see_original",
            (TrustLevel.C.value, TrustLevel.D.value),
            TrustLevel.B.value,
            (Role.CLERK.value,),
            "窗口核对原件，与上传的一致",
            "A clerk has compared it with the original",
        ),
        Move(
            "confirm_issue",
            (TrustLevel.B.value, TrustLevel.C.value, TrustLevel.D.value),
            TrustLevel.A.value,
            (Role.OFFICER.value,),
            "签发部门确认是自己签发的",
            "The authority that issues it has confirmed it as its own",
        ),
    ]
)


def said_level(level: str) -> Text:
    return label_of(TrustLevel, level)
