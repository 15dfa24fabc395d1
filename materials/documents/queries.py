"""Scoped reads of the material library."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from materials.documents.models import Document
from materials.documents.states import ScanState
from materials.errors import DocumentNotFound
from materials.policy import may_read
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant

CURRENT = Q(replaced_by=None, removed_at=None)
"""Neither replaced nor taken out of the library."""


def document_for(actor: Actor, document_id: UUID | str) -> Document:
    """The document, if this actor may read it. Raises DocumentNotFound for all others alike."""
    try:
        wanted = UUID(str(document_id))
    except ValueError:
        raise DocumentNotFound from None
    document = (
        Document.objects.select_related("blob", "owner", "material_type").filter(pk=wanted).first()
    )
    if document is None or not may_read(actor, document):
        raise DocumentNotFound
    return document


def documents_of(applicant: Applicant, *, on: date | None = None) -> QuerySet[Document]:
    """What the applicant can use again, newest first; `on` drops what has expired by that day.

    A file with a virus is of no use to anybody.
    """
    documents = (
        Document.objects.filter(CURRENT, owner=applicant)
        .exclude(blob__state=ScanState.QUARANTINED)
        .select_related("blob", "material_type")
    )
    if on is not None:
        documents = documents.filter(Q(valid_until=None) | Q(valid_until__gte=on))
    return documents.order_by("-created_at", "-id")
