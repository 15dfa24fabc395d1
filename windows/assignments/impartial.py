"""回避: who may not act in a case because of who they are."""

from __future__ import annotations

from django.db.models import Q

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant, Representation, SignLevel, Staff
from portal.accounts.roles import Role
from windows.approvals.models import Approval
from windows.assignments.errors import GivenToAnother, OwnCase, TookItIn
from windows.cases.models import Case, CaseParty


def check_impartial(case: Case, actor: Actor) -> None:
    """Raises TookItIn for whoever took the case in, OwnCase for whoever is in it, in person or
    through an organisation they represent. Programs and the clockwork are nobody's relatives.
    """
    if actor.user_id is None:
        return
    if case.taken_in_by_id == actor.user_id:
        raise TookItIn
    check_not_own(case, actor)


def check_holder(approval: Approval, actor: Actor) -> None:
    """What was given to one officer is that officer's, while they work there; who signs above them
    may step in. A department's own system decides for itself who works on what. Raises
    GivenToAnother.
    """
    if actor.kind != Role.OFFICER or actor.level >= SignLevel.REVIEWER:
        return
    if is_held_by_another(approval, actor):
        raise GivenToAnother(name=approval.officer)


def is_held_by_another(approval: Approval, actor: Actor) -> bool:
    """False once the officer who has it has left the department or their post."""
    if approval.officer_id in (None, actor.user_id):
        return False
    return Staff.objects.filter(
        user=approval.officer_id,
        role=Role.OFFICER,
        department_code=approval.department.code,
        is_active=True,
        user__is_active=True,
    ).exists()


def check_not_own(case: Case, actor: Actor) -> None:
    """As `check_impartial`, for those who take cases in."""
    if actor.user_id is None or not actor.is_staff:
        return
    person = Applicant.objects.filter(user=actor.user_id)
    represented = Representation.objects.filter(
        person__user=actor.user_id, ended_at=None
    ).values_list("organisation_id", flat=True)
    theirs = Q(pk__in=person) | Q(pk__in=represented)
    in_it = Q(pk=case.applicant_id) | Q(
        pk__in=CaseParty.objects.filter(case=case).values_list("applicant_id", flat=True)
    )
    if Applicant.objects.filter(theirs & in_it).exists():
        raise OwnCase
