"""Laws of every plan, over random life events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.windows.planning import laws
from tests.windows.planning.build import MONDAY, Weeks
from tests.windows.planning.strategies import (
    MATERIALS,
    RESOURCES,
    ROLES,
    knowledge,
    life_events,
)
from windows.planning import Plan, PlanImpossible, plan, sample

CALENDAR = Weeks()
settings.register_profile("planning", max_examples=50, deadline=None)
LAWS = settings.get_profile("planning")


def an_answer(spec, data):
    return (
        next(sample(spec, limit=1, seed=data.draw(st.integers(0, 10_000))))
        if spec.questions
        else {}
    )


def make(spec, answers, known, today=MONDAY):
    return plan(spec, answers, known, today=today, calendar=CALENDAR)


@LAWS
@given(
    life_events(in_order=True), knowledge, st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.data()
)
def test_every_plan_keeps_every_law(spec, known, today, data):
    answers = an_answer(spec, data)

    made = make(spec, answers, known, today)

    laws.check_all(made, spec, answers, known)
    laws.check_json(made)


@LAWS
@given(life_events(), knowledge, st.data())
def test_a_plan_is_acyclic_or_names_a_true_circle(spec, known, data):
    answers = an_answer(spec, data)
    try:
        made = make(spec, answers, known)
    except PlanImpossible as impossible:
        waits = {m.matter.code: set(m.starts_after) for m in spec.matters}
        for included in spec.matters:
            for paper in included.matter.requirements:
                waits[included.matter.code] |= {source.matter for source in paper.sources}
        cycle = impossible.cycle
        assert cycle[0] == cycle[-1]
        assert all(b in waits[a] for a, b in pairwise(cycle))
    else:
        laws.check_all(made, spec, answers, known)


@LAWS
@given(life_events(in_order=True), knowledge, st.data())
def test_the_same_question_gets_the_same_plan(spec, known, data):
    answers = an_answer(spec, data)
    backwards = dict(reversed(answers.items()))

    assert make(spec, answers, known).to_json() == make(spec, backwards, known).to_json()


@LAWS
@given(life_events(in_order=True), knowledge, st.data())
def test_knowing_more_never_asks_more_and_never_takes_longer(spec, known, data):
    answers = an_answer(spec, data)
    pair = data.draw(st.sampled_from(ROLES)), data.draw(st.sampled_from(MATERIALS))
    resource = data.draw(st.sampled_from(RESOURCES))
    before = make(spec, answers, known)

    for more in (
        replace(known, connected=known.connected | {resource}),
        replace(known, documents=known.documents | {pair}),
        replace(known, licences=known.licences | {pair}),
        replace(known, commitments=known.commitments | {pair}),
    ):
        after = make(spec, answers, more)
        assert after.burden.asked <= before.burden.asked
        assert sum(m.asks for m in after.materials) <= sum(m.asks for m in before.materials)
        assert after.promise.days == before.promise.days
        assert after.visits.count <= before.visits.count


@LAWS
@given(life_events(in_order=True), knowledge, st.data())
def test_the_order_of_the_matters_in_the_file_changes_no_day(spec, known, data):
    """Where no output has to be given up for a circle, the file's order carries no meaning."""
    answers = an_answer(spec, data)
    before = make(spec, answers, known)
    mixed = list(spec.matters)
    Random(data.draw(st.integers(0, 99))).shuffle(mixed)
    after = make(replace(spec, matters=tuple(mixed)), answers, known)

    if "cannot wait" not in str(before.to_json()) + str(after.to_json()):
        assert {m.code: (m.start, m.end) for m in after.matters} == {
            m.code: (m.start, m.end) for m in before.matters
        }
        assert after.burden.asked == before.burden.asked


def test_a_plan_of_another_version_is_refused():
    data = {"v": 0}

    with pytest.raises(ValueError, match="plan version 0, expected 1"):
        Plan.from_json(data)
