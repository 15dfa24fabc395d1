"""转办: to another officer or another department. The person's clock does not notice."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.models import SignLevel, Staff
from portal.accounts.roles import Role
from portal.journal.actions import record
from services.models import Department
from windows.approvals.actions import locked
from windows.approvals.models import Approval
from windows.approvals.policy import check_department
from windows.approvals.states import AT_DEPARTMENT
from windows.approvals.telling import told
from windows.assignments.errors import (
    LevelTooLow,
    NotOfTheDepartment,
    SameDepartment,
    WhyMissing,
)
from windows.assignments.models import Assignment
from windows.cases.policy import may_work_at
from windows.departments.queueing import tell_dispatched, tell_moved
from windows.errors import ApprovalClosed, ApprovalNotFound


@transaction.atomic(savepoint=False)
def assign(approval: Approval, *, username: str, why: str, actor: Actor) -> Assignment:
    """To one officer of the department that has it. By its people. Raises NotOfTheDepartment."""
    case, approval = locked(approval)
    check_department(approval, actor)
    _check_open(approval, why)
    officer = (
        Staff.objects.select_related("user")
        .filter(
            user__username=username,
            role=Role.OFFICER,
            department_code=approval.department.code,
            is_active=True,
        )
        .first()
    )
    if officer is None:
        raise NotOfTheDepartment(field="username")
    name = officer.user.display_name or username
    made = _assignment(approval, why=why, actor=actor, officer=officer)
    record(
        case.stream, "approval.assigned", actor=actor, officer=name, why=made.why, **told(approval)
    )
    return made


@transaction.atomic(savepoint=False)
def reroute(approval: Approval, *, department: Department, why: str, actor: Actor) -> Assignment:
    """To another department, which has the days that are left: what the government sorts out
    inside is not added to the person's time.

    By a reviewer or head of the department that has it, or a supervisor of the region. Raises
    SameDepartment, WhyMissing, LevelTooLow, ApprovalClosed, ApprovalNotFound.
    """
    case, approval = locked(approval)
    if actor.kind == Role.SUPERVISOR:
        if not may_work_at(actor, case):
            raise ApprovalNotFound
    else:
        check_department(approval, actor)
        if actor.level < SignLevel.REVIEWER:
            raise LevelTooLow(level=SignLevel.REVIEWER.label)
    _check_open(approval, why)
    if department.pk == approval.department_id:
        raise SameDepartment(field="department")
    tell_moved(approval)
    before = approval.department
    approval.department = department
    approval.save()
    made = _assignment(approval, why=why, actor=actor)
    tell_dispatched(approval)
    record(
        case.stream,
        "approval.rerouted",
        actor=actor,
        before=before.name,
        before_en=before.name_en or before.name,
        why=made.why,
        **told(approval),
    )
    return made


def _check_open(approval: Approval, why: str) -> None:
    if approval.state not in AT_DEPARTMENT:
        raise ApprovalClosed
    if not why.strip():
        raise WhyMissing(field="why")


def _assignment(
    approval: Approval, *, why: str, actor: Actor, officer: Staff | None = None
) -> Assignment:
    now = timezone.now()
    Assignment.objects.filter(approval=approval, until=None).update(until=now)
    name = (officer.user.display_name or officer.user.get_username()) if officer else ""
    return Assignment.objects.create(
        approval=approval,
        department=approval.department,
        officer=officer.user if officer else None,
        officer_name=name,
        since=now,
        by_name=actor.name,
        why=why.strip()[:400],
    )
