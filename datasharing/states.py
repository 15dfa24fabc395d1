"""The words for where a read stands and how it ended. No database."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class Sharing(TextChoices):
    """共享类型, 国发〔2016〕51号: freely, on conditions, or not at all."""

    UNCONDITIONAL = "unconditional", _("无条件共享")
    CONDITIONAL = "conditional", _("有条件共享")
    NONE = "none", _("不予共享")


class GivenVia(TextChoices):
    ONLINE = "online", _("网上授权")
    WINDOW = "window", _("窗口授权")


class ExchangeState(TextChoices):
    ASKED = "asked", _("已发出，等待答复")
    ANSWERED = "answered", _("已取得")
    NO_RECORD = "no_record", _("对方没有记录")
    FAILED = "failed", _("没有取得")


class Outcome(TextChoices):
    """How one attempt to read ended; the ledger has one line for each attempt."""

    ANSWERED = "answered", _("读到了数据")
    NO_RECORD = "no_record", _("对方没有您的记录")
    UNAVAILABLE = "unavailable", _("对方系统没有答复，未读到数据")
    WRONG_PERSON = "wrong_person", _("对方的答复不是您的，已丢弃")
    CONSENT_EXPIRED = "consent_expired", _("授权已过期，没有读取")
    CONSENT_REVOKED = "consent_revoked", _("您已撤回授权，没有读取")
    DROPPED = "dropped", _("读取期间授权或需要有变，数据已丢弃")
    REUSED = "reused", _("用了仍在有效期内的答复，没有再查")
    INTERRUPTED = "interrupted", _("读取中断，没有保留数据")
    MISCONFIGURED = "misconfigured", _("接口不能使用，没有读取")
    NOT_PERMITTED = "not_permitted", _("提供部门不再同意共享，没有读取")
    GROUND_ENDED = "ground_ended", _("依据已失效，没有读取")
    NOT_SEALED = "not_sealed", _("读取记录没有及时封存，暂停读取")
    GIVEN_UP = "given_up", _("一直没有答复，不再查询")


SETTLED = frozenset({ExchangeState.ANSWERED, ExchangeState.NO_RECORD})
"""States in which the other authority has spoken. `failed` is not one: retries may still answer it.

"""

EXCHANGE_MOVES = Moves(
    (
        Move(
            "answer",
            (ExchangeState.ASKED, ExchangeState.FAILED),
            ExchangeState.ANSWERED,
            (Role.SYSTEM,),
            "对方答复，只保留所查的字段",
            "The other authority has answered; only the fields that were asked for are kept",
        ),
        Move(
            "find_no_record",
            (ExchangeState.ASKED, ExchangeState.FAILED),
            ExchangeState.NO_RECORD,
            (Role.SYSTEM,),
            "对方没有这个人的记录",
            "The other authority has no record of this person",
        ),
        Move(
            "fail",
            (ExchangeState.ASKED,),
            ExchangeState.FAILED,
            (),
            "多次没有应答、授权失效或不再需要；没有应答的会再查一个多星期",
            "No answer after several tries, the consent has ended, or it is not needed any more; "
            "where there was no answer, asking goes on for more than a week",
        ),
        # Asked anew only when more fields are needed or a fresh consent replaces a lapsed one.
        Move(
            "ask_again",
            (ExchangeState.FAILED, ExchangeState.ANSWERED, ExchangeState.NO_RECORD),
            ExchangeState.ASKED,
            (),
            "需要更多字段，或有了新的授权，重新查询",
            "More fields are needed, or there is a fresh consent: asked anew",
        ),
    )
)


def may_move(source: str, target: str) -> bool:
    return any(move.target == target for move in EXCHANGE_MOVES.allowed(source))


NO_ANSWER = frozenset(
    {Outcome.UNAVAILABLE, Outcome.MISCONFIGURED, Outcome.INTERRUPTED, Outcome.NOT_SEALED}
)
"""Outcomes after which asking again may help, by itself, without anybody doing anything."""
