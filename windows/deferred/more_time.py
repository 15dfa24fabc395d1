"""More days for one paper, once, as long as the department can still keep its own day."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from windows.cases.people import person_in
from windows.cases.policy import check_owner_or_clerk
from windows.clock import today
from windows.deferred.days import day_from, promised_ends, within
from windows.deferred.errors import MoreTimeGiven, NoMoreTime
from windows.deferred.models import Deferral
from windows.deferred.queries import is_to_follow
from windows.limits import limit
from windows.locks import lock_case


@transaction.atomic(savepoint=False)
def ask_more_time(deferral: Deferral, *, actor: Actor) -> Deferral:
    """The person (or a clerk for them) needs longer: the usual number of days again, from the last
    day, within the promise of the departments.

    Raises MoreTimeGiven, NoMoreTime (closed, or no later day is possible).
    """
    case = lock_case(deferral.slot.case_id)
    deferral = (
        Deferral.objects.select_for_update(of=("self",)).select_related("slot").get(pk=deferral.pk)
    )
    owner = person_in(case, deferral.slot.party_role)
    check_owner_or_clerk(case, owner.pk if owner else None, actor)
    if deferral.more_time_at is not None:
        raise MoreTimeGiven
    if not is_to_follow(deferral.slot) or deferral.due_on < today():
        raise NoMoreTime
    wanted = day_from(deferral.due_on, limit("DEFERRED_WORKING_DAYS"))
    until = within(wanted, deferral.slot, promised_ends(case))
    if until <= deferral.due_on:
        raise NoMoreTime
    deferral.due_on, deferral.more_time_at = until, timezone.now()
    deferral.reminded_at = None
    deferral.save()
    record(
        case.stream,
        "deferral.more_time",
        actor=actor,
        material=deferral.slot.name,
        material_en=deferral.slot.name_en or deferral.slot.name,
        due_on=until.isoformat(),
    )
    return deferral
