"""Every set of answers a life event allows, countable and reachable by number.

A question is a digit of a mixed-radix number: pick-one counts its options, pick-many its subsets.
So any combination can be had without walking through those before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from random import Random

from services.catalogue.spec import Answers, LifeEventSpec, QuestionSpec


def _ways(question: QuestionSpec) -> int:
    if question.multiple:
        return int(2 ** len(question.options)) - question.required
    return len(question.options) + (not question.required)


def _choice(question: QuestionSpec, number: int) -> tuple[str, ...]:
    number += question.required
    if question.multiple:
        return tuple(o.value for bit, o in enumerate(question.options) if number >> bit & 1)
    return (question.options[number - 1].value,) if number else ()


def count_combinations(spec: LifeEventSpec) -> int:
    """How many answer sets there are; 1 (no answers) where nothing is asked."""
    return prod(_ways(question) for question in spec.questions)


def combination(spec: LifeEventSpec, number: int) -> Answers:
    """The answer set of that number, from 0; the last question changes fastest."""
    chosen: list[tuple[str, tuple[str, ...]]] = []
    for question in reversed(spec.questions):
        number, digit = divmod(number, _ways(question))
        chosen.append((question.id, _choice(question, digit)))
    return dict(reversed(chosen))


def combinations(spec: LifeEventSpec) -> Iterator[Answers]:
    return (combination(spec, number) for number in range(count_combinations(spec)))


def sample(spec: LifeEventSpec, limit: int = 10_000, seed: int = 0) -> Iterator[Answers]:
    """All combinations; where there are more than `limit`, that many of them, repeatably."""
    count = count_combinations(spec)
    if count <= limit:
        return combinations(spec)
    random = Random(seed)  # noqa: S311 - picks examples, keeps no secret
    numbers: dict[int, None] = {}
    while len(numbers) < limit:
        numbers[random.randrange(count)] = None
    return (combination(spec, number) for number in numbers)
