"""What people do about departments' systems: connect one, renew its key, send a message again."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import Actor
from portal.accounts.models import Staff, User
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.models import Department
from windows.departments.errors import DeliveryNotDead, DeliveryNotFound
from windows.departments.models import Delivery, DeliveryState, DepartmentSystem
from windows.departments.policy import may_see_deliveries
from windows.departments.queueing import MESSAGE
from windows.departments.secret_box import new_secret, seal

STREAM = "department_systems"


@transaction.atomic(savepoint=False)
def connect_system(
    department: Department, *, url: str, key_id: str, actor: Actor
) -> tuple[DepartmentSystem, str]:
    """The department's parts go to `url` from now on. Returns the system and its secret, once.

    The system answers as an account of its own, which may do no more than the department's
    officers. Only administrators.
    """
    _must_be_admin(actor)
    secret = new_secret()
    known = DepartmentSystem.objects.select_for_update().filter(department=department).first()
    if known is None:
        account = User.objects.create_user(
            username=f"system-{key_id}", display_name=f"{department.name}业务系统"
        )
        Staff.objects.create(
            user=account, role=Role.DEPARTMENT_SYSTEM, department_code=department.code
        )
        known = DepartmentSystem(department=department, account=account)
    known.url, known.key_id, known.is_active = url, key_id, True
    known.secret_box = seal(secret)
    known.full_clean(exclude=["secret_box"])
    known.save()
    record(
        STREAM,
        "department_system.connected",
        actor=actor,
        department=department.name,
        department_en=department.name_en or department.name,
        key_id=key_id,
    )
    return known, secret


@transaction.atomic(savepoint=False)
def disconnect_system(system: DepartmentSystem, *, actor: Actor) -> None:
    """New parts stay in the portal's own inbox; its key opens nothing any more."""
    _must_be_admin(actor)
    DepartmentSystem.objects.filter(pk=system.pk).update(is_active=False)
    record(
        STREAM,
        "department_system.disconnected",
        actor=actor,
        department=system.department.name,
        department_en=system.department.name_en or system.department.name,
    )


@transaction.atomic(savepoint=False)
def deliver_again(delivery: Delivery, *, actor: Actor) -> Delivery:
    """A dead letter gets all its tries once more, under the same idempotency key.

    By the department's own people, the supervisors of the case's region, or an administrator.
    Raises DeliveryNotFound for anybody else, DeliveryNotDead.
    """
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if not Delivery.objects.filter(may_see_deliveries(actor), pk=delivery.pk).exists():
        raise DeliveryNotFound
    if delivery.state != DeliveryState.DEAD:
        raise DeliveryNotDead
    delivery.state = DeliveryState.SENDING
    delivery.resent += 1
    delivery.save(update_fields=["state", "resent"])
    publish(
        MESSAGE,
        key=f"{MESSAGE}:{delivery.key}:{delivery.resent}",
        delivery_key=delivery.key,
    )
    record(
        delivery.approval.case.stream,
        "department.sent_again",
        actor=actor,
        event=delivery.event,
        department=delivery.system.department.name,
        department_en=delivery.system.department.name_en or delivery.system.department.name,
    )
    return delivery


def _must_be_admin(actor: Actor) -> None:
    if actor.kind != Role.ADMIN:
        raise NotAllowed
