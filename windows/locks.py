"""Row locks, by name, always in this order: case, then its parts. Evaluated at once.

A lock is taken before anything is read that the decision depends on; whoever waits sees the
winner's
work. No network call happens while one is held.
"""

from __future__ import annotations

from windows.approvals.models import Approval
from windows.cases.models import Case, MaterialSlot


def lock_case(case_id: int) -> Case:
    """The case as it is now, nobody else may change it or its parts until we are done."""
    return (
        Case.objects.select_for_update(of=("self",))
        .select_related("applicant", "region", "life_event_edition__life_event", "centre")
        .get(pk=case_id)
    )


def lock_approvals(case: Case) -> list[Approval]:
    """All approvals of a locked case, in the order of their ids."""
    return list(
        Approval.objects.select_for_update(of=("self",))
        .select_related("matter_edition__matter", "department")
        .filter(case=case)
        .order_by("pk")
    )


def lock_approval(case: Case, approval_id: int) -> Approval | None:
    """One approval of a locked case; None when it is another case's."""
    return (
        Approval.objects.select_for_update(of=("self",))
        .select_related("matter_edition__matter", "department", "officer")
        .filter(case=case, pk=approval_id)
        .first()
    )


def lock_slots(case: Case) -> list[MaterialSlot]:
    """All slots of a locked case, in the order of their ids."""
    return list(
        MaterialSlot.objects.select_for_update(of=("self",))
        .select_related("material_type")
        .filter(case=case)
        .order_by("pk")
    )


def lock_slot(case: Case, slot_id: int) -> MaterialSlot:
    """One slot of a locked case."""
    return (
        MaterialSlot.objects.select_for_update(of=("self",))
        .select_related("material_type")
        .get(case=case, pk=slot_id)
    )
