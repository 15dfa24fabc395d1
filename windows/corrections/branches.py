"""The departments' notice answered, or not: only the branches that waited for it are concerned."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.errors import MoveRefused
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.catalogue.text import Text
from windows.approvals.actions import after_any_end, drop
from windows.approvals.consequences import deny_branch
from windows.approvals.models import Approval
from windows.approvals.states import AT_DEPARTMENT, DECIDED, UNDECIDED
from windows.cases.form_rules import faults_in
from windows.cases.missing import Missing
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.states import CaseState, SlotState
from windows.clock import today
from windows.corrections.models import OPEN, Correction
from windows.corrections.texts import branch_lapse_rows, joined, name_of
from windows.deadlines.actions.stop import go_on
from windows.deadlines.grounds import StopGround
from windows.deadlines.projection import set_case_days
from windows.deadlines.queries import standing_stop
from windows.errors import IncompleteCase
from windows.intake.silence import end_as_lapsed
from windows.locks import lock_approvals, lock_case
from windows.moving import move_case
from windows.notices.actions import notify
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind

LAPSED = Text(
    "逾期没有补正，这个事项视为撤回申请",
    "not put right in time, so this matter counts as withdrawn",
)


def answer_branches(case: Case, correction: Correction, *, actor: Actor) -> None:
    """All that was asked is there: the clocks of these branches run on. For a locked case.

    A field that the person leaves as it is, is their statement: the department decides on it.
    Raises IncompleteCase with what is still missing, MoveRefused when the case has ended.
    """
    if case.state != CaseState.ACCEPTED:
        raise MoveRefused
    missing = still_missing(case, correction)
    if missing:
        raise IncompleteCase(count=len(missing), details=[each.as_json() for each in missing])
    correction.answered_at = timezone.now()
    correction.save(update_fields=["answered_at"])
    record(case.stream, "correction.answered", actor=actor, round=correction.round)
    for approval in _asking(case, correction):
        stop = standing_stop(approval)
        if stop is not None and stop.ground == StopGround.CORRECTION:
            go_on(case, approval, actor=actor)
    _let_others_be_told(case, correction)


@transaction.atomic(savepoint=False)
def lapse_branches(case: Case, *, actor: Actor = SYSTEM) -> Case:
    """The days are over: these matters count as withdrawn, what needed their outputs ends with
    them, and all others go on. Each gets its paper with the reason. Where nothing of the case is
    left and nothing was decided, the whole counts as withdrawn.

    An answer and the end of the days meet at the case's lock: whoever has it first is right.
    Raises MoveRefused before the last day is over, and when it was answered meanwhile.
    """
    case = lock_case(case.pk)
    correction = (
        Correction.objects.select_for_update()
        .filter(OPEN, case=case, is_of_departments=True)
        .first()
    )
    if correction is None or correction.deadline >= today() or case.state != CaseState.ACCEPTED:
        raise MoveRefused
    correction.closed_at = timezone.now()
    correction.save(update_fields=["closed_at"])
    gone = _asking(case, correction)
    for approval in gone:
        drop(approval, because=LAPSED)
        deny_branch(case, approval, lock_approvals(case), drop)
    now = lock_approvals(case)
    others_go_on = any(each.state in UNDECIDED for each in now)
    for approval in gone:
        issue_writ(
            case,
            WritKind.LAPSE,
            key=f"branch_lapse:{approval.pk}",
            rows=branch_lapse_rows(case, correction, approval, others_go_on=others_go_on),
            approval=approval,
            actor=actor,
        )
    set_case_days(case)
    case.save()
    named = joined(name_of(each) for each in gone)
    record(
        case.stream,
        "correction.lapsed",
        actor=actor,
        round=correction.round,
        matters=named.zh,
        matters_en=named.en,
    )
    if others_go_on or any(each.state in DECIDED for each in now):
        _tell_the_part(case, correction, named, others_go_on=others_go_on)
        after_any_end(case)
        _let_others_be_told(case, correction)
    else:
        move_case(case, "lapse", actor=actor)
        end_as_lapsed(case, correction, actor=actor)
    return case


def _tell_the_part(case: Case, correction: Correction, named: Text, *, others_go_on: bool) -> None:
    rest = Text("其他事项照常办", "Everything else goes on")
    if not others_go_on:
        rest = Text("其他事项都有结果了", "Everything else has its result")
    notify(
        case,
        kind="branches_lapsed",
        key=f"branches_lapsed:{correction.pk}",
        text=Text(
            f"办件（{case.number}）补正期已满，这些事项视为撤回：{named.zh}。{rest.zh}；"
            "可以随时重新申请。",
            f"Not put right in time in {case.number}, so these count as withdrawn: {named.en}. "
            f"{rest.en}; you can apply again at any time.",
        ),
    )


def still_missing(case: Case, correction: Correction) -> list[Missing]:
    """Slots that are empty and fields that hold no value of their kind, of matters under way."""
    items = list(correction.items.select_related("slot").filter(approval__state__in=AT_DEPARTMENT))
    fields = plan_of(case).fields
    faults = faults_in(fields, case.form, today=today())
    labels = {field.element: field.label for field in fields}
    found = [
        Missing("material", Text(each.slot.name, each.slot.name_en), str(each.slot.pk))
        for each in items
        if each.slot is not None and each.slot.state == SlotState.MISSING
    ]
    found += [
        Missing("field", labels[each.element], each.element)
        for each in items
        if each.element in faults
    ]
    return list(dict.fromkeys(found))


def _asking(case: Case, correction: Correction) -> list[Approval]:
    asking = set(correction.items.values_list("approval", flat=True))
    return [
        each for each in lock_approvals(case) if each.pk in asking and each.state in AT_DEPARTMENT
    ]


def _let_others_be_told(case: Case, correction: Correction) -> None:
    """Who received the case meanwhile may have found something: one notice is open at a time."""
    publish(
        "correction.collect",
        key=f"correction.collect:{case.pk}:after:{correction.pk}",
        case_id=case.pk,
    )
