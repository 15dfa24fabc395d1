"""Which answers are rehearsed: those given, or those that set the most departments to work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from materials.catalogue.queries import life_event_spec
from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from services.models import LifeEventEdition
from windows.cases.planning import plan_for
from windows.planning import Plan, count_combinations
from windows.rehearsal.busiest import AT_MOST, busiest


@dataclass(frozen=True, slots=True)
class Chosen:
    """Answers, and why these."""

    answers: Mapping[str, Sequence[str]]
    why: Text
    is_given: bool


def parse_answers(text: str) -> dict[str, list[str]]:
    """`q=o,q2=o1+o2` as answers; `q=` answers a pick-many question with nothing.

    Raises ValueError. Whether question and option exist is for the planner to say.
    """
    answers: dict[str, list[str]] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        question, equals, values = part.partition("=")
        if not equals or not question.strip() or question.strip() in answers:
            raise ValueError(part)
        chosen = [value.strip() for value in values.split("+")]
        answers[question.strip()] = [value for value in chosen if value]
    return answers


def given(text: str) -> Chosen:
    """The answers of the command line. Raises ValueError."""
    why = Text("按命令里给出的答案", "As given on the command line")
    return Chosen(parse_answers(text), why, is_given=True)


def most_work(edition: LifeEventEdition, *, channel: str) -> Chosen | None:
    """The answers with the most matters that can go on; None where no answers can.

    Among equals: online before in person, fewest visits, most materials, then the first in the
    order of the options, so that it is always the same one.
    """
    spec = life_event_spec(edition)
    found = busiest(spec, lambda answers: plan_for(edition, answers, channel=channel))
    if found is None:
        return None
    return Chosen(found.answers, _why(spec, found.plan, found.equals), is_given=False)


def _why(spec: LifeEventSpec, plan: Plan, equals: int) -> Text:
    count = count_combinations(spec)
    zh, en = f"全部 {count} 种", f"all {count}"
    if count > AT_MOST:
        zh, en = f"{count} 种中抽样的 {AT_MOST} 种", f"a sample of {AT_MOST} of the {count}"
    return Text(
        f"在{zh}回答里事项最多（{len(plan.matters)} 项），同样多的有 {equals} 种，"
        "取跑动最少、材料最多、排在最前的一种",
        f"The most matters ({len(plan.matters)}) among {en} sets of answers; of {equals} with as "
        "many, the one with the fewest visits, the most materials, and first in order",
    )
