"""The core of tus 1.0 (https://tus.io/protocols/resumable-upload) with creation, expiration and
termination, for whoever is logged in. Any tus client can speak to it; ours is `uploads.js`.
"""

from __future__ import annotations

import base64
import binascii
from typing import IO, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods, require_POST

from materials.documents.models import Upload
from materials.documents.uploads.actions import add_piece, begin_upload, end_upload
from materials.documents.uploads.queries import upload_for
from materials.errors import UploadHeadersWrong, UploadSpeaksOtherVersion
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
PIECE_TYPE = "application/offset+octet-stream"


@require(Role.APPLICANT, Role.CLERK)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Say how long the file is and what it is called; get the address to send it to."""
    try:
        _check_version(request)
        upload = begin_upload(
            filename=_filename(request.headers.get("Upload-Metadata", "")),
            size=_number(request, "Upload-Length"),
            actor=actor_behind(request),
        )
    except DomainError as refused:
        return _refused(refused)
    response = _told(HttpResponse(status=201), upload)
    response["Location"] = reverse("upload", args=[upload.pk])
    return response


@require(Role.APPLICANT, Role.CLERK)
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def one(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """HEAD: how much is here. PATCH: what comes next. DELETE: forget it."""
    actor = actor_behind(request)
    try:
        _check_version(request)
        upload = upload_for(actor, upload_id)
        if request.method == "HEAD":
            return _told(HttpResponse(), upload)
        if request.method == "DELETE":
            end_upload(upload, actor=actor)
            return _versioned(HttpResponse(status=204))
        if request.content_type != PIECE_TYPE:
            raise UploadHeadersWrong(header="Content-Type")
        offset = _number(request, "Upload-Offset")
        body = cast(IO[bytes], request)
        upload = add_piece(upload, offset=offset, content=body, actor=actor)
        return _told(HttpResponse(status=204), upload)
    except DomainError as refused:
        return _refused(refused)


def _told(response: HttpResponse, upload: Upload) -> HttpResponse:
    response["Upload-Offset"] = str(upload.offset)
    response["Upload-Length"] = str(upload.size)
    response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return _versioned(response)


def _versioned(response: HttpResponse) -> HttpResponse:
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    return response


def _refused(refusal: DomainError) -> HttpResponse:
    """For scripts: the sentences as JSON, whatever the address."""
    response = _versioned(JsonResponse(refusal.as_json(), status=refusal.status))
    response["Tus-Version"] = VERSION
    response["Tus-Extension"] = EXTENSIONS
    response["Tus-Max-Size"] = str(settings.DOCUMENT_LIMIT_BYTES)
    return response


def _check_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise UploadSpeaksOtherVersion


def _number(request: HttpRequest, header: str) -> int:
    said = request.headers.get(header, "")
    if not (said.isascii() and said.isdecimal()) or len(said) > 15:
        raise UploadHeadersWrong(header=header)
    return int(said)


def _filename(metadata: str) -> str:
    """`filename 5ZCI5ZCMLnBkZg==,other …`: names and values in base64, with commas between."""
    for pair in metadata.split(","):
        name, _, value = pair.strip().partition(" ")
        if name == "filename":
            try:
                return base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                break
    raise UploadHeadersWrong(header="Upload-Metadata")
