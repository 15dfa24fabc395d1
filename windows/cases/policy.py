"""Who may see a case, and who may act in it."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from services.region_codes import stem
from windows.cases.models import Case, CaseParty
from windows.errors import CaseNotFound, NotYourApplicant

NOBODY = Q(pk__in=[])


def own_cases(actor: Actor) -> Q:
    """As applicant, or as a party who was named."""
    if not actor.applicant_ids:
        return NOBODY
    named = CaseParty.objects.filter(applicant__in=actor.applicant_ids).values("case")
    return Q(applicant__in=actor.applicant_ids) | Q(_AmongKeys(F("pk"), ArraySubquery(named)))


def may_see(case: Case, actor: Actor) -> bool:
    """One rule for each role. Officers see their approvals, not whole cases."""
    if actor == SYSTEM:
        return True
    if actor.kind == Role.APPLICANT:
        return actor.acts_for(case.applicant_id) or is_party(case, actor)
    return actor.kind in (Role.CLERK, Role.SUPERVISOR) and may_work_at(actor, case)


class _AmongKeys(Func):
    """The key is one of those that a subquery finds. As an array, found once and looked up in the
    index; an EXISTS beside an OR would be asked of every case there is.
    """

    arg_joiner = " = ANY ("
    template = "%(expressions)s)"
    output_field = BooleanField()


def cases_of_office(actor: Actor) -> Q:
    """Cases of the region and of the centre the actor works for; empty codes match nothing."""
    scope = NOBODY
    if actor.region_code:
        scope |= Q(region__code__startswith=stem(actor.region_code))
    if actor.centre_code:
        scope |= Q(centre__code=actor.centre_code)
    return scope


def may_work_at(actor: Actor, case: Case) -> bool:
    """The same as `cases_of_office`, for a case at hand."""
    if actor.region_code and case.region_id.startswith(stem(actor.region_code)):
        return True
    return bool(actor.centre_code and case.centre and case.centre.code == actor.centre_code)


def check_may_handle(case: Case, actor: Actor) -> None:
    """The applicant, a clerk of the office, or the clockwork; to all others the case does not
    exist.
    """
    if actor == SYSTEM or actor.acts_for(case.applicant_id):
        return
    if actor.kind == Role.CLERK and may_work_at(actor, case):
        return
    if actor.kind == Role.APPLICANT and is_party(case, actor):
        raise NotYourApplicant
    raise CaseNotFound


def check_office(case: Case, actor: Actor) -> None:
    """Staff of the case's office or the clockwork. The move table says which staff."""
    if actor == SYSTEM or (actor.is_staff and may_work_at(actor, case)):
        return
    if actor.acts_for(case.applicant_id):
        return  # sees the case; the move table refuses the role
    raise CaseNotFound


def is_party(case: Case, actor: Actor) -> bool:
    return case.parties.filter(applicant__in=actor.applicant_ids).exists()


def check_owner_or_clerk(case: Case, owner_id: int | None, actor: Actor) -> None:
    """Who may fill a material: the person whose it is, or a clerk of the office. The applicant may
    not hand in, promise or take back what is another party's.
    """
    if owner_id is not None and actor.acts_for(owner_id):
        return
    check_may_handle(case, actor)
    if not (actor == SYSTEM or actor.kind == Role.CLERK):
        raise NotYourApplicant
