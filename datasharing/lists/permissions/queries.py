"""Reading permissions, always in somebody's sight."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from datasharing.lists.permissions.errors import PermissionNotFound
from datasharing.lists.permissions.models import SharingPermission
from datasharing.lists.permissions.policy import in_sight
from datasharing.lists.permissions.states import PermissionState
from datasharing.lists.policy import keeps_lists
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Matter

SOON = dt.timedelta(days=30)


def permission_of(actor: Actor, pk: int) -> SharingPermission:
    """Out of sight means not found."""
    found = in_sight(actor).filter(pk=pk).first()
    if found is None:
        raise PermissionNotFound
    return found


def to_answer(actor: Actor) -> QuerySet[SharingPermission]:
    """What waits for this person's answer, nearest day first."""
    waiting = in_sight(actor).filter(state=PermissionState.ASKED)
    if actor.kind == Role.SUPERVISOR:
        waiting = waiting.filter(resource__owner=None)
    else:
        waiting = waiting.filter(resource__owner__code=actor.department_code)
    return waiting.order_by("due_on", "pk")


def asked_by_us(actor: Actor) -> QuerySet[SharingPermission]:
    """What this person's department has asked and others have not answered."""
    if not keeps_lists(actor):
        return SharingPermission.objects.none()
    return (
        in_sight(actor)
        .filter(state=PermissionState.ASKED, asker__code=actor.department_code)
        .order_by("due_on", "pk")
    )


def news_for(actor: Actor) -> QuerySet[SharingPermission]:
    """Answers and ends that the asking department has not noted yet, oldest first."""
    if not keeps_lists(actor):
        return SharingPermission.objects.none()
    return (
        in_sight(actor)
        .filter(asker__code=actor.department_code, seen_at=None)
        .exclude(state=PermissionState.ASKED)
        .order_by("pk")
    )


def late(actor: Actor) -> QuerySet[SharingPermission]:
    """Not answered by the last day, longest first; and not provided by the last day."""
    today = timezone.localdate()
    is_late = Q(state=PermissionState.ASKED, due_on__lt=today) | NOT_PROVIDED & Q(
        provide_by__lt=today
    )
    return in_sight(actor).filter(is_late).order_by("due_on", "pk")


NOT_PROVIDED = Q(state=PermissionState.GRANTED, provide_by__isnull=False, resource__connector="")
"""Agreed to, and the register is still not connected."""


def ends_soon(actor: Actor) -> QuerySet[SharingPermission]:
    """What the department may read for a few more weeks only: time to ask again."""
    if not keeps_lists(actor):
        return SharingPermission.objects.none()
    today = timezone.localdate()
    return (
        in_sight(actor)
        .filter(
            asker__code=actor.department_code,
            state=PermissionState.GRANTED,
            valid_until__range=(today, today + SOON),
        )
        .order_by("valid_until", "pk")
    )


def names_of_matters(permission: SharingPermission) -> QuerySet[Matter]:
    return Matter.objects.filter(code__in=permission.matters).order_by("code")
