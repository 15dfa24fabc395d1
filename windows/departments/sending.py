"""One try at one delivery. No row is locked while the network is asked."""

from __future__ import annotations

import json
import ssl
from functools import cache
from urllib.parse import urlsplit

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
from windows.departments.models import Delivery, DeliveryState
from windows.departments.secret_box import unseal
from windows.departments.signing import (
    IDEMPOTENCY,
    KEY_ID,
    SIGNATURE,
    TIMESTAMP,
    Signed,
    sign,
    stamp,
)
from windows.notices.actions import notify

TIMEOUT = httpx2.Timeout(10.0, connect=3.0)
TRIES = 40
"""Growing to one an hour: some thirty hours, so that a day of silence costs nothing."""
LATER = frozenset({408, 423, 425, 429})
ALREADY = 409
"""The system has this key: it was told before, and its answer was lost."""


def deliver(delivery_key: str) -> None:
    """Raises TryAgain while the system does not answer, GiveUp when it refuses for good."""
    delivery = (
        Delivery.objects.select_related("system__department").filter(key=delivery_key).first()
    )
    if delivery is None or delivery.state != DeliveryState.SENDING:
        return
    approval = approvals().get(pk=delivery.approval_id)
    body = json.dumps(content_of(approval, delivery.event), ensure_ascii=False).encode()
    Delivery.objects.filter(pk=delivery.pk).update(tries=F("tries") + 1)
    try:
        status = _post(delivery, body)
    except httpx2.HTTPError as error:
        raise _again(delivery, f"{type(error).__name__}: {error}") from error
    if status >= 500 or status in LATER:
        raise _again(delivery, f"HTTP {status}")
    if not 200 <= status < 300 and status != ALREADY:
        _note(delivery, f"HTTP {status}")
        raise GiveUp(f"HTTP {status}")
    with transaction.atomic(durable=True):
        moved = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING).update(
            state=DeliveryState.DELIVERED, delivered_at=timezone.now(), last_error=""
        )
        if moved:
            record(
                approval.case.stream,
                "department.told",
                actor=SYSTEM,
                event=delivery.event,
                **told(approval),
            )


def bury(delivery_key: str, reason: str) -> None:
    """No try is left: staff see it, understand it and send it again. The clock goes on running."""
    with transaction.atomic(durable=True):
        delivery = (
            Delivery.objects.select_for_update(of=("self",))
            .select_related("system__department")
            .get(key=delivery_key)
        )
        if delivery.state != DeliveryState.SENDING:
            return
        delivery.state, delivery.last_error = DeliveryState.DEAD, reason[:400]
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


def _post(delivery: Delivery, body: bytes) -> int:
    system = delivery.system
    timestamp = stamp(timezone.now())
    path = urlsplit(system.url).path or "/"
    signed = Signed("POST", path, timestamp, delivery.key, body)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        IDEMPOTENCY: delivery.key,
        TIMESTAMP: timestamp,
        KEY_ID: system.key_id,
        SIGNATURE: sign(unseal(system.secret_box), signed),
    }
    # No proxies from the environment: a case goes where the settings say, nowhere else.
    with (
        httpx2.Client(timeout=TIMEOUT, trust_env=False, verify=_trusted()) as client,
        client.stream("POST", system.url, content=body, headers=headers) as reply,
    ):
        return int(reply.status_code)


def _again(delivery: Delivery, why: str) -> TryAgain:
    _note(delivery, why)
    return TryAgain(reason=why)


def _note(delivery: Delivery, why: str) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(last_error=why[:400])


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()
