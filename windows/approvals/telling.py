"""How the journal names an approval."""

from __future__ import annotations

from windows.approvals.models import Approval


def told(approval: Approval) -> dict[str, str | int]:
    """Matter and department in both languages, for a journal entry."""
    edition, department = approval.matter_edition, approval.department
    return {
        "approval": approval.pk,
        "matter_code": edition.matter.code,
        "matter": edition.name,
        "matter_en": edition.name_en or edition.name,
        "department": department.name,
        "department_en": department.name_en or department.name,
    }
