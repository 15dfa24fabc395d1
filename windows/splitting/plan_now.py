"""The plan of what is still in a case. Reads only."""

from __future__ import annotations

from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.planning import Plan
from windows.splitting.plan_part import rest_of


def plan_now(case: Case) -> Plan:
    """The plan it was begun with, without the matters that have left it for a case of their own.

    The stored plan stays as it was promised. Before acceptance there are no approvals, and nothing
    can have left.
    """
    plan = plan_of(case)
    approvals = Approval.objects.filter(case=case)
    codes = set(approvals.values_list("matter_edition__matter__code", flat=True))
    if not codes or codes >= {matter.code for matter in plan.matters}:
        return plan
    return rest_of(plan, codes)
