"""A person takes a document out of their library: what no case uses is gone for good."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from materials.documents.actions import said_material
from materials.documents.locks import hold_blob
from materials.documents.models import Blob, Document
from materials.documents.uses import uses_of
from materials.errors import DocumentInUse, DocumentNotFound, DocumentReplaced
from materials.policy import is_owner
from portal.accounts.actor import Actor
from portal.journal.actions import record
from portal.outbox.actions import publish


@transaction.atomic(savepoint=False)
def remove_document(document: Document, *, actor: Actor) -> None:
    """With its older versions, of which those that a case uses stay with that case alone.

    The bytes follow once nobody else has the same (个人信息保护法 art. 47). Raises
    DocumentNotFound for anybody but the owner, DocumentReplaced, DocumentInUse.
    """
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("material_type")
        .get(pk=document.pk)
    )
    if not is_owner(actor, document):
        raise DocumentNotFound
    if document.replaced_by_id is not None or document.removed_at is not None:
        raise DocumentReplaced
    versions = [document, *_older(document)]
    uses = uses_of([each.pk for each in versions])
    if document.pk in uses:
        raise DocumentInUse(number=uses[document.pk][0].case_number)
    kept = [each.pk for each in versions if each.pk in uses]
    gone = [each for each in versions if each.pk not in uses]
    Document.objects.filter(pk__in=[each.pk for each in versions]).update(replaced_by=None)
    Document.objects.filter(pk__in=kept).update(removed_at=timezone.now())
    Document.objects.filter(pk__in=[each.pk for each in gone]).delete()
    _drop_blobs({each.blob_id for each in gone}, because=document.pk)
    record(
        f"applicant:{document.owner_id}",
        "document.removed",
        actor=actor,
        document=document.pk,
        material=said_material(document, "zh"),
        material_en=said_material(document, "en"),
        versions=len(gone),
    )


def _older(document: Document) -> list[Document]:
    """Every version before this one, newest first."""
    found = [document]
    for each in found:
        found += Document.objects.select_for_update(of=("self",)).filter(replaced_by=each)
    return found[1:]


def _drop_blobs(blobs: Collection[str], *, because: UUID) -> None:
    """Rows now, bytes once this is certain: a message carries that over."""
    for sha256 in sorted(blobs):
        hold_blob(sha256)
        if Document.objects.filter(blob=sha256).exists():
            continue
        blob = Blob.objects.get(pk=sha256)
        publish(
            "document.erase",
            key=f"document.erase:{sha256}:{because}",
            sha256=sha256,
            storage_name=blob.storage_name,
        )
        blob.delete()


def erase(sha256: str, storage_name: str) -> None:
    """Delete the bytes, unless a row has come to name them in the meantime. Safe to repeat."""
    with transaction.atomic(durable=True):
        hold_blob(sha256)
        if not Blob.objects.filter(storage_name=storage_name).exists():
            storages["blobs"].delete(storage_name)
