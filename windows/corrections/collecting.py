"""一张补正通知: everything that the departments miss, in one notice with one deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import ApprovalState
from windows.cases.models import Case
from windows.cases.slots import say
from windows.cases.states import NOT_BY_HAND, CaseState
from windows.clock import day_after, spoken_day, today
from windows.corrections.models import OPEN, Correction, CorrectionItem, MissingReport
from windows.deadlines.actions.stop import begin_stop
from windows.deadlines.basis import ART_32
from windows.deadlines.grounds import StopGround
from windows.limits import limit
from windows.locks import lock_approvals, lock_case, lock_slots
from windows.moving import move_slot
from windows.notices.actions import notify
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.texts import correction_rows


@transaction.atomic(savepoint=False)
def collect_reports(case: Case, *, actor: Actor = SYSTEM) -> Correction | None:
    """Tell the applicant, once all that have the case have looked at it or their days are over.

    Only the branches that miss something stand still; all others go on. None while somebody still
    looks, while a notice is open, or where nothing is missing.
    """
    case = lock_case(case.pk)
    if case.state != CaseState.ACCEPTED or Correction.objects.filter(OPEN, case=case).exists():
        return None
    reports = list(
        MissingReport.objects.select_for_update(of=("self",))
        .filter(approval__case=case, correction=None)
        .order_by("pk")
    )
    approvals = {each.pk: each for each in lock_approvals(case)}
    reports = [each for each in reports if approvals[each.approval_id].state in _LOOKED]
    if not reports or not _all_have_looked(approvals.values(), reports):
        return None
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
    _write(case, correction, reports, actor)
    _stop_branches(case, correction, reports, approvals, actor)
    _tell(case, correction, reports, actor)
    return correction


_LOOKED = (ApprovalState.DISPATCHED, ApprovalState.IN_REVIEW)


def _all_have_looked(approvals: Iterable[Approval], reports: list[MissingReport]) -> bool:
    """Whoever has taken it up without a word misses nothing."""
    reporting = {each.approval_id for each in reports}
    silent = [
        each
        for each in approvals
        if each.state == ApprovalState.DISPATCHED and each.pk not in reporting
    ]
    if not silent:
        return True
    first = min(timezone.localdate(each.reported_at) for each in reports)
    until = day_after(first, limit("COLLECTING_WORKING_DAYS"))
    return until is not None and until < today()


def _write(case: Case, correction: Correction, reports: list[MissingReport], actor: Actor) -> None:
    CorrectionItem.objects.bulk_create(
        CorrectionItem(
            correction=correction,
            slot_id=each.slot_id,
            element=each.element,
            approval_id=each.approval_id,
            what=each.what,
            what_en=each.what_en,
        )
        for each in reports
    )
    MissingReport.objects.filter(pk__in=[each.pk for each in reports]).update(correction=correction)
    said = {each.slot_id: Text(each.what, each.what_en) for each in reports if each.slot_id}
    for slot in lock_slots(case):
        if slot.pk not in said:
            continue
        if slot.state not in NOT_BY_HAND:
            move_slot(slot, "find_bad", actor=actor)
        say(slot, said[slot.pk])
        slot.save()


def _stop_branches(
    case: Case,
    correction: Correction,
    reports: list[MissingReport],
    approvals: dict[int, Approval],
    actor: Actor,
) -> None:
    until = spoken_day(correction.deadline)
    for pk in dict.fromkeys(each.approval_id for each in reports):
        count = sum(each.approval_id == pk for each in reports)
        begin_stop(
            case,
            approvals[pk],
            ground=StopGround.CORRECTION,
            basis=ART_32.zh,
            reason=Text(
                f"等申请人补 {count} 项，最迟 {until.zh}",
                f"waits for {count} things from the applicant until {until.en}",
            ),
            expected_days=None,
            actor=actor,
        )


def _tell(case: Case, correction: Correction, reports: list[MissingReport], actor: Actor) -> None:
    writ = issue_writ(
        case,
        WritKind.CORRECTION,
        key=f"correction:{correction.pk}",
        rows=correction_rows(case, correction, [Text(each.what, each.what_en) for each in reports]),
        actor=actor,
    )
    record(
        case.stream,
        "correction.asked",
        actor=actor,
        round=correction.round,
        count=len(reports),
        deadline=correction.deadline.isoformat(),
        items=[each.what for each in reports],
        writ=writ.number,
    )
    notify(
        case,
        kind="correction",
        key=f"correction:{correction.pk}",
        text=Text(
            f"各部门看过了，办件（{case.number}）一共还差 {len(reports)} 项，"
            f"请在 {correction.deadline:%Y-%m-%d} 前一次补齐；其他事项照常办。",
            f"All departments have looked: {len(reports)} things are missing in {case.number}. Add "
            f"them by {correction.deadline:%Y-%m-%d}; everything else goes on.",
        ),
        actor=actor,
    )
