"""Who may ask whom about a case, who answers, and who sees it."""

from __future__ import annotations

from django.db.models import Q

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from services.models import Department
from services.region_codes import stem
from windows.approvals.policy import reached
from windows.cases.models import Case
from windows.cases.policy import may_work_at
from windows.cases.states import CaseState
from windows.messages.models import Conversation

NOBODY = Q(pk__in=[])
SILENT = (CaseState.DRAFT, CaseState.WITHDRAWN, CaseState.ARCHIVED)
"""Before it is with anybody, and after it is with nobody."""


def takes_messages(case: Case) -> bool:
    return case.state not in SILENT


def person_of(case: Case, actor: Actor) -> Applicant | None:
    """As whom the actor speaks: the applicant, or the party they are; None for all others."""
    if actor.kind != Role.APPLICANT:
        return None
    if actor.acts_for(case.applicant_id):
        return case.applicant
    named = case.parties.filter(applicant__in=actor.applicant_ids).select_related("applicant")
    party = named.order_by("pk").first()
    return party.applicant if party else None


def departments_on(case: Case) -> list[Department]:
    """Those that have, or had, a part of it before them. The others know nothing of it yet."""
    there = case.approvals.filter(reached()).values("department")
    return list(Department.objects.filter(pk__in=there).order_by("name", "pk"))


def conversations_seen(actor: Actor) -> Q:
    """A person theirs, clerks those of their window, departments what they were asked, supervisors
    all of the region. One party's are not another's.
    """
    if actor.kind == Role.APPLICANT:
        return Q(person__in=actor.applicant_ids) if actor.applicant_ids else NOBODY
    if actor.kind == Role.CLERK:
        return Q(department=None) & _at_the_office(actor)
    if actor.kind == Role.OFFICER and actor.department_code:
        return Q(department__code=actor.department_code)
    if actor.kind == Role.SUPERVISOR and actor.region_code:
        return Q(case__region__code__startswith=stem(actor.region_code))
    return NOBODY


def may_answer(conversation: Conversation, actor: Actor) -> bool:
    """The office that was asked, nobody above it and nobody beside it."""
    if actor.kind == Role.CLERK:
        return conversation.department is None and may_work_at(actor, conversation.case)
    if actor.kind == Role.OFFICER and conversation.department is not None:
        return bool(actor.department_code) and (
            conversation.department.code == actor.department_code
        )
    return False


def _at_the_office(actor: Actor) -> Q:
    scope = NOBODY
    if actor.region_code:
        scope |= Q(case__region__code__startswith=stem(actor.region_code))
    if actor.centre_code:
        scope |= Q(case__centre__code=actor.centre_code)
    return scope
