"""The copy of a document that somebody other than its owner is shown."""

from __future__ import annotations

from dataclasses import dataclass

from materials.documents.marking.images import LONGEST, marked_image
from materials.documents.marking.pdfs import marked_pdf
from materials.documents.marking.words import Words
from materials.documents.models import Document
from materials.documents.opening import content_of, opened
from materials.documents.pixels import IMAGES
from materials.documents.sniff import JPEG, PDF


@dataclass(frozen=True, slots=True)
class Copy:
    """`content` is None where no mark can be put on it (OFD, a damaged file)."""

    content: bytes | None
    media_type: str


def marked_copy(document: Document, words: Words, *, longest: int = LONGEST) -> Copy:
    """An image becomes a marked JPEG, a PDF stays one. Raises DocumentUnavailable."""
    kind = document.blob.media_type
    if kind in IMAGES:
        return Copy(marked_image(content_of(document), words, longest=longest), JPEG)
    if kind == PDF:
        return Copy(marked_pdf(content_of(document), words), PDF)
    opened(document).close()
    return Copy(None, kind)
