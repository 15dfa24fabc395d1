"""How long a life event takes and how often one must come, over all answers, without planning all.

Most answers differ in nothing that time or visits depend on. So the answers are sorted by which of
the conditions that matter hold, and one plan of each kind is made. Exact, not a sample.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.catalogue.spec import (
    Answers,
    Condition,
    DayUnit,
    LifeEventSpec,
    OutcomeKind,
    SourceKind,
)
from windows.planning.calendar import DateUnknown
from windows.planning.check import is_ended
from windows.planning.combinations import combinations
from windows.planning.known import Known
from windows.planning.plan import Plan
from windows.planning.planner import plan

Days = tuple[int, DayUnit]


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most, over every set of answers with which one can apply."""

    shortest: Days
    longest: Days
    lawful_shortest: Days | None
    lawful_longest: Days | None
    """None where the law limits nothing of it."""
    fewest_visits: int
    most_visits: int
    waits: tuple[tuple[str, tuple[str, ...]], ...]
    """(matter, those that it waits for in one plan or another)."""
    combinations: int
    plans: int
    """How many plans had to be made to know it of all combinations."""


class _NoDates:
    """Lengths count in days of limits; a calendar that knows no year spares the dates."""

    def is_workday(self, day: date, /) -> bool:
        raise DateUnknown(str(day))

    def add_days(self, start: date, n: int, unit: str, /) -> date:
        raise DateUnknown(str(start))

    def working_days_between(self, start: date, end: date, /) -> int:
        raise DateUnknown(str(start))


def span(spec: LifeEventSpec, connected: frozenset[str]) -> Span | None:
    """None where no answers let anybody apply."""
    telling = tuple(dict.fromkeys(_telling(spec)))
    kinds: dict[tuple[bool, ...], Answers] = {}
    count = 0
    for answers in combinations(spec):
        count += 1
        if is_ended(spec, answers):
            continue
        holds = tuple([condition.holds(answers) for condition in telling])
        kinds.setdefault((_is_in_person(spec, answers), *holds), answers)
    known, day = Known(connected=connected), date(2026, 1, 1)
    plans = [
        plan(spec, answers, known, today=day, calendar=_NoDates()) for answers in kinds.values()
    ]
    return _span([each for each in plans if each.can_apply], count, len(plans))


def _span(plans: list[Plan], count: int, made: int) -> Span | None:
    if not plans:
        return None
    promised = sorted(((p.promise.days, p.promise.unit) for p in plans), key=_length)
    lawful = sorted(
        (
            (p.promise.statutory_days, p.promise.statutory_unit)
            for p in plans
            if p.promise.statutory_days is not None
        ),
        key=_length,
    )
    visits = [p.visits.count for p in plans]
    return Span(
        promised[0],
        promised[-1],
        lawful[0] if lawful else None,
        lawful[-1] if lawful else None,
        min(visits),
        max(visits),
        _waits(plans),
        count,
        made,
    )


def _waits(plans: list[Plan]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, dict[str, None]] = {}
    for each in plans:
        for matter in each.matters:
            earlier = found.setdefault(matter.code, {})
            earlier |= dict.fromkeys(wait.matter for wait in matter.waits_for)
    return tuple((code, tuple(earlier)) for code, earlier in found.items())


def _length(days: Days) -> tuple[int, bool]:
    return days[0], days[1] is DayUnit.WORKING


def _is_in_person(spec: LifeEventSpec, answers: Answers) -> bool:
    return any(
        option.outcome is OutcomeKind.IN_PERSON and option.value in answers.get(question.id, ())
        for question in spec.questions
        for option in question.options
    )


def _telling(spec: LifeEventSpec) -> Iterator[Condition]:
    """Conditions that time or visits depend on: which matters, what waits, what brings one in."""
    made = {
        requirement.material
        for included in spec.matters
        for requirement in included.matter.requirements
        if any(source.kind is SourceKind.OUTPUT for source in requirement.sources)
    }
    shown = {
        requirement.material
        for included in spec.matters
        for requirement in included.matter.requirements
        if requirement.original_at_window
    }
    for included in spec.matters:
        yield included.condition
        for procedure in included.matter.procedures:
            yield procedure.condition
        for requirement in included.matter.requirements:
            if requirement.material in made | shown:
                yield requirement.condition
