"""An answer of a department's system: once, late, twice or out of order, without harm.

In this order: size, signature, time, key, content, act. Whatever is refused is written down with
its code and changes nothing. The first answer with a key is kept; each later copy gets the same
answer, and the same key with another content is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor, actor_of
from portal.errors import DomainError
from windows.departments.doing import do
from windows.departments.errors import (
    CallbackKeyMissing,
    CallbackKeyReused,
    CallbackTooLarge,
    CallbackUnreadable,
    SignatureWrong,
    TimestampOld,
)
from windows.departments.models import Callback, DepartmentSystem
from windows.departments.secret_box import unseal
from windows.departments.signing import (
    IDEMPOTENCY,
    KEY_ID,
    SIGNATURE,
    TIMESTAMP,
    Signed,
    is_recent,
    is_signed,
)

LARGEST = 1024 * 1024
LONGEST_KEY = 120


@dataclass(frozen=True, slots=True)
class Arrived:
    """A request as it came, nothing believed yet."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    length: int
    """As declared: what is too long is not read at all, and `body` is then empty."""

    @property
    def signed(self) -> Signed:
        stamp, key = self.headers.get(TIMESTAMP, ""), self.headers.get(IDEMPOTENCY, "")
        return Signed(self.method, self.path, stamp, key, self.body)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    data: dict[str, Any]
    again: bool = False


def receive(arrived: Arrived) -> Answer:
    """Do what it says, once. Raises the refusal, which is on record by then."""
    system: DepartmentSystem | None = None
    try:
        if max(len(arrived.body), arrived.length) > LARGEST:
            raise CallbackTooLarge
        system = _who(arrived)
        content = _content(arrived)
        with transaction.atomic(durable=True):
            return _once(system, arrived, content)
    except DomainError as refusal:
        _refused(system, arrived, refusal)
        raise


def _who(arrived: Arrived) -> DepartmentSystem:
    key_id = arrived.headers.get(KEY_ID, "")
    system = (
        DepartmentSystem.objects.select_related("department", "account")
        .filter(key_id=key_id, is_active=True)
        .first()
    )
    signature = arrived.headers.get(SIGNATURE, "")
    if system is None or not is_signed(unseal(system.secret_box), arrived.signed, signature):
        raise SignatureWrong
    if not is_recent(arrived.headers.get(TIMESTAMP, ""), now=timezone.now()):
        raise TimestampOld
    if not 0 < len(arrived.headers.get(IDEMPOTENCY, "")) <= LONGEST_KEY:
        raise CallbackKeyMissing(field=IDEMPOTENCY)
    return system


def _content(arrived: Arrived) -> dict[str, Any]:
    try:
        content = json.loads(arrived.body)
    except (ValueError, RecursionError):
        raise CallbackUnreadable(why="JSON") from None
    if not isinstance(content, dict):
        raise CallbackUnreadable(why="JSON")
    return content


def _once(system: DepartmentSystem, arrived: Arrived, content: dict[str, Any]) -> Answer:
    # One answer of a system at a time: two copies at once find each other.
    DepartmentSystem.objects.select_for_update().get(pk=system.pk)
    signed = arrived.signed
    kept = Callback.objects.filter(system=system, key=signed.key, is_kept=True).first()
    if kept is not None:
        if kept.body_hash != signed.body_hash:
            raise CallbackKeyReused
        return Answer(kept.status, kept.answer, again=True)
    data = do(content, actor=_actor(system))
    Callback.objects.create(
        system=system,
        claimed_key_id=system.key_id,
        key=signed.key,
        body_hash=signed.body_hash,
        status=200,
        outcome="done",
        answer=data,
        is_kept=True,
    )
    return Answer(200, data)


def _actor(system: DepartmentSystem) -> Actor:
    return actor_of(system.account)


def _refused(system: DepartmentSystem | None, arrived: Arrived, refusal: DomainError) -> None:
    """On record, also for what nobody could have signed; the body itself is not kept."""
    Callback.objects.create(
        system=system,
        claimed_key_id=arrived.headers.get(KEY_ID, "")[:60],
        key=arrived.headers.get(IDEMPOTENCY, "")[:LONGEST_KEY],
        body_hash=arrived.signed.body_hash,
        status=refusal.status,
        outcome=refusal.code[:60],
        answer=refusal.as_json(),
    )
