"""Reads for staff: what was sent to departments' systems, how it went, what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Department
from windows.departments.errors import DeliveryNotFound, SystemNotFound
from windows.departments.models import Callback, Delivery, DepartmentSystem
from windows.departments.policy import may_see_deliveries
from windows.departments.states import DeliveryState
from windows.paging import Page

SILENT_AFTER = timedelta(hours=1)
"""A message that is still being sent after so long is worth a word to staff."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """What people should know when they come to work."""

    dead: int
    silent: int


def undelivered(actor: Actor | None) -> Undelivered:
    """Of the actor's department or region. One query, over what is open only."""
    if actor is None or actor.kind not in (Role.OFFICER, Role.SUPERVISOR, Role.ADMIN):
        return Undelivered(0, 0)
    since = timezone.now() - SILENT_AFTER
    counts = Delivery.objects.filter(
        may_see_deliveries(actor), state__in=[DeliveryState.SENDING, DeliveryState.DEAD]
    ).aggregate(
        dead=Count("pk", filter=Q(state=DeliveryState.DEAD)),
        silent=Count(
            "pk", filter=Q(state=DeliveryState.SENDING, tries__gt=0, created_at__lte=since)
        ),
    )
    return Undelivered(counts["dead"], counts["silent"])


def deliveries(
    actor: Actor,
    *,
    state: str = "",
    department: str = "",
    case: str = "",
    after: str = "",
    limit: int = 50,
) -> Page[Delivery]:
    """Newest first, of what the actor may see. `after` is the last id of the page before."""
    found = (
        Delivery.objects.filter(may_see_deliveries(actor))
        .select_related(
            "system__department", "approval__case", "approval__matter_edition", "approval"
        )
        .defer("body", "approval__case__plan", "approval__case__form", "approval__case__answers")
        .order_by("-pk")
    )
    if state:
        found = found.filter(state=state)
    if department:
        found = found.filter(system__department__code=department)
    if case:
        found = found.filter(approval__case__number=case)
    if after.isascii() and after.isdigit() and len(after) < 19:
        found = found.filter(pk__lt=int(after))
    rows = list(found[: limit + 1])
    shown = tuple(rows[:limit])
    return Page(shown, str(shown[-1].pk) if len(rows) > limit else "")


def delivery_for(actor: Actor, pk: int) -> Delivery:
    """Raises DeliveryNotFound for anybody else's."""
    found = (
        Delivery.objects.filter(may_see_deliveries(actor), pk=pk)
        .select_related("system__department", "approval__case", "approval__matter_edition")
        .first()
    )
    if found is None:
        raise DeliveryNotFound
    return found


def answers_about(delivery: Delivery) -> QuerySet[Callback]:
    """What this system said about the same part, newest first."""
    return Callback.objects.filter(system=delivery.system_id, approval=delivery.approval_id)


def departments_with_systems(actor: Actor) -> QuerySet[Department]:
    """To filter by: an officer has but one."""
    if actor.kind == Role.OFFICER:
        return Department.objects.none()
    return Department.objects.filter(system__isnull=False).order_by("name")


def systems(actor: Actor) -> QuerySet[DepartmentSystem]:
    """All of them, for administrators, with what is open of each."""
    if actor.kind != Role.ADMIN:
        return DepartmentSystem.objects.none()
    state = "deliveries__state"
    return (
        DepartmentSystem.objects.select_related("department")
        .annotate(
            dead=Count("deliveries", filter=Q(**{state: DeliveryState.DEAD})),
            sending=Count("deliveries", filter=Q(**{state: DeliveryState.SENDING})),
        )
        .order_by("department__name")
    )


def system_for(actor: Actor, pk: int) -> DepartmentSystem:
    """Raises SystemNotFound for anybody but administrators."""
    found = systems(actor).filter(pk=pk).first()
    if found is None:
        raise SystemNotFound
    return found


def is_connected(actor: Actor) -> bool:
    """True for the account as which a connected system answers."""
    return DepartmentSystem.objects.filter(account=actor.user_id, is_active=True).exists()


def last_answers(system: DepartmentSystem, *, limit: int = 20) -> list[Callback]:
    """The newest answers of a system, also the refused ones, and what only claimed its key."""
    claimed = Q(system=None, claimed_key_id=system.key_id)
    found = Callback.objects.filter(Q(system=system) | claimed)
    return list(found.select_related("approval__case")[:limit])
