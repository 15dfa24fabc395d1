"""A new key for the city: the small keys are locked anew, the files stay where they are."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.files.storage import storages
from django.db import transaction

from materials.documents.content import open_unscanned
from materials.documents.keys import LockedKey, current_name, lock, unlock
from materials.documents.models import Blob, Upload
from materials.documents.receiving import write
from portal.accounts.actor import Actor
from portal.journal.actions import record

BATCH = 200


def under_other_keys() -> dict[str, int]:
    """How many stored files each key locks that is not the current one; "" for none at all."""
    counts: dict[str, int] = {}
    for name in Blob.objects.exclude(key_name=current_name()).values_list("key_name", flat=True):
        counts[name] = counts.get(name, 0) + 1
    return counts


def lock_anew(*, actor: Actor) -> Iterator[str]:
    """Bring everything under the current key, one file at a time; gives each name when it is done.

    Safe to stop and to run again, while the portal works. Raises KeyMissing where the setting no
    longer has an old key.
    """
    while found := list(
        Blob.objects.exclude(key_name=current_name())
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH]
    ):
        for sha256 in found:
            _lock_one(sha256, actor=actor)
            yield sha256
    for upload in Upload.objects.exclude(key_name__in=["", current_name()]):
        _relock(upload, str(upload.pk))


def _lock_one(sha256: str, *, actor: Actor) -> None:
    blob = Blob.objects.get(pk=sha256)
    if blob.key_name:
        with transaction.atomic(durable=True):
            blob = Blob.objects.select_for_update(no_key=True).get(pk=sha256)
            _relock(blob, sha256)
            record(f"blob:{sha256}", "document.locked_anew", actor=actor, key=blob.key_name)
        return
    with open_unscanned(blob) as content:
        name, locked = write(content, sha256=sha256)
    with transaction.atomic(durable=True):
        blob = Blob.objects.select_for_update(no_key=True).get(pk=sha256)
        before, blob.storage_name = blob.storage_name, name
        _keep(blob, locked, "storage_name")
        record(f"blob:{sha256}", "document.locked_anew", actor=actor, key=locked.name)
    storages["blobs"].delete(before)


def _relock(thing: Blob | Upload, context: str) -> None:
    _keep(thing, lock(unlock(thing.kept_key, context), context))


def _keep(thing: Blob | Upload, locked: LockedKey, *more: str) -> None:
    thing.key_name, thing.locked_key = locked.name, locked.locked
    thing.save(update_fields=["key_name", "locked_key", *more])
