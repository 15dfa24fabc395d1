"""The simulated system over HTTP, on loopback only.

POST /cases      a signed delivery → 202; 409 for a key it knows; 401 for a wrong signature
POST /_control   {"down": true, "slow_ms": 300, "duplicate": true, "wrong": true,
                  "deny_percent": 10}; {} puts all right
GET  /_record    {"told": n, "answered": n}
"""

from __future__ import annotations

import json
import queue
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import httpx2

from windows.departments.signing import (
    IDEMPOTENCY,
    KEY_ID,
    SIGNATURE,
    TIMESTAMP,
    Signed,
    is_recent,
    is_signed,
    sign,
    stamp,
)
from windows.departments.simulator.record import Record

LOOPBACK = "127.0.0.1"
LARGEST = 4 * 1024 * 1024
TRY_AGAIN_SECONDS = 2.0
GIVE_UP_SECONDS = 600.0
SIGN_AGAIN = (401, 408, 425, 429)
"""Not for good. 401 too: one of the two clocks may have been off; each try is signed afresh."""


@dataclass
class Mood:
    """How the system behaves just now."""

    down: bool = False
    slow_ms: int = 0
    duplicate: bool = False
    """Every answer is sent twice, the second under the same key."""
    wrong: bool = False
    """Answers are signed with a wrong secret first, then rightly."""
    deny_percent: int = 0

    def control(self, wish: dict[str, Any]) -> None:
        unknown = set(wish) - set(self.__dataclass_fields__)
        if unknown:
            raise ValueError(f"known: {', '.join(self.__dataclass_fields__)}")
        for name in self.__dataclass_fields__:
            kind = type(getattr(self, name))
            value = wish.get(name, kind())
            if not isinstance(value, kind):
                raise TypeError(f"{name} is a {kind.__name__}")
            setattr(self, name, value)


class Simulator(ThreadingHTTPServer):
    """`answers_to` is the portal's callback address; empty answers nothing."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self, *, port: int, secrets: dict[str, str], answers_to: str, record: Record
    ) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.secrets, self.answers_to, self.record = secrets, answers_to, record
        self.mood = Mood()
        self.told = self.answered = 0
        self.todo: queue.Queue[tuple[str, dict[str, Any], float]] = queue.Queue()
        for entry in record.unanswered() if answers_to else ():
            self.todo.put((entry["key_id"], self.decision(entry), time.monotonic()))
        for _number in range(4):
            threading.Thread(target=self._answer_for_ever, daemon=True).start()

    def _answer_for_ever(self) -> None:
        while True:
            key_id, answer, began = self.todo.get()
            if self._answer(key_id, answer):
                self.record.answered(answer["approval"])
            elif time.monotonic() - began < GIVE_UP_SECONDS:
                time.sleep(TRY_AGAIN_SECONDS)
                self.todo.put((key_id, answer, began))

    def _answer(self, key_id: str, answer: dict[str, Any]) -> bool:
        """True when the portal has taken it, or has refused it for good."""
        key = f"answer:{answer['approval']}"
        body = json.dumps(answer).encode()
        time.sleep(self.mood.slow_ms / 1000)
        if self.mood.wrong:
            self._send(key_id, key, body, "not-the-secret")
        status = self._send(key_id, key, body, self.secrets[key_id])
        if self.mood.duplicate and status:
            self._send(key_id, key, body, self.secrets[key_id])
        if 200 <= status < 300:
            self.answered += 1
        return 200 <= status < 500 and status not in SIGN_AGAIN

    def decision(self, said: dict[str, Any]) -> dict[str, Any]:
        """The same for every copy of one delivery: a system does not change its mind."""
        denies = said["approval"] % 100 < self.mood.deny_percent
        verb = {"verb": "deny", "reason": "模拟：不符合条件"} if denies else {"verb": "grant"}
        return {"case": said["case"], "approval": said["approval"], **verb}

    def _send(self, key_id: str, key: str, body: bytes, secret: str) -> int:
        timestamp = stamp(datetime.now(UTC))
        signed = Signed("POST", urlsplit(self.answers_to).path, timestamp, key, body)
        headers = {
            "Content-Type": "application/json",
            IDEMPOTENCY: key,
            TIMESTAMP: timestamp,
            KEY_ID: key_id,
            SIGNATURE: sign(secret, signed),
        }
        try:
            with httpx2.Client(timeout=10, trust_env=False) as client:
                return int(client.post(self.answers_to, content=body, headers=headers).status_code)
        except httpx2.HTTPError:
            return 0


class _Handler(BaseHTTPRequestHandler):
    server: Simulator
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        if self.path == "/_record":
            self._reply(200, {"told": self.server.told, "answered": self.server.answered})
        else:
            self._reply(404, {"error": "POST /cases, POST /_control, GET /_record"})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        if length > LARGEST:
            self._reply(413, {"error": "too large"})
            return
        body = self.rfile.read(length)
        try:
            if self.path == "/_control":
                self.server.mood.control(json.loads(body or b"{}"))
                self._reply(200, {"ok": True})
            else:
                self._delivery(body)
        except (ValueError, KeyError, TypeError) as error:
            self._reply(400, {"error": f"{type(error).__name__}: {error}"})

    def _delivery(self, body: bytes) -> None:
        mood, key_id = self.server.mood, self.headers.get(KEY_ID, "")
        time.sleep(mood.slow_ms / 1000)
        if mood.down:
            self._reply(503, {"error": "down"})
            return
        timestamp, key = self.headers.get(TIMESTAMP, ""), self.headers.get(IDEMPOTENCY, "")
        signed = Signed("POST", self.path, timestamp, key, body)
        secret = self.server.secrets.get(key_id, "")
        is_genuine = secret and is_signed(secret, signed, self.headers.get(SIGNATURE, ""))
        if not is_genuine or not is_recent(timestamp, now=datetime.now(UTC)):
            self._reply(401, {"error": "signature"})
            return
        said = json.loads(body)
        entry = {
            "key": key,
            "key_id": key_id,
            "body_hash": signed.body_hash,
            "event": said["event"],
            "case": said["case"],
            "approval": said["approval"],
            "at": time.time(),
        }
        self.server.told += 1
        outcome = self.server.record.take(entry)
        if said["event"] == "approval.dispatched" and self.server.answers_to:
            self.server.todo.put((key_id, self.server.decision(said), time.monotonic()))
        self._reply(202 if outcome == "new" else 409, {"outcome": outcome})

    def _reply(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's own name)
        """Silent: deliveries carry personal data, and logs must not."""
