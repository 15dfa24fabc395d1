"""The only door to a document's bytes."""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from materials.documents.actions import record_reading
from materials.documents.queries import document_for
from materials.documents.sniff import SHOWN_IN_PLACE
from materials.errors import DocumentUnavailable
from materials.policy import is_owner
from portal.accounts.web import actor_behind, require


@require()
@require_safe
def download(request: HttpRequest, document_id: UUID) -> FileResponse:
    """Stream the file: shown in place where a browser can do so safely, or saved (`?download`).

    Whoever is not the owner leaves a line in the owner's record before the first byte goes out.
    """
    actor = actor_behind(request)
    document = document_for(actor, document_id)
    media_type = document.blob.media_type
    try:
        file = storages["blobs"].open(document.blob.storage_name)
    except FileNotFoundError:
        raise DocumentUnavailable from None
    if not is_owner(actor, document):
        record_reading(document, actor=actor)
    response = FileResponse(
        file,
        as_attachment="download" in request.GET or media_type not in SHOWN_IN_PLACE,
        filename=document.filename,
        content_type=media_type,
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
