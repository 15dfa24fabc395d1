"""Where a demand for data can be, and the moves between. Pure: no database."""

from __future__ import annotations

import datetime as dt

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class DemandState(TextChoices):
    NOT_ASKED = "not_asked", _("还没有提")
    ASKED = "asked", _("已提，等答复")
    PLANNED = "planned", _("已答应，有日期")
    CONNECTED = "connected", _("已接通")
    NOT_POSSIBLE = "not_possible", _("不能提供")


class Way(TextChoices):
    """What could take the place of the paper, as the requirement's own sources say."""

    RESOURCE = "resource", _("数据接口")
    LICENCE = "licence", _("电子证照")
    OUTPUT = "output", _("别的事项的结果")
    GENERATED = "generated", _("申请表自动生成")
    UNLISTED = "unlisted", _("目录没有写数据来源")


OWED = (DemandState.ASKED, DemandState.PLANNED)
"""The owner owes something: an answer, or the connection."""
SPOKEN_OF = (DemandState.ASKED, DemandState.PLANNED, DemandState.NOT_POSSIBLE)
"""Somebody was asked, on a day."""
_OFFICER = (Role.DATA_OFFICER,)

DEMAND_MOVES = Moves(
    (
        Move(
            "ask",
            (DemandState.NOT_ASKED, DemandState.NOT_POSSIBLE),
            DemandState.ASKED,
            _OFFICER,
            "要用数据的部门向数据所在部门提出需求，答复期限从这一天起算",
            "The department that needs the data asks its owner; the days to answer begin",
        ),
        Move(
            "withdraw",
            (DemandState.ASKED, DemandState.PLANNED),
            DemandState.NOT_ASKED,
            _OFFICER,
            "要用数据的部门收回需求",
            "The department that asked takes it back",
        ),
        Move(
            "plan",
            (DemandState.ASKED, DemandState.PLANNED),
            DemandState.PLANNED,
            _OFFICER,
            "数据所在部门答应接通，写明日期；改期也写明",
            "The owner says by when it will be connected; a later day is said too",
        ),
        Move(
            "refuse",
            (DemandState.ASKED, DemandState.PLANNED),
            DemandState.NOT_POSSIBLE,
            _OFFICER,
            "数据所在部门说明不能提供的理由",
            "The owner says why it cannot be given",
        ),
        Move(
            "connect",
            (
                DemandState.NOT_ASKED,
                DemandState.ASKED,
                DemandState.PLANNED,
                DemandState.NOT_POSSIBLE,
            ),
            DemandState.CONNECTED,
            (Role.SYSTEM,),
            "接口已经可以查询，由系统记下；谁也不能自己说接通了",
            "The source can be asked now; the clockwork notes it, nobody says so by themselves",
        ),
    )
)
"""`disconnect` is not in the table: it leads back to where the demand was before."""


def before_connected(
    asked_on: dt.date | None, planned_on: dt.date | None, reason: str
) -> DemandState:
    """Where a demand falls back to when its source can be asked no more."""
    if asked_on is None:
        return DemandState.NOT_ASKED
    if planned_on is not None:
        return DemandState.PLANNED
    return DemandState.NOT_POSSIBLE if reason else DemandState.ASKED
