"""The figures without the sentences are those of the plan."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from services.catalogue.spec import Necessity
from tests.windows.planning.strategies import knowledge, life_events
from tests.windows.planning.test_shipped_catalogue import CODES, events
from tests.windows.planning.test_shipped_catalogue import knowledge as of_shipped
from windows.planning import PlanImpossible, plan, sample
from windows.planning.proof import NO_DATES, SOME_DAY
from windows.planning.weigh import Weight, weigh


def from_the_plan(spec, answers, known):
    try:
        made = plan(spec, answers, known, today=SOME_DAY, calendar=NO_DATES)
    except PlanImpossible:
        return None
    if not made.can_apply:
        return None
    asked = [m for m in made.materials if m.asks and m.necessity is not Necessity.OPTIONAL]
    return Weight(
        documents=len(asked),
        fields=sum(field.required and not field.prefill for field in made.fields),
        visits=made.visits.count,
        days=made.promise.days,
        fees=0,
        departments=len(made.departments),
    )


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(life_events(), knowledge)
def test_of_any_life_event(spec, known):
    for answers in sample(spec, limit=6):
        assert weigh(spec, answers, known) == from_the_plan(spec, answers, known)


@pytest.mark.parametrize("code", CODES)
def test_of_every_shipped_life_event(code):
    spec = events()[code]
    for known in of_shipped(spec):
        for answers in sample(spec, limit=12):
            assert weigh(spec, answers, known) == from_the_plan(spec, answers, known)
