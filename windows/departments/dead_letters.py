"""What people do about a message that a department's system did not take."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from windows.departments.errors import DeliveryNotFound, NoteMissing, SystemPaused
from windows.departments.models import Delivery
from windows.departments.moving import move_delivery
from windows.departments.policy import may_see_deliveries
from windows.departments.queueing import wake, wake_next
from windows.locks import lock_case


@transaction.atomic(savepoint=False)
def deliver_again(delivery: Delivery, *, actor: Actor) -> Delivery:
    """A dead letter gets all its tries once more, under the same idempotency key and content.

    By the department's own people, the supervisors of the case's region, or an administrator.
    Raises DeliveryNotFound for anybody else, DeliveryNotDead, SystemPaused.
    """
    delivery = _locked(delivery, actor)
    system = delivery.system
    if not system.is_active or system.paused_at is not None:
        raise SystemPaused
    move_delivery(delivery, "send_again")
    delivery.resent += 1
    delivery.save(update_fields=["state", "resent"])
    wake(delivery)
    record(
        delivery.approval.case.stream,
        "department.sent_again",
        actor=actor,
        event=delivery.event,
        **_named(delivery),
    )
    return delivery


@transaction.atomic(savepoint=False)
def settle_delivery(delivery: Delivery, *, note: str, actor: Actor) -> Delivery:
    """It is not sent any more: the department knows otherwise. What waited behind it goes on.

    By whom `deliver_again` is open to. Raises NoteMissing, DeliveryNotFound, DeliveryNotDead.
    """
    delivery = _locked(delivery, actor)
    if not note.strip():
        raise NoteMissing(field="note")
    move_delivery(delivery, "settle")
    delivery.settled_note, delivery.body = note.strip()[:400], ""
    delivery.save(update_fields=["state", "settled_note", "body"])
    wake_next(delivery)
    record(
        delivery.approval.case.stream,
        "department.settled",
        actor=actor,
        event=delivery.event,
        note=delivery.settled_note,
        **_named(delivery),
    )
    return delivery


def _locked(delivery: Delivery, actor: Actor) -> Delivery:
    if not Delivery.objects.filter(may_see_deliveries(actor), pk=delivery.pk).exists():
        raise DeliveryNotFound
    lock_case(delivery.approval.case_id)
    return (
        Delivery.objects.select_for_update(of=("self",), no_key=True)
        .select_related("system__department", "approval__case")
        .get(pk=delivery.pk)
    )


def _named(delivery: Delivery) -> dict[str, str]:
    department = delivery.system.department
    return {"department": department.name, "department_en": department.name_en or department.name}
