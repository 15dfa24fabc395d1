"""Handing the application in, once."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from portal.outbox.actions import publish
from portal.rows import update
from services.catalogue.text import Text
from windows.approvals.opening import open_approvals
from windows.cases.actions.reads import choose_reads
from windows.cases.missing import what_is_missing
from windows.cases.models import Case
from windows.cases.people import APPLICANT
from windows.cases.policy import check_may_handle
from windows.cases.states import CaseState
from windows.clock import day_after, today
from windows.errors import IncompleteCase
from windows.intake.papers import issue_receipt
from windows.intake.visits import note_visit, visits_to_come
from windows.limits import limit
from windows.locks import lock_case
from windows.moving import move_case
from windows.notices.actions import notify
from windows.promises.policy import check_promises_stand

BEFORE_HAND_IN = (CaseState.DRAFT, CaseState.WITHDRAWN)


@transaction.atomic(savepoint=False)
def submit(case: Case, *, actor: Actor, consents: Collection[str] | None = None) -> Case:
    """Hand in: approvals and what they wait for are laid down, the intake clock starts.

    Parties may confirm later and reads may still be under way, but the form must be right and
    nothing
    that the applicant must hand in may be missing. `consents` may be given here instead of
    `agree_to_reads`. A second submit returns the same case unchanged (see `AlreadySubmitted`, which
    the API uses to say so). Raises IncompleteCase with details as `what_is_missing` lists them,
    and PromiseBarred where somebody promised who may not while a bad record is open.
    """
    case = lock_case(case.pk)
    check_may_handle(case, actor)
    if case.state not in BEFORE_HAND_IN:
        return case
    move_case(case, "submit", actor=actor)
    if consents is not None:
        choose_reads(case, role=APPLICANT, subject=case.applicant, resources=consents, actor=actor)
    missing = what_is_missing(case)
    if missing:
        raise IncompleteCase(count=len(missing), details=[one.as_json() for one in missing])
    check_promises_stand(case)
    case.submitted_at = timezone.now()
    case.intake_due_on = day_after(today(), limit("INTAKE_WORKING_DAYS"))
    if actor.kind == Role.CLERK:
        case.taken_in_by_id = actor.user_id
    update(case, "state", "submitted_at", "intake_due_on", "taken_in_by", "updated_at")
    open_approvals(case)
    issue_receipt(case, actor=actor)
    entry = record(case.stream, "case.submitted", actor=actor, channel=case.channel)
    note_visit(case, actor=actor, purpose="submit")
    publish("case.submitted", key=f"case.submitted:{case.pk}:{entry.sequence}", case_id=case.pk)
    notify(
        case,
        kind="submitted",
        key=f"submitted:{case.pk}",
        text=_received(case),
    )
    return case


def _received(case: Case) -> Text:
    """Nobody is told to stay at home who must still be there."""
    to_come = visits_to_come(case)
    if not to_come:
        return Text(
            f"已收到您的申请（{case.number}）。有消息会通知您，不用再来。",
            f"We have your application ({case.number}). We will tell you; no need to come.",
        )
    zh = "；".join(each.zh for each in to_come)
    en = "; ".join(each.en for each in to_come)
    return Text(
        f"已收到您的申请（{case.number}）。有消息会通知您；以后还要到场 {len(to_come)} 次：{zh}。",
        f"We have your application ({case.number}). We will tell you. You will still have to be "
        f"there, {len(to_come)} in all: {en}.",
    )
