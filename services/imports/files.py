"""The file of an import: its digest, and where it waits until it is read."""

from __future__ import annotations

import hashlib
from typing import BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import storages

from services.imports.errors import FileMissing, FileTooLarge
from services.models import ImportRun

MOST_MEGABYTES = 200
CHUNK = 1 << 20


def digest_of(file: BinaryIO) -> str:
    """SHA-256 of the whole file, read in pieces; it stands at its beginning afterwards.

    Raises FileTooLarge.
    """
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while piece := file.read(CHUNK):
        size += len(piece)
        if size > MOST_MEGABYTES * CHUNK:
            raise FileTooLarge(most=MOST_MEGABYTES)
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def keep_file(run: ImportRun, file: BinaryIO) -> None:
    """Where every worker can read it; the same bytes are kept once."""
    file.seek(0)
    storages["blobs"].save(_name(run), File(file))


def open_file(run: ImportRun) -> BinaryIO:
    """Raises FileMissing."""
    try:
        kept = storages["blobs"].open(_name(run), "rb")
    except FileNotFoundError:
        raise FileMissing(name=run.name) from None
    return cast(BinaryIO, kept.file)


def _name(run: ImportRun) -> str:
    return f"imports/{run.digest}"
