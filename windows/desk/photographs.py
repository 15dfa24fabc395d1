"""Photographs taken at the counter: one or several, always one PDF, a page each.

Drawn anew, so nothing of the camera stays in it (place, time, device). What comes out goes the
way of every file: examined, sealed, scanned.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from materials.documents.pixels import upright
from materials.documents.sniff import PDF
from windows.errors import PhotographRefused, TooManyPhotographs

MOST_PAGES = 20
LONGEST_SIDE = 2480
"""A4 at 210 dots an inch: small print can be read, a page stays well under a megabyte."""
DOTS_PER_INCH = 210.0
QUALITY = 85


def one_pdf(photographs: Sequence[UploadedFile], *, name: str) -> SimpleUploadedFile:
    """All pages in the order in which they were taken.

    Raises TooManyPhotographs, PhotographRefused with the page that is no picture.
    """
    if len(photographs) > MOST_PAGES:
        raise TooManyPhotographs(most=MOST_PAGES)
    pages = []
    for number, photograph in enumerate(photographs, start=1):
        page = upright(photograph, longest=LONGEST_SIDE)
        if page is None:
            raise PhotographRefused(page=number)
        page.info.clear()
        pages.append(page)
    made = BytesIO()
    pages[0].save(
        made, "PDF", save_all=True, append_images=pages[1:], resolution=DOTS_PER_INCH,
        quality=QUALITY,
    )  # fmt: skip
    return SimpleUploadedFile(f"{name}.pdf", made.getvalue(), content_type=PDF)
