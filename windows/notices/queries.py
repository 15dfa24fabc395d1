"""Reads of notices."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.region_codes import stem
from windows.notices.models import Notice
from windows.paging import Page


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """What was told to the actor's people, or to the supervisors of the actor's region; newest
    first.
    """
    notices = Notice.objects.select_related("case").order_by("-pk")
    if actor.kind == Role.SUPERVISOR and actor.region_code:
        return notices.filter(region__code__startswith=stem(actor.region_code))
    return notices.filter(applicant__in=actor.applicant_ids)


def notices_page(actor: Actor, *, after: str = "", limit: int = 20) -> Page[Notice]:
    """The same, a page at a time: `after` is where the page before ended."""
    found = notices_of(actor)
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, str(shown[-1].pk) if len(rows) > limit else "")


def unread(actor: Actor) -> int:
    """How many the actor has not seen yet."""
    return notices_of(actor).filter(read_at__isnull=True).count()
