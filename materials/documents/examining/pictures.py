"""Pictures are drawn anew: what is seen stays, upright; place, device and owner of it go.

A telephone writes into every photograph where it was taken. Nobody asked for that, so it is not
kept (个人信息保护法 art. 6), and neither is anything else that is not the picture.
"""

from __future__ import annotations

import threading
from typing import IO

from django.conf import settings
from PIL import Image, ImageOps

from materials.documents.sniff import EXTENSIONS, JPEG
from materials.errors import DocumentDamaged, DocumentPictureTooLarge

FORMATS = ("JPEG", "PNG")
"""Of a JPEG with a second view behind it (MPO), as some telephones write, the first is kept."""
QUALITY = 92
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, MemoryError)
_at_once = threading.BoundedSemaphore(2)
"""Two pictures at a time in one process: the largest allowed takes half a gigabyte unpacked."""


def redrawn(file: IO[bytes], target: IO[bytes], *, found: str) -> None:
    """Write the picture alone to `target`. Raises DocumentPictureTooLarge, DocumentDamaged."""
    kind = EXTENSIONS[found][0].upper()
    with _at_once:
        try:
            with Image.open(file, formats=FORMATS) as picture:
                _check_size(*picture.size)
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                _save(upright, target, found=found)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            width, height = _stated(file)
            raise DocumentPictureTooLarge(field="file", width=width, height=height) from None
        except _BROKEN as trouble:
            raise DocumentDamaged(field="file", found=kind) from trouble


def _check_size(width: int, height: int) -> None:
    is_long = max(width, height) > settings.DOCUMENT_LIMIT_SIDE
    if is_long or width * height > settings.DOCUMENT_LIMIT_PIXELS:
        raise DocumentPictureTooLarge(field="file", width=width, height=height)


def _stated(file: IO[bytes]) -> tuple[object, object]:
    """What the head of a PNG says; of others Pillow has not told us."""
    file.seek(0)
    head = file.read(24)
    if not head.startswith(b"\x89PNG"):
        return "?", "?"
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:], "big")


def _save(picture: Image.Image, target: IO[bytes], *, found: str) -> None:
    """Nothing is handed over but pixels, and for a PNG its palette with what is transparent."""
    if found == JPEG:
        plain = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
        plain.info = {}
        plain.save(target, "JPEG", quality=QUALITY, subsampling="4:2:0")
        return
    clear = picture.info.get("transparency")
    picture.info = {}
    more = {} if clear is None else {"transparency": clear}
    picture.save(target, "PNG", **more)
