"""Images of documents, opened with care and turned upright."""

from __future__ import annotations

from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from materials.documents.sniff import JPEG, PNG

IMAGES = frozenset({JPEG, PNG})
FORMATS = ("JPEG", "PNG")
MOST_PIXELS = 50_000_000
"""An image of more is not unpacked: it would take hundreds of megabytes."""
QUALITY = 85


def upright(file: IO[bytes], *, longest: int) -> Image.Image | None:
    """The picture, its longer side at most `longest`, on white; None where it cannot be shown."""
    try:
        with Image.open(file, formats=FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                return None
            found.draft("RGB", (longest, longest))
            turned = ImageOps.exif_transpose(found)
            turned.thumbnail((longest, longest))
            return _on_white(turned)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "P" or "A" in image.getbands():
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return image.convert("RGB")
