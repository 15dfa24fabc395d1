"""The words for where a read stands and how it ended. No database."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
    INTERRUPTED = "interrupted", _("读取中断，没有保留数据")
    MISCONFIGURED = "misconfigured", _("接口不能使用，没有读取")


SETTLED = frozenset({ExchangeState.ANSWERED, ExchangeState.NO_RECORD})
"""States in which the other authority has spoken. `failed` is not one: retries may still answer it.

"""

MOVES: dict[str, frozenset[str]] = {
    ExchangeState.ASKED: frozenset(
        {ExchangeState.ANSWERED, ExchangeState.NO_RECORD, ExchangeState.FAILED}
    ),
    ExchangeState.FAILED: frozenset(
        {ExchangeState.ANSWERED, ExchangeState.NO_RECORD, ExchangeState.ASKED}
    ),
    # Asked anew only when more fields are needed or a fresh consent replaces a lapsed one.
    ExchangeState.ANSWERED: frozenset({ExchangeState.ASKED}),
    ExchangeState.NO_RECORD: frozenset({ExchangeState.ASKED}),
}


def may_move(source: str, target: str) -> bool:
    return target in MOVES[source]


NO_ANSWER = frozenset({Outcome.UNAVAILABLE, Outcome.MISCONFIGURED, Outcome.INTERRUPTED})
"""Outcomes after which asking again may help, by itself, without anybody doing anything."""
