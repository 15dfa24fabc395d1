"""What a document looks like without opening it: a small picture, or how many pages it has."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from django.core.cache import cache

from materials.documents.models import Document
from materials.documents.opening import content_of
from materials.documents.pixels import IMAGES, QUALITY, upright
from materials.documents.sniff import PDF
from portal.errors import DomainError

SIZES = {"small": 320, "large": 1400}
"""Longer side in pixels: for a list, and for comparing it with the original."""
KEPT_SECONDS = 30 * 24 * 3600
UNKNOWN = 0


def has_preview(document: Document) -> bool:
    return document.blob.media_type in IMAGES and document.blob.is_readable


def preview(document: Document, *, longest: int) -> bytes | None:
    """A JPEG; None for what is no image, or is none that can be shown."""
    if not has_preview(document):
        return None
    image = upright(content_of(document), longest=longest)
    if image is None:
        return None
    made = BytesIO()
    image.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def page_count(document: Document) -> int | None:
    """Pages of a PDF; None for everything else, and for a PDF that cannot be read now or ever.

    The number is remembered by the content, which never changes.
    """
    if document.blob.media_type != PDF:
        return None
    key = f"pages:{document.blob_id}"
    known = cache.get(key)
    if known is None:
        try:
            content = content_of(document)
        except DomainError:
            return None
        known = _counted(content)
        cache.set(key, known, KEPT_SECONDS)
    return known or None


def _counted(content: BytesIO) -> int:
    try:
        with pikepdf.open(content) as found:
            return len(found.pages)
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return UNKNOWN
