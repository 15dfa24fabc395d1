"""Asking for data, and answering: what data officers keep. The rest is `refreshing`'s."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from datasharing.lists.demand import policy
from datasharing.lists.demand.days import due_day
from datasharing.lists.demand.errors import (
    DemandDayWrong,
    DemandNoteTooLong,
    DemandNotNeeded,
    DemandOwnerIsYou,
    DemandOwnerMissing,
    DemandReasonMissing,
)
from datasharing.lists.demand.models import DataDemand
from datasharing.lists.demand.moves import move
from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.models import Department

LONGEST = 400
LONGEST_PLAN = dt.timedelta(days=5 * 366)


@transaction.atomic(savepoint=False)
def ask_demand(
    demand: DataDemand, *, actor: Actor, owner: Department | None = None, note: str = ""
) -> DataDemand:
    """The department that needs it asks the owner, who has `DEMAND_WORKING_DAYS` to answer.

    `owner` is chosen where the catalogue does not say whose it is, and counts only there. Raises
    DemandNotFound, DemandNotYours, DemandNotNeeded, DemandOwnerMissing, DemandOwnerIsYou,
    DemandNoteTooLong, MoveRefused.
    """
    demand = _locked(demand)
    policy.check_may_ask(demand, actor=actor)
    _check_needed(demand)
    move(demand, "ask", actor=actor)
    if not demand.has_named_owner and owner is not None:
        demand.owner = owner
        demand.owner_name, demand.owner_name_en = owner.name, owner.name_en
    if not demand.owner_name:
        raise DemandOwnerMissing(field="owner")
    if demand.owner_id == demand.department_id:
        raise DemandOwnerIsYou(field="owner")
    demand.note = _short(note, "note")
    demand.asked_on = timezone.localdate()
    demand.answer_due_on = due_day(demand.asked_on)
    demand.planned_on, demand.reason = None, ""
    return _kept(demand, "demand.asked", actor=actor, due_on=demand.answer_due_on.isoformat())


@transaction.atomic(savepoint=False)
def withdraw_demand(demand: DataDemand, *, actor: Actor) -> DataDemand:
    """The department that asked does not need it after all. What was said stays in the journal."""
    demand = _locked(demand)
    policy.check_may_ask(demand, actor=actor)
    move(demand, "withdraw", actor=actor)
    demand.asked_on = demand.answer_due_on = demand.planned_on = None
    if not demand.has_named_owner:
        demand.owner = None
        demand.owner_name = demand.owner_name_en = ""
    return _kept(demand, "demand.withdrawn", actor=actor)


@transaction.atomic(savepoint=False)
def plan_demand(demand: DataDemand, *, planned_on: dt.date | None, actor: Actor) -> DataDemand:
    """The owner says by when it will be connected, or another day.

    Raises DemandNotFound, DemandNotYours, DemandNotNeeded, DemandDayWrong, MoveRefused.
    """
    demand = _locked(demand)
    policy.check_may_answer(demand, actor=actor)
    _check_needed(demand)
    move(demand, "plan", actor=actor)
    today = timezone.localdate()
    if planned_on is None or not today < planned_on <= today + LONGEST_PLAN:
        raise DemandDayWrong(field="planned_on")
    before = demand.planned_on
    demand.planned_on = planned_on
    said = {"planned_on": planned_on.isoformat()}
    if before is None:
        return _kept(demand, "demand.planned", actor=actor, **said)
    return _kept(demand, "demand.planned_again", actor=actor, was=before.isoformat(), **said)


@transaction.atomic(savepoint=False)
def refuse_demand(demand: DataDemand, *, reason: str, actor: Actor) -> DataDemand:
    """The owner cannot give it and says why.

    Raises DemandNotFound, DemandNotYours, DemandReasonMissing, MoveRefused.
    """
    demand = _locked(demand)
    policy.check_may_answer(demand, actor=actor)
    move(demand, "refuse", actor=actor)
    said = reason.strip()
    if not 0 < len(said) <= LONGEST:
        raise DemandReasonMissing(field="reason")
    demand.reason, demand.planned_on = said, None
    return _kept(demand, "demand.refused", actor=actor, reason=said)


def _locked(demand: DataDemand) -> DataDemand:
    return (
        DataDemand.objects.select_for_update(of=("self",))
        .select_related("department", "owner", "matter")
        .get(pk=demand.pk)
    )


def _check_needed(demand: DataDemand) -> None:
    if not demand.is_current:
        raise DemandNotNeeded


def _short(text: str, name: str) -> str:
    said = text.strip()
    if len(said) > LONGEST:
        raise DemandNoteTooLong(field=name)
    return said


def _kept(demand: DataDemand, verb: str, *, actor: Actor, **more: str) -> DataDemand:
    demand.changed_at = timezone.now()
    demand.save()
    owner = {"owner": demand.owner_name, "owner_en": demand.owner_name_en or demand.owner_name}
    record(
        demand.stream,
        verb,
        actor=actor,
        material=demand.name,
        material_en=demand.name_en or demand.name,
        note=demand.note,
        **owner,
        **more,
    )
    return demand
