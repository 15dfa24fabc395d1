"""The simulated system over HTTP, on loopback only.

POST /cases      a signed delivery → 202; 409 for a key it knows; 401 for a wrong signature
POST /_control   {"down": true, "slow_ms": 300, …} (see `mood`); {} puts all right
GET  /_control   how it behaves just now
GET  /_record    {"told": n, "new": n, "answered": n}
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from windows.departments.events import DISPATCHED, TEST
from windows.departments.signing import (
    IDEMPOTENCY,
    KEY_ID,
    SIGNATURE,
    TIMESTAMP,
    Signed,
    is_recent,
    is_signed,
)
from windows.departments.simulator.answering import Answering
from windows.departments.simulator.mood import Mood
from windows.departments.simulator.record import Record

LOOPBACK = "127.0.0.1"
LARGEST = 4 * 1024 * 1024
Look = Callable[[str], str]


class Simulator(ThreadingHTTPServer):
    """`secrets` are those of the systems by key id, or a function that looks one up."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self, *, port: int, secrets: Mapping[str, str] | Look, answers_to: str, record: Record
    ) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.secrets, self.record = secrets, record
        self.mood = Mood()
        self.told = self.new = 0
        self.answering = Answering(
            mood=self.mood,
            secret_of=self.secret_of,
            answers_to=answers_to,
            heard=record.answered,
        )
        for entry in record.unanswered():
            if entry["event"] == DISPATCHED:
                self.answering.about(entry, key_id=entry["key_id"])

    @property
    def answered(self) -> int:
        return self.answering.answered

    def secret_of(self, key_id: str) -> str:
        if callable(self.secrets):
            return self.secrets(key_id)
        return self.secrets.get(key_id, "")


class _Handler(BaseHTTPRequestHandler):
    server: Simulator
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        server = self.server
        if self.path == "/_record":
            counts = {"told": server.told, "new": server.new, "answered": server.answered}
            self._reply(200, counts)
        elif self.path == "/_control":
            self._reply(200, asdict(server.mood))
        else:
            self._reply(404, {"error": "POST /cases, GET and POST /_control, GET /_record"})

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST:
            self.close_connection = True
            self._reply(413, {"error": "too large, or no length"})
            return
        body = self.rfile.read(int(length))
        try:
            if self.path == "/_control":
                self.server.mood.control(json.loads(body or b"{}"))
                self._reply(200, asdict(self.server.mood))
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
        secret = self.server.secret_of(key_id)
        is_genuine = secret and is_signed([secret], signed, self.headers.get(SIGNATURE, ""))
        if not is_genuine or not is_recent(timestamp, now=datetime.now(UTC)):
            self._reply(401, {"error": "signature"})
            return
        said = json.loads(body)
        if said["event"] == TEST:
            self._reply(200, {"outcome": "a test"})
            return
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
        self.server.new += outcome == "new"
        if said["event"] == DISPATCHED and outcome != "other":
            self.server.answering.about(said | {"key": key}, key_id=key_id)
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
