"""Messages that nobody speaks for any more, and parts that a system was never told of."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from portal.outbox.models import UNFINISHED, Message
from windows.approvals.actions import locked
from windows.approvals.models import Approval
from windows.approvals.queries import approvals
from windows.approvals.states import AT_DEPARTMENT
from windows.departments.events import ENDED, MOVED
from windows.departments.models import Delivery, DepartmentSystem
from windows.departments.moving import move_delivery
from windows.departments.queueing import DISCONNECTED, MESSAGE, tell_dispatched, wake
from windows.departments.states import OPEN, DeliveryState
from windows.locks import lock_case


def stranded(*, before: datetime) -> QuerySet[Delivery]:
    """Kept back by a pause or a disconnection at the moment it was made or woken: still open, the
    first of its part, and without a message in the outbox. With a paused system it waits rightly.
    """
    named = Concat(Value(f"{MESSAGE}:"), F("key"), Value(":"), Cast("woken", CharField()))
    speaks = Message.objects.filter(key=OuterRef("spoken_for"), state__in=UNFINISHED)
    earlier = Delivery.objects.filter(
        system=OuterRef("system"),
        approval=OuterRef("approval"),
        state__in=OPEN,
        pk__lt=OuterRef("pk"),
    )
    waits = Q(state=DeliveryState.SENDING, system__is_active=True, system__paused_at=None)
    return (
        Delivery.objects.filter(state__in=OPEN, created_at__lt=before)
        .annotate(spoken_for=named)
        .filter(waits & ~Exists(speaks) & ~Exists(earlier) | Q(system__is_active=False))
    )


def pick_up(pk: int, *, before: datetime) -> None:
    """Sent after all; with a system that is no longer connected, closed."""
    case_id = Delivery.objects.values_list("approval__case_id", flat=True).get(pk=pk)
    with transaction.atomic(durable=True):
        lock_case(case_id)
        delivery = (
            Delivery.objects.select_for_update(of=("self",), no_key=True)
            .select_related("system")
            .get(pk=pk)
        )
        if not stranded(before=before).filter(pk=pk).exists():
            return
        if delivery.system.is_active:
            wake(delivery)
        else:
            close(delivery, why=DISCONNECTED)


def close(delivery: Delivery, *, why: str) -> None:
    """It is not sent any more, and its content is not kept. For a locked delivery."""
    move_delivery(delivery, "settle")
    delivery.settled_note, delivery.body = why, ""
    delivery.save(update_fields=["state", "settled_note", "body"])


def untold(system: DepartmentSystem) -> QuerySet[Approval]:
    """Parts that are at the department, and that this system does not have: it was not connected
    when they came, or was disconnected before it got them.
    """
    last = Delivery.objects.filter(system=system, approval=OuterRef("pk")).order_by("-pk")
    return (
        Approval.objects.filter(
            department=system.department_id, state__in=AT_DEPARTMENT, case__is_rehearsal=False
        )
        .annotate(
            last_event=Subquery(last.values("event")[:1]),
            last_note=Subquery(last.values("settled_note")[:1]),
        )
        .filter(Q(last_event=None) | Q(last_event__in=(ENDED, MOVED)) | Q(last_note=DISCONNECTED))
    )


def catch_up(system_id: int) -> None:
    """A system was connected: every open part is told to it, each in a transaction of its own."""
    system = DepartmentSystem.objects.filter(pk=system_id, is_active=True).first()
    if system is None:
        return
    for pk in untold(system).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic(durable=True):
            _case, part = locked(approvals().get(pk=pk))
            if untold(system).filter(pk=pk).exists():
                tell_dispatched(part)
