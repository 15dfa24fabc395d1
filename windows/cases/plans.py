"""The plan a case was begun with."""

from __future__ import annotations

from windows.cases.models import Case
from windows.planning import Plan

KEPT = "_plan_of"


def plan_of(case: Case) -> Plan:
    """As it was computed on the day of the draft; it never changes.

    Read once for each object in memory: an act asks for it up to ten times, and it is long.
    """
    kept: tuple[object, Plan] | None = case.__dict__.get(KEPT)
    if kept is None or kept[0] is not case.plan:
        kept = case.plan, Plan.from_json(case.plan)
        case.__dict__[KEPT] = kept
    return kept[1]
