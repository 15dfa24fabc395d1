"""Telling a department's system, in the transaction of what is told."""

from __future__ import annotations

from uuid import uuid4

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.outbox.actions import publish
from portal.worded import Worded
from windows.approvals.models import Approval
from windows.departments.events import DISPATCHED, ENDED, MOVED, RESUMED, STOPPED
from windows.departments.models import Delivery, DepartmentSystem
from windows.departments.states import OPEN, DeliveryState

MESSAGE = "department.deliver"
DISCONNECTED = "系统已停用，改在门户里办理"
"""Why a message is not sent any more; connected again, the system is told anew."""


def tell_dispatched(approval: Approval) -> None:
    """The part has reached the department. Does nothing where people work in the portal."""
    _tell(approval, DISPATCHED)


def tell_ended(approval: Approval) -> None:
    """It ended otherwise than by the system's own word; only told to one that knows of it."""
    _tell(approval, ENDED, is_news_only=False)


def tell_moved(approval: Approval) -> None:
    """It goes to another department; told to the one that still has it."""
    _tell(approval, MOVED, is_news_only=False)


def tell_stopped(approval: Approval, *, actor: Actor) -> None:
    """Its days stand: for the departments' notice, or because somebody in the portal stopped them.

    A system knows what it said itself.
    """
    if actor.kind != Role.DEPARTMENT_SYSTEM:
        _tell(approval, STOPPED, is_news_only=False)


def tell_resumed(approval: Approval, *, actor: Actor) -> None:
    """Its days run again: what was asked for is there, or somebody in the portal let them."""
    if actor.kind != Role.DEPARTMENT_SYSTEM:
        _tell(approval, RESUMED, is_news_only=False)


def wake(delivery: Delivery) -> None:
    """A new round of tries. For a locked delivery: an older message for it is void from now on."""
    delivery.woken += 1
    delivery.save(update_fields=["woken"])
    publish(
        MESSAGE,
        key=f"{MESSAGE}:{delivery.key}:{delivery.woken}",
        delivery_key=delivery.key,
        woken=delivery.woken,
    )


def wake_next(delivery: Delivery) -> None:
    """What waited behind a message that is over. For a locked delivery."""
    waiting = (
        Delivery.objects.select_for_update(no_key=True)
        .filter(system=delivery.system_id, approval=delivery.approval_id, state__in=OPEN)
        .order_by("pk")
        .first()
    )
    if waiting is not None and waiting.state == DeliveryState.SENDING:
        wake(waiting)


_SYSTEM: Worded[DepartmentSystem] = Worded(
    lambda department: DepartmentSystem.objects.filter(department_id=department, is_active=True)
)


def _tell(approval: Approval, event: str, *, is_news_only: bool = True) -> None:
    """`is_news_only` is False for what concerns only a system that was told of the part."""
    system = _SYSTEM.first(approval.department_id)
    if system is None or approval.case.is_rehearsal:
        return
    # Locked, so that a message that is just arriving either is waited for or wakes this one.
    earlier = list(
        Delivery.objects.select_for_update(no_key=True)
        .filter(system=system, approval=approval)
        .order_by("pk")
    )
    is_known = (
        bool(earlier)
        and earlier[-1].event not in (ENDED, MOVED)
        and earlier[-1].settled_note != DISCONNECTED
    )
    if is_known == is_news_only:
        return
    delivery = Delivery.objects.create(
        system=system,
        approval=approval,
        event=event,
        number=1 + sum(each.event == event for each in earlier),
        key=f"{event}:{uuid4().hex}",
    )
    if not any(each.state in OPEN for each in earlier):
        wake(delivery)
