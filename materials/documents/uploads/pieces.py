"""The pieces of an upload: sealed like documents, and put together when all are there."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO, cast

from django.core.files.base import File
from django.core.files.storage import storages

from materials.documents.examining import IN_MEMORY
from materials.documents.keys import unlock
from materials.documents.models import Upload
from materials.documents.sealing import seal, unsealed
from materials.errors import DocumentTooLarge, DocumentUnavailable, UploadUnfinished

CHUNK = 64 * 1024


class _Counted(io.RawIOBase):
    """Reads on, to the end or to where the line broke, and no further than there is room."""

    def __init__(self, beneath: IO[bytes], most: int) -> None:
        self._beneath, self._most = beneath, most
        self.size = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            chunk = self._beneath.read(CHUNK if size < 0 else size)
        except OSError:  # the line broke: what has come is kept, the rest is sent again
            return b""
        self.size += len(chunk)
        if self.size > self._most:
            raise DocumentTooLarge(field="file", limit=f"{self._most} B")
        return chunk


def write_piece(upload: Upload, content: IO[bytes], *, name: str, offset: int) -> int:
    """Put what comes into the store; returns how many bytes that were. Raises DocumentTooLarge."""
    counted = _Counted(content, upload.size - offset)
    with SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        if upload.key_name:
            key = unlock(upload.kept_key, str(upload.pk))
            seal(cast(IO[bytes], counted), kept, key=key, context=_context(upload, offset))
        else:
            while chunk := counted.read(CHUNK):
                kept.write(chunk)
        kept.seek(0)
        if counted.size:
            storages["blobs"].save(name, File(kept, name))
    return counted.size


@contextmanager
def whole(upload: Upload) -> Iterator[File[bytes]]:
    """The file as one, to be handed in like any other. Raises UploadUnfinished."""
    if not upload.is_whole:
        raise UploadUnfinished(field="file")
    with TemporaryFile() as together:
        try:
            for piece in upload.pieces.order_by("offset"):
                with _opened(upload, piece.storage_name, piece.offset) as content:
                    while chunk := content.read(CHUNK):
                        together.write(chunk)
        except OSError as trouble:
            raise DocumentUnavailable from trouble
        if together.tell() != upload.size:
            raise UploadUnfinished(field="file")
        together.seek(0)
        yield _Together(together, name=upload.filename)


class _Together(File):
    """Opened anew it is only read from its beginning: it has no name on any disk."""

    def open(self, mode: str | None = None, *args: object, **kwargs: object) -> _Together:
        self.seek(0)
        return self


def _opened(upload: Upload, name: str, offset: int) -> IO[bytes]:
    beneath = cast(IO[bytes], storages["blobs"].open(name))
    if not upload.key_name:
        return beneath
    try:
        key = unlock(upload.kept_key, str(upload.pk))
        return unsealed(beneath, key=key, context=_context(upload, offset))
    except BaseException:
        beneath.close()
        raise


def _context(upload: Upload, offset: int) -> str:
    return f"upload:{upload.pk}:{offset}"
