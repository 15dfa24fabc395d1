"""Who may import, and who may review what somebody else has imported."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.imports.errors import MayNotImport, ReviewerIsAuthor
from services.models import ImportRun

IMPORTERS = frozenset({Role.EDITOR, Role.ADMIN, Role.SYSTEM})
REVIEWERS = frozenset({Role.EDITOR, Role.ADMIN})


def may_import(actor: Actor) -> bool:
    return actor.kind in IMPORTERS


def must_be_able_to_import(actor: Actor) -> None:
    """Raises MayNotImport."""
    if not may_import(actor):
        raise MayNotImport


def is_author(actor: Actor, run: ImportRun) -> bool:
    return actor.user_id is not None and actor.user_id == run.author_id


def may_review(actor: Actor, run: ImportRun) -> bool:
    return actor.kind in REVIEWERS and actor.user_id is not None and not is_author(actor, run)


def must_be_able_to_review(actor: Actor, run: ImportRun) -> None:
    """Raises MayNotImport, or ReviewerIsAuthor: four eyes see more than two."""
    if actor.kind not in REVIEWERS or actor.user_id is None:
        raise MayNotImport
    if is_author(actor, run):
        raise ReviewerIsAuthor
