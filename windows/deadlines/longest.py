"""How much longer a limit may become (行政许可法 art. 42, or the matter's own statute)."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.spec import DayUnit
from services.catalogue.text import Text
from windows.approvals.elements import elements_of
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
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

    Joint handling needs more than one department in the case. Raises NotJoint.
    """
    if kind is ExtensionKind.JOINT:
        parts = Approval.objects.filter(case=approval.case_id)
        needed = parts.exclude(state=ApprovalState.NOT_NEEDED)
        if needed.values("department").distinct().count() < 2:
            raise NotJoint(field="kind")
        return Longest(ARTICLE_42[kind])
    elements = elements_of(approval.matter_edition)
    if elements.extension_days is not None and elements.extension_basis:
        return Longest(elements.extension_days, elements.extension_basis[:200])
    return Longest(ARTICLE_42[kind])


def days_in_words(extension: Extension) -> Text:
    if extension.unit is DayUnit.NATURAL:
        return Text(f"{extension.days} 日", f"{extension.days} calendar days")
    return Text(f"{extension.days} 个工作日", f"{extension.days} working days")
