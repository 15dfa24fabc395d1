"""Who may see and decide an approval."""

from __future__ import annotations

from django.db.models import Q, Subquery

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Department
from services.region_codes import stem
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.errors import ApprovalNotFound

DECIDERS = (Role.OFFICER, Role.DEPARTMENT_SYSTEM)
NOBODY = Q(pk__in=[])


def visible_approvals(actor: Actor) -> Q:
    """A department sees what has reached it; supervisors see all of their region."""
    if actor.kind in DECIDERS and actor.department_code:
        # By key, so that the index of the inbox gives its rows in order, and only the first page.
        own = Department.objects.filter(code=actor.department_code).values("pk")[:1]
        return reached() & Q(department=Subquery(own))
    if actor.kind == Role.SUPERVISOR and actor.region_code:
        return Q(case__region__code__startswith=stem(actor.region_code))
    return NOBODY


def reached() -> Q:
    """It is, or was, at its department."""
    return ~Q(state=ApprovalState.WAITING) & Q(dispatched_at__isnull=False)


def check_department(approval: Approval, actor: Actor) -> None:
    """To other departments the approval does not exist."""
    is_theirs = actor.kind in DECIDERS and actor.department_code == approval.department.code
    if not is_theirs or approval.dispatched_at is None:
        raise ApprovalNotFound
