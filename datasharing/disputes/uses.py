"""What people handed in to show that a register is wrong is kept as long as its ticket."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import override

from datasharing.disputes.models import DataDispute
from datasharing.disputes.states import DisputeState
from materials.documents.uses import Use, register_uses
from services.catalogue.text import Text


@register_uses
def tickets_with(documents: Collection[UUID]) -> dict[UUID, list[Use]]:
    """Every ticket that a document is the evidence of, answered or not, the newest first."""
    found: dict[UUID, list[Use]] = {}
    for ticket in DataDispute.objects.filter(evidence__in=documents).order_by("-pk"):
        if ticket.evidence_id is not None:
            name = Text(
                f"数据疑义：{ticket.label}", f"Data dispute: {ticket.label_en or ticket.label}"
            )
            use = Use(ticket.case_number, name, _state(ticket))
            found.setdefault(ticket.evidence_id, []).append(use)
    return found


def _state(ticket: DataDispute) -> Text:
    label = DisputeState(ticket.state).label
    with override("zh-hans"):
        zh = str(label)
    with override("en"):
        return Text(zh, str(label))
