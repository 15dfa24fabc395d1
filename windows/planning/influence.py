"""What each answer can change: the ground on which whole classes of answers are covered at once.

A condition asks of a question only whether one of some values was chosen. Every such test is one
bit, an *atom*. Two choices that set the same atoms and have the same outcome cannot lead to
different matters, requirements, fields, procedures or outcomes: they are one class, and only the
words of the reason that quotes the answer differ.

A pick-one question is one variable. A pick-many question is a variable for each of its options,
since every atom is true as soon as one of its values is chosen; options that do the same are one
variable, on or off. `required` ties them together again, so who chooses anything is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.catalogue.spec import (
    Condition,
    LifeEventSpec,
    MatterSpec,
    OptionSpec,
    OutcomeKind,
    QuestionSpec,
)
from windows.planning.check import ENDING

Atom = tuple[str, frozenset[str]]
Ending = tuple[OutcomeKind, str]
"""Kind of an outcome that ends the case, and the life event that it hands to."""
Alternatives = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """All ways to answer one variable that have the same effect."""

    values: tuple[str, ...]
    """One of them."""
    weight: int
    """How many they are."""
    mask: int = 0
    """The atoms that become true."""
    in_person: bool = False
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    question: str
    choices: tuple[Choice, ...]
    must_fill: bool = False
    """Belongs to a pick-many question of which something has to be chosen."""

    @property
    def mask(self) -> int:
        found = 0
        for choice in self.choices:
            found |= choice.mask
        return found


@dataclass(frozen=True, slots=True)
class Test:
    """A condition as alternatives of atoms which must all be true."""

    alternatives: Alternatives

    def holds(self, mask: int) -> bool:
        if not self.alternatives:
            return True
        return any(mask & every == every for every in self.alternatives)

    @property
    def mask(self) -> int:
        found = 0
        for every in self.alternatives:
            found |= every
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """A requirement, a field or a procedure of a matter."""

    kind: str
    name: str
    test: Test


@dataclass(frozen=True, slots=True)
class MatterTests:
    code: str
    test: Test
    parts: tuple[Part, ...]

    @property
    def mask(self) -> int:
        found = self.test.mask
        for part in self.parts:
            found |= part.test.mask
        return found

    def effect(self, mask: int) -> int:
        """Which of it applies, as a number; 0 where the matter does not."""
        if not self.test.holds(mask):
            return 0
        bits = 1
        for part in self.parts:
            bits = bits << 1 | (not part.test.alternatives or part.test.holds(mask))
        return bits


@dataclass(frozen=True, slots=True)
class Influence:
    variables: tuple[Variable, ...]
    matters: tuple[MatterTests, ...]


def influence_of(spec: LifeEventSpec) -> Influence:
    atoms: dict[Atom, int] = {}

    def test(condition: Condition) -> Test:
        alternatives = []
        for every in condition.alternatives:
            mask = 0
            for question, values in every:
                mask |= 1 << atoms.setdefault((question, frozenset(values)), len(atoms))
            alternatives.append(mask)
        return Test(tuple(alternatives))

    matters = tuple(
        MatterTests(
            included.matter.code,
            test(included.condition),
            tuple(Part(kind, name, test(when)) for kind, name, when in _parts(included.matter)),
        )
        for included in spec.matters
    )
    variables = [each for question in spec.questions for each in _variables(question, atoms)]
    return Influence(tuple(variables), matters)


def _parts(matter: MatterSpec) -> Iterator[tuple[str, str, Condition]]:
    for requirement in matter.requirements:
        yield "requirement", requirement.key, requirement.condition
    for field in matter.fields:
        yield "field", field.element, field.condition
    for procedure in matter.procedures:
        yield "procedure", procedure.name, procedure.condition


def _variables(question: QuestionSpec, atoms: dict[Atom, int]) -> Iterator[Variable]:
    alike: dict[tuple[int, bool, Ending | None], list[str]] = {}
    for option in question.options:
        alike.setdefault(_effect(question, option, atoms), []).append(option.value)
    if question.multiple:
        for (mask, in_person, ending), values in alike.items():
            some = 2 ** len(values) - 1
            does_something = bool(mask) or in_person or ending is not None
            if does_something or question.required:
                on = Choice((values[0],), some, mask, in_person, ending)
                yield Variable(question.id, (Choice((), 1), on), must_fill=question.required)
            else:
                yield Variable(question.id, (Choice((), some + 1),))
        return
    choices = {key: (values[0:1], len(values)) for key, values in alike.items()}
    if not question.required:
        nothing = (0, False, None)
        values, weight = choices.get(nothing, ([], 0))
        choices[nothing] = (values, weight + 1)
    yield Variable(
        question.id,
        tuple(
            Choice(tuple(values), weight, *effect) for effect, (values, weight) in choices.items()
        ),
    )


def alike_options(spec: LifeEventSpec) -> Iterator[tuple[QuestionSpec, tuple[OptionSpec, ...]]]:
    """Options between which it makes no difference; of a pick-many, those which do nothing."""
    atoms = {
        (question, frozenset(values)): None
        for included in spec.matters
        for condition in (included.condition, *(when for _, _, when in _parts(included.matter)))
        for every in condition.alternatives
        for question, values in every
    }
    numbers = {atom: number for number, atom in enumerate(atoms)}
    for question in spec.questions:
        alike: dict[tuple[int, bool, Ending | None], list[OptionSpec]] = {}
        for option in question.options:
            alike.setdefault(_effect(question, option, numbers), []).append(option)
        if question.multiple:
            nothing = alike.get((0, False, None), [])
            yield from ((question, (option,)) for option in nothing)
        else:
            yield from ((question, tuple(same)) for same in alike.values() if len(same) > 1)


def _effect(
    question: QuestionSpec, option: OptionSpec, atoms: dict[Atom, int]
) -> tuple[int, bool, Ending | None]:
    mask = 0
    for (asked, values), bit in atoms.items():
        if asked == question.id and option.value in values:
            mask |= 1 << bit
    ending = (option.outcome, option.hands_to) if option.outcome in ENDING else None
    return mask, option.outcome is OutcomeKind.IN_PERSON, ending


def tied(spec: LifeEventSpec) -> Iterator[tuple[int, int]]:
    """Pairs of matters (by place) of which one can change something about the other.

    One waits for the other by rule; takes its output; or both need a material of one party which is
    somewhere produced by a matter of this life event or must be shown in the original: then one's
    choice of source depends on the other. A material shared without any of these changes neither
    order nor days nor visits, only how many papers are asked.
    """
    place = {included.matter.code: number for number, included in enumerate(spec.matters)}
    users: dict[tuple[str, str], list[int]] = {}
    alive: set[tuple[str, str]] = set()
    for number, included in enumerate(spec.matters):
        yield from ((number, place[code]) for code in included.starts_after if code in place)
        for requirement in included.matter.requirements:
            made_by = [place[s.matter] for s in requirement.sources if s.matter in place]
            yield from ((number, producer) for producer in made_by)
            for role in requirement.about:
                pair = requirement.material, role
                users.setdefault(pair, []).append(number)
                if made_by or requirement.original_at_window:
                    alive.add(pair)
    for pair in alive:
        first, *others = users[pair]
        yield from ((first, other) for other in others)


def groups(count: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Numbers below `count`, those linked together in one list."""
    root = list(range(count))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = number = root[root[number]]
        return number

    for one, other in links:
        root[find(one)] = find(other)
    found: dict[int, list[int]] = {}
    for number in range(count):
        found.setdefault(find(number), []).append(number)
    return list(found.values())
