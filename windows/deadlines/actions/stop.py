"""The clock of one approval stands still, and goes on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import check_may_decide, locked
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.approvals.telling import told
from windows.assignments.rounds import begin_anew
from windows.cases.models import Case
from windows.clock import spoken_day, today
from windows.corrections.queries import unanswered_of
from windows.deadlines.basis import ART_32, basis_of
from windows.deadlines.dates import set_days
from windows.deadlines.ending import end_stops
from windows.deadlines.errors import AgentTimeCounts, ClockRuns, NoSuchGround, StopNeedsReason
from windows.deadlines.grounds import BY_OFFICER, StopGround
from windows.deadlines.models import ClockStop
from windows.deadlines.projection import set_case_days
from windows.deadlines.queries import extension_of, standing_stop, stops_of
from windows.departments.queueing import tell_resumed, tell_stopped
from windows.errors import WaitsForApplicant
from windows.in_both import in_both
from windows.moving import move_approval
from windows.notices.actions import notify
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.texts import procedure_rows


@transaction.atomic(savepoint=False)
def stop_clock(
    approval: Approval,
    *,
    ground: str,
    reason: str,
    expected_days: int | None,
    actor: Actor,
    procedure: str = "",
    reason_en: str = "",
) -> ClockStop:
    """特别程序: the days run no longer, from tomorrow, until `resume_clock`.

    Only for the eight cases of 行政许可法 art. 45, or for a `procedure` that the pinned edition
    announces and its statute allows, or for an intermediary that a law wants; never without a
    written notice of the time it needs. The matters that wait for this one wait on; all others go
    on. Raises NoSuchGround, AgentTimeCounts, StopNeedsReason, and what `check_may_decide` raises:
    whoever may not decide may not make time for it.
    """
    case, approval = locked(approval)
    check_may_decide(case, approval, actor)
    if ground not in BY_OFFICER:
        raise NoSuchGround(field="ground")
    basis = basis_of(approval, StopGround(ground), procedure)
    if not basis and ground == StopGround.AGENT:
        raise AgentTimeCounts(field="ground")
    if not basis:
        raise NoSuchGround(field="procedure")
    if not reason.strip() or not expected_days or expected_days < 1:
        raise StopNeedsReason(field="reason")
    stop = begin_stop(
        case,
        approval,
        ground=StopGround(ground),
        basis=basis,
        reason=Text(reason.strip(), reason_en.strip()),
        expected_days=expected_days,
        actor=actor,
    )
    label = Text(procedure) if procedure else in_both(StopGround(ground).label)
    writ = issue_writ(
        case,
        WritKind.PROCEDURE,
        key=f"procedure:{stop.pk}",
        rows=procedure_rows(approval, stop, label),
        approval=approval,
        actor=actor,
    )
    notify(
        case,
        kind="clock_stopped",
        key=f"clock_stopped:{stop.pk}",
        text=Text(
            f"“{approval.matter_edition.name}”要{label.zh}，期限暂停，"
            f"预计 {expected_days} 个工作日；其他事项照常办。请看办件页面的书面告知。",
            f"The clock of “{approval.matter_edition.name_en or approval.matter_edition.name}” is "
            f"stopped for about {expected_days} working days; everything else goes on. See the "
            "written notice.",
        ),
    )
    record(
        case.stream,
        "clock.stopped",
        actor=actor,
        ground=stop.ground,
        basis=basis,
        reason=stop.reason,
        reason_en=stop.reason_en or stop.reason,
        writ=writ.number,
        **told(approval),
    )
    return stop


def begin_stop(
    case: Case,
    approval: Approval,
    *,
    ground: StopGround,
    basis: str,
    reason: Text,
    expected_days: int | None,
    actor: Actor,
) -> ClockStop:
    """The move and the dates, without telling. For a locked case and a locked approval."""
    move_approval(approval, "stop", actor=actor)
    stop = ClockStop.objects.create(
        approval=approval,
        ground=ground.value,
        basis=basis,
        reason=reason.zh,
        reason_en=reason.en,
        expected_days=expected_days,
        since=today(),
        stopped_at=timezone.now(),
        stopped_by_name=actor.name,
    )
    _again(case, approval)
    tell_stopped(approval, actor=actor)
    return stop


@transaction.atomic(savepoint=False)
def resume_clock(approval: Approval, *, actor: Actor, outcome: str = "") -> Approval:
    """What held it up is over; the days that were left run on from tomorrow.

    What waits for the applicant goes on by the applicant's answer: WaitsForApplicant. Where a
    notice came meanwhile and is not answered, the clock stands on for that. Raises ClockRuns, and
    what `check_may_decide` raises.
    """
    case, approval = locked(approval)
    check_may_decide(case, approval, actor)
    if approval.state != ApprovalState.STOPPED:
        raise ClockRuns
    stop = standing_stop(approval)
    if stop is not None and stop.ground == StopGround.CORRECTION:
        raise WaitsForApplicant
    go_on(case, approval, actor=actor, outcome=outcome.strip())
    wait_for_answer(case, approval, actor=actor)
    return approval


def wait_for_answer(case: Case, approval: Approval, *, actor: Actor) -> None:
    """Its clock stands from now while a notice asks the person for something of it; nothing where
    none does. For a locked case and a locked approval whose days run.
    """
    items = list(unanswered_of(approval))
    if not items:
        return
    until = spoken_day(items[0].correction.deadline)
    begin_stop(
        case,
        approval,
        ground=StopGround.CORRECTION,
        basis=ART_32.zh,
        reason=Text(
            f"等申请人补 {len(items)} 项，最迟 {until.zh}",
            f"waits for the applicant to put right {len(items)}, until {until.en}",
        ),
        expected_days=None,
        actor=actor,
    )


def go_on(case: Case, approval: Approval, *, actor: Actor, outcome: str = "") -> None:
    """For a locked case and a locked approval whose clock stands. What was signed before the
    applicant put something right is signed anew.
    """
    stop = standing_stop(approval)
    if stop is not None and stop.ground == StopGround.CORRECTION:
        begin_anew(approval)
    move_approval(approval, "resume", actor=actor)
    end_stops(approval, actor=actor, outcome=outcome)
    _again(case, approval)
    tell_resumed(approval, actor=actor)
    due_on = approval.due_on.isoformat() if approval.due_on else ""
    record(
        case.stream,
        "clock.resumed",
        actor=actor,
        outcome=outcome,
        due_on=due_on,
        **told(approval),
    )


def _again(case: Case, approval: Approval) -> None:
    """Both dates follow from the record as it is now."""
    set_days(case, approval, stops=stops_of(approval), extension=extension_of(approval))
    approval.save()
    set_case_days(case)
    case.save()
