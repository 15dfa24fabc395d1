"""What a department's system is told: its own part of the case, and no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from windows.approvals.models import Approval
from windows.approvals.queries import form_for, slots_for
from windows.approvals.shared import shared_facts
from windows.deadlines.models import ClockStop
from windows.departments.events import ENDED, MOVED, STOPPED


def content_of(
    approval: Approval, event: str, *, told_at: datetime | None = None
) -> dict[str, Any]:
    """JSON for one event of `told_at`, made once, at the first try: a key never comes with two
    contents.
    """
    case, edition = approval.case, approval.matter_edition
    said: dict[str, Any] = {
        "event": event,
        "case": case.number,
        "approval": approval.pk,
        "matter": {"code": edition.matter.code, "name": edition.name, "edition": edition.number},
        "state": approval.state,
        "due_on": _iso(approval.due_on),
        "statutory_on": _iso(approval.statutory_on),
    }
    if event == STOPPED:
        return said | {"stop": _stop_of(approval, told_at)}
    if event in (ENDED, MOVED):
        return said | {"reason": approval.closed_reason or approval.reason}
    return said | {
        "applicant": {
            "kind": case.applicant.kind,
            "name": case.applicant.name,
            "id_type": case.applicant.id_type,
            "id_number": case.applicant.id_number,
        },
        "dispatched_at": _iso(approval.dispatched_at),
        "counts_from": _iso(approval.counts_from),
        "form": {
            element: {"label": label.zh, "value": value.zh}
            for element, (label, value) in form_for(approval).items()
        },
        "materials": [
            {
                "slot": slot.pk,
                "name": slot.name,
                "type": slot.material_type.code,
                "state": slot.state,
                "document": slot.document_id and str(slot.document_id),
            }
            for slot in slots_for(approval)
        ],
        "facts": [
            {
                "source": fact.resource.zh,
                "about": fact.subject,
                "records": [
                    {
                        "record": record.code,
                        "name": record.name.zh,
                        "fields": {label.zh: value.zh for label, value in record.fields},
                    }
                    for record in fact.records
                ],
            }
            for fact in shared_facts(approval)
        ],
    }


def _stop_of(approval: Approval, told_at: datetime | None) -> dict[str, Any] | None:
    """The one that is told of, although it may be over by the time the message is sent."""
    stops = ClockStop.objects.filter(approval=approval)
    if told_at is not None:
        stops = stops.filter(stopped_at__lte=told_at)
    stop = stops.order_by("-stopped_at", "-pk").first()
    if stop is None:
        return None
    return {"ground": stop.ground, "reason": stop.reason, "expected_days": stop.expected_days}


def _iso(moment: Any) -> str | None:
    if moment is None:
        return None
    return str((timezone.localtime(moment) if hasattr(moment, "hour") else moment).isoformat())
