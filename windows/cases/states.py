"""Where a case and each of its materials can be, and the moves between those places.

Stages after 政务服务 practice: 收件 → 受理 → 审查 → 决定 → 送达. Pure: no database.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.states.move_table import Move, Moves


class CaseState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待受理")
    CORRECTION = "correction", _("待补正")
    ACCEPTED = "accepted", _("办理中")
    REFUSED = "refused", _("不予受理")
    RESULTS_READY = "results_ready", _("待领取结果")
    COLLECTED = "collected", _("已领取")
    ARCHIVED = "archived", _("已归档")
    WITHDRAWN = "withdrawn", _("已撤回")


class Channel(models.TextChoices):
    """Online and paper are equal, the applicant chooses (浙江“最多跑一次”改革规定 art. 6)."""

    ONLINE = "online", _("网上")
    WINDOW = "window", _("窗口")


EDITABLE = (CaseState.DRAFT, CaseState.CORRECTION)
"""States in which form and materials may still change."""
OPEN = (CaseState.SUBMITTED, CaseState.CORRECTION, CaseState.ACCEPTED, CaseState.RESULTS_READY)
CLOSED = (CaseState.REFUSED, CaseState.ARCHIVED, CaseState.WITHDRAWN)

CASE_MOVES = Moves(
    (
        Move("submit", (CaseState.DRAFT,), CaseState.SUBMITTED, (Role.APPLICANT, Role.CLERK)),
        Move("ask_for_correction", (CaseState.SUBMITTED,), CaseState.CORRECTION, (Role.CLERK,)),
        Move(
            "answer_correction",
            (CaseState.CORRECTION,),
            CaseState.SUBMITTED,
            (Role.APPLICANT, Role.CLERK),
        ),
        Move("accept", (CaseState.SUBMITTED,), CaseState.ACCEPTED, (Role.CLERK, Role.SYSTEM)),
        Move(
            "refuse", (CaseState.SUBMITTED, CaseState.CORRECTION), CaseState.REFUSED, (Role.CLERK,)
        ),
        Move(
            "withdraw",
            (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.CORRECTION, CaseState.ACCEPTED),
            CaseState.WITHDRAWN,
            (Role.APPLICANT, Role.CLERK),
        ),
        Move("finish", (CaseState.ACCEPTED,), CaseState.RESULTS_READY, (Role.SYSTEM,)),
        Move(
            "collect", (CaseState.RESULTS_READY,), CaseState.COLLECTED, (Role.APPLICANT, Role.CLERK)
        ),
        Move("archive", (CaseState.COLLECTED,), CaseState.ARCHIVED, (Role.SYSTEM,)),
    ),
)


class SlotState(models.TextChoices):
    """One place in the one set of material: where its content is right now."""

    WAITING = "waiting", _("待取得")
    ASKED = "asked", _("正在共享核验")
    FETCHED = "fetched", _("已共享取得")
    PROVIDED = "provided", _("已提交")
    COMMITTED = "committed", _("已承诺")
    GENERATED = "generated", _("由系统生成")
    FROM_OUTPUT = "from_output", _("由本件其他事项产生")
    MISSING = "missing", _("待提交")
    DEFERRED = "deferred", _("可后补")
    UNAVAILABLE = "unavailable", _("数据源暂无应答")


SATISFIED = (
    SlotState.FETCHED,
    SlotState.PROVIDED,
    SlotState.COMMITTED,
    SlotState.GENERATED,
    SlotState.FROM_OUTPUT,
)
NOT_BY_HAND = (SlotState.FROM_OUTPUT, SlotState.GENERATED)
"""Nobody hands these in, so nobody can hand them in wrongly."""
PENDING_READ = (SlotState.WAITING, SlotState.ASKED, SlotState.UNAVAILABLE)

_BY_PERSON = (Role.APPLICANT, Role.CLERK)
_OPEN_SLOT = (
    SlotState.WAITING,
    SlotState.ASKED,
    SlotState.MISSING,
    SlotState.UNAVAILABLE,
    SlotState.DEFERRED,
)

SLOT_MOVES = Moves(
    (
        Move("ask", (SlotState.WAITING, SlotState.UNAVAILABLE), SlotState.ASKED, _BY_PERSON),
        Move(
            "fetch",
            (SlotState.WAITING, SlotState.ASKED, SlotState.UNAVAILABLE),
            SlotState.FETCHED,
            (Role.SYSTEM,),
        ),
        Move(
            "find_nothing",
            (SlotState.ASKED, SlotState.UNAVAILABLE),
            SlotState.MISSING,
            (Role.SYSTEM,),
        ),
        Move("lose_output", (SlotState.FROM_OUTPUT,), SlotState.MISSING, (Role.SYSTEM,)),
        Move("lose_source", (SlotState.ASKED,), SlotState.UNAVAILABLE, (Role.SYSTEM,)),
        Move(
            "choose_upload",
            (
                SlotState.WAITING,
                SlotState.ASKED,
                SlotState.UNAVAILABLE,
                SlotState.FETCHED,
                SlotState.COMMITTED,
                SlotState.PROVIDED,
            ),
            SlotState.MISSING,
            _BY_PERSON,
        ),
        Move("provide", (*_OPEN_SLOT, SlotState.PROVIDED), SlotState.PROVIDED, _BY_PERSON),
        Move("commit", _OPEN_SLOT, SlotState.COMMITTED, _BY_PERSON),
        Move("find_good", (SlotState.PROVIDED,), SlotState.PROVIDED, (Role.CLERK,)),
        Move("find_good", (SlotState.FETCHED,), SlotState.FETCHED, (Role.CLERK,)),
        Move("find_good", (SlotState.COMMITTED,), SlotState.COMMITTED, (Role.CLERK,)),
        Move("find_good", (SlotState.GENERATED,), SlotState.GENERATED, (Role.CLERK,)),
        Move("find_bad", (SlotState.FETCHED, SlotState.PROVIDED, SlotState.COMMITTED, *_OPEN_SLOT), SlotState.MISSING, (Role.CLERK,)),
    ),
)
