"""What a draft says, in words: when something applies, and where a question is used."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import Condition, LifeEventSpec, OptionSpec, QuestionSpec
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.revisions.labels import EVENT, GUIDE, MATTER

ALWAYS = Text("所有情形都适用", "Applies always")
WHOLE = Text("整份内容", "The whole life event")
PARTS = {
    "keywords": Text("办事人会怎么说它", "What applicants call it"),
    "lead": Text("牵头部门", "Leading department"),
    "conditions": Text("人人都要符合的条件", "Conditions for everyone"),
    "condition_bases": Text("条件的法律依据", "Legal basis of the conditions"),
    "walked_visits": Text("改革前要跑几趟", "Visits before the reform"),
    "parties": Text("要一起办的人", "Others who join"),
}
"""What has no column of text: those are in `labels.EVENT`."""


def condition_in_words(condition: Condition, spec: LifeEventSpec) -> Text:
    """当“谁来办”是“本人”，并且“付款方式”是“全款”或“公积金”；或者当…"""
    if not condition.alternatives:
        return ALWAYS
    said = [_every(every, spec) for every in condition.alternatives]
    return Text(
        "；或者".join(f"当{each.zh}时" for each in said),
        "; or ".join(f"when {each.en}" for each in said),
    )


def spot_in_words(spot: Spot, spec: LifeEventSpec) -> Text:
    """甲事项 · 买卖合同: what an editor reads on the page; a code only where there is no name."""
    matter = next((m.matter for m in spec.matters if m.matter.code == spot.matter), None)
    question = next((each for each in spec.questions if each.id == spot.question), None)
    parts: list[Text] = []
    if spot.matter:
        parts.append(_called(spot.matter, (matter.name, matter.name_en) if matter else None))
    if spot.requirement:
        rows = matter.requirements if matter else ()
        named = ((r.name, r.name_en) for r in rows if r.key == spot.requirement)
        parts.append(_called(spot.requirement, next(named, None)))
    if spot.element:
        fields = matter.fields if matter else ()
        labelled = ((f.label, f.label_en) for f in fields if f.element == spot.element)
        label = MATTER.get(spot.element) or GUIDE.get(spot.element)
        named_so = (label.zh, label.en) if label else None
        parts.append(_called(spot.element, next(labelled, named_so)))
    if spot.question:
        asked = (question.text, question.text_en) if question else None
        parts.append(_called(spot.question, asked))
    if spot.option:
        options = question.options if question else ()
        answered = ((o.label, o.label_en) for o in options if o.value == spot.option)
        parts.append(_called(spot.option, next(answered, None)))
    if not parts:
        return Text(spec.name, spec.name_en or spec.name)
    return Text(" · ".join(p.zh for p in parts), " · ".join(p.en for p in parts))


def part_in_words(part: str, *versions: LifeEventSpec) -> Text:
    """A part that a merge names: a matter or question by its name, else as the form calls it."""
    kind, _space, code = part.partition(" ")
    for spec in versions:
        for included in spec.matters:
            if (kind, code) == ("matter", included.matter.code):
                name = _quoted(included.matter.name, included.matter.name_en)
                return Text(f"事项{name.zh}", f"The matter {name.en}")
        for question in spec.questions:
            if (kind, code) == ("question", question.id):
                name = _quoted(question.text, question.text_en)
                return Text(f"问题{name.zh}", f"The question {name.en}")
    return PARTS.get(part) or EVENT.get(part) or WHOLE


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


def _called(code: str, name: tuple[str, str] | None) -> Text:
    zh, en = name or ("", "")
    return Text(zh or code, en or zh or code)


def _quoted(zh: str, en: str) -> Text:
    return Text(f"“{zh.rstrip('？?')}”", f"“{(en or zh).rstrip('？?')}”")
