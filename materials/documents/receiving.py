"""From what a person sends to bytes in the store: counted, recognised, examined, sealed, written.

No row is written and none is locked here, so that a slow store keeps nobody waiting: actions call
this first, and take the result into their transaction. What no row takes is deleted again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.template.defaultfilters import filesizeformat

from materials.documents.examining import IN_MEMORY, examined
from materials.documents.keys import NOT_LOCKED, LockedKey, current_name, fresh_key
from materials.documents.models import Blob
from materials.documents.names import checked_name
from materials.documents.sealing import seal
from materials.documents.sniff import media_type
from materials.documents.storage import storage_name
from materials.errors import DocumentEmpty, DocumentTooLarge, DocumentTypeRefused

CHUNK = 64 * 1024


@dataclass(slots=True)
class Received:
    """Bytes that have passed, on their way to a row."""

    filename: str
    media_type: str
    sha256: str
    size: int
    storage_name: str = ""
    """Empty where the same bytes were in the store already."""
    key: LockedKey = NOT_LOCKED
    is_taken: bool = False
    """True as soon as a row names these bytes: from then on they stay."""


@contextmanager
def received(upload: File[bytes]) -> Iterator[Received]:
    """The upload in the store, for the length of the block; it stays if the block took it.

    Raises DocumentEmpty, DocumentTooLarge (setting DOCUMENT_LIMIT_BYTES), DocumentTypeRefused,
    DocumentNameRefused, DocumentExtensionMismatch and what `examining` says of its content.
    """
    with ExitStack() as open_files:
        stream = upload.open().file
        if stream is None:
            raise DocumentEmpty(field="file")
        _check_size(upload)
        found = media_type(stream)
        if found is None:
            raise DocumentTypeRefused(field="file")
        filename = checked_name(upload.name, found)
        kept = examined(stream, found=found)
        if kept is not stream:
            open_files.enter_context(kept)
        sha256, size = _measured(kept)
        taken = Received(filename, found, sha256, size)
        if not Blob.objects.filter(pk=sha256).exists():
            taken.storage_name, taken.key = write(kept, sha256=sha256)
    try:
        yield taken
    except BaseException:
        taken.is_taken = False  # whatever row was written is not there any more
        raise
    finally:
        if taken.storage_name and not taken.is_taken:
            storages["blobs"].delete(taken.storage_name)


def write(content: IO[bytes], *, sha256: str) -> tuple[str, LockedKey]:
    """Seal the bytes and put them into the store: their place and their locked key.

    Where the portal was given no key (a test, a trial started by hand) they lie as they are.
    """
    content.seek(0)
    name = storage_name(sha256)
    if not current_name():
        return storages["blobs"].save(name, File(content, name)), NOT_LOCKED
    key, locked = fresh_key(sha256)
    with SpooledTemporaryFile(max_size=IN_MEMORY) as sealed:
        seal(content, sealed, key=key, context=sha256)
        sealed.seek(0)
        return storages["blobs"].save(name, File(sealed, name)), locked


def _check_size(upload: File[bytes]) -> None:
    """Counted here: what the upload says of itself proves nothing."""
    limit, size = settings.DOCUMENT_LIMIT_BYTES, 0
    for chunk in upload.chunks():
        size += len(chunk)
        if size > limit:
            raise DocumentTooLarge(field="file", limit=filesizeformat(limit))
    if size == 0:
        raise DocumentEmpty(field="file")


def _measured(content: IO[bytes]) -> tuple[str, int]:
    content.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
