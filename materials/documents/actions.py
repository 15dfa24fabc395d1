"""The only writers of documents and blobs."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

from django.core.files.base import File
from django.db import transaction

from materials.catalogue.models import MaterialType
from materials.documents import clamd
from materials.documents.first_level import first_level
from materials.documents.locks import hold_blob
from materials.documents.models import Blob, Document
from materials.documents.purpose import NO_PURPOSE, Purpose
from materials.documents.receiving import Received, received
from materials.documents.states import ScanState
from materials.errors import (
    DocumentInfected,
    DocumentReplaced,
    DocumentUnavailable,
    NotYourMaterial,
)
from materials.policy import may_hand_in_for
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.journal.actions import record
from portal.outbox.actions import publish

HELD = "SELECT * FROM materials_blob WHERE sha256 = %s FOR SHARE"


def store_document(
    owner: Applicant,
    *,
    upload: File[bytes] | Received,
    material_type: MaterialType | None,
    actor: Actor,
    replaces: Document | None = None,
    valid_until: date | None = None,
    is_self_made: bool = False,
) -> Document:
    """Keep a file in the owner's material library, for this case and every later one.

    The bytes decide the type; the same bytes are kept once. A file is examined and written to the
    store before anything is locked; who locks something first (a case) calls `received` before that
    and hands in what it gives. Nobody opens the document before the scanner has seen it, where
    there is one. Raises what `received` raises, DocumentInfected (bytes that are known to be),
    NotYourMaterial, DocumentReplaced.
    """
    if not may_hand_in_for(actor, owner.pk):
        raise NotYourMaterial
    with ExitStack() as until_stored:
        if not isinstance(upload, Received):
            upload = until_stored.enter_context(received(upload))
        document = Document(
            owner=owner,
            material_type=material_type,
            filename=upload.filename,
            uploaded_by_name=actor.name,
            **first_level(
                owner,
                material_type,
                upload.sha256,
                is_self_made=is_self_made,
                valid_until=valid_until,
            ),
        )
        return _store(document, upload, replaces=replaces, actor=actor)


@transaction.atomic
def _store(
    document: Document, taken: Received, *, replaces: Document | None, actor: Actor
) -> Document:
    if replaces is not None:
        replaces = Document.objects.select_for_update(of=("self",)).get(pk=replaces.pk)
        if replaces.owner_id != document.owner_id:
            raise NotYourMaterial
        if replaces.replaced_by_id or replaces.removed_at:
            raise DocumentReplaced
    document.blob = _kept(taken)
    document.save(force_insert=True)
    if replaces is not None:
        replaces.replaced_by = document
        replaces.save(update_fields=["replaced_by"])
    record(
        f"applicant:{document.owner_id}",
        "document.stored",
        actor=actor,
        document=document.pk,
        filename=document.filename,
        sha256=taken.sha256,
        size=taken.size,
        material=said_material(document, "zh"),
        material_en=said_material(document, "en"),
        replaces=replaces.pk if replaces else None,
    )
    return document


def record_reading(
    document: Document, *, actor: Actor, purpose: Purpose = NO_PURPOSE, is_marked: bool = False
) -> None:
    """Write down who looked at whose material (个人信息保护法 art. 51): reading is an act too."""
    with transaction.atomic():
        record(
            f"applicant:{document.owner_id}",
            "document.read",
            actor=actor,
            document=document.pk,
            filename=document.filename,
            material=said_material(document, "zh"),
            material_en=said_material(document, "en"),
            case=purpose.case_number,
            office=purpose.office.zh,
            office_en=purpose.office.en,
            is_marked=is_marked,
        )


def said_material(document: Document, language: str) -> str:
    """What the document is, for the journal; a file of no known kind is just that."""
    kind = document.material_type
    if kind is None:
        return "其他材料" if language == "zh" else "another document"
    return kind.name if language == "zh" else kind.name_en or kind.name


def _kept(taken: Received) -> Blob:
    """The row of these bytes; until the transaction ends, a verdict on them waits for it."""
    hold_blob(taken.sha256)
    is_scanned = clamd.is_configured()
    if taken.storage_name:
        # Two uploads of one file at once: the second waits here, then finds the row of the first.
        Blob.objects.bulk_create(
            [
                Blob(
                    sha256=taken.sha256,
                    size=taken.size,
                    media_type=taken.media_type,
                    storage_name=taken.storage_name,
                    key_name=taken.key.name,
                    locked_key=taken.key.locked,
                    state=ScanState.RECEIVED if is_scanned else ScanState.NOT_SCANNED,
                )
            ],
            ignore_conflicts=True,
        )
    # Shared: many may hand in the same bytes at once, only the verdict must wait for them.
    held = Blob.objects.raw(HELD, [taken.sha256])
    blob = next(iter(held), None)
    if blob is None:
        raise DocumentUnavailable
    if blob.state == ScanState.QUARANTINED:
        raise DocumentInfected(field="file")
    taken.is_taken = blob.storage_name == taken.storage_name
    if is_scanned and blob.state in (ScanState.RECEIVED, ScanState.NOT_SCANNED):
        publish("document.scan", key=f"document.scan:{blob.pk}", sha256=blob.pk)
    return blob
