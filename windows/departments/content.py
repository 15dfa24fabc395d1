"""What a department's system is told: its own part of the case, and no more."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from windows.approvals.models import Approval
from windows.approvals.queries import form_for, shared_facts, slots_for

DISPATCHED, ENDED, MOVED = "approval.dispatched", "approval.ended", "approval.moved"


def content_of(approval: Approval, event: str) -> dict[str, Any]:
    """JSON for one event; read afresh at each try, so that a late one says what holds then."""
    case, edition = approval.case, approval.matter_edition
    said: dict[str, Any] = {
        "event": event,
        "case": case.number,
        "approval": approval.pk,
        "matter": {"code": edition.matter.code, "name": edition.name, "edition": edition.number},
        "state": approval.state,
    }
    if event != DISPATCHED:
        return said | {"reason": approval.closed_reason}
    return said | {
        "applicant": {
            "kind": case.applicant.kind,
            "name": case.applicant.name,
            "id_type": case.applicant.id_type,
            "id_number": case.applicant.id_number,
        },
        "dispatched_at": _iso(approval.dispatched_at),
        "counts_from": _iso(approval.counts_from),
        "due_on": _iso(approval.due_on),
        "statutory_on": _iso(approval.statutory_on),
        "form": {
            element: {"label": label.zh, "value": value.zh}
            for element, (label, value) in form_for(approval).items()
        },
        "materials": [
            {"name": slot.name, "type": slot.material_type.code, "state": slot.state}
            for slot in slots_for(approval)
        ],
        "facts": [
            {
                "source": fact.resource.zh,
                "about": fact.subject,
                "fields": {label.zh: value for label, value in fact.fields},
            }
            for fact in shared_facts(approval)
        ],
    }


def _iso(moment: Any) -> str | None:
    if moment is None:
        return None
    return str((timezone.localtime(moment) if hasattr(moment, "hour") else moment).isoformat())
