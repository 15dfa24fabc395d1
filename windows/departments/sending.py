"""One try at one delivery. No row is locked while the network is asked."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import httpx2
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from portal.journal.actions import record
from portal.outbox.handlers import GiveUp, TryAgain
from services.catalogue.text import Text
from windows.approvals.queries import approvals
from windows.approvals.telling import told
from windows.departments.content import content_of
from windows.departments.errors import (
    AddressRefused,
    AddressUnknown,
    DeliveryNotDead,
    SecretUnreadable,
    UrlRefused,
)
from windows.departments.events import ENDED, MOVED
from windows.departments.models import Delivery, DeliveryTry
from windows.departments.moving import move_delivery
from windows.departments.queueing import wake_next
from windows.departments.states import DeliveryState
from windows.departments.stranded import close
from windows.departments.transport import Reply, post
from windows.locks import lock_case
from windows.notices.actions import notify

TRIES = 40
"""Growing to one an hour: some thirty hours, so that a day of silence costs nothing."""
LATER = frozenset({408, 423, 425, 429})
ALREADY = 409
"""The system has this key: it was told before, and its answer was lost."""
GONE = (ENDED, MOVED)
POINTLESS = "还没有送到，这个事项已经结束或转走，不用再发"
HOPELESS = (AddressRefused, UrlRefused, SecretUnreadable)
"""What only people can put right."""


def deliver(delivery_key: str, *, woken: int) -> None:
    """Raises TryAgain while the system does not answer, GiveUp when it refuses for good."""
    delivery = _prepared(delivery_key, woken)
    if delivery is None:
        return
    reply = _try(delivery, delivery.body.encode())
    if reply.status >= 500 or reply.status in LATER:
        raise _again(delivery, f"HTTP {reply.status}")
    if not 200 <= reply.status < 300 and reply.status != ALREADY:
        raise _never(delivery, f"HTTP {reply.status}")
    _arrived(delivery)


def bury(*, delivery_key: str, reason: str, woken: int = 0, **_: object) -> None:
    """No try is left: staff see it, understand it and send it again. The clock goes on running."""
    with transaction.atomic(durable=True):
        delivery = _locked(delivery_key)
        if not _is_current(delivery, woken):
            return
        move_delivery(delivery, "give_up")
        delivery.last_error = reason[:400]
        delivery.save(update_fields=["state", "last_error"])
        approval = approvals().get(pk=delivery.approval_id)
        record(
            approval.case.stream,
            "department.not_told",
            actor=SYSTEM,
            event=delivery.event,
            **told(approval),
        )
        name = delivery.system.department
        notify(
            approval.case,
            kind="department_silent",
            key=f"department_silent:{delivery.pk}:{delivery.resent}",
            text=Text(
                f"{name.name}的系统没有收到办件 {approval.case.number}，请看部门消息。",
                f"The system of {name.name_en or name.name} did not take case "
                f"{approval.case.number}. See the messages to departments.",
            ),
            to_supervisors=True,
        )


def _is_current(delivery: Delivery, woken: int) -> bool:
    """False for an older round, for what is over, and while the system is paused: whoever lets it
    go on begins a new round.
    """
    system = delivery.system
    is_open = delivery.state == DeliveryState.SENDING and delivery.woken == woken
    return is_open and system.is_active and system.paused_at is None


def _prepared(key: str, woken: int) -> Delivery | None:
    """To be sent now, with its content, which the first try makes; None when there is nothing to
    send. Under the case's lock, so that the part is not moved or ended meanwhile.
    """
    if not Delivery.objects.filter(key=key).exists():
        return None
    with transaction.atomic(durable=True):
        delivery = _locked(key)
        if not _is_current(delivery, woken):
            return None
        if _is_pointless(delivery):
            close(delivery, why=POINTLESS)
            wake_next(delivery)
            return None
        if not delivery.body:
            approval = approvals().get(pk=delivery.approval_id)
            made = content_of(approval, delivery.event, told_at=delivery.created_at)
            delivery.body = json.dumps(made, ensure_ascii=False)
            delivery.save(update_fields=["body"])
        return delivery


def _is_pointless(delivery: Delivery) -> bool:
    """The part is not theirs any more: nobody's data is sent to them late (个人信息保护法 art. 6).
    That it has gone is told only where anything may have arrived before.
    """
    about = Delivery.objects.filter(system=delivery.system_id, approval=delivery.approval_id)
    if delivery.event in GONE:
        return not about.filter(pk__lte=delivery.pk, tries__gt=0).exists()
    return about.filter(pk__gt=delivery.pk, event__in=GONE).exists()


def _try(delivery: Delivery, body: bytes) -> Reply:
    this = DeliveryTry.objects.create(delivery=delivery, at=timezone.now())
    Delivery.objects.filter(pk=delivery.pk).update(tries=F("tries") + 1)
    began = time.monotonic()
    reply, error = Reply(0, ""), ""
    try:
        reply = post(delivery.system, key=delivery.key, body=body)
    except httpx2.HTTPError as failed:
        error = f"{type(failed).__name__}: {failed}"
        raise _again(delivery, error) from failed
    except AddressUnknown as failed:
        error = str(failed)
        raise _again(delivery, error) from failed
    except HOPELESS as failed:
        error = str(failed)
        raise _never(delivery, error) from failed
    finally:
        this.seconds = round(time.monotonic() - began, 3)
        this.status, this.said, this.error = reply.status or None, reply.said, error[:400]
        this.save()
    return reply


def _arrived(delivery: Delivery) -> None:
    with transaction.atomic(durable=True):
        delivery = _locked(delivery.key)
        with suppress(DeliveryNotDead):
            move_delivery(delivery, "arrive")
            delivery.delivered_at, delivery.last_error, delivery.body = timezone.now(), "", ""
            delivery.save(update_fields=["state", "delivered_at", "last_error", "body"])
            approval = approvals().get(pk=delivery.approval_id)
            record(
                approval.case.stream,
                "department.told",
                actor=SYSTEM,
                event=delivery.event,
                **told(approval),
            )
            wake_next(delivery)


def _locked(key: str) -> Delivery:
    """The case first, as everywhere: whoever tells something more about it holds it, too."""
    lock_case(Delivery.objects.values_list("approval__case_id", flat=True).get(key=key))
    return (
        Delivery.objects.select_for_update(of=("self",), no_key=True)
        .select_related("system__department")
        .get(key=key)
    )


def _again(delivery: Delivery, why: str) -> TryAgain:
    _note(delivery, why)
    return TryAgain(reason=why)


def _never(delivery: Delivery, why: str) -> GiveUp:
    _note(delivery, why)
    return GiveUp(why)


def _note(delivery: Delivery, why: str) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(last_error=why[:400])
