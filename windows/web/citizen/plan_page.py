"""A plan laid out for reading: the two lists of materials, the lanes, the days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasharing.queries import resource_providers
from services.catalogue.spec import Answers, LifeEventSpec
from services.catalogue.text import Text
from windows.cases.lanes import Bar, Lane
from windows.planning import Plan
from windows.planning.plan import PlannedMaterial, PlannedMatter

COLUMNS = 24
NOBODY = Text("")
NARROWEST = 4
"""A same-day step still needs room for its words."""


@dataclass(frozen=True, slots=True)
class Fetched:
    name: Text
    reason: Text
    whom: Text = NOBODY
    """The authority that has it; empty for what departments pass on or the portal writes."""


@dataclass(frozen=True, slots=True)
class Answered:
    question: Text
    labels: Text


@dataclass(frozen=True, slots=True)
class Day:
    on: object
    counted: int
    why: Text


def plan_context(spec: LifeEventSpec, answers: Answers, plan: Plan) -> dict[str, Any]:
    """What the plan page shows."""
    wanted = [material for material in plan.materials if not material.generated]
    return {
        "plan": plan,
        "bring": [material for material in wanted if material.asks],
        "fetch": fetched(plan),
        "fetched_count": sum(1 for material in plan.materials if not material.asks),
        "lanes": [lane(matter, plan) for matter in plan.matters],
        "days": running_days(plan),
        "fees": [matter for matter in plan.matters if matter.fee.zh],
        "situation": situation(spec, answers),
    }


def situation(spec: LifeEventSpec, answers: Answers) -> list[Answered]:
    """The answers in words, for the line on top and for checking later."""
    said = []
    for question in spec.questions:
        if question.id not in answers:
            continue
        chosen = [o for o in question.options if o.value in answers[question.id]]
        labels = Text(
            "、".join(o.label for o in chosen) or "都不选",
            ", ".join(o.label_en or o.label for o in chosen) or "none",
        )
        said.append(Answered(Text(question.text, question.text_en), labels))
    return said


def fetched(plan: Plan) -> list[Fetched]:
    """What nobody has to bring, one line a source: three utility bills are one look. What one
    authority has stands together; last what nobody is asked for.
    """
    by_source: dict[tuple[str, str, str], list[PlannedMaterial]] = {}
    for material in plan.materials:
        if not material.asks:
            ref = material.source.ref or material.key
            place = (material.source.kind, ref, material.reason.zh)
            by_source.setdefault(place, []).append(material)
    providers = resource_providers({ref for _kind, ref, _why in by_source})
    found = [
        Fetched(
            _joined([material.name for material in group]),
            group[0].reason,
            providers.get(ref, Text("")),
        )
        for (_kind, ref, _why), group in by_source.items()
    ]
    first = list(dict.fromkeys(each.whom for each in found))
    return sorted(found, key=lambda each: (not each.whom.zh, first.index(each.whom)))


def _joined(names: list[Text]) -> Text:
    unique = list(dict.fromkeys(names))
    return Text("、".join(n.zh for n in unique), ", ".join(n.en or n.zh for n in unique))


def lane(matter: PlannedMatter, plan: Plan) -> Lane:
    """One matter as a bar; its stage gives the column: what runs together stands together."""
    stages = max((other.stage for other in plan.matters), default=1)
    width = max(NARROWEST, COLUMNS // stages)
    start = min(1 + (matter.stage - 1) * COLUMNS // stages, COLUMNS - width + 1)
    days = matter.end - matter.start
    label = Text(f"{days} 天" if days else "当天", _english_days(days))
    state = "now" if matter.stage == 1 else "wait"
    return Lane(matter.department, matter.name, (Bar(start, width, state, label),), matter.wait)


def running_days(plan: Plan) -> list[Day]:
    """The day table with the running count."""
    count = 0
    rows = []
    for row in plan.promise.day_table:
        count += row.counted
        rows.append(Day(row.day, count if row.counted else 0, row.why))
    return rows


def _english_days(days: int) -> str:
    if days == 0:
        return "same day"
    return "1 day" if days == 1 else f"{days} days"
