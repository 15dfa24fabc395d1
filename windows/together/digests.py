"""One case as the second look shows it, in 64 characters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import MaterialSlot


def digest_of(
    approval: Approval,
    materials: Iterable[MaterialSlot],
    fields: Iterable[tuple[Text, Text]],
) -> str:
    """Equal as long as the page would say the same of it."""
    said = {
        "state": approval.state,
        "officer": approval.officer_id,
        "due": approval.due_on,
        "edition": approval.matter_edition_id,
        "form": [[label.zh, value.zh] for label, value in fields],
        "materials": [
            [
                slot.pk,
                slot.state,
                slot.checked,
                slot.licence_id,
                slot.document_id,
                slot.exchange_id,
            ]
            for slot in materials
        ],
    }
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
