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
    LAPSED = "lapsed", _("视为撤回")
    REVOKED = "revoked", _("已撤销受理")


class Channel(models.TextChoices):
    """Online and paper are equal, the applicant chooses (浙江“最多跑一次”改革规定 art. 6)."""

    ONLINE = "online", _("网上")
    WINDOW = "window", _("窗口")


EDITABLE = (CaseState.DRAFT, CaseState.CORRECTION)
"""States in which form and materials may still change."""
OPEN = (CaseState.SUBMITTED, CaseState.CORRECTION, CaseState.ACCEPTED, CaseState.RESULTS_READY)
CLOSED = (
    CaseState.REFUSED,
    CaseState.ARCHIVED,
    CaseState.WITHDRAWN,
    CaseState.LAPSED,
    CaseState.REVOKED,
)

CASE_MOVES = Moves(
    (
        Move(
            "submit",
            (CaseState.DRAFT,),
            CaseState.SUBMITTED,
            (Role.APPLICANT, Role.CLERK),
            "申请人一次交齐，或由窗口代交；受理期限从这一天起算",
            "The applicant, or a clerk for them, hands everything in; the intake clock starts",
        ),
        Move(
            "ask_for_correction",
            (CaseState.SUBMITTED,),
            CaseState.CORRECTION,
            (Role.CLERK,),
            "窗口一次告知全部要补正的内容，受理期限停住",
            "The window tells everything that must be put right, once; the intake clock stands",
        ),
        Move(
            "answer_correction",
            (CaseState.CORRECTION,),
            CaseState.SUBMITTED,
            (Role.APPLICANT, Role.CLERK),
            "补正后再次提交，受理期限接着算",
            "What was missing is there; the intake clock runs on",
        ),
        Move(
            "accept",
            (CaseState.SUBMITTED,),
            CaseState.ACCEPTED,
            (Role.CLERK, Role.SYSTEM),
            "受理，承诺期限从这一天起算；全部由数据证明的网上申请由系统受理",
            "Accepted: the promise begins to run. An online case that is proven throughout is "
            "accepted by the clockwork",
        ),
        Move(
            "accept_by_silence",
            (CaseState.SUBMITTED,),
            CaseState.ACCEPTED,
            (Role.SYSTEM,),
            "到期没有告知补正，自收到申请材料之日起即为受理（行政许可法第三十二条）",
            "Nothing was told in time: accepted from the day of receipt (Licensing Law art. 32)",
        ),
        Move(
            "lapse",
            (CaseState.CORRECTION, CaseState.ACCEPTED),
            CaseState.LAPSED,
            (Role.SYSTEM,),
            "补正期满没有补正，视为撤回申请；受理以后，没有一个事项还在办、也没有一个有决定的时候",
            "Not put right in time: it counts as withdrawn; after acceptance, when no matter is "
            "left and none was decided",
        ),
        Move(
            "revoke",
            (CaseState.ACCEPTED,),
            CaseState.REVOKED,
            (Role.CLERK, Role.SYSTEM),
            "容缺受理后到期没有补齐，撤销受理，写明理由",
            "Accepted with papers to follow that never came: the acceptance is revoked, with the "
            "reason",
        ),
        Move(
            "refuse",
            (CaseState.SUBMITTED, CaseState.CORRECTION),
            CaseState.REFUSED,
            (Role.CLERK,),
            "不予受理，写明理由和救济途径；补正期限未到时不能作出",
            "Not accepted, with the reason and the remedies; never before a correction's deadline",
        ),
        Move(
            "withdraw",
            (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.CORRECTION, CaseState.ACCEPTED),
            CaseState.WITHDRAWN,
            (Role.APPLICANT, Role.CLERK),
            "申请人撤回；任何一个部门作出决定之前都可以",
            "The applicant takes it back, until the first department has decided",
        ),
        Move(
            "finish",
            (CaseState.ACCEPTED,),
            CaseState.RESULTS_READY,
            (Role.SYSTEM,),
            "各部门全部办结，结果汇成一份",
            "Every department has ended; the results become one package",
        ),
        Move(
            "collect",
            (CaseState.RESULTS_READY,),
            CaseState.COLLECTED,
            (Role.APPLICANT, Role.CLERK),
            "申请人领取结果；在窗口凭取件码",
            "The package reaches the applicant; at the window against the pickup code",
        ),
        Move(
            "archive",
            (CaseState.COLLECTED,),
            CaseState.ARCHIVED,
            (Role.SYSTEM,),
            "评价之后，或评价期过后归档",
            "Filed away after the rating, or when the days for it are over",
        ),
    ),
)


class SlotState(models.TextChoices):
    """One place in the one set of material: where its content is right now."""

    WAITING = "waiting", _("等着取")
    ASKED = "asked", _("正在取")
    FETCHED = "fetched", _("已取到")
    PROVIDED = "provided", _("已交")
    COMMITTED = "committed", _("已承诺")
    GENERATED = "generated", _("自动生成")
    FROM_OUTPUT = "from_output", _("其他事项办好后转来")
    MISSING = "missing", _("还没交")
    DEFERRED = "deferred", _("可以后补")
    UNAVAILABLE = "unavailable", _("对方还没有答复")


SATISFIED = (
    SlotState.FETCHED,
    SlotState.PROVIDED,
    SlotState.COMMITTED,
    SlotState.GENERATED,
    SlotState.FROM_OUTPUT,
)
NOT_BY_HAND = (SlotState.FROM_OUTPUT, SlotState.GENERATED)
"""Nobody hands these in, so nobody can hand them in wrongly."""

_BY_PERSON = (Role.APPLICANT, Role.CLERK)
_OPEN_SLOT = (
    SlotState.WAITING,
    SlotState.ASKED,
    SlotState.MISSING,
    SlotState.UNAVAILABLE,
    SlotState.DEFERRED,
)

_GOOD = ("窗口核对，符合要求", "A clerk finds it in order")

SLOT_MOVES = Moves(
    (
        Move(
            "ask",
            (SlotState.WAITING, SlotState.UNAVAILABLE),
            SlotState.ASKED,
            (*_BY_PERSON, Role.SYSTEM),
            "本人授权，向数据提供部门查询；前一个没有记录的，接着查下一个",
            "The person has consented; the register is asked, or the next one where it has nothing",
        ),
        Move(
            "fetch",
            (SlotState.WAITING, SlotState.ASKED, SlotState.UNAVAILABLE),
            SlotState.FETCHED,
            (Role.SYSTEM,),
            "对方答复，不用再提交",
            "The register has answered; nobody need hand it in",
        ),
        Move(
            "find_nothing",
            (SlotState.ASKED, SlotState.UNAVAILABLE),
            SlotState.MISSING,
            (Role.SYSTEM,),
            "对方没有记录，请本人提交",
            "The register has no record; the person is asked to hand it in",
        ),
        Move(
            "lose_output",
            (SlotState.FROM_OUTPUT,),
            SlotState.MISSING,
            (Role.SYSTEM,),
            "产生它的事项没有办成",
            "The matter that should have produced it was not granted",
        ),
        Move(
            "lose_source",
            (SlotState.ASKED,),
            SlotState.UNAVAILABLE,
            (Role.SYSTEM,),
            "对方系统多次没有应答：可以自己上传，查询继续",
            "The register did not answer several times: upload is offered, asking goes on",
        ),
        Move(
            "dispute",
            (SlotState.FETCHED,),
            SlotState.MISSING,
            _BY_PERSON,
            "本人说登记的不对，以本人说的为准；要证明的，请本人交",
            "The person says the register is wrong and is believed; where proof is wanted, "
            "they hand it in",
        ),
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
            "本人选择自己提交",
            "The person would rather hand it in",
        ),
        Move(
            "provide",
            (*_OPEN_SLOT, SlotState.PROVIDED),
            SlotState.PROVIDED,
            _BY_PERSON,
            "交来文件，或换一份",
            "A file is handed in, or replaced",
        ),
        Move(
            "commit",
            _OPEN_SLOT,
            SlotState.COMMITTED,
            _BY_PERSON,
            "签署告知承诺书代替证明",
            "A signed commitment stands in for the proof",
        ),
        Move("find_good", (SlotState.PROVIDED,), SlotState.PROVIDED, (Role.CLERK,), *_GOOD),
        Move("find_good", (SlotState.FETCHED,), SlotState.FETCHED, (Role.CLERK,), *_GOOD),
        Move("find_good", (SlotState.COMMITTED,), SlotState.COMMITTED, (Role.CLERK,), *_GOOD),
        Move("find_good", (SlotState.GENERATED,), SlotState.GENERATED, (Role.CLERK,), *_GOOD),
        Move(
            "find_bad",
            (SlotState.FETCHED, SlotState.PROVIDED, SlotState.COMMITTED, *_OPEN_SLOT),
            SlotState.MISSING,
            (Role.CLERK, Role.SYSTEM),
            "窗口或部门核对，不符合要求，写明原因",
            "The window or a department finds it not in order and says why",
        ),
    ),
)
