"""Every state × move × role, walked from the move table: what is allowed happens, the rest is
refused
with its exact code and changes nothing."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.errors import DomainError, MoveRefused, NotAllowed
from services.catalogue.text import Text
from tests.windows import builders as b
from windows.cases import actions
from windows.cases.models import Case
from windows.cases.states import CASE_MOVES, CaseState
from windows.clock import today
from windows.corrections.actions import Defect, answer_correction, ask_for_correction
from windows.intake.actions import accept, refuse
from windows.intake.silence import accept_by_silence, lapse
from windows.locks import lock_case
from windows.moving import move_case
from windows.pickup.actions import collect, make_package

DEFECTS = [Defect(Text("成交价不对", "The price is wrong"), element="price")]


def correction_put_right(town):
    case = b.case_under_correction(town)
    b.do(actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf("新.pdf"), actor=town.me)
    case.refresh_from_db()
    return case


def refused_case(town):
    return b.do(refuse, b.submitted_case(town), reason="不属于本市受理", actor=town.clerk)


def withdrawn_case(town):
    return b.do(actions.withdraw, b.submitted_case(town), actor=town.me)


def archived_case(town):
    return b.do(actions.archive, b.collected_case(town), actor=SYSTEM)


def lapsed_case(town):
    case = b.case_under_correction(town)
    with time_machine.travel(today() + dt.timedelta(days=60), tick=False):
        return b.do(lapse, case)


def revoke(case: Case, *, actor: Actor) -> Case:
    """The bare move, as the table has it."""
    case = lock_case(case.pk)
    move_case(case, "revoke", actor=actor)
    case.closed_reason = "到期没有补齐"
    case.save()
    return case


def revoked_case(town):
    return b.do(revoke, b.accepted_case(town), actor=town.clerk)


CASES = {
    CaseState.DRAFT: b.complete_draft,
    CaseState.SUBMITTED: b.submitted_case,
    CaseState.CORRECTION: correction_put_right,
    CaseState.ACCEPTED: b.accepted_case,
    CaseState.REFUSED: refused_case,
    CaseState.RESULTS_READY: b.finished_case,
    CaseState.COLLECTED: b.collected_case,
    CaseState.ARCHIVED: archived_case,
    CaseState.WITHDRAWN: withdrawn_case,
    CaseState.LAPSED: lapsed_case,
    CaseState.REVOKED: revoked_case,
}


def code_of(case: Case) -> str:
    return case.pickup.code if hasattr(case, "pickup") else ""


ACTS = {
    "submit": lambda case, actor: actions.submit(case, actor=actor),
    "ask_for_correction": lambda case, actor: ask_for_correction(
        case, defects=DEFECTS, actor=actor
    ),
    "answer_correction": lambda case, actor: answer_correction(case, actor=actor),
    "accept": lambda case, actor: accept(case, actor=actor),
    "accept_by_silence": lambda case, actor: accept_by_silence(case, actor=actor),
    "lapse": lambda case, actor: lapse(case, actor=actor),
    "revoke": lambda case, actor: revoke(case, actor=actor),
    "refuse": lambda case, actor: refuse(case, reason="不符合", actor=actor),
    "withdraw": lambda case, actor: actions.withdraw(case, reason="不办了", actor=actor),
    "finish": lambda case, actor: make_package(case, actor=actor),
    "collect": lambda case, actor: collect(case, code=code_of(case), actor=actor),
    "archive": lambda case, actor: actions.archive(case, actor=actor),
}
OFFICE = {"ask_for_correction", "accept", "refuse"}
BY_TABLE_ONLY = {"finish", "archive", "accept_by_silence", "lapse", "revoke"}
UNCHANGED = "unchanged"
SPECIAL = {
    # An upload needs a clerk's eyes.
    (CaseState.SUBMITTED, "accept", "SYSTEM"): "move_refused",
    # Nobody has been silent for so long yet.
    (CaseState.SUBMITTED, "accept_by_silence", "SYSTEM"): "move_refused",
    (CaseState.CORRECTION, "lapse", "SYSTEM"): "move_refused",
    # After acceptance the departments' notice ends their matters; the window's is not there.
    (CaseState.ACCEPTED, "lapse", "SYSTEM"): "move_refused",
    (CaseState.CORRECTION, "refuse", "clerk"): "correction_still_open",
    (CaseState.ACCEPTED, "finish", "SYSTEM"): "approvals_open",
}
DONE = (CaseState.RESULTS_READY, CaseState.COLLECTED, CaseState.ARCHIVED)


def actors(town) -> dict[str, Actor]:
    def staff(role: Role) -> Actor:
        return Actor(role, None, role.value, department_code="x", region_code="330100")

    return {
        "applicant": town.me,
        "party": town.other,
        "stranger": town.nobody,
        "clerk": town.clerk,
        "clerk_elsewhere": town.clerk_elsewhere,
        "officer": staff(Role.OFFICER),
        "editor": staff(Role.EDITOR),
        "supervisor": staff(Role.SUPERVISOR),
        "department_system": staff(Role.DEPARTMENT_SYSTEM),
        "admin": staff(Role.ADMIN),
        "SYSTEM": SYSTEM,
    }


LOCAL_STAFF = {"clerk", "officer", "editor", "supervisor", "department_system", "admin"}


def refusal_of_scope(move: str, who: str) -> str | None:
    """What the policy says before the table is asked."""
    if move in BY_TABLE_ONLY or who in ("applicant", "SYSTEM"):
        return None
    if move in OFFICE:
        return None if who in LOCAL_STAFF else "case_not_found"
    if who == "clerk":
        return None
    return "not_your_applicant" if who == "party" else "case_not_found"


def expected(state: CaseState, move: str, who: str, actor: Actor) -> str:
    """The state after the move, UNCHANGED, or the code of the refusal."""
    special = SPECIAL.get((state, move, who))
    if special:
        return special
    return refusal_of_scope(move, who) or early(state, move) or by_table(state, move, actor)


def early(state: CaseState, move: str) -> str | None:
    """Acts that answer before the table is asked."""
    if move == "submit" and state not in (CaseState.DRAFT, CaseState.WITHDRAWN):
        return UNCHANGED
    if move == "finish" and state in DONE:
        return UNCHANGED
    if move == "collect" and state in (CaseState.COLLECTED, CaseState.ARCHIVED):
        return "already_collected"
    if move == "ask_for_correction" and state == CaseState.CORRECTION:
        return "correction_open"
    return None


def by_table(state: CaseState, move: str, actor: Actor) -> str:
    try:
        return str(CASE_MOVES.check(state, move, actor.kind))
    except (MoveRefused, NotAllowed) as refusal:
        return refusal.code


def test_the_table_and_the_acts_have_the_same_moves():
    assert set(CASE_MOVES.names) == set(ACTS)
    assert set(CASE_MOVES.states) == set(CaseState.values) == {state.value for state in CASES}


@pytest.mark.parametrize("state", list(CASES), ids=lambda state: state.value)
def test_every_move_by_every_role(town, state):
    case = CASES[state](town)
    case = Case.objects.get(pk=case.pk)
    assert case.state == state
    before = b.snapshot(case)
    wrong = []
    for move, act in ACTS.items():
        for who, actor in actors(town).items():
            wanted = expected(state, move, who, actor)
            got = outcome(case, act, actor, before)
            if got != wanted:
                wrong.append((move, who, f"wanted {wanted}, got {got}"))
            assert b.snapshot(case) == before, (move, who)
    assert wrong == []


def outcome(case: Case, act, actor: Actor, before: dict) -> str:
    """Try it and take it back; what it came to."""
    try:
        with transaction.atomic():
            act(Case.objects.get(pk=case.pk), actor)
            after = b.snapshot(case)
            transaction.set_rollback(True)
    except DomainError as refusal:
        return refusal.code
    return UNCHANGED if after == before else str(after["case"]["state"])
