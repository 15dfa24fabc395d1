"""The plan of one part of a case, read off the plan of the whole. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from services.catalogue.text import Text
from windows.planning import Plan
from windows.planning.errands import by_occasion, numbered
from windows.planning.plan import ErrandKind, PlannedMaterial, PlannedMatter, Visits

NO_VISIT = Text("材料已经交齐，不用再跑。", "Everything is handed in: no visit.")
AS_TOLD = Text(
    "材料已经交齐；要到场、要领取的，照原来告诉您的。",
    "Everything is handed in; where you must be there or collect something, it stays as you were "
    "told.",
)
NOTHING_ASKED = Text("沿用已经交的材料。", "What was handed in is used again.")


def part_of(plan: Plan, codes: Collection[str]) -> Plan:
    """Only these matters, as a case of their own: what they need was handed in with the whole.

    Nothing is asked of the person again, so there is no paper in it and no applying. What its own
    matters want them to be there for comes along.
    """
    return replace(
        rest_of(plan, codes),
        visits=_visits_of(plan.visits, codes),
        burden=replace(plan.burden, before=0, asked=0, spared=(), sentence=NOTHING_ASKED),
    )


def _visits_of(visits: Visits, codes: Collection[str]) -> Visits:
    """A plan made before the errands were kept cannot say whose an occasion is: it keeps all."""
    if visits.count and not visits.errands:
        return replace(visits, before=0, sentence=AS_TOLD)
    left = tuple(
        errand
        for errand in visits.errands
        if errand.matter in codes and errand.kind is not ErrandKind.APPLICATION
    )
    return Visits(
        count=len(by_occasion(left)),
        reasons=numbered(left),
        before=0,
        sentence=AS_TOLD if left else NO_VISIT,
        errands=left,
    )


def rest_of(plan: Plan, codes: Collection[str]) -> Plan:
    """Only these matters, with the materials and fields that they use.

    They wait for each other as before, and for nobody else: what they had needed from the rest is
    there by now. What the person was asked and came for has been done, and stays as it was told.
    """
    matters = tuple(_alone(matter, codes) for matter in plan.matters if matter.code in codes)
    departments = {matter.department for matter in matters}
    stages = [matter.stage for matter in matters]
    return replace(
        plan,
        matters=matters,
        materials=tuple(
            _used_by(material, codes)
            for material in plan.materials
            if any(user in codes for user, _key in material.needed_by)
        ),
        fields=tuple(
            replace(field, asked_by=tuple(user for user in field.asked_by if user in codes))
            for field in plan.fields
            if any(user in codes for user in field.asked_by)
        ),
        procedures=tuple(each for each in plan.procedures if each.matter in codes),
        jointly=_kept(plan.jointly, codes),
        departments=tuple(name for name in plan.departments if name in departments),
        widest=max(map(stages.count, stages), default=0),
        promise=replace(
            plan.promise,
            critical_path=tuple(code for code in plan.promise.critical_path if code in codes),
        ),
    )


def _alone(matter: PlannedMatter, codes: Collection[str]) -> PlannedMatter:
    return replace(matter, waits_for=tuple(w for w in matter.waits_for if w.matter in codes))


def _used_by(material: PlannedMaterial, codes: Collection[str]) -> PlannedMaterial:
    return replace(
        material, needed_by=tuple(pair for pair in material.needed_by if pair[0] in codes)
    )


def _kept(jointly: tuple[str, ...] | None, codes: Collection[str]) -> tuple[str, ...] | None:
    """What was accepted together stays so, though the others are in another case now."""
    return None if jointly is None else tuple(code for code in jointly if code in codes)
