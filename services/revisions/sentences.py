"""What a draft says, in words: when something applies, and where a question is used."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import Condition, LifeEventSpec, OptionSpec, QuestionSpec
from services.catalogue.text import Text

ALWAYS = Text("所有情形都适用", "Applies always")


def condition_in_words(condition: Condition, spec: LifeEventSpec) -> Text:
    """当“谁来办”是“本人”，并且“付款方式”是“全款”或“公积金”；或者当…"""
    if not condition.alternatives:
        return ALWAYS
    said = [_every(every, spec) for every in condition.alternatives]
    return Text(
        "；或者".join(f"当{each.zh}时" for each in said),
        "; or ".join(f"when {each.en}" for each in said),
    )


def uses_of_question(spec: LifeEventSpec, question: str) -> tuple[Text, ...]:
    """Every place whose condition asks for it."""
    return tuple(
        place for place, condition in conditions_of(spec) if question in condition.questions()
    )


def uses_of_option(spec: LifeEventSpec, question: str, value: str) -> tuple[Text, ...]:
    return tuple(
        place
        for place, condition in conditions_of(spec)
        if any(
            name == question and value in values
            for every in condition.alternatives
            for name, values in every
        )
    )


def conditions_of(spec: LifeEventSpec) -> Iterator[tuple[Text, Condition]]:
    """Every condition of the life event, and whose it is."""
    for included in spec.matters:
        matter = included.matter
        name = _quoted(matter.name, matter.name_en)
        yield name, included.condition
        inside = [
            *((each.name, each.name_en, each.condition) for each in matter.requirements),
            *((each.label, each.label_en, each.condition) for each in matter.fields),
            *((each.name, each.name_en, each.condition) for each in matter.procedures),
        ]
        for zh, en, condition in inside:
            part = _quoted(zh, en)
            yield Text(f"{name.zh}的{part.zh}", f"{part.en} of {name.en}"), condition


def _every(every: tuple[tuple[str, tuple[str, ...]], ...], spec: LifeEventSpec) -> Text:
    parts = [_pair(question, values, spec) for question, values in every]
    return Text("，并且".join(p.zh for p in parts), " and ".join(p.en for p in parts))


def _pair(question: str, values: tuple[str, ...], spec: LifeEventSpec) -> Text:
    asked = next((each for each in spec.questions if each.id == question), None)
    subject = _quoted(asked.text, asked.text_en) if asked else _quoted(question, question)
    labels = [_option(asked, value) for value in values]
    return Text(
        f"{subject.zh}是" + "或".join(label.zh for label in labels),
        f"{subject.en} is " + " or ".join(label.en for label in labels),
    )


def _option(asked: QuestionSpec | None, value: str) -> Text:
    options: tuple[OptionSpec, ...] = asked.options if asked else ()
    option = next((each for each in options if each.value == value), None)
    return _quoted(option.label, option.label_en) if option else _quoted(value, value)


def _quoted(zh: str, en: str) -> Text:
    return Text(f"“{zh.rstrip('？?')}”", f"“{(en or zh).rstrip('？?')}”")
