"""The only way to the bytes of a document: opened, checked whole, and never before the scanner.

Whoever shows, copies, prints or sends a document opens it here.
"""

from __future__ import annotations

import hashlib
import logging
from typing import IO, cast

from django.core.files.storage import storages

from materials.documents.keys import unlock
from materials.documents.models import Blob
from materials.documents.sealing import SealBroken, unsealed
from materials.documents.states import ScanState
from materials.errors import (
    DocumentBeingScanned,
    DocumentHeld,
    DocumentQuarantined,
    DocumentUnavailable,
)

CHUNK = 1024 * 1024
RETRY_SECONDS = {ScanState.RECEIVED: 5, ScanState.SCANNING: 5, ScanState.HELD: 300}

log = logging.getLogger(__name__)


def open_content(blob: Blob) -> IO[bytes]:
    """The bytes as they were handed in, from the first one; the caller closes them.

    Raises DocumentBeingScanned, DocumentHeld and DocumentQuarantined, and DocumentUnavailable when
    the store does not answer or the bytes are no longer those that were kept.
    """
    check_readable(blob)
    try:
        return open_unscanned(blob)
    except OSError as trouble:
        log.error("Document %s cannot be opened: %s", blob.pk, trouble)  # noqa: TRY400 (its trace tells nothing)
        raise DocumentUnavailable from trouble


def check_readable(blob: Blob) -> None:
    """Raises DocumentBeingScanned, DocumentHeld, DocumentQuarantined."""
    if blob.is_readable:
        return
    if blob.state == ScanState.QUARANTINED:
        raise DocumentQuarantined
    refusal = DocumentHeld() if blob.state == ScanState.HELD else DocumentBeingScanned()
    refusal.retry_after = RETRY_SECONDS[ScanState(blob.state)]
    raise refusal


def open_unscanned(blob: Blob) -> IO[bytes]:
    """For the scanner itself, and to lock the bytes anew. Raises OSError for any trouble."""
    beneath = cast(IO[bytes], storages["blobs"].open(blob.storage_name))
    try:
        content = _unsealed(blob, beneath)
        _check_whole(blob, content)
    except BaseException:
        beneath.close()
        raise
    content.seek(0)
    if not blob.key_name:
        # A web server that sends a plain file by its descriptor begins where reading has ended.
        content.close()
        return cast(IO[bytes], storages["blobs"].open(blob.storage_name))
    return content


def _unsealed(blob: Blob, beneath: IO[bytes]) -> IO[bytes]:
    kept = blob.kept_key
    if not kept.name:
        return beneath
    return unsealed(beneath, key=unlock(kept, blob.pk), context=blob.pk)


def _check_whole(blob: Blob, content: IO[bytes]) -> None:
    """All of it, before the first byte goes out: half a document is worse than none."""
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    if digest.hexdigest() != blob.pk:
        raise SealBroken(f"The stored bytes are not those of {blob.pk}.")
