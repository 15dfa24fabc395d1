"""What the doors of every page need: a durable transaction, a said sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from materials.documents.uploads.actions import end_upload
from materials.documents.uploads.pieces import whole
from materials.documents.uploads.queries import upload_for
from portal.accounts.actor import Actor
from services.catalogue.text import Text


@contextmanager
def one_act() -> Iterator[None]:
    """The transaction of one act, opened by its door. Durable: it is the outermost one."""
    with transaction.atomic(durable=True):
        yield


def spoken(text: Text) -> str:
    """The sentence in the reader's language, for messages and form errors."""
    return text.in_language(get_language() or "zh-hans")


def wants_fragment(request: HttpRequest) -> bool:
    """True when only the changing part of the page is asked for (htmx), not the whole of it."""
    return request.headers.get("HX-Request") == "true"


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
