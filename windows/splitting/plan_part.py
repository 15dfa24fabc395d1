"""The plan of one part of a case, read off the plan of the whole. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from services.catalogue.text import Text
from windows.planning import Plan
from windows.planning.plan import PlannedMaterial, PlannedMatter

NO_VISIT = Text("材料已经交齐，不用再跑。", "Everything is handed in: no visit.")
AS_TOLD = Text(
    "材料已经交齐；要到场、要领取的，照原来告诉您的。",
    "Everything is handed in; where you must be there or collect something, it stays as you were "
    "told.",
)
NOTHING_ASKED = Text("沿用已经交的材料。", "What was handed in is used again.")


def part_of(plan: Plan, codes: Collection[str]) -> Plan:
    """Only these matters, as a case of their own: what they need was handed in with the whole.

    Nothing is asked of the person again, so there is no visit and no paper in it. What the whole
    wanted them to be there for stays told by the whole.
    """
    told = AS_TOLD if plan.visits.count else NO_VISIT
    return replace(
        rest_of(plan, codes),
        visits=replace(plan.visits, count=0, reasons=(), before=0, sentence=told),
        burden=replace(plan.burden, before=0, asked=0, spared=(), sentence=NOTHING_ASKED),
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
