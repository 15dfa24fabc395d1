"""What the clock does for the catalogue: what was decided for a day happens on that day."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils.translation import override

from portal.accounts.actor import SYSTEM
from portal.errors import DomainError
from portal.outbox.handlers import handler
from services.models import LifeEventEdition, Revision
from services.revisions.actions import publish_on_its_day, send_back
from services.revisions.retiring import retire_when_over
from services.revisions.states import RevisionState
from services.search.log import forget_old


@handler("revision.publish")
def publish_revision(*, revision_id: int, **_: object) -> None:
    """Where the catalogue has moved on meanwhile, it goes back to the editors, saying why."""
    revision = Revision.objects.get(pk=revision_id)
    try:
        with transaction.atomic(durable=True):
            publish_on_its_day(revision)
    except DomainError as refusal:
        with override("zh-hans"):
            note = f"{refusal.said}{refusal.advice}"
        with override("en"):
            note_en = f"{refusal.said} {refusal.advice}"
        with transaction.atomic(durable=True):
            revision.refresh_from_db()
            if revision.state == RevisionState.IN_REVIEW:
                send_back(revision, note=note, note_en=note_en, actor=SYSTEM)


@handler("life_event.retire")
def retire_edition(*, edition_id: int, **_: object) -> None:
    with transaction.atomic(durable=True):
        retire_when_over(LifeEventEdition.objects.get(pk=edition_id), actor=SYSTEM)


@shared_task
def forget_searches() -> int:
    return forget_old()
