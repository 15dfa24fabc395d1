"""Questions and their options. What a condition still asks for cannot be taken out."""

from __future__ import annotations

from dataclasses import replace

from services.catalogue.spec import LifeEventSpec, OptionSpec, QuestionSpec
from services.catalogue.text import Text
from services.revisions.edits import rows
from services.revisions.edits.errors import PartInUse
from services.revisions.sentences import uses_of_option, uses_of_question

MOST_PLACES = 5


def question_of(spec: LifeEventSpec, question: str) -> QuestionSpec:
    return rows.found(spec.questions, question, _id)


def option_of(spec: LifeEventSpec, question: str, value: str) -> OptionSpec:
    return rows.found(question_of(spec, question).options, value, _value)


def with_question(spec: LifeEventSpec, question: QuestionSpec) -> LifeEventSpec:
    return replace(spec, questions=rows.put(spec.questions, question, _id))


def without_question(spec: LifeEventSpec, question: str) -> LifeEventSpec:
    """Raises PartInUse while a condition asks for it."""
    asked = question_of(spec, question)
    refuse_if_used(asked.text, uses_of_question(spec, question))
    return replace(spec, questions=rows.without(spec.questions, question, _id))


def moved_question(spec: LifeEventSpec, question: str, steps: int) -> LifeEventSpec:
    return replace(spec, questions=rows.moved(spec.questions, question, _id, steps))


def with_option(spec: LifeEventSpec, question: str, option: OptionSpec) -> LifeEventSpec:
    asked = question_of(spec, question)
    return with_question(spec, replace(asked, options=rows.put(asked.options, option, _value)))


def without_option(spec: LifeEventSpec, question: str, value: str) -> LifeEventSpec:
    """Raises PartInUse while a condition asks for it."""
    asked = question_of(spec, question)
    option = option_of(spec, question, value)
    refuse_if_used(option.label, uses_of_option(spec, question, value))
    return with_question(spec, replace(asked, options=rows.without(asked.options, value, _value)))


def moved_option(spec: LifeEventSpec, question: str, value: str, steps: int) -> LifeEventSpec:
    asked = question_of(spec, question)
    options = rows.moved(asked.options, value, _value, steps)
    return with_question(spec, replace(asked, options=options))


def refuse_if_used(name: str, places: tuple[Text, ...]) -> None:
    if places:
        named = "、".join(place.zh for place in places[:MOST_PLACES])
        more = "等" if len(places) > MOST_PLACES else ""
        raise PartInUse(
            name=name, places=f"{named}{more}", details=[place.as_json() for place in places]
        )


def _id(question: QuestionSpec) -> str:
    return question.id


def _value(option: OptionSpec) -> str:
    return option.value
