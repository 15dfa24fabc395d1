from __future__ import annotations

import pytest

from services.catalogue.spec import OptionSpec, OutcomeKind
from tests.windows.planning.build import life_event, matter, question
from windows.planning import AnswersRefused, check_answers
from windows.planning.check import FaultKind, open_questions

ABROAD = OptionSpec("abroad", "国外", "Abroad", outcome=OutcomeKind.INELIGIBLE)
BY_HAND = OptionSpec("paper", "纸件", "On paper", outcome=OutcomeKind.IN_PERSON)
SPEC = life_event(
    matter("A"),
    questions=[
        question("where", "here", BY_HAND, ABROAD),
        question("which", "water", "power", multiple=True, required=False),
        question("why", "sale", "gift"),
    ],
)


def faults(answers):
    with pytest.raises(AnswersRefused) as refused:
        check_answers(SPEC, answers)
    return [(fault.kind, fault.question, fault.value) for fault in refused.value.faults]


def test_puts_answers_in_the_order_of_questions_and_options_and_drops_repeats():
    given = {"why": ["gift"], "which": ["power", "water", "power"], "where": ["here"]}

    answers = check_answers(SPEC, given)

    assert list(answers.items()) == [
        ("where", ("here",)),
        ("which", ("water", "power")),
        ("why", ("gift",)),
    ]


def test_an_optional_question_left_out_is_answered_with_nothing():
    answers = check_answers(SPEC, {"where": ["here"], "why": ["sale"]})

    assert answers == {"where": ("here",), "which": (), "why": ("sale",)}


def test_every_fault_is_listed_with_its_place():
    assert faults({"where": ["here", "paper"], "which": ["gas"], "colour": ["red"]}) == [
        (FaultKind.UNKNOWN_QUESTION, "colour", ""),
        (FaultKind.TOO_MANY, "where", ""),
        (FaultKind.UNKNOWN_OPTION, "which", "gas"),
        (FaultKind.MISSING, "why", ""),
    ]


def test_an_unknown_option_alone_is_not_also_called_missing():
    assert faults({"where": ["moon"], "why": ["sale"]}) == [
        (FaultKind.UNKNOWN_OPTION, "where", "moon")
    ]


def test_an_empty_answer_to_a_required_question_is_missing():
    assert faults({"where": [], "why": ["sale"]}) == [(FaultKind.MISSING, "where", "")]


def test_every_fault_speaks_both_languages():
    with pytest.raises(AnswersRefused) as refused:
        check_answers(SPEC, {"where": ["here", "paper"], "which": ["gas"], "colour": ["red"]})

    assert [(fault.message.zh, fault.message.en) for fault in refused.value.faults] == [
        ("没有“colour”这个问题", "There is no question “colour”"),
        ("“问题where”只能选一项", "Choose only one answer to “Question where”"),
        ("“问题which”没有“gas”这个选项", "“Question which” has no option “gas”"),
        ("请回答“问题why”", "Please answer “Question why”"),
    ]


def test_after_an_answer_that_ends_the_case_the_rest_may_stay_open():
    assert check_answers(SPEC, {"where": ["abroad"]}) == {"where": ("abroad",), "which": ()}


def test_an_in_person_answer_does_not_end_the_case():
    assert faults({"where": ["paper"]}) == [(FaultKind.MISSING, "why", "")]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "where"),
        ({"where": ("here",)}, "which"),
        ({"where": ("here",), "which": ()}, "why"),
        ({"where": ("here",), "which": (), "why": ("sale",)}, None),
        ({"where": ("abroad",)}, None),
    ],
)
def test_next_question(answers, expected):
    found = next(iter(open_questions(SPEC, answers)), None)

    assert (found and found.id) == expected
