"""Where blobs lie: named by content, written whole or not at all, never executable."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

READ_ONLY = 0o440


def storage_name(sha256: str) -> str:
    """`blobs/ab/cd/<sha256>.<chance>`: two levels of 256 folders keep every folder small.

    Two writers of the same bytes write two files, as each locks them with a key of its own; the one
    whose row comes second takes its file away again.
    """
    return f"blobs/{sha256[:2]}/{sha256[2:4]}/{sha256}.{secrets.token_hex(4)}"


class BlobStorage(FileSystemStorage):
    """Files under MEDIA_ROOT that no address serves: only the download view reads them.

    Whoever writes a name again writes the same bytes, so a file that is already there may stay.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File[bytes]) -> str:
        path = Path(self.path(name))
        if path.exists() and path.stat().st_size == content.size:
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=".part-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as target:
                for chunk in content.chunks():
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
                os.fchmod(target.fileno(), READ_ONLY)
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        return name
