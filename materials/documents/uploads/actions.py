"""The only writers of unfinished uploads. What is in them is nobody's material yet."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import IO

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from materials.documents.keys import NOT_LOCKED, current_name, fresh_key
from materials.documents.models import Upload, UploadPiece
from materials.documents.uploads.pieces import write_piece
from materials.documents.uploads.queries import open_uploads
from materials.errors import (
    DocumentEmpty,
    DocumentTooLarge,
    TooManyUploads,
    UploadNotFound,
    UploadOutOfStep,
)
from portal.accounts.actor import Actor

MOST_PIECES = 400
"""Enough for the largest document in pieces of 64 KiB."""
LONGEST_NAME = 200


@transaction.atomic
def begin_upload(*, filename: str, size: int, actor: Actor) -> Upload:
    """Make room for a file of this size, for a day.

    Raises DocumentEmpty, DocumentTooLarge, TooManyUploads, UploadNotFound (nobody's account).
    """
    if actor.user_id is None:
        raise UploadNotFound
    if size < 1:
        raise DocumentEmpty(field="file")
    limit = settings.DOCUMENT_LIMIT_BYTES
    if size > limit:
        raise DocumentTooLarge(field="file", limit=filesizeformat(limit))
    if open_uploads(actor).count() >= settings.DOCUMENT_UPLOADS_OPEN:
        raise TooManyUploads
    upload = Upload(
        user_id=actor.user_id,
        filename=filename[:LONGEST_NAME],
        size=size,
        expires_at=timezone.now() + timedelta(hours=settings.DOCUMENT_UPLOAD_HOURS),
    )
    locked = fresh_key(str(upload.pk))[1] if current_name() else NOT_LOCKED
    upload.key_name, upload.locked_key = locked.name, locked.locked
    upload.save(force_insert=True)
    return upload


def add_piece(upload: Upload, *, offset: int, content: IO[bytes], actor: Actor) -> Upload:
    """Take what comes next. The bytes are written before the row is locked, and taken away again
    when another request was quicker.

    Raises UploadOutOfStep, DocumentTooLarge, TooManyUploads, UploadNotFound.
    """
    if offset != upload.offset:
        raise UploadOutOfStep
    if upload.pieces.count() >= MOST_PIECES:
        raise TooManyUploads
    name = f"parts/{upload.pk}/{offset}.{secrets.token_hex(4)}"
    size = write_piece(upload, content, name=name, offset=offset)
    if size == 0:
        return upload
    try:
        return _take(upload, offset=offset, size=size, name=name, actor=actor)
    except BaseException:
        storages["blobs"].delete(name)
        raise


@transaction.atomic
def _take(upload: Upload, *, offset: int, size: int, name: str, actor: Actor) -> Upload:
    found = open_uploads(actor).select_for_update().filter(pk=upload.pk).first()
    if found is None:
        raise UploadNotFound
    if found.offset != offset:
        raise UploadOutOfStep
    if offset + size > found.size:
        raise DocumentTooLarge(field="file", limit=filesizeformat(found.size))
    UploadPiece.objects.create(upload=found, offset=offset, size=size, storage_name=name)
    found.offset = offset + size
    found.save(update_fields=["offset"])
    return found


@transaction.atomic
def end_upload(upload: Upload, *, actor: Actor) -> None:
    """Forget it: it was handed in, or given up. Its bytes go when the transaction has ended."""
    _forget(open_uploads(actor).filter(pk=upload.pk).values_list("pk", flat=True))


@transaction.atomic
def forget_expired(*, now: datetime | None = None) -> int:
    """What nobody finished within its time; returns how many."""
    old = Upload.objects.filter(expires_at__lte=now or timezone.now())
    return _forget(old.order_by("expires_at").values_list("pk", flat=True)[:200])


def _forget(which: Iterable[object]) -> int:
    found = list(Upload.objects.select_for_update(skip_locked=True).filter(pk__in=list(which)))
    names = list(
        UploadPiece.objects.filter(upload__in=found).values_list("storage_name", flat=True)
    )
    Upload.objects.filter(pk__in=[each.pk for each in found]).delete()
    transaction.on_commit(partial(_delete, names), robust=True)
    return len(found)


def _delete(names: list[str]) -> None:
    for name in names:
        storages["blobs"].delete(name)
