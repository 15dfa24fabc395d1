"""What a file really is, told by its bytes and never by what the browser says of it."""

from __future__ import annotations

import zipfile
from typing import IO

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
OFD = "application/ofd"

EXTENSIONS = {PDF: ("pdf",), JPEG: ("jpg", "jpeg", "jpe"), PNG: ("png",), OFD: ("ofd",)}
"""The extensions each type may bear; the first is given to a name that has none."""

SHOWN_IN_PLACE = frozenset({PDF, JPEG, PNG})
"""Types that a browser shows without running anything of theirs in our name."""

# An archive that lists more than this is not a document: the list is read into memory.
LONGEST_DIRECTORY = 1024 * 1024
_END_RECORD = b"PK\x05\x06"
_LONGEST_END = 22 + 65535


def media_type(file: IO[bytes]) -> str | None:
    """PDF, JPEG, PNG or OFD (GB/T 33190: a zip with OFD.xml at its root), else None."""
    file.seek(0)
    head = file.read(16)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        return PNG
    if head.startswith(b"PK\x03\x04") and _is_ofd(file):
        return OFD
    return None


def _is_ofd(file: IO[bytes]) -> bool:
    if not 0 < _directory_size(file) <= LONGEST_DIRECTORY:
        return False
    try:
        with zipfile.ZipFile(file) as archive, archive.open("OFD.xml") as entry:
            return b"OFD" in entry.read(4096)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, NotImplementedError):
        return False


def _directory_size(file: IO[bytes]) -> int:
    """Bytes of the list of entries, as the end of the archive states them; 0 without one."""
    end = file.seek(0, 2)
    file.seek(max(0, end - _LONGEST_END))
    tail = file.read()
    at = tail.rfind(_END_RECORD)
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
