"""A department with a system of its own."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Department
from tests.windows import builders as b
from windows.departments.actions import connect_system
from windows.departments.models import DepartmentSystem
from windows.departments.signing import (
    IDEMPOTENCY,
    KEY_ID,
    SIGNATURE,
    TIMESTAMP,
    Signed,
    sign,
)
from windows.departments.simulator.record import Record
from windows.departments.simulator.server import Simulator

PATH = "/api/v1/callbacks/"
ADMIN = Actor(Role.ADMIN, None, "管理员")


@dataclass
class System:
    """What the other side knows: its key and its secret."""

    row: DepartmentSystem
    secret: str

    def call(self, body: Any, *, key: str = "k1", **odd: Any) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        timestamp = str(odd.get("timestamp", int(time.time())))
        signed = Signed("POST", odd.get("path", PATH), timestamp, key, raw)
        headers = {
            KEY_ID: odd.get("key_id", self.row.key_id),
            TIMESTAMP: timestamp,
            IDEMPOTENCY: key,
            SIGNATURE: odd.get("signature", sign(odd.get("secret", self.secret), signed)),
        }
        content_type = odd.get("content_type", "application/json")
        return Client().post(PATH, odd.get("raw", raw), content_type=content_type, headers=headers)


def connect(name: str, *, url: str = "http://127.0.0.1:9/cases") -> System:
    department = Department.objects.get(name=name)
    key_id = f"key-{department.pk}"
    row, secret = b.do(connect_system, department, url=url, key_id=key_id, actor=ADMIN)
    return System(row, secret)


@pytest.fixture
def simulator(tmp_path):
    """Takes deliveries for whatever system is connected to it; answers nothing."""
    record = Record(tmp_path / "record.jsonl")
    server = Simulator(port=0, secrets={}, answers_to="", record=record)
    server.path = tmp_path / "record.jsonl"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
    record.close()


@pytest.fixture
def system(town, simulator) -> System:
    """甲局 again, and somebody listens at its address."""
    found = connect("甲局", url=f"http://127.0.0.1:{simulator.server_address[1]}/cases")
    simulator.secrets[found.row.key_id] = found.secret
    return found


@pytest.fixture
def first(town) -> System:
    """甲局, which decides T1-A."""
    return connect("甲局")
