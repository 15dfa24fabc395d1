"""Who reads which paper: whoever may see the case whole, and a department its own."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from windows.approvals.models import Approval
from windows.approvals.policy import visible_approvals
from windows.cases.models import Case
from windows.cases.policy import cases_of_office
from windows.errors import CaseNotFound
from windows.writs.models import Writ


def visible_writs(actor: Actor) -> Q:
    """The applicant's own, an office's of its cases, a department's of its approvals.

    Another party of the case is told how it goes, not what was said to the applicant.
    """
    if actor.kind == Role.APPLICANT:
        return Q(case__applicant__in=actor.applicant_ids)
    if actor.kind in (Role.CLERK, Role.SUPERVISOR):
        return Q(case__in=Case.objects.filter(cases_of_office(actor)))
    return Q(approval__in=Approval.objects.filter(visible_approvals(actor)))


def writs_of(actor: Actor, case: Case) -> QuerySet[Writ]:
    """The papers of a case that this actor may read, the newest first."""
    return _listed(actor).filter(case=case)


def writs_of_approval(actor: Actor, approval: Approval) -> QuerySet[Writ]:
    """What was told in writing about one matter, the newest first."""
    return _listed(actor).filter(approval=approval)


def _listed(actor: Actor) -> QuerySet[Writ]:
    """With the matter that each line names."""
    named = Writ.objects.filter(visible_writs(actor)).select_related("approval__matter_edition")
    return named.order_by("-pk")


def writ_for(actor: Actor, number: str, writ_id: int) -> Writ:
    """One paper of the case with this number; CaseNotFound for all who may not read it alike."""
    writ = (
        Writ.objects.filter(visible_writs(actor), case__number=number, pk=writ_id)
        .select_related("case__life_event_edition__life_event", "approval__matter_edition")
        .first()
    )
    if writ is None:
        raise CaseNotFound
    return writ
