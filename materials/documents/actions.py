"""The only writers of documents and blobs."""

from __future__ import annotations

import hashlib
from datetime import date

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.template.defaultfilters import filesizeformat

from materials.catalogue.models import MaterialType
from materials.documents.first_level import first_level
from materials.documents.locks import hold_blob
from materials.documents.models import Blob, Document
from materials.documents.names import checked_name
from materials.documents.purpose import NO_PURPOSE, Purpose
from materials.documents.sniff import media_type
from materials.documents.storage import storage_name
from materials.errors import (
    DocumentEmpty,
    DocumentReplaced,
    DocumentTooLarge,
    DocumentTypeRefused,
    NotYourMaterial,
)
from materials.policy import may_hand_in_for
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.journal.actions import record


@transaction.atomic
def store_document(
    owner: Applicant,
    *,
    upload: File[bytes],
    material_type: MaterialType | None,
    actor: Actor,
    replaces: Document | None = None,
    valid_until: date | None = None,
    is_self_made: bool = False,
) -> Document:
    """Keep a file in the owner's material library, for this case and every later one.

    The bytes decide the type; the same bytes are kept once. Bytes are written before the rows, so a
    rolled-back call leaves at most bytes that no row names. Raises DocumentEmpty,
    DocumentTooLarge (setting DOCUMENT_LIMIT_BYTES), DocumentTypeRefused,
    DocumentExtensionMismatch, DocumentNameRefused, NotYourMaterial, DocumentReplaced.
    """
    if replaces is not None:
        replaces = Document.objects.select_for_update(of=("self",)).get(pk=replaces.pk)
    if not may_hand_in_for(actor, owner.pk):
        raise NotYourMaterial
    if replaces is not None and replaces.owner_id != owner.pk:
        raise NotYourMaterial
    if replaces is not None and (replaces.replaced_by_id or replaces.removed_at):
        raise DocumentReplaced
    sha256, size = _measured(upload)
    stream = upload.open().file
    found = media_type(stream) if stream is not None else None
    if found is None:
        raise DocumentTypeRefused(field="file")
    filename = checked_name(upload.name, found)
    hold_blob(sha256)
    document = Document.objects.create(
        owner=owner,
        material_type=material_type,
        blob=_kept(upload, sha256=sha256, size=size, found=found),
        filename=filename,
        uploaded_by_name=actor.name,
        **first_level(
            owner, material_type, sha256, is_self_made=is_self_made, valid_until=valid_until
        ),
    )
    if replaces is not None:
        replaces.replaced_by = document
        replaces.save(update_fields=["replaced_by"])
    record(
        f"applicant:{owner.pk}",
        "document.stored",
        actor=actor,
        document=document.pk,
        filename=filename,
        sha256=sha256,
        size=size,
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


def _measured(upload: File[bytes]) -> tuple[str, int]:
    """SHA-256 and size, counted here: what the upload says of itself proves nothing."""
    limit = settings.DOCUMENT_LIMIT_BYTES
    digest, size = hashlib.sha256(), 0
    for chunk in upload.chunks():
        size += len(chunk)
        if size > limit:
            raise DocumentTooLarge(field="file", limit=filesizeformat(limit))
        digest.update(chunk)
    if size == 0:
        raise DocumentEmpty(field="file")
    return digest.hexdigest(), size


def _kept(upload: File[bytes], *, sha256: str, size: int, found: str) -> Blob:
    name = storages["blobs"].save(storage_name(sha256), upload)
    # Two uploads of one file at once: the second waits here for the first, then finds its row.
    Blob.objects.bulk_create(
        [Blob(sha256=sha256, size=size, media_type=found, storage_name=name)],
        ignore_conflicts=True,
    )
    return Blob.objects.get(pk=sha256)
