"""What a case page tells: the record of the case, in sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.queries import entries_for, sentence
from services.catalogue.spec import Necessity
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import DECIDED
from windows.cases.lanes import Bar, Lane, lanes
from windows.cases.missing import Missing, what_is_missing
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT, is_another_party
from windows.cases.states import CASE_MOVES, CaseState, SlotState
from windows.cases.status import open_correction_of, status_line
from windows.clock import spoken_day
from windows.deferred.queries import following
from windows.denials.queries import open_question_of
from windows.denials.reasons import name_of

__all__ = [
    "Bar",
    "Duty",
    "Happening",
    "Lane",
    "can_withdraw",
    "is_satisfied",
    "lanes",
    "status_line",
    "timeline",
    "what_you_must_do",
]

REQUIRED = Necessity.REQUIRED.value
OFF_THE_PAGE = ("case.form_saved", "data.asked", "message.asked", "message.answered")
"""Entries that the record keeps and the page leaves out."""

AMONG_OFFICES = (
    "missing.reported",
    "missing.taken_back",
    "missing.refused",
    "clock.stop_refused",
    "approval.refused",
    "approval.done_together",
)
"""What departments find is told by the one notice, not before; what they were refused changed
nothing for the person.
"""


FOR_A_PARTY = (
    "case.started",
    "party.named",
    "party.confirmed",
    "case.submitted",
    "case.accepted",
    "case.refused",
    "case.withdrawn",
    "case.withdrawn_at_window",
    "case.finished",
    "case.collected",
    "case.archived",
)

TOLD_TO_A_PARTY = {
    "case.withdrawn_at_window": Text("申请已撤回", "The application was withdrawn"),
}
"""Where the record's own sentence holds the applicant's words, what another party reads instead."""

FIRST_THINGS = ("party", "read", "field", "material")
"""The order of a draft's steps: who joins, what may be read, and only then what is still to do."""


@dataclass(frozen=True, slots=True)
class Happening:
    at: dt.datetime
    sentence: Text
    verb: str


@dataclass(frozen=True, slots=True)
class Duty:
    """The one thing this person must do next. `kind` tells the page where to send them:
    agree | form | material | party | submit | correct | denial | collect | rate."""

    kind: str
    text: Text
    where: str = ""


def timeline(case: Case, actor: Actor) -> list[Happening]:
    """What happened, oldest first, in sentences. Another party is told how the case as a whole
    goes, not what the applicant handed in or was given.
    """
    is_party = is_another_party(case, actor)
    instead = TOLD_TO_A_PARTY if is_party else {}
    hidden = (*OFF_THE_PAGE, *(AMONG_OFFICES if actor.kind == Role.APPLICANT else ()))
    return [
        Happening(entry.at, Text(said.zh, said.en), entry.verb)
        for entry in entries_for(case.stream)
        if entry.verb not in hidden and (not is_party or entry.verb in FOR_A_PARTY)
        for said in [instead.get(entry.verb) or sentence(entry)]
    ]


def what_you_must_do(case: Case, actor: Actor) -> Duty | None:
    """Exactly one thing, or None when nothing is asked of this actor."""
    if not actor.acts_for(case.applicant_id):
        return _duty_of_party(case, actor)
    duty = _DUTIES.get(CaseState(case.state))
    return duty(case) if duty else None


def can_withdraw(case: Case, actor: Actor) -> bool:
    """True for the applicant until the first department has decided."""
    if not actor.acts_for(case.applicant_id):
        return False
    is_open = any(move.name == "withdraw" for move in CASE_MOVES.allowed(case.state, actor.kind))
    return is_open and not Approval.objects.filter(case=case, state__in=DECIDED).exists()


def is_satisfied(slot: MaterialSlot) -> bool:
    """True when nobody needs to do anything more for it."""
    return slot.is_satisfied


def _duty_of_party(case: Case, actor: Actor) -> Duty | None:
    open_states = (CaseState.DRAFT, CaseState.SUBMITTED, CaseState.CORRECTION)
    named = [each for each in case.parties.all() if actor.acts_for(each.applicant_id)]
    if case.state == CaseState.ACCEPTED:
        return _duty_asked_of_party(case, roles=[each.role for each in named])
    if case.state not in open_states:
        return None
    waiting = [each for each in named if each.confirmed_at is None]
    party = min(waiting, key=lambda each: each.pk, default=None)
    if party is not None:
        joins = Text("请确认您参加这次申请", "Please confirm that you join")
        return Duty("agree", joins, party.role)
    if case.state != CaseState.DRAFT:
        return None
    return _duty_to_hand_in(case, roles=[each.role for each in named])


def _duty_asked_of_party(case: Case, *, roles: Collection[str]) -> Duty | None:
    """What the departments' one notice wants from this person."""
    asked = {
        item.slot_id
        for notice in case.corrections.all()
        if notice.is_open
        for item in notice.items.all()
    }
    theirs = [each for each in case.slots.all() if each.pk in asked and each.party_role in roles]
    missing = [each for each in theirs if each.state == SlotState.MISSING]
    slot = min(missing, key=lambda each: (each.order, each.pk), default=None)
    if slot is None:
        return _duty_to_follow(case, roles=roles)
    return _duty_for(Missing("material", Text(slot.name, slot.name_en), str(slot.pk)))


def _duty_to_follow(case: Case, *, roles: Collection[str]) -> Duty | None:
    """容缺: the paper of these people whose last day is the nearest."""
    theirs = (each for each in following(case) if each.slot.party_role in roles)
    first = next(theirs, None)
    if first is None:
        return None
    name, until = first.slot.name, spoken_day(first.due_on)
    return Duty(
        "material",
        Text(
            f"请在 {until.zh}前补交：{name}",
            f"Hand in by {until.en}: {first.slot.name_en or name}",
        ),
        str(first.slot_id),
    )


def _duty_while_waiting(case: Case) -> Duty | None:
    """A register that gave nothing since the case was handed in: the person may help."""
    return _duty_to_hand_in(case, roles=[APPLICANT])


def _duty_to_hand_in(case: Case, *, roles: Collection[str]) -> Duty | None:
    needed = [
        each for each in case.slots.all() if each.necessity == REQUIRED and each.party_role in roles
    ]
    missing = [each for each in needed if each.state == SlotState.MISSING]
    slot = min(missing, key=lambda each: (each.order, each.pk), default=None)
    if slot is None:
        return None
    return _duty_for(Missing("material", Text(slot.name, slot.name_en), str(slot.pk)))


def _duty_in_draft(case: Case) -> Duty:
    """The steps of a draft in their order; at last the whole to be checked."""
    missing = sorted(what_is_missing(case), key=lambda each: FIRST_THINGS.index(each.kind))
    if missing:
        return _duty_for(missing[0])
    return Duty("submit", Text("核对后提交申请", "Check your answers and submit"))


def _duty_to_correct(case: Case) -> Duty:
    correction = open_correction_of(case)
    until, count = spoken_day(correction.deadline), len(correction.items.all())
    return Duty(
        "correct",
        Text(
            f"请在 {until.zh}前补齐 {count} 处",
            f"Please put {'1 thing' if count == 1 else f'{count} things'} right by {until.en}",
        ),
    )


def _duty_while_under_way(case: Case) -> Duty | None:
    """What the departments' one notice asks, what a denial asks, what is to follow."""
    is_asked = any(each.is_open for each in case.corrections.all())
    if is_asked:
        return _duty_to_correct(case)
    return _duty_after_denial(case) or _duty_to_follow(case, roles=[APPLICANT])


def _duty_after_denial(case: Case) -> Duty | None:
    question = open_question_of(case)
    if question is None:
        return None
    name = name_of(question.approval)
    until = spoken_day(question.answer_by) if question.answer_by else None
    return Duty(
        "denial",
        Text(
            f"“{name.zh}”不予许可，请{f'在 {until.zh}前' if until else ''}决定其余的还要不要办",
            f"“{name.en}” was denied: please say {f'by {until.en} ' if until else ''}whether you "
            "still want the others",
        ),
    )


def _duty_to_collect(case: Case) -> Duty:
    return Duty("collect", Text("领取结果", "Collect the results"))


def _duty_to_rate(case: Case) -> Duty | None:
    if hasattr(case, "rating"):
        return None
    return Duty("rate", Text("评价这次服务", "Rate the service"))


def _duty_for(missing: Missing) -> Duty:
    zh, en = missing.label.zh, missing.label.en or missing.label.zh
    if missing.kind == "field":
        return Duty("form", Text(f"填写申请表：{zh}", f"Fill in the form: {en}"), missing.where)
    if missing.kind == "material":
        return Duty("material", Text(f"提交材料：{zh}", f"Hand in: {en}"), missing.where)
    if missing.kind == "party":
        who = en[:1].lower() + en[1:]
        return Duty(
            "party",
            Text(f"填写{zh}的姓名和证件号码", f"Give the name and identity number of the {who}"),
            missing.where,
        )
    return Duty(
        "agree", Text(f"选择是否同意共享：{zh}", f"Say whether we may read: {en}"), missing.where
    )


_DUTIES: dict[CaseState, Callable[[Case], Duty | None]] = {
    CaseState.DRAFT: _duty_in_draft,
    CaseState.SUBMITTED: _duty_while_waiting,
    CaseState.CORRECTION: _duty_to_correct,
    CaseState.ACCEPTED: _duty_while_under_way,
    CaseState.RESULTS_READY: _duty_to_collect,
    CaseState.COLLECTED: _duty_to_rate,
}
