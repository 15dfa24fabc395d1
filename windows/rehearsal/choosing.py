"""Which answers are rehearsed: those given, or those that set the most departments to work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from materials.catalogue.queries import life_event_spec
from services.catalogue.spec import Answers, LifeEventSpec, OutcomeKind
from services.catalogue.text import Text
from services.models import LifeEventEdition
from windows.cases.planning import plan_for
from windows.planning import Plan, count_combinations, sample
from windows.planning.select import matters_that_apply, outcome_of

AT_MOST = 10_000
PLANNED = 200
"""So many of the best are planned in full to choose among them."""


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
    best: list[Answers] = []
    most = (0, False)
    for answers in sample(spec, AT_MOST):
        worth = _worth(spec, answers)
        if worth > most:
            most, best = worth, []
        if worth == most and worth[0]:
            best.append(answers)
    if not best:
        return None
    plans = [(plan_for(edition, answers, channel=channel), answers) for answers in best[:PLANNED]]
    plan, answers = min(plans, key=lambda pair: _burden(pair[0]))
    return Chosen(answers, _why(spec, plan, len(best)), is_given=False)


def _worth(spec: LifeEventSpec, answers: Answers) -> tuple[int, bool]:
    """How many matters, and whether online; (0, False) where it cannot go on."""
    matters = matters_that_apply(spec, answers)
    kind = outcome_of(spec, answers, matters).kind
    if kind not in (OutcomeKind.PROCEED, OutcomeKind.IN_PERSON):
        return 0, False
    return len(matters), kind is OutcomeKind.PROCEED


def _burden(plan: Plan) -> tuple[int, int]:
    return plan.visits.count, -len(plan.materials)


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
