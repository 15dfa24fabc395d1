"""From a life event, answers and what is known to the plan: the heart of the portal."""

from __future__ import annotations

from collections import Counter
from datetime import date

from services.catalogue.spec import Answers, IncludedMatter, LifeEventSpec, OutcomeKind
from services.catalogue.text import Text
from windows.planning import sentences as say
from windows.planning.calendar import Calendar
from windows.planning.fields import planned_fields
from windows.planning.gather import burden_of, planned_materials
from windows.planning.known import Known
from windows.planning.names import Names, both
from windows.planning.order import Order, stages
from windows.planning.plan import VERSION, Plan, PlannedMatter, PlannedProcedure
from windows.planning.promise import Timetable, timetable
from windows.planning.select import matters_that_apply, outcome_of, why_included
from windows.planning.sources import choose_producers, choose_sources, needs_of
from windows.planning.visits import visits

GOES_ON = (OutcomeKind.PROCEED, OutcomeKind.IN_PERSON)
BY_RULE = Text("按规定要先办好", "By rule it comes first")


def plan(
    spec: LifeEventSpec, answers: Answers, known: Known, *, today: date, calendar: Calendar
) -> Plan:
    """What will happen, with a reason for every line.

    `answers` come from `check_answers`; with questions left open it is the plan as far as it is
    known. Raises `PlanImpossible` when matters wait in a circle.
    """
    matters = matters_that_apply(spec, answers)
    outcome = outcome_of(spec, answers, matters)
    if outcome.kind not in GOES_ON:
        matters = ()
    names = Names.of(spec, (included.matter for included in matters), known.names)
    order = Order(names.matters)
    for included in matters:
        for earlier in included.starts_after:
            if earlier in order:
                order.follow(included.matter.code, earlier, BY_RULE)
    needs = needs_of(matters, answers)
    supplies = choose_sources(needs, choose_producers(needs, order, names), known)
    codes = order.sorted()
    stage = stages(order, codes)
    times = timetable(matters, answers, order, codes, names, today, calendar)
    materials = planned_materials(supplies, order, names, known)
    by_stage = sorted(matters, key=lambda included: stage[included.matter.code])
    departments = tuple(dict.fromkeys(included.matter.department for included in by_stage))
    widest = max(Counter(stage.values()).values(), default=0)
    return Plan(
        v=VERSION,
        life_event=spec.code,
        name=both(spec.name, spec.name_en),
        planned_on=today,
        channel=known.channel,
        outcome=outcome,
        matters=tuple(
            _planned_matter(included, spec, answers, order, stage, times, names)
            for included in by_stage
        ),
        materials=materials,
        fields=planned_fields(matters, answers, known, names),
        procedures=tuple(_procedures(by_stage, times, names)),
        departments=tuple(names.called(department) for department in departments),
        widest=widest,
        widest_sentence=_widest_sentence(widest),
        promise=times.promise,
        visits=visits(spec, outcome, matters, materials, len(departments), known.channel),
        burden=burden_of(supplies, materials),
    )


def _planned_matter(
    included: IncludedMatter,
    spec: LifeEventSpec,
    answers: Answers,
    order: Order,
    stage: dict[str, int],
    times: Timetable,
    names: Names,
) -> PlannedMatter:
    matter = included.matter
    span = times.spans[matter.code]
    starts_on, ends_on = times.dates[matter.code] if times.dates else (None, None)
    parts = times.parts[matter.code]
    return PlannedMatter(
        code=matter.code,
        name=names.matters[matter.code],
        department=names.called(matter.department),
        reason=why_included(spec, included.condition, answers),
        waits_for=order.waits_of(matter.code),
        stage=stage[matter.code],
        start=span.start,
        end=span.end,
        starts_on=starts_on,
        ends_on=ends_on,
        promised=matter.promised_days,
        statutory=matter.statutory_days,
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
            reason=_why_procedure(procedure.days, names.matters[included.matter.code]),
        )
        for included in matters
        for procedure in times.procedures[included.matter.code]
    ]


def _why_procedure(days: int | None, matter: Text) -> Text:
    if days is None:
        return Text(
            f"“{matter.zh}”要做，时间由部门书面告知",
            f"Part of “{matter.en}”; the department will tell in writing how long it takes",
        )
    return Text(
        f"“{matter.zh}”要做，时间另加在办理期限上",
        f"Part of “{matter.en}”; its time is added to the time limit",
    )


def _widest_sentence(widest: int) -> Text:
    if widest > 1:
        return Text(f"最多 {widest} 项同时办", f"Up to {widest} matters run at the same time")
    return Text("没有需要同时办的事项", "No two matters run at the same time")
