"""What a department does with its part of a case."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.errors import MoveRefused
from portal.journal.actions import record
from portal.outbox.actions import publish
from portal.rows import update
from portal.worded import Worded
from services.catalogue.text import Text
from windows.approvals.consequences import (
    begins_on,
    deny_branch,
    grant_outputs,
    is_ready,
    release_ready,
)
from windows.approvals.models import Approval
from windows.approvals.policy import check_department
from windows.approvals.renewals import silence_renews
from windows.approvals.states import AT_DEPARTMENT, ENDED, IN_INBOX, UNDECIDED, ApprovalState
from windows.approvals.telling import told
from windows.assignments.impartial import check_holder, check_impartial
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.clock import today
from windows.corrections.models import OPEN as OPEN_CORRECTION
from windows.corrections.models import Correction
from windows.corrections.policy import check_is_answered
from windows.deadlines.dates import set_days
from windows.deadlines.ending import end_stops
from windows.deadlines.limits import has_limit
from windows.deadlines.projection import set_case_days
from windows.deadlines.queries import extension_of, stops_of
from windows.deferred.closing import close_unneeded
from windows.deferred.policy import check_all_is_here
from windows.denials.following import close_question, follow_denial
from windows.departments.queueing import tell_dispatched, tell_ended
from windows.errors import ApprovalClosed, ReasonMissing, RenewedBySilence, StillWaiting
from windows.locks import lock_approval, lock_approvals, lock_case
from windows.moving import move_approval
from windows.notices.actions import notify
from windows.precedents.situations import situation_of
from windows.promises.queries import promised_for
from windows.reasons.choosing import choose, keep
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.texts import decision_rows


@transaction.atomic(savepoint=False)
def dispatch(approval: Approval, *, actor: Actor) -> Approval:
    """The clockwork puts it into the department's inbox; its own days run (see `begins_on`).

    Does nothing when it was dispatched before. Raises StillWaiting while a dependency is open.
    """
    case, approval = locked(approval)
    if approval.state in AT_DEPARTMENT or approval.state in ENDED:
        return approval
    if case.state != CaseState.ACCEPTED or not is_ready(approval):
        raise StillWaiting
    move_approval(approval, "dispatch", actor=actor)
    approval.dispatched_at = timezone.now()
    approval.counts_from = begins_on(case, approval)
    set_days(case, approval)
    update(approval, "state", "dispatched_at", "counts_from", "due_on", "statutory_on")
    due_on = approval.due_on.isoformat() if approval.due_on else ""
    record(case.stream, "approval.dispatched", actor=actor, due_on=due_on, **told(approval))
    tell_dispatched(approval)
    return approval


@transaction.atomic(savepoint=False)
def take_up(approval: Approval, *, actor: Actor) -> Approval:
    """An officer of the department begins the examination. Another department: ApprovalNotFound."""
    case, approval = locked(approval)
    check_may_decide(case, approval, actor)
    move_approval(approval, "take_up", actor=actor)
    approval.taken_up_at = timezone.now()
    approval.save()
    record(case.stream, "approval.taken_up", actor=actor, **told(approval))
    _look_at_reports(case, because=f"taken:{approval.pk}")
    return approval


@transaction.atomic(savepoint=False)
def decide(
    approval: Approval,
    *,
    granted: bool,
    actor: Actor,
    reason: str = "",
    grounds: Sequence[str] | None = None,
) -> Approval:
    """准予 or 不予许可, by an officer (or system) of the department.

    Granted: outputs that are licences are issued to the applicant, and what waited for them is
    dispatched. Denied: the reason is required (行政许可法 art. 38); with `grounds`, even an empty
    list, it is chosen from the edition and `reason` is added to it. What needed the output
    ends as not needed, transitively. All others go on, end or wait for the person's word as the
    edition says (`follow_denial`). The last decision finishes the case,
    once: whoever decides holds the case's lock, so the last one sees that it is the last.
    Raises ApprovalClosed (409), RenewedBySilence, GroundMissing, GroundUnknown, ReasonMissing,
    StillToFollow, WaitsForApplicant, ApprovalNotFound for another department.
    """
    case, approval = locked(approval)
    check_may_decide(case, approval, actor)
    if granted:
        check_all_is_here(approval)
    else:
        check_not_renewed(approval)
    said = Text(reason.strip())
    if not granted:
        chosen = choose(approval, grounds or (), added=said.zh, is_officer=grounds is not None)
        said = chosen.text
        if not said.zh:
            raise ReasonMissing(field="reason")
    move_approval(approval, "approve" if granted else "deny", actor=actor)
    if granted:
        check_is_answered(approval)
    approval.decided_at = timezone.now()
    approval.decided_by_id, approval.decided_by_name = actor.user_id, actor.name
    approval.reason, approval.reason_en = said.zh, said.en
    approval.situation = None if case.is_rehearsal else situation_of(case.answers)
    update(approval, *DECIDED_FIELDS)
    if not granted:
        keep(approval, chosen)
    verb = "approval.approved" if granted else "approval.denied"
    kind = WritKind.GRANT if granted else WritKind.DENIAL
    issue_writ(
        case,
        kind,
        key=f"decision:{approval.pk}",
        rows=decision_rows(approval),
        approval=approval,
        actor=actor,
    )
    record(
        case.stream,
        verb,
        actor=actor,
        reason=said.zh,
        reason_en=said.en or said.zh,
        **told(approval),
    )
    others = [] if granted else lock_approvals(case)
    if granted:
        _tell_granted(case, approval)
        grant_outputs(case, approval, actor=actor)
        watch_promises(approval)
    else:
        deny_branch(case, approval, others, drop)
        follow_denial(case, approval, others, drop)
        close_unneeded(case)
    if actor.kind != Role.DEPARTMENT_SYSTEM:
        tell_ended(approval)
    after_any_end(case)
    return approval


DECIDED_FIELDS = (
    "state", "decided_at", "decided_by", "decided_by_name", "reason", "reason_en", "situation",
)  # fmt: skip


def _tell_granted(case: Case, approval: Approval) -> None:
    """A denial is told by `follow_denial`, with what it means for the others."""
    edition = approval.matter_edition
    notify(
        case,
        kind="granted",
        key=f"granted:{approval.pk}",
        text=Text(
            f"办件（{case.number}）的“{edition.name}”已准予，决定书请看办件页面。",
            f"“{edition.name_en or edition.name}” ({case.number}) was granted. The decision is on "
            "the case page.",
        ),
    )


def watch_promises(approval: Approval) -> None:
    """告知承诺 (浙江“最多跑一次”改革规定 art. 14): what was granted on a promise is checked."""
    if promised_for(approval):
        publish("promise.watch", key=f"promise.watch:{approval.pk}", approval_id=approval.pk)


@transaction.atomic(savepoint=False)
def date_again(approval: Approval, *, actor: Actor) -> Approval:
    """The clockwork gives its days to an approval whose calendar year was unknown, once it is
    known, and the law's last day to one that began before it was kept here; the case follows.
    """
    case, approval = locked(approval)
    if approval.state not in IN_INBOX or not lacks_day(case, approval):
        return approval
    before = approval.due_on, approval.statutory_on
    set_days(case, approval, stops=stops_of(approval), extension=extension_of(approval))
    if approval.due_on is None or (approval.due_on, approval.statutory_on) == before:
        return approval
    update(approval, "due_on", "statutory_on")
    due_on = approval.due_on.isoformat()
    record(case.stream, "approval.dated", actor=actor, due_on=due_on, **told(approval))
    _follow(case, actor)
    return approval


def _follow(case: Case, actor: Actor) -> None:
    """A case that has a day keeps the one that follows from its approvals. For a locked case."""
    promised_on = case.promised_on
    if case.state != CaseState.ACCEPTED or promised_on is None:
        return
    set_case_days(case)
    if case.promised_on is None:
        return
    update(case, "promised_on", "statutory_on")
    if case.promised_on != promised_on:
        record(case.stream, "case.dated", actor=actor, promised_on=case.promised_on.isoformat())


def lacks_day(case: Case, approval: Approval) -> bool:
    """Its own last day, or the law's where there is one."""
    if approval.due_on is None:
        return True
    return approval.statutory_on is None and has_limit(case, approval)


def check_may_decide(case: Case, approval: Approval, actor: Actor) -> None:
    """Of the department, theirs, nobody's relative, and not decided yet. For a locked approval."""
    check_department(approval, actor)
    check_holder(approval, actor)
    check_impartial(case, actor)
    if approval.state in ENDED:
        raise ApprovalClosed


def check_not_renewed(approval: Approval) -> None:
    """行政许可法 art. 50: once the licence has ended there is nothing left to deny."""
    ends_on = approval.renews.valid_until if approval.renews else None
    if ends_on is not None and ends_on < today() and silence_renews(approval):
        raise RenewedBySilence


def drop(approval: Approval, *, because: Text) -> None:
    """End an approval that has lost its purpose. For a locked case and a locked approval."""
    move_approval(approval, "drop", actor=SYSTEM)
    approval.closed_at = timezone.now()
    end_stops(approval, actor=SYSTEM)
    approval.closed_reason, approval.closed_reason_en = because.zh, because.en
    approval.save()
    record(
        approval.case.stream,
        "approval.not_needed",
        actor=SYSTEM,
        why=because.zh,
        why_en=because.en,
        **told(approval),
    )
    tell_ended(approval)
    close_unneeded(approval.case)


def after_any_end(case: Case) -> None:
    """What an ended approval sets free; when none is left, the case. For a locked case."""
    if case.state != CaseState.ACCEPTED:
        return
    states = _STATES(case.pk)
    left = [state for state in states if state in UNDECIDED]
    if ApprovalState.WAITING in left:
        release_ready(case)
    _look_at_reports(case, because=f"ended:{len(states) - len(left)}")
    if not left:
        close_question(case)
        publish("case.finish", key=f"case.finish:{case.pk}", case_id=case.pk)


def _look_at_reports(case: Case, *, because: str) -> None:
    """Something that is missing may be told now, or asked for no longer. For a locked case."""
    if _REPORTED_OR_ASKED(case.pk):
        publish(
            "correction.collect", key=f"correction.collect:{case.pk}:{because}", case_id=case.pk
        )


_REPORTED = Q(missing__isnull=False, missing__correction=None)
_STATES: Worded[str] = Worded(
    lambda case: Approval.objects.filter(case_id=case).order_by().values_list("state", flat=True)
)
_REPORTED_OR_ASKED: Worded[int] = Worded(
    lambda case: Case.objects.filter(
        Exists(Approval.objects.filter(_REPORTED, case=OuterRef("pk")))
        | Exists(Correction.objects.filter(OPEN_CORRECTION, case=OuterRef("pk"))),
        pk=case,
    ).values_list("pk", flat=True)
)


def locked(approval: Approval) -> tuple[Case, Approval]:
    """The case that has it now, and it. A part that was split off meanwhile is looked for again:
    the lock goes from the older case to the younger, never back.
    """
    case = lock_case(approval.case_id)
    found = lock_approval(case, approval.pk)
    if found is None:
        case = lock_case(Approval.objects.values_list("case_id", flat=True).get(pk=approval.pk))
        found = lock_approval(case, approval.pk)
    if found is None:
        raise MoveRefused
    found.case = case
    return case, found
