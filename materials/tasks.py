"""Handlers of the documents' messages, and what the clock does for them."""

from __future__ import annotations

from celery import shared_task

from materials.documents.removing import erase
from materials.documents.scanning import OFTEN, NoVerdict, scan_blob
from materials.documents.unscanned import ask_again
from materials.documents.uploads.actions import forget_expired
from portal.accounts.actor import SYSTEM
from portal.outbox.handlers import TryAgain, handler

TRIES = 300
"""Five hours, at one try in a minute; `ask_again` goes on after that, hour by hour."""


@handler("document.scan", attempts=TRIES)
def scan(*, sha256: str, **_: object) -> None:
    try:
        scan_blob(sha256, actor=SYSTEM)
    except NoVerdict as waits:
        raise TryAgain(after=OFTEN, reason=str(waits)) from waits


@shared_task
def tidy_documents() -> None:
    """Ask again for what has no verdict; forget uploads that nobody finished."""
    ask_again()
    forget_expired()


@handler("document.erase")
def erase_bytes(*, sha256: str, storage_name: str, **_: object) -> None:
    erase(sha256, storage_name)
