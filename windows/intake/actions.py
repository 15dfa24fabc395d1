"""收件与受理: the window looks at form, not at substance, and says everything at once."""

from __future__ import annotations

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.days_in_words import day_in_words
from portal.errors import MoveRefused
from portal.journal.actions import record
from portal.rows import update
from services.catalogue.text import Text
from windows.approvals.actions import after_any_end, drop
from windows.approvals.states import UNDECIDED
from windows.assignments.impartial import check_not_own
from windows.cases.actions.ending import stop_reads
from windows.cases.missing import what_keeps_from_acceptance
from windows.cases.models import Case, MaterialSlot
from windows.cases.policy import check_office
from windows.cases.slots import say
from windows.cases.states import CaseState
from windows.clock import today
from windows.corrections.models import OPEN, Correction
from windows.deadlines.projection import set_case_days
from windows.deferred.accepting import defer_what_may_follow
from windows.errors import (
    AcceptedBySilence,
    CorrectionStillOpen,
    NotReadyToAccept,
    ReasonMissing,
    TellInNotice,
)
from windows.intake.papers import issue_acceptance
from windows.intake.rules import RULED_BY, accepts_itself
from windows.intake.silence import accept_by_silence, is_silent
from windows.intake.visits import note_visit
from windows.locks import lock_approvals, lock_case, lock_slot
from windows.moving import move_case, move_slot
from windows.notices.actions import notify
from windows.remedies.told import remedies_of_case
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.texts import refusal_rows

ACCEPTED = (
    "state",
    "accepted_at",
    "promised_on",
    "statutory_on",
    "intake_due_on",
    "intake_days_left",
    "updated_at",
)
"""What acceptance writes."""
REFUSED = Text("申请未予受理", "The application was not accepted")


@transaction.atomic(savepoint=False)
def accept(case: Case, *, actor: Actor) -> Case:
    """受理: the promise begins to run today; approvals that wait for nobody are dispatched.

    By a clerk of the case's region, or by the clockwork when `accepts_itself` holds. Every required
    slot must be satisfied and every party confirmed: else NotReadyToAccept lists what is missing.
    What the guide lets follow gets its last day, in writing (容缺受理). After the last day of the
    office the law has accepted it already: then this writes that down.
    """
    case = lock_case(case.pk)
    check_office(case, actor)
    check_not_own(case, actor)
    if is_silent(case):
        move_case(case, "accept", actor=actor)
        return accept_by_silence(case)
    prefetch_related_objects([case], *RULED_BY)
    return _accept(case, actor=actor)


@transaction.atomic(savepoint=False)
def accept_by_itself(case_id: int) -> None:
    """The clockwork accepts what nobody needs to look at; leaves everything else alone."""
    case = lock_case(case_id)
    if case.state != CaseState.SUBMITTED:
        return
    if is_silent(case):
        accept_by_silence(case)
        return
    prefetch_related_objects([case], *RULED_BY)
    if accepts_itself(case):
        _accept(case, actor=SYSTEM)


def _accept(case: Case, *, actor: Actor) -> Case:
    """For a locked case with what the rules look at."""
    move_case(case, "accept", actor=actor)
    missing = what_keeps_from_acceptance(case)
    if missing:
        raise NotReadyToAccept(count=len(missing), details=[one.as_json() for one in missing])
    if actor == SYSTEM and not accepts_itself(case):
        raise MoveRefused
    case.accepted_at = timezone.now()
    set_case_days(case)
    case.intake_due_on = case.intake_days_left = None
    update(case, *ACCEPTED)
    promised_on = case.promised_on.isoformat() if case.promised_on else ""
    writ = issue_acceptance(case, actor=actor)
    record(case.stream, "case.accepted", actor=actor, promised_on=promised_on, writ=writ.number)
    defer_what_may_follow(case, actor=actor)
    after_any_end(case)
    notify(
        case,
        kind="accepted",
        key=f"accepted:{case.pk}",
        text=_accepted_text(case),
    )
    return case


@transaction.atomic(savepoint=False)
def refuse(case: Case, *, reason: str, actor: Actor) -> Case:
    """不予受理, with the reason and the remedies (行政许可法 art. 32, 38; 复议 60 日, 诉讼 6 个月).

    While a correction is open only after its deadline (CorrectionStillOpen); never after the last
    day of the office (AcceptedBySilence). Raises ReasonMissing.
    """
    case = lock_case(case.pk)
    check_office(case, actor)
    check_not_own(case, actor)
    correction = Correction.objects.filter(OPEN, case=case).first()
    move_case(case, "refuse", actor=actor)
    if is_silent(case):
        raise AcceptedBySilence
    if correction is not None and correction.deadline >= today():
        raise CorrectionStillOpen
    if not reason.strip():
        raise ReasonMissing(field="reason")
    case.closed_at, case.closed_reason = timezone.now(), reason.strip()
    case.intake_due_on = case.intake_days_left = None
    case.save()
    if correction is not None:
        correction.closed_at = case.closed_at
        correction.save(update_fields=["closed_at"])
    for approval in lock_approvals(case):
        if approval.state in UNDECIDED:
            drop(approval, because=REFUSED)
    stop_reads(case, actor=actor)
    issue_writ(
        case,
        WritKind.REFUSAL,
        key=f"refusal:{case.pk}",
        rows=refusal_rows(case, Text(case.closed_reason)),
        actor=actor,
    )
    remedies = remedies_of_case(case).text
    record(
        case.stream,
        "case.refused",
        actor=actor,
        reason=case.closed_reason,
        remedies=remedies.zh,
        remedies_en=remedies.en,
    )
    notify(
        case,
        kind="refused",
        key=f"refused:{case.pk}",
        text=Text(
            f"申请（{case.number}）未予受理，理由和救济途径请看办件页面。",
            f"Your application ({case.number}) was not accepted. See the case page for why.",
        ),
    )
    return case


@transaction.atomic(savepoint=False)
def check_material(
    slot: MaterialSlot, *, is_good: bool, actor: Actor, remark: str = ""
) -> MaterialSlot:
    """A clerk ticks a material off, or finds it wanting: then it must be handed in again.

    Wanting only in the draft that is made at the window; what was handed in is told by the one
    notice: TellInNotice. Raises ReasonMissing.
    """
    case = lock_case(slot.case_id)
    check_office(case, actor)
    if case.state not in (CaseState.DRAFT, CaseState.SUBMITTED):
        raise MoveRefused
    if is_silent(case):
        raise AcceptedBySilence
    if not is_good and case.state != CaseState.DRAFT:
        raise TellInNotice
    slot = lock_slot(case, slot.pk)
    if is_good:
        move_slot(slot, "find_good", actor=actor)
        slot.checked = MaterialSlot.Check.OK.value
        say(slot, Text(remark.strip()))
    else:
        if not remark.strip():
            raise ReasonMissing(field="remark")
        move_slot(slot, "find_bad", actor=actor)
        slot.checked = MaterialSlot.Check.BAD.value
        say(slot, Text(remark.strip()))
    slot.checked_by_name = actor.name
    slot.save()
    record(
        case.stream,
        "material.checked",
        actor=actor,
        slot=slot.pk,
        material=slot.name,
        material_en=slot.name_en or slot.name,
        outcome="符合要求" if is_good else "不符合要求",
        outcome_en="in order" if is_good else "not in order",
    )
    return slot


@transaction.atomic(savepoint=False)
def record_visit(case: Case, *, actor: Actor, purpose: str) -> None:
    """The person stood at this counter today. Several errands on one day at one centre are one
    visit.
    """
    case = lock_case(case.pk)
    check_office(case, actor)
    note_visit(case, actor=actor, purpose=purpose)


@transaction.atomic(savepoint=False)
def promise_again(case: Case, *, actor: Actor) -> Case:
    """The clockwork gives the promised day, and the law's, once the calendar reaches so far."""
    case = lock_case(case.pk)
    before = case.promised_on, case.statutory_on
    if case.state != CaseState.ACCEPTED or None not in before or case.accepted_at is None:
        return case
    set_case_days(case)
    if case.promised_on is not None and (case.promised_on, case.statutory_on) != before:
        case.save()
        record(case.stream, "case.dated", actor=actor, promised_on=case.promised_on.isoformat())
    return case


def _accepted_text(case: Case) -> Text:
    if case.promised_on is None:
        return Text(f"申请（{case.number}）已受理。", f"Application {case.number} was accepted.")
    last = day_in_words(case.promised_on)
    return Text(
        f"申请（{case.number}）已受理，{last.zh}前办好。",
        f"Application {case.number} was accepted and will be done by {last.en}.",
    )
