"""补正: one notice of everything, then the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.days_in_words import day_in_words
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.catalogue.text import Text
from windows.cases.missing import what_is_missing
from windows.cases.models import Case, MaterialSlot
from windows.cases.plans import plan_of
from windows.cases.policy import check_may_handle, check_office
from windows.cases.slots import say
from windows.cases.states import NOT_BY_HAND
from windows.clock import day_after, today, working_days_left
from windows.corrections.branches import answer_branches
from windows.corrections.models import OPEN, Correction, CorrectionItem
from windows.corrections.told_once import (
    Place,
    last_told,
    not_caused_by_new_material,
    place_of,
)
from windows.errors import (
    AcceptedBySilence,
    AskedBeyondGuide,
    CorrectionOpen,
    DeadlinePassed,
    DefectElsewhere,
    DefectsMissing,
    IncompleteCase,
    SeenAtTheWindow,
    ToldAlready,
)
from windows.intake.on_the_spot import seen_at_the_window
from windows.intake.silence import is_silent
from windows.intake.visits import note_visit
from windows.limits import limit
from windows.locks import lock_case, lock_slots
from windows.moving import move_case, move_slot
from windows.notices.actions import notify
from windows.writs.actions import issue_writ
from windows.writs.kinds import WritKind
from windows.writs.texts import correction_rows


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing to put right; `slot` or `element` say where."""

    what: Text
    slot: MaterialSlot | None = None
    element: str = ""


@transaction.atomic(savepoint=False)
def ask_for_correction(
    case: Case, *, defects: Sequence[Defect], actor: Actor, deadline: dt.date | None = None
) -> Correction:
    """Tell the applicant everything that is missing, once; the intake clock stands still.

    行政许可法 art. 32(4). One correction is open at a time; `deadline` defaults to
    CORRECTION_WORKING_DAYS and lies after today. Slots named become missing. A second notice may
    only find wrong what came in after the first (ToldAlready); every item names a place that the
    pinned editions ask (AskedBeyondGuide, decision 0035); what a clerk had seen at the window is
    told on that day or never (SeenAtTheWindow); and nothing after the last day of the office
    (AcceptedBySilence). Raises DefectsMissing,
    DefectElsewhere, CorrectionOpen, DeadlinePassed.
    """
    case = lock_case(case.pk)
    check_office(case, actor)
    if Correction.objects.filter(OPEN, case=case).exists():
        raise CorrectionOpen
    move_case(case, "ask_for_correction", actor=actor)
    if is_silent(case):
        raise AcceptedBySilence
    if not defects or not all(defect.what.zh.strip() for defect in defects):
        raise DefectsMissing(field="defects")
    renewed = _check_told_once(case, defects)
    _check_asked(case, defects)
    days = limit("CORRECTION_WORKING_DAYS")
    # Where the calendar does not reach, natural days are the shorter, certain promise.
    until = deadline or day_after(today(), days) or today() + dt.timedelta(days=days)
    if until <= today():
        raise DeadlinePassed(field="deadline")
    correction = Correction.objects.create(
        case=case,
        round=Correction.objects.filter(case=case).count() + 1,
        asked_at=timezone.now(),
        asked_by_name=actor.name,
        deadline=until,
    )
    _write_items(case, correction, defects, renewed, actor)
    case.intake_days_left = working_days_left(case.intake_due_on)
    case.intake_due_on = None
    case.save()
    issue_writ(
        case,
        WritKind.CORRECTION,
        key=f"correction:{correction.pk}",
        rows=correction_rows(case, correction, [defect.what for defect in defects]),
        actor=actor,
    )
    record(
        case.stream,
        "correction.asked",
        actor=actor,
        round=correction.round,
        count=len(defects),
        deadline=until.isoformat(),
        items=[defect.what.zh for defect in defects],
    )
    last = day_in_words(until)
    missing_en = "1 thing is" if len(defects) == 1 else f"{len(defects)} things are"
    notify(
        case,
        kind="correction",
        key=f"correction:{correction.pk}",
        text=Text(
            f"申请（{case.number}）还差 {len(defects)} 项，请在 {last.zh}前一次补齐。",
            f"{missing_en} missing in your application {case.number}. Please send what is missing "
            f"by {last.en}.",
        ),
        page="correction/",
    )
    return correction


@transaction.atomic(savepoint=False)
def answer_correction(case: Case, *, actor: Actor) -> Case:
    """All is put right: back to the window, or to the departments that asked, and the clock runs
    on. Raises IncompleteCase.
    """
    case = lock_case(case.pk)
    check_may_handle(case, actor)
    of_departments = (
        Correction.objects.select_for_update()
        .filter(OPEN, case=case, is_of_departments=True)
        .first()
    )
    if of_departments is not None:
        answer_branches(case, of_departments, actor=actor)
        note_visit(case, actor=actor, purpose="correct")
        return case
    move_case(case, "answer_correction", actor=actor)
    missing = what_is_missing(case)
    if missing:
        raise IncompleteCase(count=len(missing), details=[one.as_json() for one in missing])
    correction = Correction.objects.select_for_update().get(OPEN, case=case)
    correction.answered_at = timezone.now()
    correction.save(update_fields=["answered_at"])
    days = case.intake_days_left
    if days is None:
        days = limit("INTAKE_WORKING_DAYS")
    case.intake_due_on, case.intake_days_left = day_after(today(), days), None
    case.save()
    entry = record(case.stream, "correction.answered", actor=actor, round=correction.round)
    note_visit(case, actor=actor, purpose="correct")
    publish("case.submitted", key=f"case.submitted:{case.pk}:{entry.sequence}", case_id=case.pk)
    return case


def _check_told_once(case: Case, defects: Sequence[Defect]) -> Mapping[Place, dt.datetime]:
    """When each place came in anew; empty for the first notice."""
    told = last_told(case, by_departments=False)
    if told is None:
        _check_not_seen(case, defects)
        return {}
    wanted = [_place(each) for each in defects]
    if late := not_caused_by_new_material(told, wanted):
        whats = [each.what.zh for each, place in zip(defects, wanted, strict=True) if place in late]
        raise ToldAlready(count=len(whats), details=[{"what": what} for what in whats])
    return told.renewed


def _check_not_seen(case: Case, defects: Sequence[Defect]) -> None:
    places = [(each.slot, each.element) for each in defects]
    if seen := seen_at_the_window(case, places):
        whats = [each.what.zh for each, place in zip(defects, places, strict=True) if place in seen]
        raise SeenAtTheWindow(count=len(whats), details=[{"what": what} for what in whats])


def _check_asked(case: Case, defects: Sequence[Defect]) -> None:
    """A material of the case, or a field that the pinned editions ask: words alone are neither."""
    asked = {field.element for field in plan_of(case).fields}
    beyond = [each for each in defects if each.slot is None and each.element not in asked]
    if beyond:
        raise AskedBeyondGuide(
            field="defects",
            details=[{"what": each.what.zh, "element": each.element} for each in beyond],
        )


def _place(defect: Defect) -> Place:
    return place_of(defect.slot.pk if defect.slot else None, defect.element)


def _write_items(
    case: Case,
    correction: Correction,
    defects: Sequence[Defect],
    renewed: Mapping[Place, dt.datetime],
    actor: Actor,
) -> None:
    slots = {slot.pk: slot for slot in lock_slots(case)}
    for defect in defects:
        if defect.slot is None:
            continue
        slot = slots.get(defect.slot.pk)
        if slot is None:
            raise DefectElsewhere(field="defects")
        if slot.state not in NOT_BY_HAND:
            move_slot(slot, "find_bad", actor=actor)
        slot.checked, slot.checked_by_name = MaterialSlot.Check.BAD.value, actor.name
        say(slot, defect.what)
        slot.save()
    CorrectionItem.objects.bulk_create(
        CorrectionItem(
            correction=correction,
            slot_id=defect.slot.pk if defect.slot else None,
            element=defect.element,
            what=defect.what.zh,
            what_en=defect.what.en,
            renewed_at=renewed.get(_place(defect)),
        )
        for defect in defects
    )
