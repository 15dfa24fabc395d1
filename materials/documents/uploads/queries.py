"""Reads of unfinished uploads: each is its maker's alone, and gone when its time is over."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from materials.documents.models import Upload
from materials.errors import UploadNotFound
from portal.accounts.actor import Actor


def upload_for(actor: Actor, upload_id: UUID | str) -> Upload:
    """The actor's own upload that is still kept. Raises UploadNotFound for all others alike."""
    try:
        wanted = UUID(str(upload_id))
    except ValueError:
        raise UploadNotFound from None
    upload = open_uploads(actor).filter(pk=wanted).first()
    if upload is None:
        raise UploadNotFound
    return upload


def open_uploads(actor: Actor) -> QuerySet[Upload]:
    """What this actor has begun and not handed in."""
    if actor.user_id is None:
        return Upload.objects.none()
    return Upload.objects.filter(user=actor.user_id, expires_at__gt=timezone.now())
