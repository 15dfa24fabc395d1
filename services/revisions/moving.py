"""Locking a revision, and the one place where its state is set."""

from __future__ import annotations

from portal.accounts.actor import Actor
from services.models import Revision
from services.revisions.policy import must_keep_the_catalogue
from services.revisions.states import REVISION_MOVES


def lock_revision(revision: Revision, *, actor: Actor) -> Revision:
    """The row as it is now, held to the end of the transaction. Raises RevisionNotFound."""
    must_keep_the_catalogue(actor)
    rows = Revision.objects.select_for_update(of=("self",)).select_related("base__life_event")
    return rows.get(pk=revision.pk)


def move_revision(revision: Revision, name: str, *, actor: Actor) -> None:
    """Raises MoveRefused or MoveNotAllowed; the row is saved by the caller."""
    revision.state = REVISION_MOVES.check(revision.state, name, actor.kind)


def stream_of(revision: Revision) -> str:
    """Its chain in the journal."""
    return f"revision:{revision.pk}"
