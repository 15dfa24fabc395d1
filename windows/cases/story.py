"""What a case page tells: the record of the case, in sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.queries import entries_for, sentence
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.approvals.states import DECIDED, IN_INBOX
from windows.cases.days import CaseDay, day_rows
from windows.cases.lanes import Bar, Lane, lanes
from windows.cases.missing import Missing, what_is_missing
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT
from windows.cases.states import CASE_MOVES, CaseState, SlotState
from windows.clock import today
from windows.corrections.models import Correction
from windows.ratings.models import Rating

__all__ = [
    "Bar",
    "CaseDay",
    "Duty",
    "Happening",
    "Lane",
    "can_withdraw",
    "day_rows",
    "is_satisfied",
    "lanes",
    "status_line",
    "timeline",
    "what_you_must_do",
]

OFF_THE_PAGE = ("case.form_saved",)
"""Entries that the record keeps and the page leaves out."""


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
    agree | form | material | party | submit | correct | collect | rate."""

    kind: str
    text: Text
    where: str = ""


def timeline(case: Case) -> list[Happening]:
    """Everything that happened, oldest first, in sentences."""
    return [
        Happening(entry.at, Text(said.zh, said.en), entry.verb)
        for entry in entries_for(case.stream)
        if entry.verb not in OFF_THE_PAGE
        for said in [sentence(entry)]
    ]


def status_line(case: Case) -> Text:
    """Who holds the case, since when, until when, and what happens if they say nothing."""
    tell = _LINES.get(CaseState(case.state))
    return tell(case) if tell else Text(str(case.state))


def what_you_must_do(case: Case, actor: Actor) -> Duty | None:
    """Exactly one thing, or None when nothing is asked of this actor."""
    if not actor.acts_for(case.applicant_id):
        return _duty_of_party(case, actor)
    if case.state == CaseState.DRAFT:
        missing = sorted(what_is_missing(case), key=lambda each: FIRST_THINGS.index(each.kind))
        return (
            _duty_for(missing[0])
            if missing
            else Duty("submit", Text("核对后提交申请", "Check your answers and submit"))
        )
    if case.state == CaseState.CORRECTION:
        correction = _open_correction(case)
        return Duty(
            "correct",
            Text(
                f"请在 {correction.deadline:%Y-%m-%d} 前一次补齐 {correction.items.count()} 项",
                f"Please put right {correction.items.count()} things by {correction.deadline:%Y-%m-%d}",
            ),
        )
    if case.state == CaseState.SUBMITTED:
        return _duty_while_waiting(case)
    if case.state == CaseState.RESULTS_READY:
        return Duty("collect", Text("领取结果", "Collect the results"))
    if case.state == CaseState.COLLECTED and not Rating.objects.filter(case=case).exists():
        return Duty("rate", Text("评价这次服务", "Rate the service"))
    return None


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
    waiting = case.parties.filter(applicant__in=actor.applicant_ids, confirmed_at__isnull=True)
    party = waiting.order_by("pk").first()
    if party is None or case.state not in open_states:
        return None
    return Duty("agree", Text("请确认您参加这次申请", "Please confirm that you join"), party.role)


def _duty_while_waiting(case: Case) -> Duty | None:
    """A register that gave nothing since the case was handed in: the person may help."""
    slot = (
        MaterialSlot.objects.filter(
            case=case, party_role=APPLICANT, state=SlotState.MISSING, necessity="required"
        )
        .order_by("order", "pk")
        .first()
    )
    if slot is None:
        return None
    return _duty_for(Missing("material", Text(slot.name, slot.name_en), str(slot.pk)))


def _duty_for(missing: Missing) -> Duty:
    zh, en = missing.label.zh, missing.label.en or missing.label.zh
    if missing.kind == "field":
        return Duty("form", Text(f"填写申请表：{zh}", f"Fill in the form: {en}"), missing.where)
    if missing.kind == "material":
        return Duty("material", Text(f"提交材料：{zh}", f"Hand in: {en}"), missing.where)
    if missing.kind == "party":
        return Duty("party", Text(f"填写{zh}的姓名和证件号码", f"Name the {en}"), missing.where)
    return Duty(
        "agree", Text(f"选择是否同意共享：{zh}", f"Say whether we may read: {en}"), missing.where
    )


def _open_correction(case: Case) -> Correction:
    return Correction.objects.get(case=case, answered_at__isnull=True)


def _day(moment: dt.datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment else "—"


def _draft(case: Case) -> Text:
    return Text(
        "草稿，还没有提交。您填的内容都在，随时可以接着填。",
        "A draft, not submitted yet. What you filled in is kept; go on whenever you like.",
    )


def _submitted(case: Case) -> Text:
    since = _day(case.submitted_at)
    if case.intake_due_on is None:
        return Text(
            f"{since} 起由综合窗口审核，结果会通知您。",
            f"With the window since {since}. You will be told.",
        )
    until = f"{case.intake_due_on:%Y-%m-%d}"
    return Text(
        f"{since} 起由综合窗口审核，{until} 前答复；到期不答复，自收到申请之日起即为受理。",
        f"With the window since {since}, answer by {until}; without one it counts as accepted.",
    )


def _correction(case: Case) -> Text:
    correction = _open_correction(case)
    until = f"{correction.deadline:%Y-%m-%d}"
    since = _day(correction.asked_at)
    return Text(
        f"{since} 起等您补正，请在 {until} 前补齐；办理时间暂停，过期窗口可以不予受理。",
        f"Waiting for you since {since}, until {until}. The clock stands still; after that the "
        "window may refuse.",
    )


def _accepted(case: Case) -> Text:
    approvals = Approval.objects.filter(case=case).select_related("department")
    holders = [one.department for one in approvals if one.state in IN_INBOX]
    names = list(dict.fromkeys(holder.name for holder in holders))
    names_en = list(dict.fromkeys(holder.name_en or holder.name for holder in holders))
    who, who_en = "、".join(names) or "各部门", ", ".join(names_en) or "The departments"
    since = _day(case.accepted_at)
    if case.promised_on is None:
        return Text(f"{since} 受理，{who}正在办理。", f"Accepted on {since}. With: {who_en}.")
    until = f"{case.promised_on:%Y-%m-%d}"
    late = case.promised_on < today()
    return Text(
        f"{since} 受理，{who}正在办理，承诺 {until} 办好；"
        + ("已经超期，已列入督查。" if late else "到期没有办好会列入督查。"),
        f"Accepted on {since}. With: {who_en}. Promised by {until}; "
        + ("overdue, the supervisor sees it." if late else "if late, the supervisor will see it."),
    )


def _ready(case: Case) -> Text:
    since = _day(case.finished_at)
    return Text(
        f"{since} 全部办好，等您领取结果，结果一直为您保留。",
        f"All done on {since}. The results wait for you and are kept.",
    )


def _collected(case: Case) -> Text:
    return Text("结果已经领取，请您评价。", "The results were collected. Please rate the service.")


def _archived(case: Case) -> Text:
    return Text("已经办结归档。", "Finished and filed.")


def _refused(case: Case) -> Text:
    since = _day(case.closed_at)
    return Text(
        f"{since} 不予受理：{case.closed_reason}", f"Not accepted on {since}: {case.closed_reason}"
    )


def _withdrawn(case: Case) -> Text:
    since = _day(case.closed_at)
    return Text(f"{since} 您撤回了申请。", f"You withdrew the application on {since}.")


_LINES = {
    CaseState.DRAFT: _draft,
    CaseState.SUBMITTED: _submitted,
    CaseState.CORRECTION: _correction,
    CaseState.ACCEPTED: _accepted,
    CaseState.RESULTS_READY: _ready,
    CaseState.COLLECTED: _collected,
    CaseState.ARCHIVED: _archived,
    CaseState.REFUSED: _refused,
    CaseState.WITHDRAWN: _withdrawn,
}
