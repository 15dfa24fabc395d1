"""The sandbox registry over HTTP, on loopback only, and only for people who do not exist.

POST /DS07       {"keys": {...}, "fields": [...], ...} → {"found", "about", "records"}
POST /_control   {"down": ["DS07"], "slow_ms": 300, "wrong_person": ["DS13"]}; {} puts all right
POST /_door      {"answers": 2, "seconds": 12}: after so many answers it stops for a while
GET  /_log       what was asked, oldest first: the registry's own record, to compare with ours
"""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from datasharing.sandbox.door import Door
from datasharing.sandbox.registers import REGISTERS, look_up

LOOPBACK = "127.0.0.1"
LOG_LENGTH = 10_000
STRANGER = {"id_number": "330106190001010000", "credit_code": "91330106000000000A"}


@dataclass
class Mood:
    """How the registry behaves just now."""

    down: frozenset[str] = frozenset()
    slow_ms: int = 0
    wrong_person: frozenset[str] = frozenset()
    log: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=LOG_LENGTH))
    busiest: int = 0
    """The most questions that were under way at one time."""
    under_way: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def arrive(self, entry: dict[str, Any]) -> None:
        with self.lock:
            self.log.append(entry)
            self.under_way += 1
            self.busiest = max(self.busiest, self.under_way)

    def leave(self) -> None:
        with self.lock:
            self.under_way -= 1

    def control(self, wish: dict[str, Any]) -> None:
        down, wrong = wish.get("down", []), wish.get("wrong_person", [])
        slow = wish.get("slow_ms", 0)
        strange = set(wish) - {"down", "wrong_person", "slow_ms"}
        if strange or not isinstance(slow, int) or not 0 <= slow <= 60_000:
            raise ValueError("give down, wrong_person (lists of codes) and slow_ms (0 to 60000)")
        if not {*down, *wrong} <= set(REGISTERS):
            raise ValueError(f"known codes: {', '.join(REGISTERS)}")
        with self.lock:
            self.down, self.wrong_person = frozenset(down), frozenset(wrong)
            self.slow_ms = slow
            self.busiest = self.under_way


class SandboxRegistry(Door):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.mood = Mood()

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: SandboxRegistry
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        if self.path != "/_log":
            self._answer(404, {"error": "ask POST /DS07, GET /_log"})
            return
        mood = self.server.mood
        with mood.lock:
            self._answer(200, {"asked": list(mood.log), "busiest": mood.busiest})

    def do_POST(self) -> None:
        try:
            length = min(int(self.headers.get("Content-Length", "0")), 100_000)
            body = json.loads(self.rfile.read(length) or b"{}")
            if self.path == "/_door":
                self.server.shut_after(int(body["answers"]), seconds=float(body["seconds"]))
                self._answer(200, {"ok": True})
            elif not self.server.lets_through(self.path):
                self.close_connection = True  # a program that is gone says nothing
            elif self.path == "/_control":
                self.server.mood.control(body)
                self._answer(200, {"ok": True})
            else:
                self._register(self.path.strip("/"), body)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self._answer(400, {"error": f"{type(error).__name__}: {error}"})

    def _register(self, code: str, body: dict[str, Any]) -> None:
        mood = self.server.mood
        mood.arrive(
            {
                "at": time.time(),
                "resource": code,
                "reference": self.headers.get("X-Reference", ""),
                "keys": body["keys"],
                "fields": body["fields"],
                "case": body.get("case", ""),
                "purpose": body.get("purpose", ""),
            }
        )
        try:
            time.sleep(mood.slow_ms / 1000)
            if code in mood.down:
                self._answer(503, {"error": "down"})
            elif code not in REGISTERS:
                self._answer(404, {"error": "no such register"})
            else:
                self._answer(200, self._found(code, body["keys"], body["fields"]))
        finally:
            mood.leave()

    def _found(self, code: str, keys: dict[str, str], fields: list[str]) -> dict[str, Any]:
        found = look_up(code, keys)
        if found is None:
            return {"found": False, "about": {}, "records": []}
        about = dict(found.about)
        if code in self.server.mood.wrong_person:
            about = {name: STRANGER[name] for name in about}
        records = [{n: record[n] for n in fields if n in record} for record in found.records]
        return {"found": True, "about": about, "records": records}

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's own name)
        """Silent: questions carry identity numbers, and logs must not."""
