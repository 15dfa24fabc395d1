"""Why a question is asked: what its answer can change, in one plain sentence. Pure.

What the catalogue says itself (`why`) is shown as it stands. Where it says nothing, the conditions
tell: which matters, papers and fields hang on the answer, and which answers cannot go on here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from services.catalogue.spec import Condition, LifeEventSpec, QuestionSpec
from services.catalogue.text import Text
from windows.planning.check import ENDING
from windows.planning.names import both

NAMED = 3
"""So many are named; of the others it is said how many."""
CHANGES_NOTHING = Text(
    "不管怎么选，要办的都一样；部门要知道这一点。",
    "Whatever you choose, the same is needed; the departments must know it.",
)


def why_asked(spec: LifeEventSpec, question: QuestionSpec) -> Text:
    """The catalogue's own words, else what follows from the answer."""
    if question.why:
        return both(question.why, question.why_en)
    parts = [part for part in _changed(spec, question.id) if part.zh]
    if any(option.outcome in ENDING for option in question.options):
        parts.append(Text("这件事能不能在这里办", "whether it can be done here"))
    if not parts:
        return CHANGES_NOTHING
    return Text(
        f"您的回答决定{'，'.join(part.zh for part in parts)}。",
        f"Your answer decides {', and '.join(part.en for part in parts)}.",
    )


def _changed(spec: LifeEventSpec, question: str) -> Iterator[Text]:
    matters, papers, fields = [], [], []
    for included in spec.matters:
        matter = included.matter
        if _hangs_on(included.condition, question):
            matters.append(both(matter.name, matter.name_en))
        papers += [
            both(each.name, each.name_en)
            for each in matter.requirements
            if _hangs_on(each.condition, question)
        ]
        fields += [
            both(each.label, each.label_en)
            for each in matter.fields
            if _hangs_on(each.condition, question)
        ]
    yield _sentence(matters, Text("办不办", "whether you need"))
    yield _sentence(papers, Text("要不要", "whether this is wanted:"))
    yield _sentence(fields, Text("填不填", "whether you are asked for"))


def _hangs_on(condition: Condition, question: str) -> bool:
    return any(name == question for every in condition.alternatives for name, _values in every)


def _sentence(names: Iterable[Text], verb: Text) -> Text:
    unique = list(dict.fromkeys(names))
    return _listed(unique, verb) if unique else Text("", "")


def _listed(names: Sequence[Text], verb: Text) -> Text:
    first = names[:NAMED]
    zh = "、".join(f"“{name.zh}”" for name in first)
    en = ", ".join(f"“{name.en or name.zh}”" for name in first)
    more = len(names) - len(first)
    if more:
        zh, en = f"{zh}等 {len(names)} 项", f"{en} and {more} more"
    return Text(f"{verb.zh}{zh}", f"{verb.en} {en}")
