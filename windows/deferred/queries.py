"""Reads of the papers that follow."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from portal.worded import Worded
from windows.approvals.models import Approval
from windows.cases.models import Case, MaterialSlot
from windows.deferred.models import Deferral
from windows.deferred.states import DeferralState

OPEN = Q(state=DeferralState.OPEN)


def deferrals_of(case: Case) -> QuerySet[Deferral]:
    """Every paper that was to follow, the nearest day first."""
    return Deferral.objects.filter(slot__case=case).select_related("slot").order_by("due_on", "pk")


_OPEN_OF: Worded[Deferral] = Worded(
    lambda case: (
        Deferral.objects.filter(OPEN, slot__case_id=case)
        .select_related("slot")
        .order_by("due_on", "pk")
    )
)


def is_to_follow(slot: MaterialSlot) -> bool:
    return Deferral.objects.filter(OPEN, slot=slot).exists()


def used_by(slot: MaterialSlot) -> frozenset[str]:
    """Codes of the matters that need the material."""
    return frozenset(code for code, _key in slot.requirement_keys)


def to_follow_for(approval: Approval) -> list[Deferral]:
    """What this matter uses and has not been handed in yet."""
    code = approval.matter_edition.matter.code
    return [each for each in _OPEN_OF(approval.case_id) if code in used_by(each.slot)]


def users_of(slots: Iterable[MaterialSlot]) -> frozenset[str]:
    return frozenset().union(*(used_by(slot) for slot in slots))
