"""What a change costs the public: the meter behind `services.revisions.burden`.

Measured for one person who holds every licence that either version would accept, with every
register connected that either names, applying online: so a source taken away is felt, and a
register that happens to be down today is not. What is counted stands at `planning.weigh.Weight`: a
fee in words counts nothing and shows as a line.

The situations are all that the answers to the questions of both versions can bring about, in either
version. Each version gets the answers to its own questions. An option that a version does not offer
cannot be chosen there: then nobody in that situation could go on in it. Only situations which go on
in both versions are worse or better; one that goes on before and not after is newly refused. A new
life event makes nothing worse for anybody: its measures begin at 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from services.catalogue.spec import (
    Answers,
    Condition,
    IncludedMatter,
    LifeEventSpec,
    MatterSpec,
    OptionSpec,
    OutcomeKind,
    QuestionSpec,
    SourceKind,
)
from services.revisions.burden import Burden, Measure, MeasureKind, register_meter
from windows.catalogue.changes import lines
from windows.planning import AnswersRefused, Known, check_answers, sample
from windows.planning.coverage import TooEntangled, cover
from windows.planning.weigh import weigh

MOST = 20_000
"""Situations measured; where there are more, as many sets of answers, the same every time."""
KINDS = (
    MeasureKind.DOCUMENTS,
    MeasureKind.FIELDS,
    MeasureKind.VISITS,
    MeasureKind.DAYS,
    MeasureKind.FEES,
    MeasureKind.DEPARTMENTS,
)
"""In the order of the figures of `Weight`."""
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    answers: Answers
    weight: int
    before: Counts | None
    """None where the person cannot go on."""
    after: Counts | None


def register() -> None:
    register_meter(_remembered)


def measure_burden(before: LifeEventSpec | None, after: LifeEventSpec) -> Burden:
    found, is_sample = situations(before, after)
    compared = list(_compared(before, after, found))
    refused = (each.weight for each in compared if each.before is not None and each.after is None)
    return Burden(
        situations=sum(each.weight for each in compared),
        measures=tuple(_measure(place, kind, compared) for place, kind in enumerate(KINDS)),
        lines=tuple(lines(before, after)),
        newly_refused=sum(refused),
        is_sample=is_sample,
    )


_remembered = lru_cache(maxsize=32)(measure_burden)
"""A draft is looked at many times before it is written on again."""


def situations(
    before: LifeEventSpec | None, after: LifeEventSpec
) -> tuple[list[tuple[Answers, int]], bool]:
    """(answers, how many sets of answers they stand for), over the questions of both versions; and
    whether these are only a sample.
    """
    both = after if before is None or before == after else joined(before, after)
    try:
        found = list(cover(both))
    except TooEntangled:
        found = []
    if found and len(found) <= MOST:
        return found, False
    return [(answers, 1) for answers in sample(both, limit=MOST)], True


def joined(before: LifeEventSpec, after: LifeEventSpec) -> LifeEventSpec:
    """A life event that asks everything either asks, and that either's conditions influence.

    Outcomes become matters of their own, since an answer may end one version and not the other. It
    is for covering only: it cannot be planned.
    """
    questions = {question.id: question for question in before.questions}
    for question in after.questions:
        older = questions.get(question.id)
        questions[question.id] = _with_options_of(question, older) if older else question
    matters = [
        _renamed(included, number)
        for number, version in enumerate((before, after))
        for included in (*version.matters, *_outcomes(version))
    ]
    return replace(
        after,
        questions=tuple(_without_outcomes(question) for question in questions.values()),
        matters=tuple(matters),
    )


def answers_put_to(spec: LifeEventSpec, answers: Answers) -> Answers | None:
    """Those of its own questions; None where it does not offer or allow such answers."""
    asked = {question.id for question in spec.questions}
    try:
        return check_answers(spec, {name: v for name, v in answers.items() if name in asked})
    except AnswersRefused:
        return None


def well_served(versions: Iterable[LifeEventSpec]) -> Known:
    """What the person holds and which registers answer."""
    licences: set[tuple[str, str]] = set()
    connected: set[str] = set()
    for spec in versions:
        for included in spec.matters:
            for requirement in included.matter.requirements:
                kinds = {source.kind for source in requirement.sources}
                if SourceKind.LICENCE in kinds:
                    licences |= {(role, requirement.material) for role in requirement.about}
                connected |= {s.resource for s in requirement.sources if s.resource}
            for field in included.matter.fields:
                connected |= {path.partition(".")[0] for path in field.prefill}
    return Known(licences=frozenset(licences), connected=frozenset(connected))


def _compared(
    before: LifeEventSpec | None, after: LifeEventSpec, found: list[tuple[Answers, int]]
) -> Iterator[Compared]:
    known = well_served(each for each in (before, after) if each is not None)
    is_same = before == after
    asks_alike = before is None or before.questions == after.questions
    for answers, weight in found:
        own = answers if asks_alike else answers_put_to(after, answers)
        now = _counts(after, own, known)
        was = now if is_same else None
        if before is not None and not is_same:
            own = answers if asks_alike else answers_put_to(before, answers)
            was = _counts(before, own, known)
        yield Compared(answers, weight, was, now)


def _counts(spec: LifeEventSpec, answers: Answers | None, known: Known) -> Counts | None:
    found = None if answers is None else weigh(spec, answers, known)
    if found is None:
        return None
    return (
        *(found.documents, found.fields, found.visits),
        *(found.days, found.fees, found.departments),
    )


def _measure(place: int, kind: MeasureKind, compared: list[Compared]) -> Measure:
    was = [(each.before[place], each.weight) for each in compared if each.before is not None]
    now = [(each.after[place], each.weight) for each in compared if each.after is not None]
    both = [
        (each, each.after[place] - each.before[place])
        for each in compared
        if each.before is not None and each.after is not None
    ]
    worst = max(both, key=lambda pair: pair[1], default=None)
    return Measure(
        kind=kind,
        before_most=max((count for count, _ in was), default=0),
        after_most=max((count for count, _ in now), default=0),
        before_usual=_median(was),
        after_usual=_median(now),
        worse=sum(each.weight for each, more in both if more > 0),
        better=sum(each.weight for each, more in both if more < 0),
        example=tuple(worst[0].answers.items()) if worst and worst[1] > 0 else (),
    )


def _median(counted: list[tuple[int, int]]) -> int:
    """The lower one where two are in the middle."""
    left = (sum(weight for _, weight in counted) + 1) // 2
    for count, weight in sorted(counted):
        left -= weight
        if left <= 0:
            return count
    return 0


def _with_options_of(question: QuestionSpec, older: QuestionSpec) -> QuestionSpec:
    offered = {option.value for option in question.options}
    gone = tuple(option for option in older.options if option.value not in offered)
    return replace(question, options=(*question.options, *gone))


def _without_outcomes(question: QuestionSpec) -> QuestionSpec:
    return replace(
        question, options=tuple(OptionSpec(option.value, "") for option in question.options)
    )


def _outcomes(version: LifeEventSpec) -> Iterator[IncludedMatter]:
    """One for each option that is more than going on, and for each that only one version offers."""
    for question in version.questions:
        offered = tuple(option.value for option in question.options)
        when = Condition((((question.id, offered),),))
        yield IncludedMatter(MatterSpec(f"{question.id}?", "", ""), when)
        for option in question.options:
            if option.outcome is not OutcomeKind.PROCEED:
                when = Condition((((question.id, (option.value,)),),))
                yield IncludedMatter(MatterSpec(f"{question.id}={option.value}", "", ""), when)


def _renamed(included: IncludedMatter, version: int) -> IncludedMatter:
    matter = replace(included.matter, code=f"{version}:{included.matter.code}")
    return replace(included, matter=matter, starts_after=())
