"""Who may see what was sent to a department's system."""

from __future__ import annotations

from django.db.models import Q

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.region_codes import stem

NOBODY = Q(pk__in=[])


def may_see_deliveries(actor: Actor) -> Q:
    """The department its own, supervisors their region's, administrators all."""
    if actor.kind == Role.ADMIN:
        return Q()
    if actor.kind == Role.OFFICER and actor.department_code:
        return Q(system__department__code=actor.department_code)
    if actor.kind == Role.SUPERVISOR and actor.region_code:
        return Q(approval__case__region__code__startswith=stem(actor.region_code))
    return NOBODY
