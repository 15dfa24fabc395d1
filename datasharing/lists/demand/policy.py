"""Who may see demands, who asks, who answers."""

from __future__ import annotations

from django.db.models import Q

from datasharing.lists.demand.errors import DemandNotFound, DemandNotYours
from datasharing.lists.demand.models import DataDemand
from portal.accounts.actor import Actor
from portal.accounts.roles import Role


def in_sight(actor: Actor) -> Q:
    """What the own department needs or is asked for; supervisors see all, others nothing."""
    if actor.kind == Role.SUPERVISOR:
        return Q()
    if actor.kind != Role.DATA_OFFICER or not actor.department_code:
        return Q(pk__in=[])
    mine = actor.department_code
    return Q(department__code=mine) | Q(owner__code=mine)


def is_asker(demand: DataDemand, *, actor: Actor) -> bool:
    """Of the department that needs it."""
    mine = actor.kind == Role.DATA_OFFICER and actor.department_code
    return bool(mine) and demand.department.code == mine


def is_answerer(demand: DataDemand, *, actor: Actor) -> bool:
    """Of the department that has it; where that is none of the catalogue's, the asking department
    writes down what it was told.
    """
    if demand.owner is None:
        return is_asker(demand, actor=actor)
    return actor.kind == Role.DATA_OFFICER and actor.department_code == demand.owner.code


def check_may_ask(demand: DataDemand, *, actor: Actor) -> None:
    _check_seen(demand, actor=actor)
    if not is_asker(demand, actor=actor):
        raise DemandNotYours


def check_may_answer(demand: DataDemand, *, actor: Actor) -> None:
    _check_seen(demand, actor=actor)
    if not is_answerer(demand, actor=actor):
        raise DemandNotYours


def _check_seen(demand: DataDemand, *, actor: Actor) -> None:
    if not DataDemand.objects.filter(in_sight(actor), pk=demand.pk).exists():
        raise DemandNotFound
