"""Laying down the departments' parts of a case and what each waits for, as the plan says."""

from __future__ import annotations

from windows.approvals.models import Approval, Dependency
from windows.approvals.renewals import held_licence
from windows.approvals.states import DependencyKind
from windows.cases.editions import matter_editions
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.planning import Plan


def open_approvals(case: Case) -> list[Approval]:
    """One approval a planned matter, pinned to the edition that held where and when the case
    began. For a locked case.
    """
    plan = plan_of(case)
    editions = matter_editions(case, [matter.code for matter in plan.matters])
    approvals = {
        matter.code: Approval(
            case=case,
            matter_edition=editions[matter.code],
            department_id=editions[matter.code].department_id,
            stage=matter.stage,
            renews=held_licence(case, editions[matter.code]),
        )
        for matter in plan.matters
    }
    Approval.objects.bulk_create(approvals.values())
    Dependency.objects.bulk_create(
        Dependency(
            approval=approvals[matter.code],
            needs=approvals[wait.matter],
            kind=_kind(plan, matter.code, wait.matter),
            why=wait.why.zh,
            why_en=wait.why.en,
        )
        for matter in plan.matters
        for wait in matter.waits_for
    )
    return list(approvals.values())


def _kind(plan: Plan, matter: str, needs: str) -> DependencyKind:
    """Output where a material of the matter is made by the other; else the order is a rule of
    law.
    """
    is_output = needs in plan.outputs_needed(matter)
    return DependencyKind.OUTPUT if is_output else DependencyKind.ORDER
