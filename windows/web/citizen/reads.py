"""The reads a plan would make about one person, named one by one for the page that asks consent and
tells what is read by law.
"""

from __future__ import annotations

from windows.cases.models import Case
from windows.cases.readings import Reading, readings_of


def planned_reads(case: Case, *, role: str) -> list[Reading]:
    """In the order of the interface codes."""
    return list(readings_of(case, role))
