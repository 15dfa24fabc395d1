"""Two who answer at once, and an answer beside the clockwork or a decision."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from portal.outbox.drain import drain
from services.catalogue.spec import OnDenial
from tests.windows import builders as b
from tests.windows.denials.conftest import deny, say, states
from tests.windows.test_rival_decisions import at_once
from windows.approvals.actions import decide
from windows.denials.actions import answer_denial, note_silence
from windows.models import DenialQuestion, Pickup

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(town):
    say(OnDenial.ASK)
    case = b.accepted_case(town)
    deny(town, case, "T1-E")
    return case


def test_two_answers_at_once_are_one(asked, town):
    outcomes = at_once(
        lambda: answer_denial(asked, answer="stop", actor=town.me),
        lambda: answer_denial(asked, answer="continue", actor=town.clerk),
    )
    question = DenialQuestion.objects.get()
    if question.answer == "stop":
        assert outcomes in (["done", "denial_answered"], ["done", "nothing_left"])
    else:
        assert outcomes == ["denial_answered", "done"]


def test_answer_beside_the_sweep(asked, town):
    day = DenialQuestion.objects.get().answer_by + dt.timedelta(days=1)
    with time_machine.travel(dt.datetime.combine(day, dt.time(4), dt.UTC), tick=False):
        outcomes = at_once(
            lambda: answer_denial(asked, answer="stop", actor=town.me),
            lambda: note_silence(asked),
        )
    drain()
    question = DenialQuestion.objects.get()
    if question.how == "silence":
        assert outcomes == ["denial_answered", "done"]
        assert states(asked)["A"] == "dispatched"
    else:
        assert outcomes[0] == "done"
        assert outcomes[1] != "done"
        assert states(asked)["A"] == "not_needed"


def test_answer_beside_a_decision(asked, town):
    one = b.approval(asked, "T1-A")
    outcomes = at_once(
        lambda: answer_denial(asked, answer="stop", actor=town.me),
        lambda: decide(one, granted=True, actor=town.officer(one)),
    )
    drain()
    asked.refresh_from_db()
    assert outcomes in (["done", "done"], ["done", "approval_closed"])
    expected = "approved" if outcomes[1] == "done" else "not_needed"
    assert states(asked)["A"] == expected
    assert asked.state == "results_ready"
    assert Pickup.objects.filter(case=asked).count() == 1


def test_two_denials_at_once_ask_once(town):
    say(OnDenial.ASK)
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    both = [b.approval(case, "T1-D"), b.approval(case, "T1-E")]
    outcomes = at_once(
        *(
            lambda one=one: decide(one, granted=False, reason="不符合", actor=town.officer(one))
            for one in both
        )
    )
    assert outcomes == ["done", "done"]
    assert DenialQuestion.objects.filter(answered_at=None).count() == 1


def test_two_denials_at_once_stop_once(town):
    say(OnDenial.STOP)
    case = b.accepted_case(town)
    both = [b.approval(case, "T1-A"), b.approval(case, "T1-E")]
    outcomes = at_once(
        *(
            lambda one=one: decide(one, granted=False, reason="不符合", actor=town.officer(one))
            for one in both
        )
    )
    drain()
    case.refresh_from_db()
    assert sorted(outcomes) == ["approval_closed", "done"]
    assert sorted(states(case).values()) == ["denied", *["not_needed"] * 4]
    assert case.state == "results_ready"
    assert Pickup.objects.filter(case=case).count() == 1
