"""What people do about departments' systems: connect one, change it, renew its secret, pause it."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from rest_framework.authtoken.models import Token

from portal.accounts.actor import Actor
from portal.accounts.models import Staff, User
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.models import Department
from windows.departments.addresses import check_url
from windows.departments.errors import KeyIdTaken, SystemPaused
from windows.departments.models import Delivery, DepartmentSystem
from windows.departments.queueing import DISCONNECTED, wake
from windows.departments.secret_box import new_secret, seal
from windows.departments.states import OPEN, DeliveryState
from windows.departments.stranded import close

STREAM = "department_systems"
GRACE = timedelta(hours=48)
"""How long the old secret stays good beside a new one, unless it is known to have leaked."""
KEY_ID = re.compile(r"[A-Za-z0-9_-]{3,60}")
CATCH_UP = "department.catch_up"


@transaction.atomic(savepoint=False)
def connect_system(
    department: Department, *, url: str, key_id: str, actor: Actor
) -> tuple[DepartmentSystem, str]:
    """The department's parts go to `url` from now on, also those that it has already and the
    system was not told of. Returns the system and its secret, once.

    The system answers as an account of its own, which may do no more than the department's
    officers. Only administrators. Connected again it gets a new secret, and the old one is void.
    Raises KeyIdTaken, UrlRefused, AddressRefused.
    """
    _must_be_admin(actor)
    check_url(url)
    known = DepartmentSystem.objects.select_for_update().filter(department=department).first()
    _check_key_id(key_id, known)
    if known is None:
        account = User.objects.create_user(
            username=f"system-{key_id}", display_name=f"{department.name}业务系统"
        )
        Staff.objects.create(
            user=account, role=Role.DEPARTMENT_SYSTEM, department_code=department.code
        )
        known = DepartmentSystem(department=department, account=account)
    secret = new_secret()
    known.url, known.key_id, known.is_active, known.paused_at = url, key_id, True, None
    known.secret_box, known.secret_box_before, known.before_until = seal(secret), "", None
    known.save()
    _new_token(known)
    publish(CATCH_UP, key=f"{CATCH_UP}:{known.pk}:{uuid4().hex}", system_id=known.pk)
    record(STREAM, "department_system.connected", actor=actor, key_id=key_id, **_named(known))
    return known, secret


@transaction.atomic(savepoint=False)
def change_address(system: DepartmentSystem, *, url: str, actor: Actor) -> DepartmentSystem:
    """What is still being sent goes to the new address with its next try.

    Raises UrlRefused, AddressRefused.
    """
    _must_be_admin(actor)
    check_url(url)
    system = _locked(system)
    system.url = url
    system.save(update_fields=["url"])
    record(STREAM, "department_system.moved", actor=actor, url=url, **_named(system))
    return system


@transaction.atomic(savepoint=False)
def renew_secret(
    system: DepartmentSystem, *, actor: Actor, grace: timedelta = GRACE
) -> tuple[DepartmentSystem, str]:
    """A new secret, returned once; the one before stays good for `grace`, and both sign meanwhile.

    No grace for a secret that may have leaked. One that was itself in its grace ends at once.
    """
    _must_be_admin(actor)
    system = _locked(system)
    secret = new_secret()
    has_grace = grace > timedelta()
    system.secret_box_before = system.secret_box if has_grace else ""
    system.before_until = timezone.now() + grace if has_grace else None
    system.secret_box = seal(secret)
    system.save(update_fields=["secret_box", "secret_box_before", "before_until"])
    if not has_grace:
        _new_token(system)
    record(
        STREAM,
        "department_system.secret_renewed",
        actor=actor,
        hours=int(grace.total_seconds() // 3600),
        **_named(system),
    )
    return system, secret


@transaction.atomic(savepoint=False)
def pause_system(system: DepartmentSystem, *, actor: Actor) -> DepartmentSystem:
    """Nothing is sent meanwhile and no try is lost; answers are still taken."""
    _must_be_admin(actor)
    system = _locked(system)
    if system.paused_at is not None or not system.is_active:
        raise SystemPaused
    system.paused_at = timezone.now()
    system.save(update_fields=["paused_at"])
    record(STREAM, "department_system.paused", actor=actor, **_named(system))
    return system


@transaction.atomic(savepoint=False)
def go_on_sending(system: DepartmentSystem, *, actor: Actor) -> DepartmentSystem:
    """What was kept back is sent, the oldest of each part first, with all its tries."""
    _must_be_admin(actor)
    system = _locked(system)
    if system.paused_at is None:
        return system
    system.paused_at = None
    system.save(update_fields=["paused_at"])
    record(STREAM, "department_system.went_on", actor=actor, **_named(system))
    first: dict[int, Delivery] = {}
    for delivery in _open_deliveries(system):
        first.setdefault(delivery.approval_id, delivery)
    for delivery in first.values():
        if delivery.state == DeliveryState.SENDING:
            wake(delivery)
    return system


@transaction.atomic(savepoint=False)
def disconnect_system(system: DepartmentSystem, *, actor: Actor) -> None:
    """All parts are dealt with in the portal's own inbox; its key opens nothing any more."""
    _must_be_admin(actor)
    system = _locked(system)
    system.is_active = False
    system.save(update_fields=["is_active"])
    Token.objects.filter(user=system.account_id).delete()
    for delivery in _open_deliveries(system):
        close(delivery, why=DISCONNECTED)
    record(STREAM, "department_system.disconnected", actor=actor, **_named(system))


def _new_token(system: DepartmentSystem) -> None:
    """For reading: documents and the case as an officer sees it, by the API."""
    Token.objects.filter(user=system.account_id).delete()
    Token.objects.create(user_id=system.account_id)


def _locked(system: DepartmentSystem) -> DepartmentSystem:
    # Not against new deliveries, which refer to it.
    return (
        DepartmentSystem.objects.select_for_update(of=("self",), no_key=True)
        .select_related("department")
        .get(pk=system.pk)
    )


def _open_deliveries(system: DepartmentSystem) -> list[Delivery]:
    return list(
        Delivery.objects.select_for_update(no_key=True)
        .filter(system=system, state__in=OPEN)
        .order_by("pk")
    )


def _check_key_id(key_id: str, known: DepartmentSystem | None) -> None:
    holder = DepartmentSystem.objects.filter(key_id=key_id).first()
    is_taken = holder is not None and holder != known
    has_account = known is None and User.objects.filter(username=f"system-{key_id}").exists()
    if not KEY_ID.fullmatch(key_id) or is_taken or has_account:
        raise KeyIdTaken(field="key_id")


def _named(system: DepartmentSystem) -> dict[str, str]:
    department = system.department
    return {"department": department.name, "department_en": department.name_en or department.name}


def _must_be_admin(actor: Actor) -> None:
    if actor.kind != Role.ADMIN:
        raise NotAllowed
