"""Telling people."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.errors import NotFound
from portal.outbox.actions import publish
from services.catalogue.text import Text
from services.region_codes import stem
from windows.cases.models import Case
from windows.notices.models import Notice
from windows.notices.queries import notices_of


def notify(
    case: Case,
    *,
    kind: str,
    key: str,
    text: Text,
    actor: Actor,
    applicant: Applicant | None = None,
    to_supervisors: bool = False,
) -> None:
    """Queue one notice: to the applicant of the case, the person given, or the region's
    supervisors.

    Part of the caller's transaction. `key` makes a second copy impossible.
    """
    reader = applicant or case.applicant
    publish(
        "notice.send",
        key=f"notice:{key}",
        case_id=case.pk,
        applicant_id=None if to_supervisors else reader.pk,
        notice_kind=kind,
        notice_key=key,
        text=text.as_json(),
        asked_by=actor.kind.value,
    )


@transaction.atomic(savepoint=False)
def deliver_notice(
    case: Case, *, kind: str, key: str, text: Text, applicant_id: int | None
) -> None:
    """Put it into the reader's box on the portal, once."""
    notice = Notice(
        applicant_id=applicant_id,
        region_id=None if applicant_id else case.region_id,
        case=case,
        kind=kind,
        key=key,
        text=text.zh,
        text_en=text.en,
        url=f"/cases/{case.number}/" if applicant_id else f"/supervision/cases/{case.number}/",
    )
    Notice.objects.bulk_create([notice], ignore_conflicts=True)


@transaction.atomic(savepoint=False)
def mark_read(notice: Notice, *, actor: Actor) -> Notice:
    """The reader has seen it. Raises NotFound for anybody else."""
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    is_supervisor = actor.kind == Role.SUPERVISOR and bool(actor.region_code)
    if not (
        actor.acts_for(notice.applicant_id)
        or (
            is_supervisor
            and notice.region_id is not None
            and notice.region_id.startswith(stem(actor.region_code))
        )
    ):
        raise NotFound
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic(savepoint=False)
def mark_all_read(*, actor: Actor) -> int:
    """The reader has seen everything that was told so far; returns how many were new."""
    return notices_of(actor).filter(read_at__isnull=True).update(read_at=timezone.now())
