"""The only door to a document's bytes."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from materials.documents.actions import record_reading
from materials.documents.content import open_content
from materials.documents.queries import document_for
from materials.documents.sniff import SHOWN_IN_PLACE
from materials.policy import is_owner
from portal.accounts.web import actor_behind, require


@require()
@require_safe
def download(request: HttpRequest, document_id: UUID) -> FileResponse:
    """Stream the file: shown in place where a browser can do so safely, or saved (`?download`).

    Whoever is not the owner leaves a line in the owner's record before the first byte goes out.
    Nobody, the owner neither, opens what the scanner has not seen or has found to carry a virus.
    """
    actor = actor_behind(request)
    document = document_for(actor, document_id)
    media_type = document.blob.media_type
    file = open_content(document.blob)
    if not is_owner(actor, document):
        record_reading(document, actor=actor)
    response = FileResponse(
        file,
        as_attachment="download" in request.GET or media_type not in SHOWN_IN_PLACE,
        filename=document.filename,
        content_type=media_type,
    )
    response.headers["Content-Length"] = str(document.blob.size)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
