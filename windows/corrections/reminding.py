"""A correction's days are nearly over: the person is told once more, in time."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.people import parties_asked
from windows.cases.states import CaseState, SlotState
from windows.clock import day_after, spoken_day, today
from windows.corrections.models import OPEN, Correction
from windows.limits import limit
from windows.locks import lock_case
from windows.notices.actions import notify

WAITING = Q(is_of_departments=False, case__state=CaseState.CORRECTION) | Q(
    is_of_departments=True, case__state=CaseState.ACCEPTED
)


def to_remind() -> QuerySet[Correction]:
    """Open notices of either kind whose last day is near, and of which nobody was reminded.

    One that was told with fewer days than that needs no second word.
    """
    days = limit("REMINDER_WORKING_DAYS")
    near = day_after(today(), days) or today() + dt.timedelta(days=days)
    return Correction.objects.filter(
        OPEN, WAITING, deadline__range=(today(), near), reminded_at=None
    ).exclude(asked_at__date=today())


@transaction.atomic(savepoint=False)
def remind(case: Case, *, actor: Actor = SYSTEM) -> bool:
    """Once for each notice. False where nothing is open any more, or it was done before."""
    case = lock_case(case.pk)
    correction = to_remind().filter(case=case).first()
    if correction is None:
        return False
    correction.reminded_at = timezone.now()
    correction.save(update_fields=["reminded_at"])
    until = spoken_day(correction.deadline)
    silent = (
        Text("有关事项", "what waits for it")
        if correction.is_of_departments
        else Text("申请", "your application")
    )
    notify(
        case,
        kind="correction_reminder",
        key=f"correction_reminder:{correction.pk}",
        text=Text(
            f"提醒：办件（{case.number}）请在 {until.zh}前补齐并交回；"
            f"到期没有交，{silent.zh}视为撤回。",
            f"A reminder: put right what is missing in {case.number} by {until.en}. After that "
            f"{silent.en} counts as withdrawn.",
        ),
    )
    empty = [
        item.slot
        for item in correction.items.select_related("slot")
        if item.slot is not None and item.slot.state == SlotState.MISSING
    ]
    for party, count in parties_asked(case, empty):
        notify(
            case,
            kind="correction_reminder",
            key=f"correction_reminder:{correction.pk}:{party.pk}",
            text=Text(
                f"提醒：办件（{case.number}）有 {count} 份材料要由您在 {until.zh}前补。",
                f"A reminder: {count} papers in {case.number} are yours to hand in by {until.en}.",
            ),
            applicant=party,
        )
    record(
        case.stream,
        "correction.reminded",
        actor=actor,
        round=correction.round,
        deadline=correction.deadline.isoformat(),
    )
    return True
