"""The one place that gives an import its next state, after the table of moves was asked."""

from __future__ import annotations

from portal.accounts.actor import Actor
from services.imports.states import MOVES
from services.models import ImportRun, ImportState


def locked(run: ImportRun) -> ImportRun:
    """The row as it is now, held until the transaction ends."""
    return ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)


def move(run: ImportRun, name: str, *, actor: Actor) -> ImportRun:
    """Of a locked row; the caller saves it. Raises MoveRefused, MoveNotAllowed."""
    run.state = ImportState(MOVES.check(run.state, name, actor.kind.value))
    return run
