"""The only writers of a document's level and of its last day."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from materials.documents.actions import said_material
from materials.documents.levels import LEVEL_MOVES
from materials.documents.models import Document
from materials.errors import (
    DocumentLastDayFixed,
    DocumentLastDayWrong,
    DocumentLevelHeld,
    DocumentNotFound,
    DocumentReplaced,
    NotTheIssuerOfThis,
)
from materials.policy import is_owner, issues, may_read
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.actions import record
from services.catalogue.codelists import TrustLevel
from services.catalogue.text import Text
from services.catalogue.trust import PROVED

RAISED = ("level", "level_at", "level_by_name", "level_office", "level_office_en", "valid_until")


@transaction.atomic(savepoint=False)
def confirm_original(
    document: Document, *, actor: Actor, office: Text, valid_until: date | None = None
) -> Document:
    """C → B: a clerk has the original before them and it says the same. Once, for every later case
    of every department. `valid_until` is the last day as the original has it.

    Raises DocumentNotFound for a clerk with no case that uses it, DocumentLevelHeld,
    DocumentReplaced, DocumentLastDayWrong.
    """
    document = _locked(document, actor)
    if document.level in PROVED:
        raise DocumentLevelHeld(level=document.level)
    _check_last_day(valid_until)
    if valid_until is not None:
        document.valid_until = valid_until
    return _raise(document, "see_original", actor=actor, office=office)


@transaction.atomic(savepoint=False)
def confirm_issue(document: Document, *, actor: Actor, office: Text) -> Document:
    """B or C → A: an officer of the authority that issues such papers knows it as its own.

    Raises DocumentNotFound, DocumentLevelHeld, DocumentReplaced, NotTheIssuerOfThis.
    """
    document = _locked(document, actor)
    if document.level == TrustLevel.A:
        raise DocumentLevelHeld(level=document.level)
    if not issues(actor, document):
        raise NotTheIssuerOfThis
    return _raise(document, "confirm_issue", actor=actor, office=office)


@transaction.atomic(savepoint=False)
def set_last_day(document: Document, *, valid_until: date | None, actor: Actor) -> Document:
    """Until when it holds; None for ever. The person says it until an office has looked at the
    original; from then on a clerk corrects it, with the original before them.

    Raises DocumentNotFound, DocumentLastDayFixed, DocumentLastDayWrong, DocumentReplaced.
    """
    document = _locked(document, actor)
    is_by_office = document.level in PROVED
    if is_owner(actor, document) and is_by_office:
        raise DocumentLastDayFixed
    if not is_owner(actor, document) and not (is_by_office and actor.kind == Role.CLERK):
        raise DocumentNotFound
    _check_last_day(valid_until)
    before, document.valid_until = document.valid_until, valid_until
    document.save(update_fields=["valid_until"])
    record(
        f"applicant:{document.owner_id}",
        "document.dated",
        actor=actor,
        document=document.pk,
        material=said_material(document, "zh"),
        material_en=said_material(document, "en"),
        before=before.isoformat() if before else "",
        after=valid_until.isoformat() if valid_until else "",
    )
    return document


def _locked(document: Document, actor: Actor) -> Document:
    found = (
        Document.objects.select_for_update(of=("self",))
        .select_related("material_type", "owner")
        .get(pk=document.pk)
    )
    if not may_read(actor, found):
        raise DocumentNotFound
    _check_current(found)
    return found


def _check_current(document: Document) -> None:
    if document.replaced_by_id is not None or document.removed_at is not None:
        raise DocumentReplaced


def _check_last_day(valid_until: date | None) -> None:
    if valid_until is not None and valid_until < timezone.localdate():
        raise DocumentLastDayWrong(field="valid_until")


def _raise(document: Document, name: str, *, actor: Actor, office: Text) -> Document:
    before = document.level
    document.level = LEVEL_MOVES.check(before, name, actor.kind)
    document.level_at, document.level_by_name = timezone.now(), actor.name
    document.level_office, document.level_office_en = office.zh, office.en
    document.save(update_fields=RAISED)
    record(
        f"applicant:{document.owner_id}",
        "document.level_raised",
        actor=actor,
        document=document.pk,
        material=said_material(document, "zh"),
        material_en=said_material(document, "en"),
        office=office.zh,
        office_en=office.en,
        before=before,
        after=document.level,
    )
    return document
