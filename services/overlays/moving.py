"""Locking a proposal, and the one place where its state is set."""

from __future__ import annotations

from django.utils import timezone

from portal.accounts.actor import Actor
from services.models import OverlayProposal
from services.overlays.errors import ProposalNotFound
from services.overlays.policy import may_overlay
from services.overlays.states import PROPOSAL_MOVES


def lock_proposal(proposal: OverlayProposal, *, actor: Actor) -> OverlayProposal:
    """The row as it is now, held to the end of the transaction. Raises ProposalNotFound."""
    if not may_overlay(actor, proposal.region_id):
        raise ProposalNotFound
    rows = OverlayProposal.objects.select_for_update(of=("self",))
    return rows.select_related("matter", "region").get(pk=proposal.pk)


def end_proposal(proposal: OverlayProposal, name: str, *, actor: Actor) -> None:
    """Raises MoveRefused or MoveNotAllowed; the row is saved by the caller."""
    proposal.state = PROPOSAL_MOVES.check(proposal.state, name, actor.kind)
    proposal.decided_at = timezone.now()
