"""The shortest and longest promise over all answers, without a plan for each of them."""

from __future__ import annotations

import pytest

from services.catalogue.spec import Condition, DayUnit, OptionSpec, OutcomeKind
from tests.windows.planning.build import life_event, matter, paper, question
from tests.windows.planning.test_shipped_catalogue import CODES, TODAY, calendar, events
from windows.planning import Known, check_answers, combinations, plan
from windows.planning.span import span

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize("code", CODES)
def test_it_is_what_planning_every_combination_finds(code):
    event = events()[code]
    plans = [
        plan(event, check_answers(event, answers), Known(), today=TODAY, calendar=calendar())
        for answers in combinations(event)
    ]
    possible = [each for each in plans if each.can_apply]
    found = span(event, NOTHING)
    assert found is not None
    days = [each.promise.days for each in possible]
    visits = [each.visits.count for each in possible]
    lawful = [each.promise.statutory_days for each in possible]
    lawful = [each for each in lawful if each is not None]
    assert (found.shortest[0], found.longest[0]) == (min(days), max(days))
    assert (found.fewest_visits, found.most_visits) == (min(visits), max(visits))
    told = (found.lawful_shortest, found.lawful_longest)
    assert tuple(each and each[0] for each in told) == (
        (min(lawful), max(lawful)) if lawful else (None, None)
    )
    waits = {
        (matter.code, wait.matter)
        for each in possible
        for matter in each.matters
        for wait in matter.waits_for
    }
    assert {(code, one) for code, earlier in found.waits for one in earlier} == waits
    assert found.combinations == len(plans)
    assert found.plans <= len(plans)


def test_answers_that_change_nothing_are_not_planned_twice():
    event = life_event(
        matter("A", days=2),
        matter("B", days=5, when={"more": "yes"}),
        questions=(question("more", "yes", "no"), question("colour", "red", "blue", "green")),
    )
    found = span(event, NOTHING)
    assert found is not None
    assert (found.combinations, found.plans) == (6, 2)
    assert (found.shortest, found.longest) == ((2, DayUnit.WORKING), (5, DayUnit.WORKING))


def test_an_original_that_only_some_must_show_is_at_most_one_visit():
    only_some = Condition(((("more", ("yes",)),),))
    event = life_event(
        matter("A", paper("m", original_at_window=True, condition=only_some)),
        questions=(question("more", "yes", "no"),),
    )
    found = span(event, NOTHING)
    assert found is not None
    assert (found.fewest_visits, found.most_visits) == (0, 1)


def test_nobody_can_apply():
    never = OptionSpec("no", "不行", outcome=OutcomeKind.INELIGIBLE)
    assert span(life_event(matter("A"), questions=(question("q", never),)), NOTHING) is None
