from __future__ import annotations

import pytest

from services.catalogue.text import Text
from tests.windows.planning.build import matter, output_of, paper, planned
from windows.planning import PlanImpossible


def test_who_waits_for_nobody_runs_at_once():
    plan = planned(matter("A"), matter("B"), matter("C", after=["A"]))

    assert [(m.code, m.stage) for m in plan.matters] == [("A", 1), ("B", 1), ("C", 2)]
    assert plan.widest == 2
    assert plan.widest_sentence == Text("最多 2 项同时办", "Up to 2 matters run at the same time")


def test_a_rule_about_a_matter_that_is_not_in_the_plan_is_ignored():
    plan = planned(matter("A", when={"q": "yes"}), matter("B", after=["A"]))

    assert [(m.code, m.stage, m.waits_for) for m in plan.matters] == [("B", 1, ())]


def test_a_circle_of_rules_is_named():
    with pytest.raises(PlanImpossible) as impossible:
        planned(matter("A", after=["C"]), matter("B", after=["A"]), matter("C", after=["B"]))

    cycle = impossible.value.cycle
    assert cycle[0] == cycle[-1]
    assert set(cycle) == {"A", "B", "C"}
    assert impossible.value.message.zh.startswith("事项互相等待，排不出先后：“事项")


def test_two_matters_with_nothing_but_each_others_output_are_impossible():
    with pytest.raises(PlanImpossible) as impossible:
        planned(
            matter("A", paper("b", output_of("B")), makes=["a"]),
            matter("B", paper("a", output_of("A")), makes=["b"]),
        )

    assert set(impossible.value.cycle) == {"A", "B"}


def test_reason_for_a_matter_names_the_answer():
    plan = planned(matter("A", when={"q": "yes"}), matter("B"), answers={"q": ("yes",)})

    assert plan.matter("B").reason.en == "Everyone who applies for this needs it"
