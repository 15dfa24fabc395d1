"""What the sweep asks of papers that follow."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import SYSTEM
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.clock import day_after, today
from windows.deferred.missed import remind, revoke_for_missing
from windows.deferred.models import Deferral
from windows.deferred.queries import OPEN
from windows.limits import limit


def missed(at_once: int) -> list[int]:
    """Cases with a last day that is over."""
    late = Deferral.objects.filter(OPEN, due_on__lt=today()).order_by("slot__case")
    return list(late.values_list("slot__case", flat=True).distinct()[:at_once])


def revoke(case_id: int) -> None:
    with transaction.atomic(durable=True):
        revoke_for_missing(Case.objects.get(pk=case_id), actor=SYSTEM)


def to_remind(at_once: int) -> list[int]:
    """Not on the day of the acceptance itself: that notice says the same."""
    until = day_after(today(), limit("DEFERRED_REMINDER_WORKING_DAYS"))
    if until is None:
        return []
    soon = Deferral.objects.filter(
        OPEN,
        due_on__gte=today(),
        due_on__lte=until,
        granted_on__lt=today(),
        reminded_at=None,
        slot__case__state=CaseState.ACCEPTED,
    )
    return list(soon.order_by("due_on", "pk").values_list("pk", flat=True)[:at_once])


def remind_of(deferral_id: int) -> None:
    with transaction.atomic(durable=True):
        remind(Deferral.objects.select_related("slot").get(pk=deferral_id), actor=SYSTEM)
