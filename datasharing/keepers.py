"""Who answers for a register: the department that owns it. One rule for all that is asked of it:
disputes and their evidence, answers about somebody else, duties.

For a register that no department of the portal owns, the supervisors of the case's region answer;
of the others they see what concerns their region. Names decide nothing: each region may have a
department of that name.
"""

from __future__ import annotations

from django.db.models import Q

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.region_codes import stem

KEEPERS = frozenset({Role.OFFICER, Role.DATA_OFFICER})
"""Roles that answer for what their own department shares: its data officer, where it has one."""
OWNED = Q(exchange__resource__owner__isnull=False)


def seen_by(actor: Actor) -> Q:
    """Of rows with an `exchange`: those of their own registers, or of their region's cases."""
    if actor.kind == Role.SUPERVISOR:
        return _of_region(actor)
    return _of_department(actor)


def answered_by(actor: Actor) -> Q:
    """Of those, the ones that wait for this very person."""
    if actor.kind == Role.SUPERVISOR:
        return _of_region(actor) & ~OWNED
    return _of_department(actor)


def _of_department(actor: Actor) -> Q:
    if actor.kind not in KEEPERS or not actor.department_code:
        return Q(pk__in=[])
    return Q(exchange__resource__owner__code=actor.department_code)


def _of_region(actor: Actor) -> Q:
    """A case number begins with its division; an empty code matches nothing."""
    if not actor.region_code:
        return Q(pk__in=[])
    return Q(exchange__case_number__startswith=stem(actor.region_code))
