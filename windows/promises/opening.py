"""A decision that rests on a promise opens its check."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from windows.approvals.actions import locked
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.approvals.telling import told
from windows.clock import day_after
from windows.limits import limit
from windows.promises.models import CommitmentCheck
from windows.promises.queries import promised_for
from windows.promises.states import CheckState


@transaction.atomic(savepoint=False)
def open_commitment_checks(approval: Approval, *, actor: Actor) -> list[CommitmentCheck]:
    """One for each promise of a granted matter, due in sixty working days from the decision.

    Does nothing where they are open already, where nothing was granted, and for a rehearsal.
    """
    case, approval = locked(approval)
    if approval.state != ApprovalState.APPROVED or case.is_rehearsal:
        return []
    known = CommitmentCheck.objects.filter(approval=approval)
    signed = set(known.values_list("commitment_id", flat=True))
    due_on, is_certain = _due_on(approval)
    opened = [
        CommitmentCheck.objects.create(
            approval=approval,
            commitment=slot.commitment,
            slot=slot,
            due_on=due_on,
            is_day_certain=is_certain,
        )
        for slot in promised_for(approval)
        if slot.commitment is not None and slot.commitment_id not in signed
    ]
    for check in opened:
        record(
            case.stream,
            "promise.check_opened",
            actor=actor,
            check=check.pk,
            material=check.slot.name,
            material_en=check.slot.name_en or check.slot.name,
            due_on=due_on.isoformat(),
            **told(approval),
        )
    return opened


@transaction.atomic(savepoint=False)
def date_check_again(check: CommitmentCheck, *, actor: Actor) -> CommitmentCheck:
    """The holidays of that year are known now, so the sixty working days can be counted."""
    case, approval = locked(check.approval)
    check = CommitmentCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    due_on, is_certain = _due_on(approval)
    if check.is_day_certain or check.state != CheckState.DUE or not is_certain:
        return check
    check.due_on, check.is_day_certain = due_on, True
    check.save(update_fields=["due_on", "is_day_certain"])
    record(
        case.stream,
        "promise.check_dated",
        actor=actor,
        check=check.pk,
        due_on=due_on.isoformat(),
        **told(approval),
    )
    return check


def _due_on(approval: Approval) -> tuple[dt.date, bool]:
    """Where the calendar does not reach so far, natural days are the shorter, certain limit."""
    days = limit("PROMISE_CHECK_WORKING_DAYS")
    decided_on = timezone.localdate(approval.decided_at)
    counted = day_after(decided_on, days)
    return counted or decided_on + dt.timedelta(days=days), counted is not None
