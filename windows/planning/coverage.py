"""Every set of answers of a life event, covered by as few as stand for all.

`cover` goes through the life event as a whole: one set of answers for each *situation* – each
combination of matters, requirements, fields, procedures and outcome – with the number of sets of
answers that lead to it. The numbers add up to all sets of answers.

`islands` cuts the life event where nothing can pass from one part to another: questions and matters
joined by a condition, and matters tied by `influence.tied`. A plan of the whole is then the plans
of its islands side by side:

* waits arise only from starts-after rules and from outputs, both inside one island, so whether
  there is an order, its stages, its start and end days, and its longest path are those of the
  islands; the longest of all is the longest of one;
* which source meets a need depends only on the needs for the same material of the same party; where
  such needs lie in two islands, none can be met by an output and none shows an original;
* an answer that ends the case leaves no matter at all, whatever else was answered; it is set apart;
* what the islands share is only the person's diary (occasions) and the question whether anything
  applies at all; `proof` puts those together, island by island.

So what holds for each island for all answers to its own questions holds for the whole for all
answers, and what fails in one fails in every set of answers that contains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.catalogue.spec import Answers, LifeEventSpec
from windows.planning.influence import (
    Ending,
    Influence,
    MatterTests,
    Variable,
    groups,
    influence_of,
    tied,
)

MOST = 100_000
"""States kept at once. A life event whose answers hang together so closely is for no person."""


class TooEntangled(Exception):
    """The answers influence each other in too many ways to go through them all."""


@dataclass(frozen=True, slots=True)
class State:
    """What a set of answers amounts to, before any matter is looked at."""

    mask: int = 0
    in_person: bool = False
    filled: frozenset[str] = frozenset()
    """Required pick-many questions of which something was chosen."""
    endings: frozenset[Ending] = frozenset()


Chosen = tuple[tuple[str, tuple[str, ...]], ...]
States = dict[State, tuple[int, Chosen]]
"""State → how many sets of answers lead there, and one of them."""


@dataclass(frozen=True, slots=True)
class Way:
    """One situation, with one set of answers that leads to it and how many there are."""

    effects: tuple[int, ...]
    """`MatterTests.effect` of each matter, in their order."""
    in_person: bool
    filled: frozenset[str]
    endings: frozenset[Ending]
    chosen: Chosen
    weight: int


@dataclass(frozen=True, slots=True)
class Island:
    spec: LifeEventSpec
    """Its matters. It asks nothing, so that no outcome is mixed in: answers come from the ways."""
    matters: tuple[MatterTests, ...]
    variables: tuple[Variable, ...]
    """Without the choices that end the case."""
    must_fill: frozenset[str]
    """Required pick-many questions that lie wholly in it."""

    def ways(self) -> list[Way]:
        """Those which do not end the case. Raises TooEntangled."""
        found = ways(self.variables, self.matters)
        return [way for way in found if way.filled >= self.must_fill]

    def is_busy(self, question: str) -> bool:
        """True when, for some answers to the others, the answer to it changes something."""
        own = [each for each in self.variables if each.question == question]
        others = [each for each in self.variables if each.question != question]
        must = self.must_fill & {question}
        possible = [state for state in states(own) if state.filled >= must]
        masks = {state.mask for state in possible}
        if len({state.in_person for state in possible}) > 1:
            return True
        return len(masks) > 1 and any(
            len({self._effects(state.mask | mask) for mask in masks}) > 1
            for state in states(others)
        )

    def _effects(self, mask: int) -> tuple[int, ...]:
        return tuple([tests.effect(mask) for tests in self.matters])


def cover(spec: LifeEventSpec) -> Iterator[tuple[Answers, int]]:
    """(answers, number of sets of answers that cannot differ from them); Σ = all of them.

    Differ in matters, their parts, and outcome: the sentence that quotes an answer may. Raises
    TooEntangled.
    """
    influence = influence_of(spec)
    for way in ways(influence.variables, influence.matters):
        if way.filled >= must_fill(influence.variables):
            yield answers_of(spec, way.chosen), way.weight


def islands(spec: LifeEventSpec) -> list[Island]:
    influence = influence_of(spec)
    variables, matters = influence.variables, influence.matters
    found = []
    for group in groups(len(variables) + len(matters), _links(spec, influence)):
        inside = sorted(number - len(variables) for number in group if number >= len(variables))
        own = {number for number in group if number < len(variables)}
        apart = {each.question for n, each in enumerate(variables) if n not in own}
        asked = tuple(variables[n] for n in sorted(own))
        found.append(
            Island(
                replace(spec, questions=(), matters=tuple(spec.matters[n] for n in inside)),
                tuple(matters[n] for n in inside),
                tuple(_going_on(asked)),
                must_fill(asked) - apart,
            )
        )
    return found


def ways(variables: Sequence[Variable], matters: Sequence[MatterTests]) -> list[Way]:
    """Every situation that these variables can bring about in these matters."""
    found: dict[tuple[object, ...], Way] = {}
    for state, (weight, chosen) in states(variables).items():
        effects = tuple([0 if state.endings else tests.effect(state.mask) for tests in matters])
        key = effects, state.in_person, state.filled, state.endings
        known = found.get(key)
        if known is None:
            found[key] = Way(*key, chosen, weight)
        else:
            found[key] = replace(known, weight=known.weight + weight)
    return list(found.values())


def states(variables: Sequence[Variable]) -> States:
    """One variable after the other, keeping only what differs. Raises TooEntangled."""
    found: States = {State(): (1, ())}
    for variable in variables:
        after: States = {}
        for state, (weight, chosen) in found.items():
            for choice in variable.choices:
                filled, endings = state.filled, state.endings
                if choice.values and variable.must_fill:
                    filled |= {variable.question}
                if choice.ending:
                    endings |= {choice.ending}
                new = State(
                    0 if endings else state.mask | choice.mask,
                    not endings and (state.in_person or choice.in_person),
                    filled,
                    endings,
                )
                before = after.get(new)
                after[new] = (
                    (before[0] + weight * choice.weight, before[1])
                    if before
                    else (weight * choice.weight, (*chosen, (variable.question, choice.values)))
                )
        if len(after) > MOST:
            raise TooEntangled(variable.question)
        found = after
    return found


def answers_of(spec: LifeEventSpec, chosen: Chosen) -> Answers:
    """As `check_answers` orders them; what was left open is not answered."""
    given: dict[str, set[str]] = {}
    for question, values in chosen:
        given.setdefault(question, set()).update(values)
    return {
        question.id: tuple(o.value for o in question.options if o.value in given[question.id])
        for question in spec.questions
        if question.id in given
    }


def _going_on(variables: Sequence[Variable]) -> Iterator[Variable]:
    for each in variables:
        yield replace(each, choices=tuple(c for c in each.choices if c.ending is None))


def must_fill(variables: Sequence[Variable]) -> frozenset[str]:
    """Pick-many questions of which something has to be chosen."""
    return frozenset(each.question for each in variables if each.must_fill)


def _links(spec: LifeEventSpec, influence: Influence) -> Iterator[tuple[int, int]]:
    """Numbers: variables first, then matters."""
    start = len(influence.variables)
    yield from ((start + one, start + other) for one, other in tied(spec))
    for number, matter in enumerate(influence.matters):
        for place, variable in enumerate(influence.variables):
            if matter.mask & variable.mask:
                yield place, start + number
