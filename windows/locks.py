"""Row locks, by name, always in this order: case, then its parts. Evaluated at once.

A lock is taken before anything is read that the decision depends on; whoever waits sees the
winner's
work. No network call happens while one is held.
"""

from __future__ import annotations

from portal.worded import Worded
from windows.approvals.models import Approval
from windows.cases.models import Case, MaterialSlot


def lock_case(case_id: int) -> Case:
    """The case as it is now, nobody else may change it or its parts until we are done."""
    found = _CASE.first(case_id)
    if found is None:
        raise Case.DoesNotExist
    return found


def lock_approvals(case: Case) -> list[Approval]:
    """All approvals of a locked case, in the order of their ids."""
    return _APPROVALS(case.pk)


def lock_approval(case: Case, approval_id: int) -> Approval | None:
    """One approval of a locked case; None when it is another case's."""
    return _APPROVAL.first(case.pk, approval_id)


def lock_slots(case: Case) -> list[MaterialSlot]:
    """All slots of a locked case, in the order of their ids."""
    return _SLOTS(case.pk)


def lock_slot(case: Case, slot_id: int) -> MaterialSlot:
    """One slot of a locked case."""
    return (
        MaterialSlot.objects.select_for_update(of=("self",))
        .select_related("material_type")
        .get(case=case, pk=slot_id)
    )


_CASE: Worded[Case] = Worded(
    lambda pk: (
        Case.objects.select_for_update(of=("self",))
        .select_related("applicant", "region", "life_event_edition__life_event", "centre")
        .filter(pk=pk)
    )
)
_APPROVALS: Worded[Approval] = Worded(
    lambda case: (
        Approval.objects.select_for_update(of=("self",))
        .select_related("matter_edition__matter", "department")
        .filter(case_id=case)
        .order_by("pk")
    )
)
_APPROVAL: Worded[Approval] = Worded(
    lambda case, pk: (
        Approval.objects.select_for_update(of=("self",))
        .select_related("matter_edition__matter", "department", "officer")
        .filter(case_id=case, pk=pk)
        .order_by()
    ),
    values=2,
)
_SLOTS: Worded[MaterialSlot] = Worded(
    lambda case: (
        MaterialSlot.objects.select_for_update(of=("self",))
        .select_related("material_type")
        .filter(case_id=case)
        .order_by("pk")
    )
)
