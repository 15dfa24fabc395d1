"""The bytes of a document, for everything that looks into them."""

from __future__ import annotations

from io import BytesIO
from typing import IO, cast

from django.core.files.storage import storages

from materials.documents.models import Document
from materials.errors import DocumentUnavailable


def opened(document: Document) -> IO[bytes]:
    """Open for reading from the start; close it. Raises DocumentUnavailable when it is lost."""
    try:
        return cast(IO[bytes], storages["blobs"].open(document.blob.storage_name))
    except FileNotFoundError:
        raise DocumentUnavailable from None


def content_of(document: Document) -> BytesIO:
    """All of it, to be looked into in any order; the upload limit bounds it."""
    with opened(document) as file:
        return BytesIO(file.read())
