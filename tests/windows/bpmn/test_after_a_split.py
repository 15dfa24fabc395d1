"""After a split each case tells, and another engine runs, only what is still in it."""

from __future__ import annotations

import pytest

from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.api.conftest import person
from tests.windows.bpmn.course import Course
from tests.windows.bpmn.engine import run
from windows.bpmn.queries import document_of
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.splitting.plan_now import plan_now
from windows.splitting.split import split_off


@pytest.fixture
def both(town) -> tuple[Case, Case]:
    old = b.accepted_case(town)
    b.grant(town, old, "T1-A")
    young = b.do(split_off, old, b.approval(old, "T1-B").pk, actor=town.me)
    drain()
    return Case.objects.get(pk=old.pk), Case.objects.get(pk=young.pk)


def codes(case: Case) -> list[str]:
    return [matter.code for matter in plan_now(case).matters]


def test_each_document_has_what_is_in_its_case_and_runs_to_the_end(both):
    old, young = both
    assert (codes(old), codes(young)) == (["T1-A", "T1-E", "T1-D"], ["T1-B", "T1-C"])
    assert len(plan_of(old).matters) == 5  # the promise stays on record as it was made
    for case, count in ((old, 3), (young, 2)):
        places = list(range(1, count + 1))
        course = Course(dict.fromkeys(places, True), places, [])
        ended = dict.fromkeys(places, "approved")
        assert run(document_of(case, language="zh"), course) == ("finished", ended)


def test_what_was_needed_from_the_other_case_is_waited_for_no_more(both):
    old, young = both
    (first, second) = plan_now(young).matters
    assert (first.waits_for, [wait.matter for wait in second.waits_for]) == ((), ["T1-B"])
    kept = {pair[0] for material in plan_now(old).materials for pair in material.needed_by}
    assert kept <= {"T1-A", "T1-D", "T1-E"}


def test_the_api_tells_the_same(both, town):
    me = person(town.buyer)
    for case in both:
        said = me.read(f"cases/{case.number}/plan/")
        assert [matter["code"] for matter in said["matters"]] == codes(case)


def test_an_undivided_plan_is_told_as_it_was_made(town):
    case = b.accepted_case(town)
    assert plan_now(case) is plan_of(case)
