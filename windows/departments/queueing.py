"""Telling a department's system, in the transaction of what is told."""

from __future__ import annotations

from portal.outbox.actions import publish
from windows.approvals.models import Approval
from windows.departments.content import DISPATCHED, ENDED, MOVED
from windows.departments.models import Delivery, DepartmentSystem

MESSAGE = "department.deliver"


def tell_dispatched(approval: Approval) -> None:
    """The part has reached the department. Does nothing where people work in the portal."""
    _tell(approval, DISPATCHED)


def tell_ended(approval: Approval) -> None:
    """It ended without the department's decision; only told to a system that knows of it."""
    _tell_known(approval, ENDED)


def tell_moved(approval: Approval) -> None:
    """It goes to another department; told to the one that still has it."""
    _tell_known(approval, MOVED)


def _tell_known(approval: Approval, event: str) -> None:
    known = Delivery.objects.filter(
        approval=approval, event=DISPATCHED, system__department=approval.department_id
    )
    if known.exists():
        _tell(approval, event)


def _tell(approval: Approval, event: str) -> None:
    system = DepartmentSystem.objects.filter(
        department=approval.department_id, is_active=True
    ).first()
    if system is None or approval.case.is_rehearsal:
        return
    key = f"{event}:{approval.pk}:{system.pk}"
    Delivery.objects.bulk_create(
        [Delivery(system=system, approval=approval, event=event, key=key)], ignore_conflicts=True
    )
    publish(MESSAGE, key=f"{MESSAGE}:{key}:0", delivery_key=key)
