"""The one place where the state of stored bytes is set."""

from __future__ import annotations

from django.utils import timezone

from materials.documents.models import Blob
from materials.documents.states import SCAN_MOVES
from portal.accounts.actor import Actor


def move_blob(blob: Blob, name: str, *, actor: Actor, reason: str = "") -> None:
    """Raises MoveRefused or MoveNotAllowed. Saves the row, which the caller has locked."""
    blob.state = str(SCAN_MOVES.check(blob.state, name, actor.kind))
    blob.state_reason = reason[: Blob.LONGEST_REASON]
    blob.state_changed_at = timezone.now()
    blob.save(update_fields=["state", "state_reason", "state_changed_at"])
