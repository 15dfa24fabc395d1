"""What the law makes of silence: the office's, and the applicant's."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import after_any_end, drop
from windows.approvals.states import UNDECIDED
from windows.cases.actions.ending import stop_reads
from windows.cases.models import Case
from windows.clock import today
from windows.corrections.models import OPEN, Correction
from windows.deadlines.projection import set_case_days
from windows.deferred.accepting import defer_what_may_follow
from windows.intake.papers import issue_acceptance
from windows.locks import lock_approvals, lock_case
from windows.moving import move_case
from windows.notices.actions import notify
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.texts import lapse_rows

LAPSED = Text("逾期没有补正，视为撤回申请", "Not put right in time, so it counts as withdrawn")


@transaction.atomic(savepoint=False)
def accept_by_silence(case: Case, *, actor: Actor = SYSTEM) -> Case:
    """行政许可法 art. 32(1)(4): nothing told within five working days, so accepted on receipt.

    Nothing may be asked for any more, and the promise has been running since the papers came in:
    all of them, so where a correction was told in time, since that was answered. Raises
    MoveRefused before the last day is over, and while a correction is open.
    """
    case = lock_case(case.pk)
    move_case(case, "accept_by_silence", actor=actor)
    if not is_silent(case):
        raise MoveRefused
    case.accepted_at, case.is_accepted_by_silence = _complete_at(case), True
    case.intake_due_on = case.intake_days_left = None
    set_case_days(case)
    case.save()
    writ = issue_acceptance(case, actor=actor)
    record(
        case.stream,
        "case.accepted_by_silence",
        actor=actor,
        promised_on=case.promised_on.isoformat() if case.promised_on else "",
        writ=writ.number,
    )
    defer_what_may_follow(case, actor=actor)
    after_any_end(case)
    notify(
        case,
        kind="accepted",
        key=f"accepted:{case.pk}",
        text=Text(
            f"申请（{case.number}）到期没有答复，依法自材料收齐之日起就是受理，期限从那天算起。",
            f"{case.number} was not answered in time. By law it counts as accepted from the day "
            "on which all papers were there.",
        ),
    )
    notify(
        case,
        kind="intake_silent",
        key=f"intake_silent:{case.pk}",
        text=Text(
            f"办件 {case.number} 在受理期限内没有答复，已视为受理。",
            f"Case {case.number} was not answered in time and counts as accepted.",
        ),
        to_supervisors=True,
    )
    return case


def is_silent(case: Case) -> bool:
    """The last day of the office is over: what follows is the law's, not anybody's to choose."""
    return case.intake_due_on is not None and case.intake_due_on < today()


def _complete_at(case: Case) -> dt.datetime | None:
    """When everything that was asked for had come in."""
    answered = Correction.objects.filter(
        case=case, is_of_departments=False, answered_at__isnull=False
    ).order_by("-answered_at")
    return answered.values_list("answered_at", flat=True).first() or case.submitted_at


@transaction.atomic(savepoint=False)
def lapse(case: Case, *, actor: Actor = SYSTEM) -> Case:
    """补正期满没有补正，视为撤回, on the day after. Raises MoveRefused before.

    For what the window asked; what departments ask is of their matters: `lapse_branches`.
    """
    case = lock_case(case.pk)
    move_case(case, "lapse", actor=actor)
    correction = (
        Correction.objects.select_for_update()
        .filter(OPEN, case=case, is_of_departments=False)
        .first()
    )
    if correction is None or correction.deadline >= today():
        raise MoveRefused
    correction.closed_at = timezone.now()
    correction.save(update_fields=["closed_at"])
    for approval in lock_approvals(case):
        if approval.state in UNDECIDED:
            drop(approval, because=LAPSED)
    end_as_lapsed(case, correction, actor=actor)
    return case


def end_as_lapsed(case: Case, correction: Correction, *, actor: Actor) -> None:
    """Nothing of it is left, and the person is told why and where to turn. For a locked case that
    has just moved to its end.
    """
    case.closed_at, case.closed_reason = timezone.now(), LAPSED.zh
    case.intake_due_on = case.intake_days_left = None
    case.save()
    stop_reads(case, actor=actor)
    writ = issue_writ(
        case,
        WritKind.LAPSE,
        key=f"lapse:{case.pk}",
        rows=lapse_rows(case, correction),
        actor=actor,
    )
    record(case.stream, "case.lapsed", actor=actor, writ=writ.number)
    notify(
        case,
        kind="lapsed",
        key=f"lapsed:{case.pk}",
        text=Text(
            f"申请（{case.number}）补正期已满，没有收到补正，视为撤回。您可以随时重新申请。",
            f"Nothing came for {case.number} in time, so it counts as withdrawn. You can apply "
            "again at any time.",
        ),
    )
