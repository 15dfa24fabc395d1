"""Does a life event keep its promise for everybody? Gone through island by island, all answers.

Planned with nothing known about the person and online: who holds less is asked for more, so nobody
comes more often (the laws of the planner are tested to be monotone in this). Dates play no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from services.catalogue.lawful import is_beyond_law
from services.catalogue.spec import Answers, LifeEventSpec
from services.catalogue.text import Text
from windows.planning.calendar import DateUnknown
from windows.planning.combinations import count_combinations
from windows.planning.coverage import (
    Chosen,
    Island,
    TooEntangled,
    Way,
    answers_of,
    islands,
    must_fill,
)
from windows.planning.influence import Ending, MatterTests, Part, influence_of
from windows.planning.known import Known
from windows.planning.order import PlanImpossible
from windows.planning.plan import Errand, ErrandKind
from windows.planning.planner import plan_with_occasions
from windows.planning.visits import AT_ONCE, Moment, Occasions

SOME_DAY = date(2000, 1, 3)


class NoDates:
    """A calendar that knows no year: a plan then has days, and no dates."""

    def is_workday(self, day: date, /) -> bool:
        raise DateUnknown(day)

    def add_days(self, start: date, n: int, unit: str, /) -> date:
        raise DateUnknown(start)

    def working_days_between(self, start: date, end: date, /) -> int:
        raise DateUnknown(start)


NO_DATES = NoDates()


@dataclass(frozen=True, slots=True)
class Circle:
    matters: tuple[str, ...]
    message: Text
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Overrun:
    """A path that promises more days than the law gives."""

    path: tuple[str, ...]
    promised: int
    statutory: int
    chosen: Chosen


RESULT = Errand(0, ErrandKind.COLLECT, "", Text(""))


@dataclass(frozen=True, slots=True)
class Diary:
    """What one person's answers ask of their diary, as far as the islands seen so far."""

    has_matters: bool = False
    counter: frozenset[Moment] = frozenset()
    stages: frozenset[int] = frozenset()
    collected: Moment | None = None
    """When the last result to be fetched is ready."""
    in_person: bool = False
    is_too_much: bool = False
    filled: frozenset[str] = frozenset()

    def __add__(self, other: Diary) -> Diary:
        both = Diary(
            self.has_matters or other.has_matters,
            self.counter | other.counter,
            self.stages | other.stages,
            _later(self.collected, other.collected),
            self.in_person or other.in_person,
            self.is_too_much or other.is_too_much,
            self.filled | other.filled,
        )
        return both.settled()

    def settled(self) -> Diary:
        """Once there are two occasions no further island makes them fewer, so only that is kept."""
        if not self.is_too_much and self._count(self.counter) <= 1:
            return self
        return Diary(has_matters=True, is_too_much=True, filled=self.filled)

    @property
    def comes_too_often(self) -> bool:
        first = {AT_ONCE} if self.in_person else set()
        return self.is_too_much or (self.has_matters and self._count(self.counter | first) > 1)

    def _count(self, counter: Iterable[Moment]) -> int:
        listed = dict.fromkeys(counter, ())
        attended = dict.fromkeys(self.stages, ())
        collected = ((self.collected, RESULT),) if self.collected else ()
        return len(Occasions(listed, attended, collected).in_order())


def _later(one: Moment | None, other: Moment | None) -> Moment | None:
    """What is ready by then, both are."""
    if one is None or other is None:
        return one or other
    return Moment(max(one.day, other.day), tuple(sorted({*one.after, *other.after})))


@dataclass(slots=True)
class Proof:
    combinations: int
    """Sets of answers; all of them are covered unless `entangled`."""
    computed: int = 0
    """Plans really made."""
    entangled: str = ""
    """A question at which the answers became too many to go through."""
    circles: list[Circle] = field(default_factory=list)
    overruns: list[Overrun] = field(default_factory=list)
    too_often: int = 0
    """Sets of answers with more than one occasion."""
    too_often_at: Answers = field(default_factory=dict)
    nothing: int = 0
    """Sets of answers that go on although no matter applies."""
    nothing_at: Answers = field(default_factory=dict)
    unreachable: list[str] = field(default_factory=list)
    """Codes of matters that never apply; all of them where every answer ends the case."""
    unreachable_parts: list[tuple[str, Part]] = field(default_factory=list)
    """Parts that never apply although their matter does."""
    idle: list[str] = field(default_factory=list)
    """Questions whose answer never changes anything."""
    endings: dict[Ending, Answers] = field(default_factory=dict)


def prove(spec: LifeEventSpec) -> Proof:
    proof = Proof(count_combinations(spec))
    influence = influence_of(spec)
    busy: set[str] = set()
    diaries: dict[Diary, tuple[int, Chosen]] = {Diary(): (1, ())}
    try:
        for island in islands(spec):
            found = island.ways()
            seen = _diaries(island, found, proof)
            diaries = _together(diaries, seen)
            _unreachable(island, found, proof)
            asked = dict.fromkeys(variable.question for variable in island.variables)
            busy |= {question for question in asked if island.is_busy(question)}
    except TooEntangled as entangled:
        proof.entangled = str(entangled)
        return proof
    must = must_fill(influence.variables)
    if not any(diary.filled >= must for diary in diaries) and not proof.circles:
        proof.unreachable = [included.matter.code for included in spec.matters]
        proof.unreachable_parts, proof.overruns = [], []
    for diary, (weight, chosen) in diaries.items():
        if diary.filled >= must and not diary.has_matters:
            proof.nothing += weight
            proof.nothing_at = proof.nothing_at or answers_of(spec, chosen)
        if diary.filled >= must and diary.comes_too_often:
            proof.too_often += weight
            proof.too_often_at = proof.too_often_at or answers_of(spec, chosen)
    for variable in influence.variables:
        for choice in variable.choices:
            if choice.ending:
                proof.endings.setdefault(choice.ending, {variable.question: choice.values})
                busy.add(variable.question)
    proof.idle = [question.id for question in spec.questions if question.id not in busy]
    return proof


def _diaries(island: Island, found: list[Way], proof: Proof) -> dict[Diary, tuple[int, Chosen]]:
    """Each way's diary. Ways that differ only in coming in person share one plan."""
    plain: dict[tuple[int, ...], Diary | None] = {}
    seen: dict[Diary, tuple[int, Chosen]] = {}
    for way in found:
        if way.effects not in plain:
            plain[way.effects] = _planned(island, way, proof)
        diary = plain[way.effects]
        if diary is None:
            continue
        extra = Diary(in_person=way.in_person, filled=way.filled)
        _put(seen, diary + extra, way.weight, way.chosen)
    return seen


def _planned(island: Island, way: Way, proof: Proof) -> Diary | None:
    if not any(way.effects):
        return Diary()
    proof.computed += 1
    answers = _merged(way.chosen)
    try:
        plan, occasions = plan_with_occasions(
            island.spec, answers, Known(), today=SOME_DAY, calendar=NO_DATES
        )
    except PlanImpossible as impossible:
        if all(set(circle.matters) != set(impossible.cycle) for circle in proof.circles):
            proof.circles.append(Circle(impossible.cycle, impossible.message, way.chosen))
        return None
    promise = plan.promise
    limit = promise.statutory_days
    path = promise.critical_path
    is_new = all(overrun.path != path for overrun in proof.overruns)
    if limit is not None and promise.days > limit and is_new and _is_too_long(island.spec, path):
        proof.overruns.append(Overrun(path, promise.days, limit, way.chosen))
    return Diary(
        has_matters=True,
        counter=frozenset(occasions.counter),
        stages=frozenset(occasions.attended),
        collected=reduce(_later, (ready for ready, _ in occasions.collected), None),
    ).settled()


def _is_too_long(spec: LifeEventSpec, path: tuple[str, ...]) -> bool:
    """The counts of a path may mix working and natural days; a matter on it must be too long."""
    on_path = (each.matter for each in spec.matters if each.matter.code in path)
    return any(is_beyond_law(matter) for matter in on_path)


def _merged(chosen: Chosen) -> Answers:
    """One entry for each question, whose options may be several variables."""
    together: Answers = {}
    for question, values in chosen:
        together[question] = (*together.get(question, ()), *values)
    return together


def _together(
    one: dict[Diary, tuple[int, Chosen]], other: dict[Diary, tuple[int, Chosen]]
) -> dict[Diary, tuple[int, Chosen]]:
    found: dict[Diary, tuple[int, Chosen]] = {}
    for diary, (weight, chosen) in one.items():
        for more, (times, added) in other.items():
            _put(found, diary + more, weight * times, (*chosen, *added))
    return found


def _put(found: dict[Diary, tuple[int, Chosen]], diary: Diary, weight: int, chosen: Chosen) -> None:
    before = found.get(diary)
    found[diary] = (before[0] + weight, before[1]) if before else (weight, chosen)


def _unreachable(island: Island, found: list[Way], proof: Proof) -> None:
    for number, matter in enumerate(island.matters):
        reached = 0
        for way in found:
            reached |= way.effects[number]
        if not reached:
            proof.unreachable.append(matter.code)
            continue
        proof.unreachable_parts += [(matter.code, part) for part in _never(matter, reached)]


def _never(matter: MatterTests, reached: int) -> Iterator[Part]:
    for place, part in enumerate(reversed(matter.parts)):
        if not reached >> place & 1:
            yield part
