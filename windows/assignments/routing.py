"""转办: to another officer or another department. The person's clock does not notice."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor, actor_of
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
    MustKeepAway,
    NotOfTheDepartment,
    OwnCase,
    SameDepartment,
    TookItIn,
    WhyMissing,
)
from windows.assignments.impartial import check_holder, check_impartial
from windows.assignments.models import Assignment
from windows.assignments.signing import lay_aside
from windows.cases.models import Case
from windows.cases.policy import may_work_at
from windows.departments.queueing import tell_dispatched, tell_moved
from windows.errors import ApprovalClosed, ApprovalNotFound


@transaction.atomic(savepoint=False)
def assign(approval: Approval, *, username: str, why: str, actor: Actor) -> Assignment:
    """To one officer of the department that has it, or with no name to whoever of them is free.

    By whoever has it, or a reviewer or head. Raises NotOfTheDepartment, MustKeepAway, WhyMissing,
    GivenToAnother, ApprovalClosed, ApprovalNotFound for another department.
    """
    case, approval = locked(approval)
    check_department(approval, actor)
    check_holder(approval, actor)
    _check_open(approval, why)
    officer = _officer(case, approval, username) if username else None
    made = _give(approval, why=why, actor=actor, officer=officer)
    record(
        case.stream,
        "approval.assigned" if officer else "approval.put_back",
        actor=actor,
        officer=made.officer_name,
        why=made.why,
        **told(approval),
    )
    return made


@transaction.atomic(savepoint=False)
def reroute(approval: Approval, *, department: Department, why: str, actor: Actor) -> Assignment:
    """To another department, which has the days that are left: what the government sorts out
    inside is not added to the person's time. What was signed in the first department counts for
    nothing in the second.

    By a reviewer or head of the department that has it, or a supervisor of the region. Raises
    SameDepartment, WhyMissing, LevelTooLow, ApprovalClosed, ApprovalNotFound.
    """
    case, approval = locked(approval)
    if actor.kind == Role.SUPERVISOR:
        if not may_work_at(actor, case) or approval.dispatched_at is None:
            raise ApprovalNotFound
    else:
        check_department(approval, actor)
        if actor.level < SignLevel.REVIEWER:
            raise LevelTooLow(level=SignLevel.REVIEWER.label)
    _check_open(approval, why)
    if department.pk == approval.department_id:
        raise SameDepartment(field="department")
    tell_moved(approval)
    lay_aside(approval)
    before = approval.department
    approval.department = department
    made = _give(approval, why=why, actor=actor, officer=None)
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


def _officer(case: Case, approval: Approval, username: str) -> Staff:
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
    try:
        check_impartial(case, actor_of(officer.user))
    except (TookItIn, OwnCase):
        raise MustKeepAway(field="username") from None
    return officer


def _give(approval: Approval, *, why: str, actor: Actor, officer: Staff | None) -> Assignment:
    """The one before ends, this one begins, and the approval says whose it is."""
    now = timezone.now()
    Assignment.objects.filter(approval=approval, until=None).update(until=now)
    approval.officer = officer.user if officer else None
    approval.save(update_fields=["department", "officer"])
    name = (officer.user.display_name or officer.user.get_username()) if officer else ""
    return Assignment.objects.create(
        approval=approval,
        department=approval.department,
        officer=approval.officer,
        officer_name=name,
        since=now,
        by_name=actor.name,
        why=why.strip()[:400],
    )
