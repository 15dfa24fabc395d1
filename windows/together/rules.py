"""Which acts may be done for several cases at once, and why each may or may not. Pure.

行政许可法 art. 34: what was handed in is examined, for each application; art. 38: a denial says
why; art. 36, 47: who is affected is heard. 行政处罚法 art. 57: what weighs more is decided by
several people. So only what leaves nothing to weigh may be done in one go.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.catalogue.text import Text


class TogetherAct(models.TextChoices):
    """What may be done for several. Nothing else is in the database's list either."""

    MINE = "mine", _("归我办")
    GIVE = "give", _("转给同事")
    TAKE_UP = "take_up", _("开始审查")
    GRANT = "grant", _("准予")


@dataclass(frozen=True, slots=True)
class Rule:
    what: Text
    is_lawful: bool
    why: Text


RULES = (
    Rule(
        Text("归我办、转给同事", "Taking to oneself, giving to a colleague"),
        is_lawful=True,
        why=Text(
            "谁来办是部门内部的分工，不影响申请人，期限不变。",
            "Who works on it is the department's own business; the days do not change.",
        ),
    ),
    Rule(
        Text("开始审查", "Beginning the examination"),
        is_lawful=True,
        why=Text(
            "只记下开始审查，没有作出任何判断。",
            "Only the beginning is noted; nothing is judged.",
        ),
    ),
    Rule(
        Text("准予", "Granting"),
        is_lawful=True,
        why=Text(
            "只限即办件：材料全部由登记、证照或本系统核实，指南没有要由人判断的条件，一级签批，"
            "没有特别程序，也没有缺项和争议。申请材料齐全、符合法定形式、能够当场决定的，"
            "应当当场决定（行政许可法第三十四条）。每件仍要看过、勾选。",
            "Only what is decided on the spot: every material proven by a register, a licence or "
            "the portal itself, no condition in the guide that a person weighs, one signature, no "
            "special procedure, nothing missing and nothing disputed. What is complete and can be "
            "decided on the spot shall be (Administrative Licensing Law art. 34). Each is still "
            "looked at and ticked.",
        ),
    ),
    Rule(
        Text("不予许可", "Denying"),
        is_lawful=False,
        why=Text(
            "每件要有自己的理由，要听取申请人意见（行政许可法第三十六条、第三十八条）。",
            "Each has a reason of its own, and the applicant is heard (Administrative Licensing "
            "Law art. 36, 38).",
        ),
    ),
    Rule(
        Text("要求补正", "Asking for what is missing"),
        is_lawful=False,
        why=Text(
            "缺什么每件不同，要一次说全（行政许可法第三十二条）。",
            "What is missing differs, and is told completely and once (Administrative Licensing "
            "Law art. 32).",
        ),
    ),
    Rule(
        Text("暂停、延长", "Stopping the clock, extending"),
        is_lawful=False,
        why=Text(
            "每件要有法定情形和理由，书面告知（行政许可法第四十二条、第四十五条）。",
            "Each needs a ground of its own, told in writing (Administrative Licensing Law art. "
            "42, 45).",
        ),
    ),
    Rule(
        Text("签批、退回、转到别的部门", "Signing above, sending down, moving elsewhere"),
        is_lawful=False,
        why=Text(
            "复核就是再看一遍每一件。",
            "The second level is there to look at each one again.",
        ),
    ),
)
