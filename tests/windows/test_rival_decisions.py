"""Two departments decide last at the same moment: the case finishes, and finishes once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from portal.errors import DomainError
from portal.outbox.drain import drain
from portal.outbox.models import Message
from tests.windows import builders as b
from windows.approvals.actions import decide
from windows.cases import actions
from windows.cases.models import Case
from windows.cases.numbers import next_number
from windows.clock import today
from windows.models import Pickup

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list[str]:
    """Run all on threads of their own, let go together; what each came to."""
    gate = threading.Barrier(len(acts))
    outcomes = [""] * len(acts)

    def run(place, act):
        try:
            gate.wait(10)
            with transaction.atomic(durable=True):
                act()
            outcomes[place] = "done"
        except DomainError as refusal:
            outcomes[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


@pytest.mark.parametrize("round_", range(3))
def test_two_last_deciders_finish_the_case_once(town, round_):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A", "T1-B", "T1-E")
    last = [b.approval(case, "T1-C"), b.approval(case, "T1-D")]
    outcomes = at_once(
        *(lambda one=one: decide(one, granted=True, actor=town.officer(one)) for one in last)
    )
    drain()
    assert outcomes == ["done", "done"]
    case.refresh_from_db()
    assert case.state == "results_ready"
    assert Pickup.objects.filter(case=case).count() == 1
    assert Message.objects.filter(kind="case.finish").count() == 1


def test_two_officers_decide_the_same_approval_once(town):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    outcomes = at_once(
        lambda: decide(one, granted=True, actor=town.officer(one)),
        lambda: decide(one, granted=False, reason="不符合", actor=town.officer(one)),
    )
    assert sorted(outcomes) == ["approval_closed", "done"]


def test_two_submits_at_once_open_the_approvals_once(town):
    case = b.complete_draft(town)
    outcomes = at_once(*[lambda: actions.submit(Case.objects.get(pk=case.pk), actor=town.me)] * 2)
    assert outcomes == ["done", "done"]
    assert case.approvals.count() == 5


def test_decision_against_withdrawal(town):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    outcomes = at_once(
        lambda: decide(one, granted=True, actor=town.officer(one)),
        lambda: actions.withdraw(case, actor=town.me),
    )
    assert sorted(outcomes) in (["already_decided", "done"], ["approval_closed", "done"])


def test_numbers_given_at_once_differ(town):
    numbers: list[str] = []
    at_once(*[lambda: numbers.append(next_number("330106", today()))] * 8)
    assert len(set(numbers)) == 8
    assert {number[:7] for number in numbers} == {"330106-"}
