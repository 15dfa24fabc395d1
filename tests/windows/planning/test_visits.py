from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.spec import (
    Condition,
    Necessity,
    OptionSpec,
    OutcomeKind,
    ProcedureSpec,
    SourceKind,
)
from services.catalogue.text import Text
from tests.windows.planning.build import (
    APPLICANT,
    COMMITMENT,
    licence,
    matter,
    paper,
    planned,
    question,
)
from windows.planning import Channel, Known, Plan
from windows.planning.errands import numbered


def test_online_nobody_comes():
    plan = planned(matter("A"), matter("B"))

    assert (plan.visits.count, plan.visits.reasons, plan.visits.before) == (0, (), 2)
    assert plan.visits.sentence == Text(
        "不用来，原来要跑 2 次", "No need to come; before it took 2 trips"
    )


def test_all_that_must_be_done_in_person_is_one_visit_with_every_reason():
    plan = planned(
        matter("A", paper("deed", original_at_window=True)),
        matter("B", visit_reason="本人到场", visit_reason_en="In body"),
        matter("C", visit_reason="本人到场", visit_reason_en="In body"),
        walked_visits=8,
    )

    assert plan.visits.count == 1
    assert [reason.zh for reason in plan.visits.reasons] == ["本人到场", "“材料deed”要在窗口看原件"]
    assert plan.visits.sentence.zh == "只要来 1 次，原来要跑 8 次"


def test_an_electronic_licence_is_the_original():
    plan = planned(
        matter("A", paper("deed", licence(), APPLICANT, original_at_window=True)),
        known=Known(licences=frozenset({("applicant", "deed")})),
    )

    assert plan.visits.count == 0


def test_a_scan_handed_in_before_is_not_the_original():
    plan = planned(
        matter("A", paper("deed", original_at_window=True)),
        known=Known(documents=frozenset({("applicant", "deed")})),
    )

    assert plan.visits.count == 1


def test_an_optional_original_costs_no_visit():
    deed = paper("deed", original_at_window=True, necessity=Necessity.OPTIONAL)

    assert planned(matter("A", deed)).visits.count == 0


def test_who_chose_the_window_comes_once():
    plan = planned(matter("A"), known=Known(channel=Channel.WINDOW))

    assert plan.visits.count == 1
    assert plan.visits.reasons == (Text("您选择到窗口办理", "You chose to apply at a window"),)


def option(kind, **rest):
    return OptionSpec(kind.value, f"选{kind.value}", f"Chose {kind.value}", outcome=kind, **rest)


ENDS = question(
    "how",
    "fine",
    option(OutcomeKind.IN_PERSON, reason="须到窗口", reason_en="At a window"),
    option(OutcomeKind.HANDED_OVER, hands_to="P11"),
    option(OutcomeKind.INELIGIBLE, reason="不符合条件", reason_en="Not eligible"),
    multiple=True,
)
UNEXPLAINED = "您选了“选handed_over”，请改办另一件事"


@pytest.mark.parametrize(
    ("chosen", "kind", "reason", "matters", "visits"),
    [
        (("fine",), "proceed", None, 1, 0),
        (("in_person",), "in_person", "须到窗口", 1, 1),
        (("in_person", "handed_over"), "handed_over", UNEXPLAINED, 0, 0),
        (("handed_over", "ineligible"), "ineligible", "不符合条件", 0, 0),
    ],
)
def test_the_strongest_outcome_wins(*, chosen, kind, reason, matters, visits):
    plan = planned(matter("A", paper("id")), questions=[ENDS], answers={"how": chosen})

    assert plan.outcome.kind.value == kind
    assert [text.zh for text in plan.outcome.reasons] == ([reason] if reason else [])
    assert plan.outcome.hands_to == ("P11" if kind == "handed_over" else "")
    assert (len(plan.matters), len(plan.materials)) == (matters, matters)
    assert plan.visits.count == visits


def test_nothing_to_apply_for_is_said():
    plan = planned(matter("A", when={"q": "yes"}), questions=[question("q", "yes", "no")],
                   answers={"q": ("no",)})  # fmt: skip

    assert plan.outcome.kind is OutcomeKind.INELIGIBLE
    assert plan.outcome.reasons[0].en.startswith("By your answers there is nothing to apply for")
    assert plan.promise.sentence.zh == "这次没有要办的事项，没有期限"


def test_a_commitment_comes_before_a_scan_whose_original_would_have_to_be_shown():
    plan = planned(
        matter("A", paper("deed", COMMITMENT, APPLICANT, original_at_window=True)),
        known=Known(documents=frozenset({("applicant", "deed")})),
    )

    assert plan.materials[0].source.kind is SourceKind.COMMITMENT
    assert plan.visits.count == 0


INSPECTION = ProcedureSpec("现场核查", "Inspection", days=3, attended=True)
FIRE_CHECK = ProcedureSpec("消防检查", "Fire check", days=9, attended=True)


def test_inspections_of_one_stage_are_one_joint_occasion():
    plan = planned(
        matter("A", procedures=(INSPECTION,)),
        matter("B", procedures=(FIRE_CHECK,)),
        matter("C", procedures=(ProcedureSpec("公示", days=5),)),
    )

    assert plan.visits.count == 1
    assert plan.visits.reasons == (
        Text("“现场核查”时要在场", "Be there for “Inspection”"),
        Text("“消防检查”时要在场", "Be there for “Fire check”"),
    )
    assert plan.visits.sentence == Text(
        "不用跑，只要在场 1 次，原来要跑 3 次", "No trip, but be there once; before it took 3 trips"
    )


def test_an_inspection_that_the_answers_do_not_bring_is_none():
    held = replace(INSPECTION, condition=Condition(((("q", ("yes",)),),)))
    asked = [question("q", "yes", "no")]

    plan = planned(matter("A", procedures=(held,)), questions=asked, answers={"q": ("no",)})

    assert plan.visits.count == 0


def test_the_application_and_the_inspections_of_two_stages_are_three_occasions():
    plan = planned(
        matter("A", visit_reason="本人到场", visit_reason_en="In body", procedures=(INSPECTION,)),
        matter("B", procedures=(FIRE_CHECK,), after=["A"], department="部门A"),
    )

    assert (plan.visits.count, plan.visits.before) == (3, 3)
    assert [reason.zh for reason in plan.visits.reasons] == [
        "第 1 次：本人到场",
        "第 2 次：“现场核查”时要在场",
        "第 3 次：“消防检查”时要在场",
    ]
    assert plan.visits.sentence == Text(
        "要到场 3 次，原来要跑 3 次", "Be there 3 times; before it took 3 trips"
    )


def test_each_errand_knows_its_occasion_its_kind_and_its_matter():
    """By the end of a matter, or its leaving the case, it is known what the person is spared."""
    plan = planned(
        matter("A", paper("deed", original_at_window=True), days=5, procedures=(INSPECTION,)),
        matter("B", procedures=(FIRE_CHECK,)),
        only_at_the_window(
            matter("C", days=1, makes=["card"], visit_reason="本人到场", after=["A"])
        ),
    )

    assert [(each.occasion, each.kind.value, each.matter) for each in plan.visits.errands] == [
        (1, "application", ""),
        (2, "inspection", "A"),
        (2, "inspection", "B"),
        (3, "appearance", "C"),
        (4, "collect", "C"),
    ]
    assert plan.visits.reasons == numbered(plan.visits.errands)


def test_a_plan_from_before_the_errands_were_kept_is_read():
    written = planned(matter("A", procedures=(INSPECTION,))).to_json()
    del written["visits"]["errands"]

    visits = Plan.from_json(written).visits

    assert (visits.count, len(visits.reasons), visits.errands) == (1, 1, ())


@pytest.mark.parametrize(("days", "count"), [(0, 1), (5, 2)])
def test_presence_for_what_waits_is_another_occasion_unless_it_waits_no_time(*, days, count):
    plan = planned(
        matter("A", paper("deed", original_at_window=True), days=days),
        matter("B", visit_reason="本人到场", after=["A"]),
    )

    assert plan.visits.count == count


def test_presence_after_something_open_ended_is_not_at_the_application():
    review = ProcedureSpec("专家评审", days=None)
    plan = planned(
        matter("A", paper("deed", original_at_window=True), procedures=(review,)),
        matter("B", visit_reason="本人到场", after=["A"]),
    )

    assert plan.visits.count == 2


def test_who_applies_online_and_appears_later_comes_once():
    plan = planned(matter("A", days=5), matter("B", visit_reason="本人到场", after=["A"]))

    assert (plan.visits.count, plan.visits.reasons) == (1, (Text("本人到场", "本人到场"),))


def only_at_the_window(included):
    outputs = tuple(replace(each, window_only=True) for each in included.matter.outputs)
    return replace(included, matter=replace(included.matter, outputs=outputs))


def test_results_had_only_at_the_window_are_one_package():
    plan = planned(
        only_at_the_window(matter("A", days=1, makes=["card"])),
        only_at_the_window(matter("B", days=9, makes=["book"])),
    )

    assert plan.visits.count == 1
    assert plan.visits.reasons[0].zh == "到窗口领取“结果card”、“结果book”"


@pytest.mark.parametrize(("days", "count"), [(0, 1), (1, 2)])
def test_what_is_decided_on_the_spot_is_taken_home_at_once(*, days, count):
    plan = planned(
        only_at_the_window(matter("A", days=days, makes=["card"], visit_reason="本人到场"))
    )

    assert plan.visits.count == count
