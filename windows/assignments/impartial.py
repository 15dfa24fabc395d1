"""回避: who may not act in a case because of who they are."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant, Representation, SignLevel, Staff
from portal.accounts.roles import Role
from portal.worded import Given, Worded
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
    if _THEIRS_IN_IT(actor.user_id, case.applicant_id, case.pk):
        raise OwnCase


def _theirs_in_it(user: Given, applicant: Given, case: Given) -> QuerySet[Applicant, int]:
    person = Applicant.objects.filter(user_id=user)
    represented = Representation.objects.filter(person__user_id=user, ended_at=None)
    theirs = Q(pk__in=person) | Q(pk__in=represented.values("organisation_id"))
    parties = CaseParty.objects.filter(case_id=case).values("applicant_id")
    in_it = Q(pk=applicant) | Q(pk__in=parties)
    return Applicant.objects.filter(theirs & in_it).order_by().values_list("pk", flat=True)[:1]


_THEIRS_IN_IT: Worded[int] = Worded(_theirs_in_it, values=3)
