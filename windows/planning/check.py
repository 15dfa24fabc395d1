"""Are these answers a possible set of answers, and what is still to be asked?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.catalogue.spec import Answers, LifeEventSpec, OutcomeKind, QuestionSpec
from services.catalogue.text import Text

ENDING = (OutcomeKind.INELIGIBLE, OutcomeKind.HANDED_OVER)
"""Outcomes after which nothing more needs to be asked here."""


class FaultKind(StrEnum):
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_OPTION = "unknown_option"
    TOO_MANY = "too_many"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Fault:
    kind: FaultKind
    question: str
    value: str
    message: Text


class AnswersRefused(Exception):
    """The answers are not a possible set of answers; every fault is listed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.message.en for fault in self.faults))


def check_answers(spec: LifeEventSpec, answers: Mapping[str, Sequence[str]]) -> Answers:
    """The answers in the order of the questions and options, each chosen value once.

    An optional question left out counts as answered with nothing. After an answer which ends the
    case (not eligible, handed over) the rest may be left open.

    Raises `AnswersRefused`.
    """
    known = {question.id: question for question in spec.questions}
    faults = [_unknown_question(name) for name in answers if name not in known]
    chosen: Answers = {}
    for question in spec.questions:
        given = set(answers.get(question.id, ()))
        in_order = tuple(o.value for o in question.options if o.value in given)
        faults += [_unknown_option(question, value) for value in sorted(given - set(in_order))]
        if len(in_order) > 1 and not question.multiple:
            faults.append(_too_many(question))
        if in_order or question.id in answers or not question.required:
            chosen[question.id] = in_order
    if not is_ended(spec, chosen):
        named = {fault.question for fault in faults}
        faults += [
            _missing(question)
            for question in spec.questions
            if question.required and not chosen.get(question.id) and question.id not in named
        ]
    if faults:
        raise AnswersRefused(faults)
    return {name: values for name, values in chosen.items() if values or not known[name].required}


def is_ended(spec: LifeEventSpec, answers: Answers) -> bool:
    """True when an answer already made the case ineligible or handed it over."""
    return any(
        option.outcome in ENDING and option.value in answers.get(question.id, ())
        for question in spec.questions
        for option in question.options
    )


def open_questions(spec: LifeEventSpec, answers: Answers) -> tuple[QuestionSpec, ...]:
    """Questions still to be put to the person, in order; none once an answer has ended the case."""
    if is_ended(spec, answers):
        return ()
    return tuple(question for question in spec.questions if question.id not in answers)


def _unknown_question(name: str) -> Fault:
    said = Text(f"没有“{name}”这个问题", f"There is no question “{name}”")
    return Fault(FaultKind.UNKNOWN_QUESTION, name, "", said)


def _unknown_option(question: QuestionSpec, value: str) -> Fault:
    said = Text(
        f"“{question.text}”没有“{value}”这个选项",
        f"“{question.text_en or question.text}” has no option “{value}”",
    )
    return Fault(FaultKind.UNKNOWN_OPTION, question.id, value, said)


def _too_many(question: QuestionSpec) -> Fault:
    said = Text(
        f"“{question.text}”只能选一项",
        f"Choose only one answer to “{question.text_en or question.text}”",
    )
    return Fault(FaultKind.TOO_MANY, question.id, "", said)


def _missing(question: QuestionSpec) -> Fault:
    said = Text(
        f"请回答“{question.text}”",
        f"Please answer “{question.text_en or question.text}”",
    )
    return Fault(FaultKind.MISSING, question.id, "", said)
