"""When a material or a field may still be filled."""

from __future__ import annotations

from django.db.models import QuerySet

from windows.approvals.states import AT_DEPARTMENT
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import EDITABLE, CaseState
from windows.corrections.models import OPEN, CorrectionItem
from windows.deferred.queries import is_to_follow

BEFORE_ACCEPTANCE = (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.CORRECTION)
"""A source that fails after submission may still be replaced by hand before acceptance."""


def may_fill(case: Case, slot: MaterialSlot) -> bool:
    """After acceptance only what the departments' open notice asks, and what may follow (容缺)."""
    if case.state in BEFORE_ACCEPTANCE:
        return True
    if case.state != CaseState.ACCEPTED:
        return False
    return is_to_follow(slot) or _open_items(case).filter(slot=slot).exists()


def may_type(case: Case) -> frozenset[str] | None:
    """Elements that may be changed; None means all of them."""
    if case.state in EDITABLE:
        return None
    if case.state != CaseState.ACCEPTED:
        return frozenset()
    return frozenset(_open_items(case).exclude(element="").values_list("element", flat=True))


def _open_items(case: Case) -> QuerySet[CorrectionItem]:
    """Of matters that are under way: what nobody waits for any more stays as it is."""
    open_notices = case.corrections.filter(OPEN, is_of_departments=True)
    return CorrectionItem.objects.filter(
        correction__in=open_notices, approval__state__in=AT_DEPARTMENT
    )
