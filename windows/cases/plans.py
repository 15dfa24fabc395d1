"""The plan a case was begun with."""

from __future__ import annotations

from windows.cases.models import Case
from windows.planning import Plan


def plan_of(case: Case) -> Plan:
    """As it was computed on the day of the draft; it never changes."""
    return Plan.from_json(case.plan)
