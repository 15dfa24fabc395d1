"""Which staff may open a document: those who handle a case that uses it, for their part of it."""

from __future__ import annotations

from materials.models import Document
from materials.policy import register_access
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from windows.approvals.models import Approval
from windows.approvals.policy import DECIDERS, visible_approvals
from windows.cases.models import Case, MaterialSlot
from windows.cases.policy import cases_of_office


@register_access
def used_in_a_case_of_theirs(actor: Actor, document: Document) -> bool:
    """Clerks and supervisors by region, officers by the matters that need the very material."""
    slots = MaterialSlot.objects.filter(document=document)
    if actor.kind in (Role.CLERK, Role.SUPERVISOR):
        mine = Case.objects.filter(cases_of_office(actor))
        return slots.filter(case__in=mine).exists()
    if actor.kind not in DECIDERS:
        return False
    for slot in slots:
        users = [user for user, _ in slot.requirement_keys]
        theirs = Approval.objects.filter(
            visible_approvals(actor), case=slot.case_id, matter_edition__matter__code__in=users
        )
        if theirs.exists():
            return True
    return False
