"""From a life event, answers and what is known to the plan: the heart of the portal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from services.catalogue.lawful import lawful_limit_of
from services.catalogue.spec import Answers, IncludedMatter, LifeEventSpec, Necessity, OutcomeKind
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.calendar import Calendar
from windows.planning.fields import planned_fields
from windows.planning.gather import burden_of, planned_materials
from windows.planning.known import Known
from windows.planning.names import Names, both
from windows.planning.order import Order, stages
from windows.planning.plan import VERSION, Plan, PlannedMaterial, PlannedMatter, PlannedProcedure
from windows.planning.prepared import prepared
from windows.planning.promise import Timetable, timetable
from windows.planning.select import matters_that_apply, outcome_of, why_included
from windows.planning.situation import Situation
from windows.planning.sources import choose_producers, choose_sources, needs_of
from windows.planning.visits import Occasions, occasions_of, visits

GOES_ON = (OutcomeKind.PROCEED, OutcomeKind.IN_PERSON)


def plan(
    spec: LifeEventSpec, answers: Answers, known: Known, *, today: date, calendar: Calendar
) -> Plan:
    """What will happen, with a reason for every line.

    `answers` come from `check_answers`; with questions left open it is the plan as far as it is
    known. Raises `PlanImpossible` when matters wait in a circle.
    """
    return plan_with_occasions(spec, answers, known, today=today, calendar=calendar)[0]


def plan_with_occasions(
    spec: LifeEventSpec, answers: Answers, known: Known, *, today: date, calendar: Calendar
) -> tuple[Plan, Occasions]:
    """The plan, and the occasions behind its number of visits. Raises like `plan`."""
    situation = situation_of(spec, answers, known, today, calendar)
    order, names = situation.order, situation.names
    needs = needs_of(situation)
    supplies = choose_sources(needs, choose_producers(needs, situation), known)
    codes = order.sorted()
    stage = stages(order, codes)
    times = timetable(situation, codes)
    materials = planned_materials(supplies, situation)
    by_stage = sorted(situation.matters, key=lambda included: stage[included.matter.code])
    departments = dict.fromkeys(included.matter.department for included in by_stage)
    widest = max(Counter(stage.values()).values(), default=0)
    originals = [
        material.name
        for material in materials
        if material.original_at_window and material.necessity is not Necessity.OPTIONAL
    ]
    occasions = occasions_of(situation, originals, stage, times.procedures, times.running)
    made = Plan(
        v=VERSION,
        life_event=spec.code,
        name=both(spec.name, spec.name_en),
        planned_on=today,
        channel=known.channel,
        outcome=situation.outcome,
        parties=_parties(situation, materials),
        matters=tuple(_planned_matter(m, situation, stage, times) for m in by_stage),
        materials=materials,
        fields=planned_fields(situation),
        procedures=tuple(_procedures(by_stage, times, names)),
        departments=tuple(names.called(department) for department in departments),
        widest=widest,
        widest_sentence=say.side_by_side(widest),
        promise=times.promise,
        visits=visits(situation, occasions),
        burden=burden_of(supplies, materials),
        on_denial=spec.on_denial,
        jointly=times.jointly,
    )
    return made, occasions


def situation_of(
    spec: LifeEventSpec, answers: Answers, known: Known, today: date, calendar: Calendar
) -> Situation:
    """Which matters apply and what must come first by rule."""
    matters = matters_that_apply(spec, answers)
    outcome = outcome_of(spec, answers, matters)
    if outcome.kind not in GOES_ON:
        matters = ()
    same = prepared(spec)
    names = Names(known.names, same.matters, same.parties)
    order = Order({m.matter.code: names.matters[m.matter.code] for m in matters})
    for included in matters:
        for earlier in included.starts_after:
            if earlier in order:
                order.follow(included.matter.code, earlier, say.BY_RULE)
    return Situation(same, answers, known, today, calendar, outcome, matters, names, order)


def _parties(
    situation: Situation, materials: tuple[PlannedMaterial, ...]
) -> tuple[tuple[str, Text], ...]:
    needed = {material.party for material in materials}
    names = situation.names
    return tuple(
        (p.role, names.party(p.role)) for p in situation.prepared.spec.parties if p.role in needed
    )


def _planned_matter(
    included: IncludedMatter, situation: Situation, stage: Mapping[str, int], times: Timetable
) -> PlannedMatter:
    matter, order, names = included.matter, situation.order, situation.names
    running = times.running
    starts_on, ends_on = running.dates[matter.code] if running.dates else (None, None)
    parts, law = running.parts[matter.code], lawful_limit_of(matter)
    return PlannedMatter(
        code=matter.code,
        name=names.matters[matter.code],
        department=names.called(matter.department),
        reason=why_included(situation.prepared, included.condition, situation.answers),
        waits_for=order.waits_of(matter.code),
        stage=stage[matter.code],
        start=running.starts[matter.code],
        end=running.ends[matter.code],
        starts_on=starts_on,
        ends_on=ends_on,
        promised=matter.promised_days,
        statutory=law.days if law and law.unit is matter.day_unit else None,
        unit=matter.day_unit,
        wait=say.when_and_how_long(
            (names.matters[earlier] for earlier in order.earlier_than(matter.code)),
            (say.day_count(days, unit) for days, unit in parts),
        ),
        is_instant=not parts,
        fee=both(matter.fee, matter.fee_en),
        outputs=tuple(both(output.name, output.name_en) for output in matter.outputs),
    )


def _procedures(
    matters: list[IncludedMatter], times: Timetable, names: Names
) -> list[PlannedProcedure]:
    return [
        PlannedProcedure(
            matter=included.matter.code,
            name=both(procedure.name, procedure.name_en),
            days=procedure.days,
            unit=procedure.unit,
            reason=say.why_procedure(procedure.days, names.matters[included.matter.code]),
        )
        for included in matters
        for procedure in times.procedures[included.matter.code]
    ]
