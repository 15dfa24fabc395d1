"""可信等级: which papers of this matter this very department issues, and may vouch for."""

from __future__ import annotations

from dataclasses import dataclass

from materials.models import Document
from materials.policy import kinds_issued
from portal.accounts.actor import Actor
from services.catalogue.codelists import TrustLevel
from windows.approvals.models import Approval
from windows.approvals.queries import slots_for
from windows.approvals.states import IN_INBOX
from windows.cases.models import MaterialSlot
from windows.web.inbox.panel import Panel


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """A paper of a kind that the department gives as a result."""

    slot: MaterialSlot
    document: Document

    @property
    def is_known(self) -> bool:
        return self.document.level == TrustLevel.A


def papers_panel(approval: Approval, actor: Actor) -> Panel | None:
    """None where the department issues none of the papers."""
    slots = [slot for slot in slots_for(approval) if slot.document is not None]
    kinds = kinds_issued(actor, {slot.material_type.code for slot in slots})
    found = [
        OwnPaper(slot, slot.document)
        for slot in slots
        if slot.document is not None and slot.material_type.code in kinds
    ]
    if not found:
        return None
    said = {"papers": found, "can_confirm": approval.state in IN_INBOX}
    return Panel("inbox/panels/papers.html", said)
