"""Ends of a case that no department decides."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import drop
from windows.approvals.states import DECIDED, UNDECIDED
from windows.cases.actions.ending import stop_reads
from windows.cases.models import Case
from windows.cases.policy import check_may_handle
from windows.corrections.models import OPEN, Correction
from windows.errors import AlreadyDecided, ReasonMissing
from windows.intake.visits import note_visit
from windows.locks import lock_approvals, lock_case
from windows.moving import move_case
from windows.notices.actions import notify

WITHDRAWN = Text("申请人撤回了申请", "The applicant withdrew the application")


@transaction.atomic(savepoint=False)
def withdraw(case: Case, *, actor: Actor, reason: str = "") -> Case:
    """The applicant takes the case back: possible until any department has decided.

    A clerk who does it for somebody at the counter writes down what they said, and the person
    reads it. Open approvals end as not needed, reads under way are stopped. Raises
    AlreadyDecided after the first decision, ReasonMissing for a clerk without a reason.
    """
    case = lock_case(case.pk)
    check_may_handle(case, actor)
    is_at_window = actor.kind == Role.CLERK
    move_case(case, "withdraw", actor=actor)
    if is_at_window and not reason.strip():
        raise ReasonMissing
    approvals = lock_approvals(case)
    if any(approval.state in DECIDED for approval in approvals):
        raise AlreadyDecided
    for approval in approvals:
        if approval.state in UNDECIDED:
            drop(approval, because=WITHDRAWN)
    Correction.objects.filter(OPEN, case=case).update(closed_at=timezone.now())
    stop_reads(case, actor=actor)
    case.closed_at, case.closed_reason = timezone.now(), reason.strip()
    case.withdrawn_at_window = is_at_window
    case.intake_due_on = case.intake_days_left = None
    case.save()
    if is_at_window:
        note_visit(case, actor=actor, purpose="withdraw")
        record(case.stream, "case.withdrawn_at_window", actor=actor, reason=case.closed_reason)
        _tell(case)
    else:
        record(case.stream, "case.withdrawn", actor=actor, reason=case.closed_reason)
    return case


def _tell(case: Case) -> None:
    """Somebody else pressed the button: whoever did not wish it must hear of it."""
    reason = case.closed_reason.rstrip("。.！!")
    notify(
        case,
        kind="withdrawn",
        key=f"withdrawn:{case.pk}",
        text=Text(
            f"窗口按您的要求撤回了办件（{case.number}）：{reason}。不是您的意思，请马上告诉窗口。",
            f"The window withdrew your case ({case.number}) as you asked: {reason}. If you did not "
            "ask for it, please tell the window at once.",
        ),
    )


@transaction.atomic(savepoint=False)
def archive(case: Case, *, actor: Actor) -> Case:
    """The clockwork files a collected case away, after its rating or when the days for it are
    over.
    """
    case = lock_case(case.pk)
    move_case(case, "archive", actor=actor)
    case.closed_at = timezone.now()
    case.save()
    record(case.stream, "case.archived", actor=actor)
    return case
