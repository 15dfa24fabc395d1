"""The plan of a draft for any answers, beside that of the edition in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.catalogue.spec import Answers, LifeEventSpec, OutcomeKind, QuestionSpec
from services.catalogue.text import Text
from services.checks.findings import errors
from services.checks.registry import Coverage
from services.revisions.soundness import check_soundness
from windows.cases.known import known_about
from windows.cases.lanes import Lane
from windows.cases.states import Channel
from windows.clock import PlanningCalendar, today
from windows.planning import Plan, PlanImpossible, plan
from windows.web.citizen.plan_page import Fetched, fetched, lane
from windows.web.editor.place import link_to, place_of

TWICE = "sound.twice"
BREAK_IT = Text(
    "请在其中一个事项里，去掉“要等哪些事项办好才开始”里的另一个。",
    "In one of these matters, take another of them out of those it waits for.",
)
PREFIX = "a-"
ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of the plan: now, and in the edition in force for the same answers."""

    name: Text
    now: int
    before: int | None

    @property
    def more(self) -> int:
        """How much more than now in force; negative where it is less."""
        return 0 if self.before is None else self.now - self.before

    @property
    def less(self) -> int:
        return -self.more


@dataclass(frozen=True, slots=True)
class Trouble:
    message: Text
    way_out: Text
    link: str
    """To the row it speaks of."""


@dataclass(frozen=True, slots=True)
class LivePlan:
    answers: Answers
    plan: Plan | None
    """None where there is nothing to plan, or where it cannot be done."""
    troubles: tuple[Trouble, ...]
    """What is wrong with the draft itself, each with the way out."""
    figures: tuple[Compared, ...] = ()
    bring: tuple[Any, ...] = ()
    fetch: tuple[Fetched, ...] = ()
    fetched_count: int = 0
    lanes: tuple[Lane, ...] = ()


def answers_in(spec: LifeEventSpec, query: Mapping[str, Sequence[str]]) -> Answers:
    """What the form has chosen; before it was used, the first way that goes on."""
    was_asked = ASKED in query
    return {
        question.id: _chosen(question, query.get(PREFIX + question.id, ()), was_asked=was_asked)
        for question in spec.questions
    }


def live_plan(spec: LifeEventSpec, base: LifeEventSpec | None, answers: Answers) -> LivePlan:
    """What is not filled in yet is said beside the plan: it is made as far as it is known.

    Where two rows have one code, or matters wait in a circle, there is only what is wrong.
    """
    faults = errors(check_soundness(spec, Coverage()))
    troubles = tuple(
        Trouble(each.message, each.way_out, link_to(place_of(each.spot))) for each in faults
    )
    if not spec.matters or any(each.rule == TWICE for each in faults):
        return LivePlan(answers, None, troubles)
    try:
        now = _plan(spec, answers)
    except PlanImpossible as circle:
        return LivePlan(answers, None, (*troubles, Trouble(circle.message, BREAK_IT, "")))
    return LivePlan(
        answers,
        now,
        troubles,
        figures=_compared(now, _in_force(base, answers)),
        bring=tuple(each for each in now.materials if each.asks and not each.generated),
        fetch=tuple(fetched(now)),
        fetched_count=sum(1 for each in now.materials if not each.asks),
        lanes=tuple(lane(matter, now) for matter in now.matters),
    )


def _chosen(question: QuestionSpec, given: Sequence[str], *, was_asked: bool) -> tuple[str, ...]:
    known = tuple(option.value for option in question.options if option.value in given)
    if known:
        return known if question.multiple else known[:1]
    if not question.required and (was_asked or question.multiple):
        return ()
    goes_on = [o.value for o in question.options if o.outcome is OutcomeKind.PROCEED]
    return tuple((goes_on or [option.value for option in question.options])[:1])


def _plan(spec: LifeEventSpec, answers: Answers) -> Plan:
    return plan(
        spec,
        {name: values for name, values in answers.items() if values},
        known_about(None, spec, Channel.ONLINE),
        today=today(),
        calendar=PlanningCalendar(),
    )


def _in_force(base: LifeEventSpec | None, answers: Answers) -> Plan | None:
    """The same person today: a question that is new has no answer there."""
    if base is None:
        return None
    same = {
        question.id: _chosen(question, answers.get(question.id, ()), was_asked=True)
        for question in base.questions
    }
    try:
        return _plan(base, same)
    except PlanImpossible:
        return None


def _compared(now: Plan, before: Plan | None) -> tuple[Compared, ...]:
    names = (
        Text("要交的材料", "papers to hand in"),
        Text("要填的项", "fields to fill in"),
        Text("要跑几趟", "visits"),
        Text("承诺天数", "promised days"),
        Text("部门和单位", "departments"),
    )
    earlier = _figures(before) if before else (None,) * len(names)
    return tuple(map(Compared, names, _figures(now), earlier))


def _figures(of: Plan) -> tuple[int, ...]:
    return (
        of.burden.asked,
        len(of.fields),
        of.visits.count,
        of.promise.days,
        len(of.departments),
    )
