"""The exported document, run by another engine with the same decisions, ends in the same state."""

from __future__ import annotations

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.bpmn.engine import run
from tests.windows.planning.build import MONDAY, Weeks
from tests.windows.planning.strategies import knowledge, life_events
from tests.windows.planning.test_shipped_catalogue import events, make
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.approvals.states import ENDED, IN_INBOX
from windows.bpmn.export import as_bpmn
from windows.cases.plans import plan_of
from windows.planning import Known, Plan, plan, sample


def expected(made: Plan, decisions: dict[int, bool]) -> dict[int, str]:
    """By the rule in words: what lacks an output it needs is not needed; all else is decided."""
    place = {matter.code: number for number, matter in enumerate(made.matters, start=1)}
    ended: dict[int, str] = {}
    for matter in sorted(made.matters, key=lambda each: each.stage):
        number = place[matter.code]
        outputs = [ended[place[code]] for code in made.outputs_needed(matter.code)]
        if any(end != "approved" for end in outputs):
            ended[number] = "not_needed"
        else:
            ended[number] = "approved" if decisions[number] else "denied"
    return ended


def draw_decisions(data, made: Plan) -> tuple[dict[int, bool], list[int]]:
    places = range(1, len(made.matters) + 1)
    decisions = {place: data.draw(st.booleans()) for place in places}
    return decisions, list(data.draw(st.permutations(list(places))))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_case_of_the_portal(town, data):
    """The very case that departments decide here, undone after each try."""
    if not hasattr(town, "case"):
        town.case = b.accepted_case(town)
    case, made = town.case, plan_of(town.case)
    decisions, order = draw_decisions(data, made)
    place = {matter.code: number for number, matter in enumerate(made.matters, start=1)}
    before = transaction.savepoint()
    try:
        _decide_all(town, case, decisions, order, place)
        ended = {
            place[one.matter_edition.matter.code]: one.state
            for one in Approval.objects.filter(case=case).select_related("matter_edition__matter")
        }
        case.refresh_from_db()
        state = case.state
    finally:
        transaction.savepoint_rollback(before)
    assert run(as_bpmn(made, number=case.number), decisions, order) == ("finished", ended)
    assert state == "results_ready"


def _decide_all(town, case, decisions, order, place) -> None:
    while True:
        ready = {
            place[one.matter_edition.matter.code]: one
            for one in Approval.objects.filter(case=case, state__in=IN_INBOX).select_related(
                "department", "matter_edition__matter"
            )
        }
        if not ready:
            break
        number = min(ready, key=order.index)
        decide(
            ready[number],
            granted=decisions[number],
            reason="" if decisions[number] else "不符合条件",
            actor=town.officer(ready[number]),
        )
        drain()
    assert not Approval.objects.filter(case=case).exclude(state__in=ENDED).exists()


@settings(max_examples=30, deadline=None)
@given(life_events(in_order=True), knowledge, st.data())
def test_any_plan(spec, known, data):
    answers = (
        next(sample(spec, limit=1, seed=data.draw(st.integers(0, 99)))) if spec.questions else {}
    )
    made = plan(spec, answers, known, today=MONDAY, calendar=Weeks())
    decisions, order = draw_decisions(data, made)
    assert run(as_bpmn(made), decisions, order) == ("finished", expected(made, decisions))


@settings(max_examples=2, deadline=None)
@given(st.data())
def test_every_shipped_life_event(data):
    for event in events().values():
        made = make(event, next(sample(event, limit=1, seed=1)), Known())
        decisions, order = draw_decisions(data, made)
        assert run(as_bpmn(made), decisions, order) == ("finished", expected(made, decisions))
        assert run(as_bpmn(made), decisions, order, is_accepted=False) == (
            "refused",
            dict.fromkeys(decisions, "not_needed"),
        )
