"""Ratings that still owe somebody a call."""

from __future__ import annotations

from django.db.models import F, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.region_codes import stem
from windows.ratings.models import BAD, Rating


def callbacks_due(actor: Actor) -> QuerySet[Rating]:
    """Bad ratings of the supervisor's region not yet called back, nearest deadline first."""
    if actor.kind != Role.SUPERVISOR or not actor.region_code:
        return Rating.objects.none()
    return (
        Rating.objects.filter(
            grade__lte=BAD,
            called_back_at__isnull=True,
            case__region__code__startswith=stem(actor.region_code),
            case__is_rehearsal=False,
        )
        .select_related("case__applicant", "case__life_event_edition__life_event")
        .order_by(F("callback_due_on").asc(nulls_last=True), "pk")
    )
