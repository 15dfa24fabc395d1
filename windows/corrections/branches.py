"""The departments' notice answered, or not: only the branches that waited for it are concerned."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.actions import after_any_end, drop
from windows.approvals.consequences import deny_branch
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.cases.form_rules import faults_in
from windows.cases.missing import Missing
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.states import CaseState, SlotState
from windows.clock import today
from windows.corrections.models import OPEN, Correction
from windows.deadlines.actions.stop import go_on
from windows.errors import IncompleteCase
from windows.locks import lock_approvals, lock_case
from windows.notices.actions import notify

LAPSED = Text(
    "逾期没有补正，这个事项视为撤回申请",
    "not put right in time, so this matter counts as withdrawn",
)


def answer_branches(case: Case, correction: Correction, *, actor: Actor) -> None:
    """All that was asked is there: the clocks of these branches run on. For a locked case.

    Raises IncompleteCase with what is still missing.
    """
    missing = _still_missing(case, correction)
    if missing:
        raise IncompleteCase(count=len(missing), details=[each.as_json() for each in missing])
    correction.answered_at = timezone.now()
    correction.save(update_fields=["answered_at"])
    record(case.stream, "correction.answered", actor=actor, round=correction.round)
    for approval in _waiting(case, correction):
        go_on(case, approval, actor=actor)


@transaction.atomic(savepoint=False)
def lapse_branches(case: Case, *, actor: Actor = SYSTEM) -> Case:
    """The days are over: these matters count as withdrawn, what needed their outputs ends with
    them, and all others go on. Raises MoveRefused before the last day is over.
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
    for approval in _waiting(case, correction):
        drop(approval, because=LAPSED)
        deny_branch(case, approval, lock_approvals(case), drop)
    record(case.stream, "correction.lapsed", actor=actor, round=correction.round)
    notify(
        case,
        kind="branches_lapsed",
        key=f"branches_lapsed:{correction.pk}",
        text=Text(
            f"办件（{case.number}）有事项补正期已满，视为撤回；其他事项照常办。可以随时重新申请。",
            f"Part of {case.number} was not put right in time and counts as withdrawn. Everything "
            "else goes on; you can apply for it again.",
        ),
        actor=actor,
    )
    after_any_end(case)
    return case


def _waiting(case: Case, correction: Correction) -> list[Approval]:
    asking = set(correction.items.values_list("approval", flat=True))
    return [
        each
        for each in lock_approvals(case)
        if each.pk in asking and each.state == ApprovalState.STOPPED
    ]


def _still_missing(case: Case, correction: Correction) -> list[Missing]:
    """Slots that are empty and fields that are wrong or were left as they were."""
    items = list(correction.items.select_related("slot"))
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
    return found
