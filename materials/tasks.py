"""Handlers of this package's messages."""

from __future__ import annotations

from materials.documents.removing import erase
from portal.outbox.handlers import handler


@handler("document.erase")
def erase_bytes(*, sha256: str, storage_name: str, **_: object) -> None:
    erase(sha256, storage_name)
