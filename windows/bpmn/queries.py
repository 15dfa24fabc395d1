"""The plan of a stored case in BPMN 2.0."""

from __future__ import annotations

from services.catalogue.text import Text
from services.models import Department
from windows.bpmn.export import as_bpmn
from windows.cases.models import Case
from windows.splitting.plan_now import plan_now


def document_of(case: Case, *, language: str) -> str:
    """Lanes bear the departments' names of today in `language`, "zh" or "en"; all else is as it was
    planned on the day of the draft, without the matters that have left for a case of their own.
    """
    plan = plan_now(case)
    rows = Department.objects.filter(name__in=[name.zh for name in plan.departments])
    return as_bpmn(
        plan,
        number=case.number,
        language=language,
        departments=[Text(row.name, row.name_en) for row in rows],
    )
