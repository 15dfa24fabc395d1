"""The figures of a plan without its sentences: for comparing thousands of plans.

The same steps as `planner.plan`, so the same numbers; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.catalogue.spec import (
    Answers,
    FieldSpec,
    LifeEventSpec,
    Necessity,
    SourceKind,
)
from windows.planning.gather import STRICTEST_FIRST
from windows.planning.known import APPLICANT, Known
from windows.planning.limits import all_limits
from windows.planning.order import PlanImpossible, stages
from windows.planning.planner import GOES_ON, situation_of
from windows.planning.proof import NO_DATES, SOME_DAY
from windows.planning.schedule import schedule
from windows.planning.situation import Situation
from windows.planning.sources import (
    ASKING,
    Supply,
    choose_producers,
    choose_sources,
    must_show_original,
    needs_of,
)
from windows.planning.visits import occasions_of


@dataclass(frozen=True, slots=True)
class Weight:
    documents: int
    """Materials to hand in or to sign; those that may be left out do not count."""
    fields: int
    """Required fields that neither a register nor a person's own record fills in."""
    visits: int
    days: int
    fees: int
    """Fixed sums of the matters that apply, in fen."""
    departments: int


def weigh(spec: LifeEventSpec, answers: Answers, known: Known) -> Weight | None:
    """None where the case cannot go on, whether refused, handed over or impossible to plan."""
    situation = situation_of(spec, answers, known, SOME_DAY, NO_DATES)
    if situation.outcome.kind not in GOES_ON:
        return None
    needs = needs_of(situation)
    supplies = choose_sources(needs, choose_producers(needs, situation), known)
    try:
        codes = situation.order.sorted()
    except PlanImpossible:
        return None
    limits = all_limits(situation)
    running = schedule(
        situation.order, codes, limits.promised, today=SOME_DAY, add_days=NO_DATES.add_days
    )
    occasions = occasions_of(
        situation,
        [supply.needs[0].name for supply in supplies if _shows_original(supply, known)],
        stages(situation.order, codes),
        limits.procedures,
        running,
    )
    return Weight(
        documents=sum(_is_asked(supply, known) for supply in supplies),
        fields=_fields(situation),
        visits=len(occasions.in_order()),
        days=running.days,
        fees=sum(
            charge.cents or 0
            for included in situation.matters
            for charge in included.matter.elements.charges
        ),
        departments=len({included.matter.department for included in situation.matters}),
    )


def _strictest(supply: Supply) -> Necessity:
    found = {need.requirement.necessity for need in supply.needs}
    return next(each for each in STRICTEST_FIRST if each in found)


def _shows_original(supply: Supply, known: Known) -> bool:
    seen = must_show_original(supply.needs, supply.source, known)
    return seen and _strictest(supply) is not Necessity.OPTIONAL


def _is_asked(supply: Supply, known: Known) -> bool:
    if supply.source.kind not in ASKING or _strictest(supply) is Necessity.OPTIONAL:
        return False
    if any(need.requirement.generated_form for need in supply.needs):
        return False
    is_given = supply.needs[0].holding in known.commitments
    return supply.source.kind is not SourceKind.COMMITMENT or not is_given


def _fields(situation: Situation) -> int:
    asked: dict[str, list[FieldSpec]] = {}
    for included in situation.matters:
        for field in included.matter.fields:
            if field.condition.holds(situation.answers):
                asked.setdefault(field.element, []).append(field)
    sources = {APPLICANT, *situation.names.parties} | situation.known.connected
    return sum(
        any(field.required for field in uses) and not _is_filled(uses, sources)
        for uses in asked.values()
    )


def _is_filled(uses: Iterable[FieldSpec], sources: set[str] | frozenset[str]) -> bool:
    return any(path.partition(".")[0] in sources for field in uses for path in field.prefill)
