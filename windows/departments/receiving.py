"""An answer of a department's system: once, late, twice or out of order, without harm.

In this order: size, signature, time, key, type, content, act. Whatever is refused is written down
with its code and changes nothing. The first answer with a key that was done is kept; each later
copy gets the same answer, and the same key with another content is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import actor_of
from portal.errors import DomainError
from windows.approvals.models import Approval
from windows.corrections.reporting import counted
from windows.departments.doing import asked_for, check_order, do, part_of, read
from windows.departments.errors import (
    CallbackKeyMissing,
    CallbackKeyReused,
    CallbackTooLarge,
    CallbackWrongType,
    SignatureWrong,
    TimestampOld,
)
from windows.departments.models import Callback, DepartmentSystem
from windows.departments.secrets_of import secrets_of
from windows.departments.signing import (
    IDEMPOTENCY,
    KEY_ID,
    SIGNATURE,
    TIMESTAMP,
    Signed,
    is_recent,
    is_signed,
)
from windows.departments.strict_json import parse
from windows.locks import lock_case

LARGEST = 1024 * 1024
KEY = re.compile(r"[!-~]{1,120}")
STRANGERS_A_MINUTE = 300
"""Refusals of nobody we know that are written down: a flood does not fill the database."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A request as it came, nothing believed yet."""

    method: str
    path: str
    """With the query, as it was sent and signed."""
    headers: Mapping[str, str]
    body: bytes
    is_too_large: bool = False
    """Then `body` is empty: it was not read."""

    def header(self, name: str) -> str:
        """Empty when it is missing or holds what no key, time or signature is made of."""
        value = self.headers.get(name, "").strip()
        return value if value.isascii() and value.isprintable() else ""

    @property
    def signed(self) -> Signed:
        stamp, key = self.header(TIMESTAMP), self.header(IDEMPOTENCY)
        return Signed(self.method, self.path, stamp, key, self.body)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    data: dict[str, Any]
    again: bool = False


@dataclass(slots=True)
class Understood:
    """What is found out on the way, for the record."""

    system: DepartmentSystem | None = None
    approval: Approval | None = None
    asked: str = ""
    is_recorded: bool = False


def receive(arrived: Arrived) -> Answer:
    """Do what it says, once. Raises the refusal, which is on record by then."""
    found = Understood()
    try:
        if arrived.is_too_large or len(arrived.body) > LARGEST:
            raise CallbackTooLarge
        system = _who(found, arrived)
        if arrived.header("Content-Type").partition(";")[0].strip().lower() != "application/json":
            raise CallbackWrongType
        return _once(found, system, arrived, parse(arrived.body))
    except DomainError as refusal:
        if not found.is_recorded:
            _refused(found.system, arrived, refusal)
        _count_overreach(found, refusal)
        raise


def _who(found: Understood, arrived: Arrived) -> DepartmentSystem:
    """Known from the signature on, so that whatever is refused after it is on its record."""
    key_id = arrived.header(KEY_ID)
    system = (
        DepartmentSystem.objects.select_related("department", "account")
        .filter(key_id=key_id, is_active=True)
        .first()
    )
    now = timezone.now()
    secrets = secrets_of(system, now=now) if system else [""]
    is_genuine = is_signed(secrets, arrived.signed, arrived.header(SIGNATURE))
    if system is None or not is_genuine:
        raise SignatureWrong
    found.system = system
    if not is_recent(arrived.header(TIMESTAMP), now=now):
        raise TimestampOld
    if not KEY.fullmatch(arrived.header(IDEMPOTENCY)):
        raise CallbackKeyMissing(field=IDEMPOTENCY)
    return system


def _once(
    found: Understood, system: DepartmentSystem, arrived: Arrived, content: dict[str, Any]
) -> Answer:
    signed = arrived.signed
    refused: DomainError | None = None
    data: dict[str, Any] = {}
    with transaction.atomic(durable=True):
        row = _claimed(system, signed)
        if row.status:
            if row.body_hash != signed.body_hash:
                raise CallbackKeyReused
            return Answer(row.status, row.answer, again=True)
        try:
            data = _done(found, row, content, system)
            row.status, row.outcome, row.answer = 200, "done", data
        except DomainError as refusal:
            refused = refusal
            row.status, row.outcome = refusal.status, refusal.code[:60]
            row.answer, row.is_kept = refusal.as_json(), False
        row.save()
    if refused is not None:
        found.is_recorded = True
        raise refused
    return Answer(200, data)


def _claimed(system: DepartmentSystem, signed: Signed) -> Callback:
    """This key's one row. A copy that is being done at this moment is waited for; without a status
    it is ours.
    """
    mine = Callback(
        system=system,
        claimed_key_id=system.key_id,
        key=signed.key,
        body_hash=signed.body_hash,
        status=0,
        is_kept=True,
    )
    Callback.objects.bulk_create([mine], ignore_conflicts=True)
    return Callback.objects.get(system=system, key=signed.key, is_kept=True)


def _done(
    found: Understood, row: Callback, content: dict[str, Any], system: DepartmentSystem
) -> dict[str, Any]:
    said, actor = read(content), actor_of(system.account)
    approval = part_of(said, actor=actor)
    found.approval, found.asked = approval, asked_for(said)
    row.approval, row.verb, row.order = approval, said["verb"], said.get("order")
    # Held until the answer is on record, so that nothing about this case comes in between.
    lock_case(approval.case_id)
    approval.refresh_from_db(fields=["state", "taken_up_at"])
    check_order(approval, said, system=system)
    with transaction.atomic():  # a savepoint: what a refused act began is taken back
        return do(approval, said, actor=actor)


def _count_overreach(found: Understood, refusal: DomainError) -> None:
    """What a department may not ask for is counted against it, as from the portal's own page."""
    if found.approval is None or found.system is None or not found.asked:
        return
    try:
        with counted(found.approval, asked=found.asked, actor=actor_of(found.system.account)):
            raise refusal
    except DomainError:
        pass  # `receive` raises it


def _refused(system: DepartmentSystem | None, arrived: Arrived, refusal: DomainError) -> None:
    """On record, also for what nobody could have signed; the body itself is not kept."""
    if _is_flood(system, refusal):
        return
    key = arrived.header(IDEMPOTENCY)
    Callback.objects.create(
        system=system,
        claimed_key_id=arrived.header(KEY_ID)[:60],
        key=key[:120],
        body_hash=arrived.signed.body_hash,
        status=refusal.status,
        outcome=refusal.code[:60],
        answer=refusal.as_json(),
    )


def _is_flood(system: DepartmentSystem | None, refusal: DomainError) -> bool:
    """Of strangers, or of somebody who sends a recording of a genuine message again and again."""
    since = timezone.now() - timedelta(minutes=1)
    if system is None:
        return Callback.objects.filter(system=None, at__gte=since).count() >= STRANGERS_A_MINUTE
    if not isinstance(refusal, TimestampOld):
        return False
    newest = Callback.objects.filter(system=system).order_by("-pk").values_list("at", flat=True)
    nth = newest[STRANGERS_A_MINUTE - 1 : STRANGERS_A_MINUTE].first()
    return nth is not None and nth >= since
