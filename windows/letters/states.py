"""Where a letter can be, and the moves between those places. Pure: no database."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class Way(models.TextChoices):
    SMS = "sms", _("短信")
    EMAIL = "email", _("电子邮件")


class LetterState(models.TextChoices):
    QUEUED = "queued", _("等待发送")
    SENT = "sent", _("已发出")
    FAILED = "failed", _("没有发出，还会再试")
    GIVEN_UP = "given_up", _("没有发出，不再试了")
    DROPPED = "dropped", _("不用发了")


TO_BE_SENT = (LetterState.QUEUED, LetterState.FAILED)

LETTER_MOVES = Moves(
    (
        Move(
            "arrive",
            TO_BE_SENT,
            LetterState.SENT,
            (Role.SYSTEM,),
            "邮件服务器或短信网关接收了",
            "The mail server or SMS gateway has taken it",
        ),
        Move(
            "fail",
            TO_BE_SENT,
            LetterState.FAILED,
            (Role.SYSTEM,),
            "这一次没有发出，隔一段时间再试，间隔越来越长",
            "This try failed; there is another one after a growing delay",
        ),
        Move(
            "give_up",
            TO_BE_SENT,
            LetterState.GIVEN_UP,
            (Role.SYSTEM,),
            "地址收不到，或者试完了次数；督查和管理员看得到",
            "The address takes nothing, or no try is left; supervisors and administrators see it",
        ),
        Move(
            "drop",
            TO_BE_SENT,
            LetterState.DROPPED,
            (Role.SYSTEM,),
            "本人关掉了这种方式，或者换了地址",
            "The person has switched this way off, or has another address now",
        ),
        Move(
            "send_again",
            (LetterState.GIVEN_UP,),
            LetterState.QUEUED,
            (Role.SUPERVISOR, Role.ADMIN),
            "原因排除后，由人再发一次",
            "What stood in the way is gone: somebody sends it once more",
        ),
    )
)
