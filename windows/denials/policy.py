"""Who may say whether the rest is still wanted."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from windows.assignments.impartial import check_not_own
from windows.cases.models import Case
from windows.cases.policy import check_may_handle, may_work_at
from windows.denials.states import How
from windows.errors import CaseNotFound


def how_answered(case: Case, actor: Actor) -> How:
    """The applicant, or a clerk of the office for the applicant who stands there.

    To all others the case does not exist; another party may see it and not decide it.
    """
    check_may_handle(case, actor)
    if actor.acts_for(case.applicant_id):
        return How.APPLICANT
    if actor.kind != Role.CLERK or not may_work_at(actor, case):
        raise CaseNotFound  # the clockwork answers for nobody; its way is silence
    check_not_own(case, actor)
    return How.WINDOW
