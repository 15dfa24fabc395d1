"""The bytes of a document, for everything that looks into them."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from materials.documents.content import open_content
from materials.documents.models import Document


def opened(document: Document) -> IO[bytes]:
    """Open for reading from the start; close it. Raises what `open_content` raises."""
    return open_content(document.blob)


def content_of(document: Document) -> BytesIO:
    """All of it, to be looked into in any order; the upload limit bounds it."""
    with opened(document) as file:
        return BytesIO(file.read())
