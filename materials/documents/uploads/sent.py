"""The file of a form, however it came: with the form, or before it in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from materials.documents.uploads.actions import end_upload
from materials.documents.uploads.pieces import whole
from materials.documents.uploads.queries import upload_for
from portal.accounts.actor import Actor


@contextmanager
def file_in(request: HttpRequest, actor: Actor) -> Iterator[File[bytes] | None]:
    """The one file of a form, sent with it or before it in pieces; None when none was chosen.

    What came in pieces is forgotten as soon as it was handed in. Raises UploadNotFound,
    UploadUnfinished.
    """
    if request.POST.get("upload"):
        upload = upload_for(actor, request.POST["upload"])
        with whole(upload) as file:
            yield file
        end_upload(upload, actor=actor)
        return
    found = request.FILES.get("file")
    yield found if isinstance(found, UploadedFile) else None
