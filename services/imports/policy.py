"""Who may import, and who may review what somebody else has imported."""

from __future__ import annotations

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.imports.errors import (
    MayNotImport,
    MayNotImportThere,
    NotYourImport,
    ReviewerIsAuthor,
)
from services.imports.hands import hands_in
from services.models import ImportRun
from services.region_codes import lies_in

IMPORTERS = frozenset({Role.EDITOR, Role.ADMIN, Role.SYSTEM})
REVIEWERS = frozenset({Role.EDITOR, Role.ADMIN})


def may_import(actor: Actor) -> bool:
    return actor.kind in IMPORTERS


def is_in_place(actor: Actor, region_code: str) -> bool:
    """Editors in their own region and below; the administrator and the clockwork anywhere."""
    if actor.kind in (Role.ADMIN, Role.SYSTEM):
        return True
    return lies_in(region_code, actor.region_code)


def must_be_able_to_import(actor: Actor, region_code: str) -> None:
    """Raises MayNotImport, MayNotImportThere."""
    if not may_import(actor):
        raise MayNotImport
    if not is_in_place(actor, region_code):
        raise MayNotImportThere(region=region_code)


def is_author(actor: Actor, run: ImportRun) -> bool:
    return actor.user_id is not None and actor.user_id == run.author_id


def may_submit(actor: Actor, run: ImportRun) -> bool:
    """And withdraw: who uploaded it, the administrator, the clockwork."""
    return actor.kind in (Role.ADMIN, Role.SYSTEM) or is_author(actor, run)


def must_be_able_to_submit(actor: Actor, run: ImportRun) -> None:
    """Raises MayNotImport, MayNotImportThere, NotYourImport."""
    must_be_able_to_import(actor, run.region_id)
    if not may_submit(actor, run):
        raise NotYourImport


def has_hand_in(actor: Actor, run: ImportRun) -> bool:
    """Who uploaded or submitted it does not review it."""
    return actor.user_id is not None and actor.user_id in hands_in(run).user_ids


def may_review(actor: Actor, run: ImportRun) -> bool:
    is_reviewer = actor.kind in REVIEWERS and actor.user_id is not None
    return is_reviewer and is_in_place(actor, run.region_id) and not has_hand_in(actor, run)


def must_be_able_to_review(actor: Actor, run: ImportRun) -> None:
    """Raises MayNotImport, MayNotImportThere, or ReviewerIsAuthor: four eyes see more than two."""
    if actor.kind not in REVIEWERS or actor.user_id is None:
        raise MayNotImport
    if not is_in_place(actor, run.region_id):
        raise MayNotImportThere(region=run.region_id)
    if has_hand_in(actor, run):
        raise ReviewerIsAuthor
