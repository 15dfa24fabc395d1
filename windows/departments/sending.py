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
from windows.departments.models import Delivery, DeliveryTry
from windows.departments.moving import move_delivery
from windows.departments.queueing import wake_next
from windows.departments.states import DeliveryState
from windows.departments.transport import Reply, post
from windows.locks import lock_case
from windows.notices.actions import notify

TRIES = 40
"""Growing to one an hour: some thirty hours, so that a day of silence costs nothing."""
LATER = frozenset({408, 423, 425, 429})
ALREADY = 409
"""The system has this key: it was told before, and its answer was lost."""
HOPELESS = (AddressRefused, UrlRefused, SecretUnreadable)
"""What only people can put right."""


def deliver(delivery_key: str, *, woken: int) -> None:
    """Raises TryAgain while the system does not answer, GiveUp when it refuses for good."""
    delivery = (
        Delivery.objects.select_related("system__department").filter(key=delivery_key).first()
    )
    if delivery is None or not _is_current(delivery, woken):
        return
    body = _frozen(delivery)
    reply = _try(delivery, body)
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
            actor=SYSTEM,
            to_supervisors=True,
        )


def _is_current(delivery: Delivery, woken: int) -> bool:
    """False for an older round, for what is over, and while the system is paused: whoever lets it
    go on begins a new round.
    """
    system = delivery.system
    is_open = delivery.state == DeliveryState.SENDING and delivery.woken == woken
    return is_open and system.is_active and system.paused_at is None


def _frozen(delivery: Delivery) -> bytes:
    """The first try makes the content; two who make it at once agree on one."""
    if not delivery.body:
        approval = approvals().get(pk=delivery.approval_id)
        made = json.dumps(content_of(approval, delivery.event), ensure_ascii=False)
        Delivery.objects.filter(pk=delivery.pk, body="", state=DeliveryState.SENDING).update(
            body=made
        )
        delivery.refresh_from_db(fields=["body"])
    return delivery.body.encode()


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
