"""Of all sets of answers, those that set the most departments to work. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.catalogue.spec import Answers, LifeEventSpec, OutcomeKind
from windows.planning import Plan, sample
from windows.planning.select import matters_that_apply, outcome_of

AT_MOST = 10_000
PLANNED = 200
"""So many of the best are planned in full to choose among them."""


@dataclass(frozen=True, slots=True)
class Busiest:
    answers: Answers
    plan: Plan
    equals: int
    """Sets of answers with as many matters."""


def busiest(spec: LifeEventSpec, make: Callable[[Answers], Plan]) -> Busiest | None:
    """The answers with the most matters that can go on; None where no answers can.

    Among equals: online before in person, fewest visits, most materials, then the first in the
    order of the options, so that it is always the same one.
    """
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
    plans = [(make(answers), answers) for answers in best[:PLANNED]]
    plan, answers = min(plans, key=lambda pair: _burden(pair[0]))
    return Busiest(answers, plan, len(best))


def _worth(spec: LifeEventSpec, answers: Answers) -> tuple[int, bool]:
    """How many matters, and whether online; (0, False) where it cannot go on."""
    matters = matters_that_apply(spec, answers)
    kind = outcome_of(spec, answers, matters).kind
    if kind not in (OutcomeKind.PROCEED, OutcomeKind.IN_PERSON):
        return 0, False
    return len(matters), kind is OutcomeKind.PROCEED


def _burden(plan: Plan) -> tuple[int, int]:
    return plan.visits.count, -len(plan.materials)
