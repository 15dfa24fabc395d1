"""How much longer a limit may become (行政许可法 art. 42, or the matter's own statute)."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.lawful import JOINT_DAYS
from services.catalogue.spec import DayUnit
from services.catalogue.text import Text
from windows.approvals.elements import elements_of
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.cases.plans import plan_of
from windows.deadlines.errors import NotJoint
from windows.deadlines.models import Extension, ExtensionKind

ARTICLE_42 = {ExtensionKind.SINGLE: 10, ExtensionKind.JOINT: 15}


@dataclass(frozen=True, slots=True)
class Longest:
    days: int
    own_basis: str = ""
    """The matter's own statute; "" for art. 42."""


def limit_of(approval: Approval, kind: ExtensionKind) -> Longest:
    """“法律、法规另有规定的，依照其规定”: the matter's own statute comes before the ten days.

    Raises NotJoint.
    """
    if kind is ExtensionKind.JOINT:
        if not is_joint(approval):
            raise NotJoint(field="kind")
        return Longest(ARTICLE_42[kind])
    elements = elements_of(approval.matter_edition)
    if elements.extension_days is not None and elements.extension_basis:
        return Longest(elements.extension_days, elements.extension_basis[:200])
    return Longest(ARTICLE_42[kind])


def is_joint(approval: Approval) -> bool:
    """Licences of several departments, as the plan named them, whatever was split off since.

    The plan of an older case does not say it: there more than one department makes it joint.
    """
    jointly = plan_of(approval.case).jointly
    if jointly is not None:
        return approval.matter_edition.matter.code in jointly
    parts = Approval.objects.filter(case=approval.case_id)
    needed = parts.exclude(state=ApprovalState.NOT_NEEDED)
    return needed.values("department").distinct().count() > 1


def days_in_words(extension: Extension) -> Text:
    if extension.unit is DayUnit.NATURAL:
        return Text(f"{extension.days} 日", f"{extension.days} calendar days")
    return Text(f"{extension.days} 个工作日", f"{extension.days} working days")


def gained_in_words(extension: Extension, gained: int) -> Text:
    """Of days that the end in common cuts short, how many are left (行政许可法 art. 42(2))."""
    said = days_in_words(extension)
    if gained >= extension.days:
        return said
    is_natural = extension.unit is DayUnit.NATURAL
    left, left_en = ("日", "calendar days") if is_natural else ("个工作日", "working days")
    return Text(
        f"{gained} {left}（批准 {said.zh}，几个部门一起办理合计最多 {JOINT_DAYS} 个工作日）",
        f"{gained} {left_en} ({said.en} granted; licences handled together have {JOINT_DAYS} "
        "working days in all at most)",
    )
