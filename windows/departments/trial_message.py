"""A test message: does the address answer, and does the secret fit?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import uuid4

import httpx2
from django.db import transaction

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import DomainError, NotAllowed
from portal.journal.actions import record
from windows.departments.actions import STREAM
from windows.departments.events import TEST
from windows.departments.models import DepartmentSystem
from windows.departments.transport import post


@dataclass(frozen=True, slots=True)
class Outcome:
    is_good: bool
    what: str
    """`HTTP 202`, or what went wrong."""
    said: str = ""


def try_system(system: DepartmentSystem, *, actor: Actor) -> Outcome:
    """Once, now, about no case. Opens its own transaction after the network was asked."""
    if actor.kind != Role.ADMIN:
        raise NotAllowed
    try:
        reply = post(system, key=f"{TEST}:{uuid4().hex}", body=json.dumps({"event": TEST}).encode())
        is_good = 200 <= reply.status < 300
        result = Outcome(is_good, f"HTTP {reply.status}", reply.said)
    except httpx2.HTTPError as failed:
        result = Outcome(False, f"{type(failed).__name__}: {failed}"[:300])
    except DomainError as failed:
        result = Outcome(False, failed.said)
    department = system.department
    with transaction.atomic(durable=True):
        record(
            STREAM,
            "department_system.tested",
            actor=actor,
            outcome=result.what,
            department=department.name,
            department_en=department.name_en or department.name,
        )
    return result
