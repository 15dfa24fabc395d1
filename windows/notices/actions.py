"""Telling people."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.errors import NotFound
from portal.rows import insert
from services.catalogue.text import Text
from services.region_codes import stem
from windows.cases.models import Case
from windows.letters.writing import write_letters
from windows.notices.models import Notice
from windows.notices.queries import notices_of

LONGEST = {
    field.name: field.max_length or 0
    for field in Notice._meta.concrete_fields  # noqa: SLF001 (public by Django's word)
}


def notify(
    case: Case,
    *,
    kind: str,
    key: str,
    text: Text,
    applicant: Applicant | None = None,
    to_supervisors: bool = False,
    page: str = "",
) -> None:
    """Put one notice into the box of the applicant of the case, the person given, or the region's
    supervisors.

    Part of the caller's transaction: who can read it can also see what it tells. `key` makes a
    second copy impossible; `page` is the one of the case that it leads to. It also goes out by
    the ways that a person has switched on.
    """
    reader = None if to_supervisors else applicant or case.applicant
    notice = Notice(
        applicant=reader,
        region_id=None if reader else case.region_id,
        case=case,
        kind=kind,
        key=key,
        text=_short(text.zh, "text"),
        text_en=_short(text.en, "text_en"),
        url=f"/cases/{case.number}/{page}" if reader else f"/supervision/cases/{case.number}/",
    )
    is_new = insert(notice, on_conflict="DO NOTHING") is not None
    if is_new and reader is not None and not case.is_rehearsal:
        write_letters(notice, reader)


def _short(said: str, column: str) -> str:
    """What does not fit is on the page that the notice leads to; the act itself must not fail."""
    longest = LONGEST[column]
    return said if len(said) <= longest else f"{said[: longest - 1]}…"


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
