"""Who may issue a licence, and who may look into it."""

from __future__ import annotations

from materials.licences.models import Licence
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from services.models import Department

ISSUING_ROLES = (Role.OFFICER, Role.DEPARTMENT_SYSTEM)


def may_issue_for(actor: Actor, department: Department) -> bool:
    """The department's own officers and systems, and the clockwork which carries out a decision."""
    if actor == SYSTEM:
        return True
    return actor.kind in ISSUING_ROLES and actor.department_code == department.code


def may_see(actor: Actor, licence: Licence) -> bool:
    """The holder, or who stands for the holder today."""
    return actor.kind == Role.APPLICANT and actor.acts_for(licence.holder_id)
