"""Every approval state × move × role, walked from the move table."""

from __future__ import annotations

import pytest
from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.errors import DomainError
from tests.windows import builders as b
from windows.approvals.actions import decide, dispatch, take_up
from windows.approvals.models import Approval
from windows.approvals.states import APPROVAL_MOVES, AT_DEPARTMENT, ENDED, ApprovalState
from windows.deadlines.actions import renew_by_silence, resume_clock, stop_clock


def in_review(town):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    return b.do(take_up, one, actor=town.officer(one))


def stopped(town):
    one = b.approval(b.accepted_case(town), "T1-A")
    b.do(stop, one, town.officer(one))
    return one


def stop(one, actor):
    return stop_clock(one, ground="test", reason="送检", expected_days=7, actor=actor)


def decided(town, granted):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    return b.do(decide, one, granted=granted, reason="产权不清", actor=town.officer(one))


def dropped(town):
    return b.approval(decided(town, granted=False).case, "T1-B")


APPROVALS = {
    ApprovalState.WAITING: lambda town: b.approval(b.accepted_case(town), "T1-B"),
    ApprovalState.DISPATCHED: lambda town: b.approval(b.accepted_case(town), "T1-A"),
    ApprovalState.IN_REVIEW: in_review,
    ApprovalState.STOPPED: stopped,
    ApprovalState.APPROVED: lambda town: decided(town, granted=True),
    ApprovalState.DENIED: lambda town: decided(town, granted=False),
    ApprovalState.NOT_NEEDED: dropped,
}
ACTS = {
    "take_up": lambda one, actor: take_up(one, actor=actor),
    "approve": lambda one, actor: decide(one, granted=True, actor=actor),
    "deny": lambda one, actor: decide(one, granted=False, reason="不符合", actor=actor),
    "dispatch": lambda one, actor: dispatch(one, actor=actor),
    "stop": stop,
    "resume": lambda one, actor: resume_clock(one, actor=actor),
    "renew_by_silence": lambda one, actor: renew_by_silence(one, actor=actor),
}


def actors(town, one: Approval) -> dict[str, Actor]:
    code = one.department.code
    return {
        "officer": town.officer(one),
        "department_system": Actor(Role.DEPARTMENT_SYSTEM, None, "系统", department_code=code),
        "officer_elsewhere": Actor(Role.OFFICER, None, "别局", department_code="another"),
        "applicant": town.me,
        "clerk": town.clerk,
        "supervisor": town.supervisor,
        "SYSTEM": SYSTEM,
    }


def expected(one: Approval, move: str, who: str, actor: Actor) -> str:
    return before_the_table(one, move, who) or by_table(one, move, actor)


def before_the_table(one: Approval, move: str, who: str) -> str | None:
    """What the act answers by itself; None where the table decides."""
    if move == "dispatch":
        return one.state if one.state in (*AT_DEPARTMENT, *ENDED) else "still_waiting"
    if move == "renew_by_silence":
        # Nothing here renews a licence.
        return "move_refused" if who == "SYSTEM" else None
    if who not in ("officer", "department_system") or one.dispatched_at is None:
        return "approval_not_found"
    if one.state in ENDED:
        return "approval_closed"
    return "clock_runs" if move == "resume" and one.state != ApprovalState.STOPPED else None


def by_table(one: Approval, move: str, actor: Actor) -> str:
    try:
        return str(APPROVAL_MOVES.check(one.state, move, actor.kind))
    except DomainError as refusal:
        return refusal.code


def test_every_state_is_walked():
    assert set(APPROVALS) == set(ApprovalState)


@pytest.mark.parametrize("state", list(APPROVALS), ids=lambda state: state.value)
def test_every_move_by_every_role(town, state):
    one = APPROVALS[state](town)
    one = Approval.objects.select_related("department", "case").get(pk=one.pk)
    assert one.state == state
    before = b.snapshot(one.case)
    wrong = []
    for move, act in ACTS.items():
        for who, actor in actors(town, one).items():
            wanted, got = expected(one, move, who, actor), outcome(one, act, actor)
            if got != wanted:
                wrong.append((move, who, f"wanted {wanted}, got {got}"))
            assert b.snapshot(one.case) == before, (move, who)
    assert wrong == []


def outcome(one: Approval, act, actor: Actor) -> str:
    try:
        with transaction.atomic():
            act(one, actor)
            state = Approval.objects.get(pk=one.pk).state
            transaction.set_rollback(True)
    except DomainError as refusal:
        return refusal.code
    return state
