"""Who may open the evidence of a ticket: those who have to answer it."""

from __future__ import annotations

from datasharing.disputes.models import DataDispute
from datasharing.keepers import answered_by
from materials.models import Document
from materials.policy import register_access
from portal.accounts.actor import Actor


@register_access
def evidence_of_their_ticket(actor: Actor, document: Document) -> bool:
    """The authority that keeps the register; whoever only watches has no need of the paper."""
    return DataDispute.objects.filter(answered_by(actor), evidence=document).exists()
