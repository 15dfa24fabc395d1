"""The only door to a document's bytes: as it is for its owner, a marked copy for staff."""

from __future__ import annotations

from io import BytesIO
from typing import TypeVar
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from materials.documents.actions import record_reading
from materials.documents.marking.copies import Copy, marked_copy
from materials.documents.marking.images import LONGEST
from materials.documents.marking.words import words_for
from materials.documents.models import Document
from materials.documents.opening import opened
from materials.documents.previews import SIZES, has_preview, preview
from materials.documents.queries import document_for
from materials.documents.sniff import JPEG, PDF, SHOWN_IN_PLACE
from materials.policy import is_owner, purpose_of
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.content_security import POLICY

Reply = TypeVar("Reply", HttpResponse, FileResponse)


@require()
@require_safe
def download(request: HttpRequest, document_id: UUID) -> FileResponse:
    """Stream the file: shown in place where a browser can do so safely, or saved (`?download`).

    Whoever is not the owner leaves a line in the owner's record before the first byte goes out, and
    a person gets a copy with their name, office and case on it (`?case=` says which). A
    department's system gets the file as it was handed in: nobody looks at that copy. Nobody, the
    owner neither, opens what the scanner has not seen or has found to carry a virus.
    """
    actor = actor_behind(request)
    document = document_for(actor, document_id)
    if is_owner(actor, document):
        return _sent(request, document, Copy(None, document.blob.media_type))
    if actor.kind == Role.DEPARTMENT_SYSTEM:
        purpose = purpose_of(actor, document, request.GET.get("case", ""))
        opened(document).close()
        record_reading(document, actor=actor, purpose=purpose)
        return _sent(request, document, Copy(None, document.blob.media_type))
    return _sent(request, document, _copy_for(request, actor, document))


@require()
@require_safe
def look(request: HttpRequest, document_id: UUID, size: str) -> HttpResponse:
    """A picture of it: small for lists, large to compare with the original. Marked for staff."""
    actor = actor_behind(request)
    document = document_for(actor, document_id)
    longest = SIZES.get(size)
    if longest is None or not has_preview(document):
        raise Http404
    if is_owner(actor, document):
        content = preview(document, longest=longest)
    else:
        content = _copy_for(request, actor, document, longest=longest).content
    if content is None:
        raise Http404
    return _private(HttpResponse(content, content_type=JPEG))


def _copy_for(
    request: HttpRequest, actor: Actor, document: Document, *, longest: int = LONGEST
) -> Copy:
    """Made before it is written down, so that what cannot be opened was not read either."""
    purpose = purpose_of(actor, document, request.GET.get("case", ""))
    copy = marked_copy(document, words_for(actor, purpose, timezone.now()), longest=longest)
    record_reading(document, actor=actor, purpose=purpose, is_marked=copy.content is not None)
    return copy


def _sent(request: HttpRequest, document: Document, copy: Copy) -> FileResponse:
    """The copy, or the file itself where there is none."""
    is_shown = copy.media_type in SHOWN_IN_PLACE
    response = FileResponse(
        BytesIO(copy.content) if copy.content is not None else opened(document),
        as_attachment="download" in request.GET or not is_shown,
        filename=_name(document, copy),
        content_type=copy.media_type,
    )
    if copy.media_type == PDF:  # pages of the portal itself show it beside their checklist
        response.headers["Content-Security-Policy"] = POLICY.replace(
            "frame-ancestors 'none'", "frame-ancestors 'self'"
        )
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
    if copy.content is None:
        response.headers["Content-Length"] = str(document.blob.size)
    return _private(response)


def _name(document: Document, copy: Copy) -> str:
    """A picture's copy is a JPEG, whatever the picture was."""
    stem, _dot, ending = document.filename.rpartition(".")
    is_same = copy.media_type == document.blob.media_type
    return document.filename if is_same else f"{stem or ending}.jpg"


def _private(response: Reply) -> Reply:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
