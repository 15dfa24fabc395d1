"""One look of the scanner at stored bytes: claim, ask with nothing locked, write the verdict.

Nothing is believed clean because the scanner was away: what has no verdict stays closed.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from materials.documents.actions import said_material
from materials.documents.clamd import ScannerDown, Verdict, is_configured, scan
from materials.documents.content import open_unscanned
from materials.documents.models import Blob, Document
from materials.documents.moving import move_blob
from materials.documents.states import WAITING, ScanState
from portal.accounts.actor import Actor
from portal.journal.actions import record
from portal.outbox.actions import publish


class NoVerdict(Exception):
    """It stays closed, and is tried again."""


OFTEN = timedelta(minutes=1)
"""A scanner that was started again finds what waits for it within this time."""


def scan_blob(sha256: str, *, actor: Actor) -> ScanState | None:
    """Where the bytes stand after a look at them; None when they were removed meanwhile. Raises
    NoVerdict, with the reason.

    What waits is claimed first. What was let through unscanned, or is scanned once more, stays open
    until something is found in it. Bytes in quarantine are not looked at again.
    """
    if not is_configured():
        raise NoVerdict("CLAMD_ADDRESS is not set.")
    with transaction.atomic(durable=True):
        blob = _locked(sha256)
        if blob is None:
            return None
        if blob.state == ScanState.QUARANTINED:
            return ScanState.QUARANTINED
        if blob.state in WAITING:
            move_blob(blob, "scan", actor=actor)
    try:
        with open_unscanned(blob) as content:
            verdict = scan(content)
    except (ScannerDown, OSError) as trouble:
        with transaction.atomic(durable=True):
            kept = _locked(sha256)
            if kept is None:
                return None
            if kept.state == ScanState.SCANNING:
                move_blob(kept, "hold", actor=actor, reason=str(trouble))
        raise NoVerdict(str(trouble)) from trouble
    with transaction.atomic(durable=True):
        kept = _locked(sha256)
        return None if kept is None else _settle(kept, verdict, actor=actor)


def _locked(sha256: str) -> Blob | None:
    """None for bytes whose last document was removed: there is nothing left to look at."""
    return Blob.objects.select_for_update(no_key=True).filter(pk=sha256).first()


def _settle(blob: Blob, verdict: Verdict, *, actor: Actor) -> ScanState:
    if blob.state == ScanState.HELD:  # a second look found no scanner; this one did
        move_blob(blob, "scan", actor=actor)
    if not verdict.virus:
        if blob.state in (ScanState.SCANNING, ScanState.NOT_SCANNED):
            move_blob(blob, "clear", actor=actor)
            record(f"blob:{blob.pk}", "document.scanned", actor=actor)
        return ScanState(blob.state)
    if blob.state != ScanState.QUARANTINED:
        move_blob(blob, "quarantine", actor=actor, reason=verdict.virus)
        for document in Document.objects.filter(blob=blob).select_related("material_type"):
            _tell(document, verdict, actor=actor)
    return ScanState.QUARANTINED


def _tell(document: Document, verdict: Verdict, *, actor: Actor) -> None:
    """Into the owner's record; and upwards, to the cases that use it."""
    record(
        f"applicant:{document.owner_id}",
        "document.quarantined",
        actor=actor,
        document=document.pk,
        filename=document.filename,
        virus=verdict.virus,
        material=said_material(document, "zh"),
        material_en=said_material(document, "en"),
    )
    publish(
        "document.quarantined",
        key=f"document.quarantined:{document.pk}",
        document_id=document.pk,
    )
