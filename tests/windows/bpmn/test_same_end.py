"""The exported document, run by another engine with the same decisions, ends in the same state."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.outbox.drain import drain
from services.catalogue.spec import OnDenial
from tests.windows import builders as b
from tests.windows.bpmn.course import Course, expected
from tests.windows.bpmn.engine import run
from tests.windows.denials.conftest import say
from tests.windows.planning.build import MONDAY, Weeks
from tests.windows.planning.strategies import knowledge, life_events
from tests.windows.planning.test_shipped_catalogue import events, make
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.approvals.states import ENDED, IN_INBOX
from windows.bpmn.export import as_bpmn
from windows.cases.plans import plan_of
from windows.denials.actions import answer_denial
from windows.denials.queries import asked_of
from windows.denials.states import Answer
from windows.planning import Known, Plan, plan, sample


def draw_course(data, made: Plan) -> Course:
    places = list(range(1, len(made.matters) + 1))
    return Course(
        {place: data.draw(st.booleans()) for place in places},
        list(data.draw(st.permutations(places))),
        data.draw(st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=3)),
    )


@pytest.mark.parametrize("on_denial", list(OnDenial))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_case_of_the_portal(town, on_denial, data):
    """The very case that departments decide here, undone after each try."""
    if not hasattr(town, "case"):
        say(on_denial)
        town.case = b.accepted_case(town)
    case, made = town.case, plan_of(town.case)
    assert made.on_denial is on_denial
    course = draw_course(data, made)
    place = {matter.code: number for number, matter in enumerate(made.matters, start=1)}
    before = transaction.savepoint()
    try:
        _carry_out(town, case, course, place)
        ended = {
            place[one.matter_edition.matter.code]: one.state
            for one in Approval.objects.filter(case=case).select_related("matter_edition__matter")
        }
        case.refresh_from_db()
        state = case.state
    finally:
        transaction.savepoint_rollback(before)
        case.refresh_from_db()
    assert expected(made, course) == ended
    assert run(as_bpmn(made, number=case.number), course) == ("finished", ended)
    assert state == "results_ready"


def _carry_out(town, case, course: Course, place) -> None:
    asked = course.questions()
    while True:
        ready = {
            place[one.matter_edition.matter.code]: one
            for one in Approval.objects.filter(case=case, state__in=IN_INBOX).select_related(
                "department", "matter_edition__matter"
            )
        }
        if not ready:
            break
        case.refresh_from_db()
        is_open = asked_of(case) is not None
        if is_open and asked.is_due():
            answer = Answer.STOP if asked.is_stopped() else Answer.CONTINUE
            answer_denial(case, answer=answer, actor=town.me)
            drain()
            continue
        number = min(ready, key=course.order.index)
        asked.one_decided(is_open=is_open)
        decide(
            ready[number],
            granted=course.decisions[number],
            reason="" if course.decisions[number] else "不符合条件",
            actor=town.officer(ready[number]),
        )
        drain()
    assert not Approval.objects.filter(case=case).exclude(state__in=ENDED).exists()


@settings(max_examples=60, deadline=None)
@given(life_events(in_order=True), knowledge, st.data())
def test_any_plan(spec, known, data):
    answers = (
        next(sample(spec, limit=1, seed=data.draw(st.integers(0, 99)))) if spec.questions else {}
    )
    made = plan(spec, answers, known, today=MONDAY, calendar=Weeks())
    assert made.on_denial is spec.on_denial
    course = draw_course(data, made)
    assert run(as_bpmn(made), course) == ("finished", expected(made, course))


@settings(max_examples=2, deadline=None)
@given(st.data())
def test_every_shipped_life_event(data):
    for event in events().values():
        shipped = make(event, next(sample(event, limit=1, seed=1)), Known())
        made = replace(shipped, on_denial=data.draw(st.sampled_from(OnDenial)))
        course = draw_course(data, made)
        assert run(as_bpmn(made), course) == ("finished", expected(made, course))
        assert run(as_bpmn(made), course, is_accepted=False) == (
            "refused",
            dict.fromkeys(course.decisions, "not_needed"),
        )
