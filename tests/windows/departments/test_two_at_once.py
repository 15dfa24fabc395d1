"""An officer and a department's system decide at the same moment; two copies arrive at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from portal.errors import DomainError
from portal.journal.queries import entries_for, verify
from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.departments.conftest import connect
from windows.approvals.actions import decide
from windows.departments.models import Callback

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    gate = threading.Barrier(len(acts))

    def run(act):
        try:
            gate.wait(10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def verbs(case) -> list[str]:
    return [entry.verb for entry in entries_for(case.stream)]


@pytest.mark.parametrize("round_", range(3))
def test_an_officer_and_the_system_decide_at_once(town, round_):
    system = connect("甲局")
    case = b.accepted_case(town)
    part = b.approval(case, "T1-A")
    said = {"case": case.number, "approval": part.pk, "verb": "deny", "reason": "不符合条件"}

    def officer() -> str:
        try:
            with transaction.atomic(durable=True):
                decide(part, granted=True, actor=town.officer(part))
        except DomainError as refusal:
            return refusal.code
        return "done"

    by_officer, reply = together(officer, lambda: system.call(said))
    part.refresh_from_db()
    if by_officer == "done":
        assert (reply.status_code, reply.json()["code"]) == (409, "approval_closed")
        assert part.state == "approved"
        assert Callback.objects.get().outcome == "approval_closed"
    else:
        assert (by_officer, reply.status_code) == ("approval_closed", 200)
        assert part.state == "denied"
    decided = [verb for verb in verbs(case) if verb in ("approval.approved", "approval.denied")]
    assert len(decided) == 1
    drain(is_strict=False)
    assert verify(case.stream) is None


def test_copies_at_once_are_done_once(town):
    system = connect("甲局")
    case = b.accepted_case(town)
    part = b.approval(case, "T1-A")
    said = {"case": case.number, "approval": part.pk, "verb": "grant"}
    replies = together(*[lambda: system.call(said)] * 4)
    assert [reply.status_code for reply in replies] == [200] * 4
    first = replies[0].json()
    assert [reply.json() for reply in replies] == [first] * 4
    assert Callback.objects.count() == 1
    assert verbs(case).count("approval.approved") == 1


def test_the_same_key_with_two_bodies_at_once(town):
    system = connect("甲局")
    case = b.accepted_case(town)
    part = b.approval(case, "T1-A")
    said = {"case": case.number, "approval": part.pk}
    replies = together(
        lambda: system.call(said | {"verb": "grant"}),
        lambda: system.call(said | {"verb": "deny", "reason": "不符合条件"}),
    )
    assert sorted(reply.status_code for reply in replies) == [200, 409]
    (refused,) = [reply for reply in replies if reply.status_code == 409]
    assert refused.json()["code"] == "callback_key_reused"
    outcomes = set(Callback.objects.values_list("outcome", flat=True))
    assert outcomes == {"done", "callback_key_reused"}
