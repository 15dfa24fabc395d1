"""一张补正通知: everything that the departments miss, in one notice with one deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import AT_DEPARTMENT, IN_INBOX
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import parties_asked
from windows.cases.plans import plan_of
from windows.cases.slots import say
from windows.cases.states import NOT_BY_HAND, CaseState
from windows.clock import day_after, spoken_day, today
from windows.corrections.models import OPEN, Correction, CorrectionItem, MissingReport
from windows.corrections.texts import joined, name_of, notice_rows
from windows.corrections.timing import due_reports
from windows.deadlines.actions.stop import wait_for_answer
from windows.limits import limit
from windows.locks import lock_approvals, lock_case, lock_slots
from windows.moving import move_slot
from windows.notices.actions import notify
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind

Reports = Sequence[MissingReport]


@transaction.atomic(savepoint=False)
def collect_reports(case: Case, *, actor: Actor = SYSTEM) -> Correction | None:
    """Tell the applicant, once all that have the case have looked at it or their days are over.

    Only the branches that miss something stand still; all others go on. None while somebody still
    looks, while a notice is open, or where nothing is missing. The case's row is locked first, as
    by every act that this could meet: a report, a decision, a withdrawal, an answer.
    """
    case = lock_case(case.pk)
    _close_if_nobody_waits(case, actor)
    if case.state != CaseState.ACCEPTED or not due_reports().filter(approval__case=case).exists():
        return None
    approvals = {each.pk: each for each in lock_approvals(case)}
    reports = [
        each
        for each in MissingReport.objects.select_for_update(of=("self",))
        .filter(approval__case=case, correction=None)
        .order_by("approval__stage", "approval", "pk")
        if approvals[each.approval_id].state in AT_DEPARTMENT
    ]
    days = limit("CORRECTION_WORKING_DAYS")
    until = day_after(today(), days) or today() + dt.timedelta(days=days)
    correction = Correction.objects.create(
        case=case,
        round=Correction.objects.filter(case=case).count() + 1,
        asked_at=timezone.now(),
        asked_by_name=actor.name,
        deadline=until,
        is_of_departments=True,
    )
    slots = _write(case, correction, reports, actor)
    asking = [approvals[pk] for pk in dict.fromkeys(each.approval_id for each in reports)]
    going_on = [
        each for each in approvals.values() if each.state in AT_DEPARTMENT and each not in asking
    ]
    said = _said(case, reports, slots, approvals)
    writ = issue_writ(
        case,
        WritKind.CORRECTION,
        key=f"correction:{correction.pk}",
        rows=notice_rows(case, correction, said, asking, going_on),
        actor=actor,
    )
    record(
        case.stream,
        "correction.collected",
        actor=actor,
        round=correction.round,
        count=len(reports),
        deadline=until.isoformat(),
        items=[each.zh for each in said],
        writ=writ.number,
    )
    for approval in asking:
        _stop(case, approval, actor)
    _tell(case, correction, reports, slots)
    return correction


def _close_if_nobody_waits(case: Case, actor: Actor) -> None:
    """All matters that asked have ended (withdrawn, or without what they needed): nothing need be
    put right any more, and nobody is kept waiting for it.
    """
    notice = (
        Correction.objects.select_for_update()
        .filter(OPEN, case=case, is_of_departments=True)
        .first()
    )
    if notice is None or notice.items.filter(approval__state__in=AT_DEPARTMENT).exists():
        return
    notice.closed_at = timezone.now()
    notice.save(update_fields=["closed_at"])
    record(case.stream, "correction.not_needed", actor=actor, round=notice.round)


def _write(
    case: Case, correction: Correction, reports: Reports, actor: Actor
) -> dict[int, MaterialSlot]:
    """The items; what must be handed in again is missing from now on. The slots, by id."""
    CorrectionItem.objects.bulk_create(
        CorrectionItem(
            correction=correction,
            slot_id=each.slot_id,
            element=each.element,
            approval_id=each.approval_id,
            what=each.what,
            what_en=each.what_en,
            renewed_at=each.renewed_at,
        )
        for each in reports
    )
    MissingReport.objects.filter(pk__in=[each.pk for each in reports]).update(correction=correction)
    slots = {slot.pk: slot for slot in lock_slots(case)}
    for pk in dict.fromkeys(each.slot_id for each in reports if each.slot_id is not None):
        slot = slots[pk]
        if slot.state not in NOT_BY_HAND:
            move_slot(slot, "find_bad", actor=actor)
        say(slot, joined(Text(each.what, each.what_en) for each in reports if each.slot_id == pk))
        slot.save()
    return slots


def _said(
    case: Case,
    reports: Reports,
    slots: Mapping[int, MaterialSlot],
    approvals: Mapping[int, Approval],
) -> list[Text]:
    """Each item with its matter and its place, as the paper lists it."""
    labels = {field.element: field.label for field in plan_of(case).fields}
    said = []
    for each in reports:
        if each.slot_id is not None:
            place = Text(slots[each.slot_id].name, slots[each.slot_id].name_en)
        else:
            place = labels[each.element]
        matter = name_of(approvals[each.approval_id])
        said.append(
            Text(
                f"{matter.zh}·{place.zh}：{each.what}",
                f"{matter.en}, {place.en or place.zh}: {each.what_en or each.what}",
            )
        )
    return said


def _stop(case: Case, approval: Approval, actor: Actor) -> None:
    """A clock that stands already, for a special procedure, stands on for that; then for this."""
    if approval.state in IN_INBOX:
        wait_for_answer(case, approval, actor=actor)


def _tell(
    case: Case,
    correction: Correction,
    reports: Reports,
    slots: Mapping[int, MaterialSlot],
) -> None:
    until = spoken_day(correction.deadline)
    missing_en = "1 thing is" if len(reports) == 1 else f"{len(reports)} things are"
    notify(
        case,
        kind="correction",
        key=f"correction:{correction.pk}",
        text=Text(
            f"各部门看过了，办件（{case.number}）一共还差 {len(reports)} 项，"
            f"请在 {until.zh}前一次补齐；其他事项照常办。",
            f"All departments have looked: {missing_en} missing in {case.number}. Please send what "
            f"is missing by {until.en}; everything else goes on.",
        ),
        page="correction/",
    )
    for party, count in parties_asked(case, [slots[one.slot_id] for one in reports if one.slot_id]):
        notify(
            case,
            kind="correction",
            key=f"correction:{correction.pk}:{party.pk}",
            text=Text(
                f"办件（{case.number}）有 {count} 份材料要由您补，请在 {until.zh}前交。",
                f"{count} papers in {case.number} are yours to hand in by {until.en}.",
            ),
            applicant=party,
            page="materials/",
        )
